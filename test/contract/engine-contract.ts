import { beforeAll, describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { ENGLISH } from '../../src/knowledge/english-thesaurus.js';
import { createLexicon } from '../../src/knowledge/lexicon.js';
import type { Query } from '../../src/query/query.js';
import type { Candidate, Engine, StoredPassage, Wanted } from '../../src/retrieval/ports.js';
import { terms } from '../../src/text/tokenize.js';
import { BRIDGES, corpusOf, queryOf } from '../builders.js';

/** An article with words before and after its subjects, one section longer than a passage, and a box. */
const ORCHARD = `---
title: The orchard
noun: apple
subjects:
  - id: russet
    heading: Russet
  - id: pippin
    heading: Pippin
---
# The orchard

The orchard grows two apples, the russet and the pippin.

## Russet

A russet has a rough skin and keeps until spring.

### Storing

Lay russets in straw. A cool cellar suits the russet.

> [!WARNING]
> Mould spreads quickly from a bruised fruit.

## Pippin

A pippin is small, sweet and ripe in August.

### Storing

Eat a pippin at once.

## Pruning

${Array.from({ length: 9 }, (_, i) => `Prune bough number ${i + 1} in winter. ${'The saw must be sharp and clean. '.repeat(8).trim()}`).join('\n\n')}

## Harvest

Pick the fruit when its stalk comes off by itself.
`;

/** Two paragraphs that are equal to a reader, in two sections. */
const TWINS = `# Twins

## Left

The heron fishes at dawn.

## Right

The heron fishes at dawn.
`;

/** How long that may take where it is made on a server, in milliseconds. */
const MADE_WITHIN_MS = 60_000;

/** Any engine is made of a corpus. */
export type MakeEngine = (corpus: Corpus) => Engine | Promise<Engine>;

/** What the rest of the program relies on, of whatever engine. */
export function itIsAnEngine(name: string, make: MakeEngine): void {
  const corpus = corpusOf([ORCHARD, BRIDGES, TWINS]);
  const lexicon = createLexicon(corpus, [ENGLISH]);
  let engine: Engine;
  beforeAll(async () => {
    engine = await make(corpus);
  }, MADE_WITHIN_MS);
  const ids = (passages: readonly Pick<StoredPassage, 'id'>[]) => passages.map(({ id }) => id);
  const inReadingOrder = (is: (passage: Corpus['passages'][number]) => boolean) =>
    ids(corpus.passages.filter(is));
  const read = (question: string): Promise<Query> => queryOf(question, { lexicon, engine });
  const look = async (question: string, wanted: Wanted): Promise<readonly Candidate[]> =>
    engine.retriever.candidates(await read(question), wanted);
  const textOf = ({ blocks }: StoredPassage) =>
    blocks.flatMap(({ items }) => items.map((item) => item.text)).join('\n');

  const QUESTIONS = [
    'how do I store a russet in the cellar',
    'which bridges are of steel',
    'when does the heron fish',
    'how sharp must the saw be to prune a bough',
    'mould on fruit',
  ];

  describe(`${name}: candidates`, () => {
    it.each(QUESTIONS)('come best first, each once, with the score of the engine: %j', async (question) => {
      const found = await look(question, { limit: 50 });
      expect(found.length).toBeGreaterThan(0);
      const scores = found.map(({ features }) => features.engine as number);
      for (const score of scores) expect(Number.isFinite(score)).toBe(true);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(new Set(found.map(({ passage }) => passage)).size).toBe(found.length);
    });

    it.each(QUESTIONS)('are the same again, whatever was looked for between: %j', async (question) => {
      const first = await look(question, { limit: 50 });
      for (const other of QUESTIONS) await look(other, { limit: 3 });
      expect(await look(question, { limit: 50 })).toEqual(first);
    });

    it.each(QUESTIONS)('are the first of more where fewer are wanted: %j', async (question) => {
      const all = await look(question, { limit: 50 });
      for (const limit of [1, 2, all.length, all.length + 5])
        expect(await look(question, { limit })).toEqual(all.slice(0, limit));
      expect(await look(question, { limit: 0 })).toEqual([]);
    });

    it.each(QUESTIONS)('can be got from the store, and hold a word of the question: %j', async (question) => {
      const found = await look(question, { limit: 50 });
      const stored = await engine.store.get(found.map(({ passage }) => passage));
      expect(ids(stored)).toEqual(found.map(({ passage }) => passage));
      const { terms: asked } = await read(question);
      const wanted = new Set(
        asked.flatMap(({ stems, alternatives }) => [...stems, ...alternatives.flatMap((one) => one.stems)]),
      );
      for (const passage of stored) {
        const labels = passage.blocks.flatMap(({ block, items }) => [
          block.label?.text ?? '',
          ...items.map((item) => item.name ?? ''),
        ]);
        const text = [passage.document.title, ...passage.section.path, ...labels, textOf(passage)];
        expect(
          terms(text.join(' . ')).some((stem) => wanted.has(stem)),
          passage.id,
        ).toBe(true);
      }
    });

    it('begin with the passage that holds the words, not with one that holds some', async () => {
      const [first] = await look('rough skin keeps until spring', { limit: 5 });
      const [passage] = await engine.store.get([first?.passage ?? '']);
      expect(passage && textOf(passage)).toContain('rough skin');
    });

    it('are found by a heading, a label, the name of a point and the title of an article', async () => {
      const found = async (question: string) =>
        engine.store.get((await look(question, { limit: 50 })).map(({ passage }) => passage));
      expect((await found('pruning')).some(({ section }) => section.heading === 'Pruning')).toBe(true);
      expect((await found('warning')).map(textOf).join()).toContain('Mould spreads');
      expect((await found('long life')).map(textOf).join()).toContain('stands for centuries');
      expect((await found('twins')).map(({ document }) => document.title)).toContain('Twins');
    });

    it('stand in reading order where they are equally good', async () => {
      const found = await look('heron dawn', { limit: 50 });
      expect(found).toHaveLength(2);
      expect(found[0]?.features.engine).toBe(found[1]?.features.engine);
      const stored = await engine.store.get(found.map(({ passage }) => passage));
      expect(stored.map(({ section }) => section.heading)).toEqual(['Left', 'Right']);
    });

    it('are of the wanted subjects alone', async () => {
      const question = 'steel, sweet in August, rough in spring, winter';
      const all = await look(question, { limit: 50 });
      const subjectOf = async (found: readonly Candidate[]) =>
        (await engine.store.get(found.map(({ passage }) => passage))).map(({ subject }) => subject);
      const of = async (...subjects: string[]) => subjectOf(await look(question, { limit: 50, subjects }));
      expect(new Set(await subjectOf(all)).size).toBeGreaterThan(2);
      expect(new Set(await of('russet'))).toEqual(new Set(['russet']));
      expect(new Set(await of('truss', 'pippin'))).toEqual(new Set(['truss', 'pippin']));
      expect(await of('walnut')).toEqual([]);
      expect(await of()).toEqual([]);
      expect((await look(question, { limit: 1, subjects: ['truss', 'pippin'] })).length).toBe(1);
    });

    it('are of a subject however many other passages hold the words', async () => {
      const found = await look('the saw must be sharp and clean, ripe', { limit: 1, subjects: ['pippin'] });
      expect(found).toHaveLength(1);
    });

    it.each(['', '?', 'zyxwv', 'qqqq jjjj'])('are none where nothing is found: %j', async (question) => {
      expect(await look(question, { limit: 50 })).toEqual([]);
    });
  });

  describe(`${name}: the store`, () => {
    it('gives passages in the order in which they are asked for, and leaves out what it has not', async () => {
      const all = inReadingOrder(() => true);
      expect(ids(await engine.store.get(all))).toEqual(all);
      const backwards = [...all].reverse();
      expect(ids(await engine.store.get(backwards))).toEqual(backwards);
      const [first = '', second = ''] = all;
      expect(ids(await engine.store.get([second, 'no.md#1', first, '', `${first}.0`]))).toEqual([
        second,
        first,
      ]);
      expect(await engine.store.get([])).toEqual([]);
      expect(await engine.store.get(['no.md#1'])).toEqual([]);
    });

    it('gives a passage with all that the corpus holds of it', async () => {
      for (const passage of corpus.passages) {
        const [stored] = await engine.store.get([passage.id]);
        expect(stored?.document).toEqual(corpus.documents.find(({ id }) => id === passage.document));
        expect(stored?.section).toEqual(corpus.sections[passage.section]);
        expect(stored?.subject).toBe(passage.subject);
        expect(stored?.blocks.flatMap(({ items }) => items)).toEqual(corpus.items.slice(...passage.items));
        for (const { block, items } of stored?.blocks ?? []) {
          expect(block).toEqual(corpus.blocks[block.id]);
          expect(items.length).toBeGreaterThan(0);
          expect(items.every((item) => item.block === block.id)).toBe(true);
        }
      }
    });

    it('gives the passages of a section, of a subject and of no subject in reading order', async () => {
      for (const { id, section } of corpus.passages)
        expect(ids(await engine.store.section(id))).toEqual(
          inReadingOrder((passage) => passage.section === section),
        );
      const pruning = corpus.sections.find(({ heading }) => heading === 'Pruning')?.id;
      expect(inReadingOrder(({ section }) => section === pruning).length).toBeGreaterThan(1);
      for (const { id } of corpus.subjects) {
        const own = ids(await engine.store.bySubject(id));
        expect(own).toEqual(inReadingOrder(({ subject }) => subject === id));
        expect(own.length).toBeGreaterThan(0);
      }
      for (const { id } of corpus.documents)
        expect(ids(await engine.store.general(id))).toEqual(
          inReadingOrder(({ document, subject }) => document === id && subject === null),
        );
    });

    it('has nothing of what it does not know', async () => {
      expect(await engine.store.section('no.md#1')).toEqual([]);
      expect(await engine.store.bySubject('walnut')).toEqual([]);
      expect(await engine.store.general('no.md')).toEqual([]);
    });
  });

  describe(`${name}: the vocabulary`, () => {
    it('knows how many passages there are, and in how many a word stands, headings above them included', async () => {
      const { vocabulary } = engine;
      expect(vocabulary.passages).toBe(corpus.passages.length);
      const counts = await vocabulary.frequencies(['heron', 'orchard', 'twin', 'straw', 'walnut', 'mould']);
      const of = (article: string) => inReadingOrder(({ document }) => document === article).length;
      expect(counts.get('heron')).toBe(2);
      // Its title stands above every passage of an article.
      expect(counts.get('orchard')).toBe(of('a.md'));
      expect(counts.get('twin')).toBe(of('c.md'));
      expect(counts.get('straw')).toBe(1);
      expect(counts.get('mould')).toBe(1);
      expect(counts.has('walnut')).toBe(false);
      expect([...(await vocabulary.frequencies([]))]).toEqual([]);
    });

    it('counts no word in more passages than there are, and every word that a passage holds', async () => {
      const stems = [...new Set(corpus.items.flatMap(({ text }) => terms(text)))];
      const counts = await engine.vocabulary.frequencies(stems);
      expect([...counts.keys()].sort()).toEqual([...stems].sort());
      for (const count of counts.values()) {
        expect(count).toBeGreaterThan(0);
        expect(count).toBeLessThanOrEqual(corpus.passages.length);
      }
    });

    it('knows words that a misspelt one may mean', async () => {
      expect(await engine.vocabulary.similar('orchad')).toContain('orchard');
      expect(await engine.vocabulary.similar('pipppin')).toContain('pippin');
      expect(await engine.vocabulary.similar('jjjjj')).toEqual([]);
      for (const meant of await engine.vocabulary.similar('strwa')) {
        expect(meant[0]).toBe('s');
        expect(Math.abs(meant.length - 'strwa'.length)).toBeLessThanOrEqual(2);
        expect((await engine.vocabulary.frequencies([meant])).get(meant)).toBeGreaterThan(0);
      }
    });

    it('knows words that begin with some letters and are longer', async () => {
      expect(await engine.vocabulary.beginningWith('orch')).toEqual(['orchard']);
      expect(await engine.vocabulary.beginningWith('orchard')).toEqual([]);
      expect(await engine.vocabulary.beginningWith('qq')).toEqual([]);
    });

    it('says the same at once, where it has its words at hand', async () => {
      const { atHand, ...asked } = engine.vocabulary;
      for (const stem of ['heron', 'orchard', 'walnut', 'strwa', 'orch', 'st']) {
        if (!atHand) continue;
        expect(atHand.count(stem)).toBe((await asked.frequencies([stem])).get(stem) ?? 0);
        expect([...atHand.similar(stem)].sort()).toEqual([...(await asked.similar(stem))].sort());
        expect([...atHand.beginningWith(stem)].sort()).toEqual([...(await asked.beginningWith(stem))].sort());
      }
    });
  });

  describe(`${name}: of no article`, () => {
    it('is an engine that finds nothing and has nothing', async () => {
      const nothing = corpusOf([]);
      const bare = await make(nothing);
      const query = await queryOf('where is the russet', {
        lexicon: createLexicon(nothing, [ENGLISH]),
        engine: bare,
      });
      expect(await bare.retriever.candidates(query, { limit: 10 })).toEqual([]);
      expect(await bare.store.get(['a.md#1'])).toEqual([]);
      expect(await bare.store.general('a.md')).toEqual([]);
      expect(bare.vocabulary.passages).toBe(0);
      expect([...(await bare.vocabulary.frequencies(['russet']))]).toEqual([]);
      expect(await bare.vocabulary.similar('russet')).toEqual([]);
    });
  });
}
