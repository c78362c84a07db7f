import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSearchEngine } from '../../adapters/search/engine.js';
import { buildIndexOf } from '../../adapters/search/publish.js';
import { listIndexes, openVersion } from '../../adapters/search/version.js';
import { synthesize } from '../../bench/synthetic.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { ENGLISH } from '../../src/knowledge/english-thesaurus.js';
import { createLexicon } from '../../src/knowledge/lexicon.js';
import { loadCorpus } from '../../src/knowledge/load-corpus.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import { ENOUGH_FOUND } from '../../src/retrieval/local/retriever.js';
import type { Engine } from '../../src/retrieval/ports.js';
import { builtFrom, HANDBOOK, queryOf, questionsIn, TEAS } from '../builders.js';
import { onOpenSearch } from '../opensearch-server/on-opensearch.js';
import { itIsAnEngine } from './engine-contract.js';

onOpenSearch('on OpenSearch', ({ server, settings }) => {
  const make = async (corpus: Corpus): Promise<Engine> => {
    const place = settings(`t${randomUUID()}`);
    const built = { corpus, index: buildIndex(corpus), vectors: null };
    await buildIndexOf(server(), built, { settings: place, hash: 'a'.repeat(64) });
    const [listed] = await listIndexes(server(), place.SEARCH_INDEX);
    if (!listed) throw new Error('There is no index');
    return createSearchEngine(server(), await openVersion(server(), listed.index, listed.meta));
  };

  itIsAnEngine('the engine', make);

  describe('the engine, beside the embedded one', () => {
    /** Asks both for candidates. @returns how many were found */
    async function itFindsTheSame(corpus: Corpus, questions: readonly string[]): Promise<number[]> {
      const [here, there] = [createLocalEngine(corpus, buildIndex(corpus)), await make(corpus)];
      const lexicon = createLexicon(corpus, [ENGLISH]);
      const counts: number[] = [];
      for (const question of questions) {
        const query = await queryOf(question, { lexicon, engine: there });
        expect(query).toEqual(await queryOf(question, { lexicon, engine: here }));
        const subjects = corpus.subjects.slice(0, 2).map(({ id }) => id);
        for (const wanted of [{ limit: 24 }, { limit: 24, subjects }, { limit: 3 }]) {
          const found = await there.retriever.candidates(query, wanted);
          expect(found, question).toEqual(await here.retriever.candidates(query, wanted));
          counts.push(found.length);
        }
      }
      return counts;
    }

    it.each([TEAS, HANDBOOK])(
      'finds the same, with the very same scores: %s',
      async (folder) => {
        const questions = await questionsIn(`${folder}/questions.jsonl`);
        const { corpus } = (await builtFrom(folder)).bot;
        const counts = await itFindsTheSame(
          corpus,
          questions.slice(0, 120).map(({ q }) => q),
        );
        expect(counts.some((count) => count === 24)).toBe(true);
      },
      120_000,
    );

    it('finds the same where common words find more than are looked at', async () => {
      const { files, questions } = synthesize(2_000, 30);
      const { corpus } = loadCorpus(files, null);
      const index = buildIndex(corpus);
      expect([...index.stems()].filter((stem) => index.count(stem) > ENOUGH_FOUND).length).toBeGreaterThan(
        100,
      );
      await itFindsTheSame(corpus, [...questions, 'is the of and that are not', questions.join(' and ')]);
    }, 240_000);
  });
});
