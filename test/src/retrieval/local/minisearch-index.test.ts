import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Corpus } from '../../../../src/knowledge/corpus.js';
import { buildIndex, indexArticles } from '../../../../src/retrieval/local/build-index.js';
import type { ArticleIndex } from '../../../../src/retrieval/local/index-article.js';
import { LocalIndex } from '../../../../src/retrieval/local/local-index.js';
import type { SearchTerm } from '../../../../src/retrieval/local/minisearch-index.js';
import { stem } from '../../../../src/text/stem.js';
import { builtFrom, corpusOf, TEAS } from '../../../builders.js';

let corpus: Corpus;
let index: LocalIndex;
beforeAll(async () => {
  corpus = (await builtFrom(TEAS)).bot.corpus;
  index = buildIndex(corpus);
});

const EVERY = { enough: Number.POSITIVE_INFINITY, admits: () => true };
const terms = (...words: string[]): SearchTerm[] => words.map((word) => ({ stem: stem(word), boost: 1 }));
const idsFor = (...words: string[]) => index.search(terms(...words), EVERY, 1000).map(({ id }) => id);
const text = (id = -1) =>
  corpus.items
    .slice(...(corpus.passages[id]?.items ?? [0, 0]))
    .map(({ text: one }) => one)
    .join(' ');

