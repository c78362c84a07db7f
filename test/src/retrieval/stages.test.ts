import { describe, expect, it } from 'vitest';
import { find } from '../../../src/retrieval/find.js';
import type { Candidate, Engine, StoredPassage } from '../../../src/retrieval/ports.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const BOATS = `# Boats

## Sails

A jib is a small sail that stands before the mast.

## Oars

Oars are made of ash, which bends and does not break.

## Anchors

The heavy iron at the bow keeps her where she is.
`;
const knowledge = knowledgeOf(corpusOf([BOATS]));
const ids = ['Sails', 'Oars', 'Anchors'];

const QUESTION = 'what stops it from drifting away with the oars?';

const VARNISH = 'Their varnish dries within a day of sun, and in rain it never does, whatever they say.';
const PARAGRAPHS = ['Rope is sold by the fathom at the quay.', ...new Array<string>(9).fill(VARNISH)].join(
  '\n\n',
);
/** Sheds, more than are read again as a rule, of whose passages only a part is worth quoting. */
const YARD = `# Yard\n\n${Array.from({ length: 9 }, (_, i) => `## Shed ${i + 1}\n\n${PARAGRAPHS}\n`).join('\n')}`;

/** Meaning that holds one section to be near, and a reranker that prefers one; both note what they are asked. */
async function engineWith(near: string, preferred: string) {
  const asked: string[] = [];
  const { store, retriever, vocabulary } = knowledge.engine;
  const all = await Promise.all(
    ids.map(async (heading) => {
      const found = await retriever.candidates(await queryOf(heading, knowledge), { limit: 3 });
      const passages = await store.get(found.map(({ passage }) => passage));
      return passages.find(({ section }) => section.heading === heading) as StoredPassage;
    }),
  );
  const engine: Engine = {
    store,
    retriever,
    vocabulary,
    meaning: {
      async candidates(_, found) {
        asked.push('meaning');
        const known = new Set(found.map(({ passage }) => passage));
        const joined = all
          .filter(({ id }) => !known.has(id))
          .map(({ id }) => ({ passage: id, features: {} }));
        const [nearest] = all.filter(({ section }) => section.heading === near);
        return [...found, ...joined].map((candidate): Candidate => {
          const cosine = candidate.passage === nearest?.id ? 0.8 : 0.05;
          return { ...candidate, near: { whole: cosine, place: cosine, lines: [cosine] } };
        });
      },
    },
    reranker: {
      async rerank(_, passages) {
        asked.push(`rerank ${passages.length}`);
        return passages.map(({ section }) => (section.heading === preferred ? 4 : -4));
      },
      async cover(query, passages) {
        asked.push(`cover ${passages.length}`);
        return query.terms.map(() => 0.9);
      },
    },
  };
  return { engine, asked };
}

const THOROUGH = { rereads: 2, always: true };

describe('finding in stages', () => {
  it('finds by meaning what shares no word with the question', async () => {
    const { engine } = await engineWith('Anchors', 'Anchors');
    const query = await queryOf(QUESTION, knowledge);
    const { evidence } = await find(query, engine, knowledge.weights, THOROUGH);
    expect(evidence[0]?.passage.section.heading).toBe('Anchors');
    expect(evidence[0]?.foundBy).toBe('meaning');
    expect(evidence.find(({ passage }) => passage.section.heading === 'Oars')?.foundBy).not.toBe('meaning');
    const byWords = await find(query, knowledge.engine, knowledge.weights);
    expect(byWords.evidence[0]?.passage.section.heading).toBe('Oars');
    expect(byWords.evidence.every(({ foundBy }) => foundBy === 'words')).toBe(true);
  });

  it('has no more passages read again than it is told to', async () => {
    const { engine, asked } = await engineWith('Anchors', 'Anchors');
    const query = await queryOf(QUESTION, knowledge);
    await find(query, engine, knowledge.weights, THOROUGH);
    await find(query, engine, knowledge.weights, { rereads: 0, always: true });
    expect(asked.map((one) => one.replace(/ \d+$/, ''))).toEqual(['meaning', 'rerank', 'cover', 'meaning']);
    expect(asked).toContain('rerank 2');
  });

  it.each([2, 8])(
    'has what would be quoted of %i passages read again, and nothing else of them',
    async (rereads) => {
      const yard = knowledgeOf(corpusOf([YARD]));
      const read: Record<string, readonly StoredPassage[]> = {};
      const engine: Engine = {
        ...yard.engine,
        meaning: { candidates: async (_, found) => found },
        reranker: {
          rerank: async (_, passages) => {
            read.rerank = passages;
            return passages.map(() => 0);
          },
          cover: async (query, passages) => {
            read.cover = passages;
            return query.terms.map(() => 0.9);
          },
        },
      };
      const query = await queryOf('where is rope sold?', yard);
      await find(query, engine, yard.weights, { rereads, always: true });
      expect(read.rerank).toHaveLength(rereads);
      const length = ({ blocks }: StoredPassage) =>
        blocks.flatMap(({ items }) => items).reduce((sum, { text }) => sum + text.length, 0);
      for (const passage of Object.values(read).flat()) {
        const [whole] = await yard.engine.store.get([passage.id]);
        expect(length(passage)).toBeLessThan(length(whole as StoredPassage));
      }
    },
  );

  it('goes no further where words are sure, unless it is told to', async () => {
    const { engine, asked } = await engineWith('Sails', 'Sails');
    const query = await queryOf('what is a jib?', knowledge);
    const { likelihood } = await find(query, engine, knowledge.weights);
    expect(likelihood).toBeGreaterThan(0.85);
    expect(asked).toEqual([]);
    await find(query, engine, knowledge.weights, THOROUGH);
    expect(asked).not.toEqual([]);
  });

  it.each([
    ['leaves by words that are sure', 4, 0, []],
    ['leaves by meaning that is sure', 0, 2, ['meaning']],
    ['leaves by meaning that finds nothing likely', 0, -4, ['meaning']],
    ['has the first passages read where meaning is not sure', 0, 0, ['meaning', 'rerank', 'cover']],
  ])('%s', async (_, byWords, byMeaning, stages) => {
    const { engine, asked } = await engineWith('Anchors', 'Anchors');
    const { words, meaning, reranked } = knowledge.weights;
    const weights = {
      words: { ...words, likelihood: { constant: byWords } },
      meaning: { ...meaning, likelihood: { constant: byMeaning } },
      reranked,
    };
    await find(await queryOf(QUESTION, knowledge), engine, weights);
    expect(asked.map((one) => one.replace(/ \d$/, ''))).toEqual(stages);
  });

  it('answers by words where meaning cannot be had, and by meaning where there is no time to read again', async () => {
    const { engine } = await engineWith('Anchors', 'Anchors');
    const query = await queryOf(QUESTION, knowledge);
    const none = { candidates: async () => null };
    expect(await find(query, { ...engine, meaning: none }, knowledge.weights, THOROUGH)).toEqual(
      await find(query, knowledge.engine, knowledge.weights),
    );
    const busy = { rerank: async () => null, cover: async () => null };
    expect(await find(query, { ...engine, reranker: busy }, knowledge.weights, THOROUGH)).toEqual(
      await find(query, engine, knowledge.weights, { rereads: 0, always: true }),
    );
  });
});
