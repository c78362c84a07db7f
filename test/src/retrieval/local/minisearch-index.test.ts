import { beforeAll, describe, expect, it } from 'vitest';
import type { Corpus } from '../../../src/knowledge/corpus.js';
import { PassageIndex } from '../../../src/search/passage-index.js';
import { stem } from '../../../src/text/stem.js';
import { builtFrom, corpusOf, TEAS } from '../../builders.js';

let corpus: Corpus;
let index: PassageIndex;
beforeAll(async () => {
  corpus = (await builtFrom(TEAS)).bot.corpus;
  index = PassageIndex.build(corpus);
});

const terms = (...words: string[]) => words.map((word) => ({ stem: stem(word), boost: 1 }));
const text = (id: number | undefined) => corpus.passages[id ?? -1]?.text ?? '';

describe('PassageIndex', () => {
  it('finds passages by their words, best first', async () => {
    const found = await index.search({ terms: terms('bergamot'), limit: 5 });
    expect(found).toHaveLength(1);
    expect(text(found[0]?.passage)).toContain('bergamot');
    const scores = (await index.search({ terms: terms('caffeine', 'coffee'), limit: 10 })).map(
      ({ score }) => score,
    );
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('finds a point by its name and a passage by the headings above it', async () => {
    const [named] = await index.search({ terms: terms('gongfu', 'style'), limit: 1 });
    expect(corpus.passages[named?.passage ?? -1]?.name).toBe('Gongfu style');
    const stored = await index.search({ terms: terms('stored'), limit: 1 });
    expect(text(stored[0]?.passage)).toContain('airtight');
  });

  it('looks at passages of the wanted subjects only', async () => {
    const found = await index.search({
      terms: terms('caffeine'),
      subjects: ['oolong', 'rooibos'],
      limit: 50,
    });
    expect(found.length).toBeGreaterThan(1);
    for (const { passage } of found)
      expect(corpus.passages[passage]?.subject).toMatch(/^(?:oolong|rooibos)$/);
    expect(await index.search({ terms: terms('caffeine'), subjects: [], limit: 50 })).toEqual([]);
  });

  it('gives no more than is wanted, and a boosted term more weight', async () => {
    expect(await index.search({ terms: terms('tea'), limit: 3 })).toHaveLength(3);
    const first = async (boost: number) => {
      const wanted = [
        { stem: stem('bergamot'), boost },
        { stem: stem('seaweed'), boost: 1 },
      ];
      return text((await index.search({ terms: wanted, limit: 1 }))[0]?.passage);
    };
    expect(await first(10)).toContain('bergamot');
    expect(await first(0.1)).toContain('seaweed');
  });

  it('finds nothing for no term and for one that no passage has', async () => {
    expect(await index.search({ terms: [], limit: 5 })).toEqual([]);
    expect(await index.search({ terms: terms('python'), limit: 5 })).toEqual([]);
    expect(await index.search({ terms: [{ stem: '__proto__', boost: 1 }], limit: 5 })).toEqual([]);
  });

  it('looks for no further passages when the words before have found enough', async () => {
    const found = async (enough?: number) => {
      const request = { terms: terms('bergamot', 'tea'), limit: 100 };
      return (await index.search(enough === undefined ? request : { ...request, enough })).map(
        ({ passage }) => passage,
      );
    };
    const every = await found();
    expect(every.length).toBeGreaterThan(5);
    expect(await found(1)).toEqual(every.slice(0, 1));
    expect(await found(2)).toEqual(every);
    const scores = await index.search({ terms: terms('bergamot', 'tea'), enough: 1, limit: 100 });
    const alone = await index.search({ terms: terms('bergamot'), limit: 100 });
    expect(scores[0]?.score).toBeGreaterThan(alone[0]?.score ?? 0);
  });

  it('puts equal passages in the order of the article', async () => {
    const twins = corpusOf(['# T\n\nSame words.\n\nSame words.\n\nSame words.\n']);
    const found = await PassageIndex.build(twins).search({ terms: terms('words'), limit: 5 });
    expect(found.map(({ passage }) => passage)).toEqual([0, 1, 2]);
    expect(new Set(found.map(({ score }) => score)).size).toBe(1);
  });

  it('finds the same when it was saved and loaded', async () => {
    const loaded = PassageIndex.load(index.save(), corpus);
    for (const words of [['caffeine'], ['green', 'tea'], ['boiling', 'water', 'pot'], ['none']]) {
      const request = { terms: terms(...words), limit: 40 };
      expect(await loaded.search(request)).toEqual(await index.search(request));
    }
  });
});