describe('the full-text index', () => {
  it('finds passages by their words, best first', () => {
    const [found, ...others] = idsFor('bergamot');
    expect(others).toEqual([]);
    expect(text(found)).toContain('bergamot');
    const scores = index.search(terms('caffeine', 'coffee'), EVERY, 10).map(({ score }) => score);
    expect(scores.length).toBeGreaterThan(2);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('finds a passage by the name of a point and by the headings above it', () => {
    expect(text(idsFor('gongfu')[0])).toContain('traditionally brewed in a tiny clay pot');
    expect(idsFor('stored').map(text).join(' ')).toContain('airtight tin');
    const brewing = corpus.passages.flatMap(({ section }, i) =>
      corpus.sections[section]?.heading === 'Brewing' ? [i] : [],
    );
    expect(idsFor('brewing')).toEqual(expect.arrayContaining(brewing));
  });

  it('gives no more than is wanted, and a boosted word more weight', () => {
    expect(index.search(terms('tea'), EVERY, 3)).toHaveLength(3);
    const first = (boost: number) =>
      text(index.search([{ stem: stem('bergamot'), boost }, ...terms('seaweed')], EVERY, 1)[0]?.id);
    expect(first(10)).toContain('bergamot');
    expect(first(0.1)).toContain('seaweed');
  });

  it('finds what may be found', () => {
    const admits = (id: number) => corpus.passages[id]?.subject === 'oolong';
    const found = index.search(terms('caffeine'), { ...EVERY, admits }, 50);
    expect(found.length).toBeGreaterThan(0);
    for (const { id } of found) expect(corpus.passages[id]?.subject).toBe('oolong');
    expect(index.search(terms('caffeine'), { ...EVERY, admits: () => false }, 50)).toEqual([]);
  });

  it('finds nothing for no word and for one that no passage has', () => {
    expect(index.search([], EVERY, 5)).toEqual([]);
    for (const word of ['python', '__proto__', 'constructor', ''])
      expect(index.search([{ stem: word, boost: 1 }], EVERY, 5), word).toEqual([]);
  });

  it('looks for no further passages when the words before have found enough', () => {
    const found = (enough: number) => index.search(terms('bergamot', 'tea'), { ...EVERY, enough }, 100);
    const every = found(Number.POSITIVE_INFINITY).map(({ id }) => id);
    expect(every.length).toBeGreaterThan(5);
    expect(found(1).map(({ id }) => id)).toEqual(every.slice(0, 1));
    expect(found(2).map(({ id }) => id)).toEqual(every);
    // The words that look for no others still add to what was found.
    const alone = index.search(terms('bergamot'), EVERY, 100);
    expect(found(1)[0]?.score).toBeGreaterThan(alone[0]?.score ?? 0);
  });

  it('puts equal passages in the order of the article', () => {
    const twins = buildIndex(
      corpusOf(['# T\n\n## A\n\nSame words.\n\n## A\n\nSame words.\n\n## A\n\nSame words.\n']),
    );
    const found = twins.search(terms('words'), EVERY, 5);
    expect(found.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(new Set(found.map(({ score }) => score)).size).toBe(1);
  });

  it('finds the same when what is indexed of the articles was saved and loaded', () => {
    const loaded = LocalIndex.join(structuredClone(index.articles));
    for (const words of [['caffeine'], ['green', 'tea'], ['boiling', 'water', 'pot'], ['none']])
      expect(loaded.search(terms(...words), EVERY, 40)).toEqual(index.search(terms(...words), EVERY, 40));
  });
});

const WORDS = ['salt', 'pepper', 'sugar', 'honey', 'chili', 'wax', 'and', 'the', 'tea'];

describe('an index after an edit', () => {
  const word = fc.constantFrom(...WORDS);
  const text = fc
    .tuple(
      fc.array(word, { minLength: 1, maxLength: 12 }),
      fc.array(word, { minLength: 1, maxLength: 12 }),
      fc.array(word, { maxLength: 3 }),
    )
    .map(
      ([first, second, asked]) =>
        `---\ntitle: ${first[0]}\n${asked.length > 0 ? `questions:\n  - where is ${asked.join(' ')}\n` : ''}---\n# x\n\n## ${second[0]}\n\n${first.join(' ')}\n\n## b\n\n${second.join(' ')}\n`,
    );
  /** Each sets an article to a text, or takes it away. */
  const edits = fc.array(fc.tuple(fc.nat(5), fc.option(text)), { minLength: 1, maxLength: 12 });

  it('is to the last bit the one that is built anew, however often it was edited and whichever was asked last', () => {
    fc.assert(
      fc.property(edits, (steps) => {
        const folder = new Map<number, string>([[9, '# x\n\nsalt\n']]);
        const editions: { readonly edited: LocalIndex; readonly anew: LocalIndex }[] = [];
        for (const [at, to] of steps) {
          if (to === null) folder.delete(at);
          else folder.set(at, to);
          const own = corpusOf([...folder].sort(([a], [b]) => a - b).map(([, one]) => one));
          const before = editions.at(-1)?.edited ?? null;
          editions.push({
            edited: LocalIndex.join(keeping([...indexArticles(own)], before?.articles ?? []), before),
            anew: buildIndex(own),
          });
          for (const { edited, anew } of [...editions.slice(-1), ...editions, ...[...editions].reverse()]) {
            expect([...edited.stems()].sort()).toEqual([...anew.stems()].sort());
            for (const one of WORDS) {
              expect(edited.count(one)).toBe(anew.count(one));
              const wanted = terms(one, 'salt', 'tea');
              expect(edited.search(wanted, EVERY, 100)).toEqual(anew.search(wanted, EVERY, 100));
              const gate = { enough: 2, admits: (id: number) => id % 3 > 0 };
              expect(edited.search(wanted, gate, 100)).toEqual(anew.search(wanted, gate, 100));
            }
          }
        }
      }),
      { numRuns: 12 },
    );
  });
});

it('an index that was edited a hundred times has the mean lengths of what it holds, to the last bit', () => {
  const corpora = Array.from({ length: 100 }, (_, i) =>
    corpusOf(
      [0, 1, 2, 3, 4, 5, 6].map(
        (n) => `# x\n\nsalt ${WORDS.slice(0, n === i % 7 ? (i * 5) % 8 : n).join(' ')} end\n`,
      ),
    ),
  );
  const [first, ...others] = corpora.map((own) => [...indexArticles(own)]);
  let edited = LocalIndex.join(first ?? []);
  for (const next of others) {
    edited = LocalIndex.join(keeping(next, edited.articles), edited);
    // Asked, it turns to the edition.
    edited.search(terms('salt'), EVERY, 1);
  }
  const anew = buildIndex(corpora.at(-1) as Corpus);
  expect(edited.search(terms('salt', 'end'), EVERY, 9)).toEqual(anew.search(terms('salt', 'end'), EVERY, 9));
});

/** What is indexed of articles; of those that are as they were, what was. */
function keeping(
  articles: readonly ArticleIndex[],
  before: readonly ArticleIndex[],
): readonly ArticleIndex[] {
  const known = new Map<string, ArticleIndex[]>();
  for (const one of before) known.set(JSON.stringify(one), [...(known.get(JSON.stringify(one)) ?? []), one]);
  return articles.map((one) => known.get(JSON.stringify(one))?.pop() ?? one);
}
