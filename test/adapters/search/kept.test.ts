import { describe, expect, it } from 'vitest';
import { idOf, type PassageDocument } from '../../../adapters/search/documents.js';
import { createSearchEngine } from '../../../adapters/search/engine.js';
import { readFrame, writeFrame } from '../../../adapters/search/frame.js';
import { createSearchMeaning } from '../../../adapters/search/meaning.js';
import type { SearchServer } from '../../../adapters/search/server.js';
import type { IndexedVersion } from '../../../adapters/search/version.js';
import { createSearchVocabulary } from '../../../adapters/search/vocabulary.js';
import { DIMENSIONS } from '../../../src/meaning/inference.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const corpus = corpusOf(['# Teas\n\nGreen tea is steamed.\n']);

const version = async (): Promise<IndexedVersion> => ({
  index: 'teas',
  meta: { lengths: [] } as Partial<IndexedVersion['meta']> as IndexedVersion['meta'],
  frame: await readFrame(await writeFrame(corpus)),
});

/** A server that finds every document, and answers a request for few of them when that is said. */
function slowWithFew(documentOf: (id: string) => object) {
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const client = {
    async mget({ body: { ids } }: { body: { ids: readonly string[] } }) {
      if (ids.length < 10) await asked;
      return { body: { docs: ids.map((id) => ({ _source: documentOf(id) })) } };
    },
  };
  const server = {
    name: 'here',
    ask: async (request: (with_: never) => PromiseLike<{ body: unknown }>) =>
      (await request(client as never)).body,
  } as Partial<SearchServer> as SearchServer;
  return { server, answer };
}

const names = (count: number) => Array.from({ length: count }, (_, i) => `other ${i}`);

describe('what was looked up of an index and is let go while more of it is', () => {
  it('is still among the passages that were asked for', async () => {
    const ids = new Map(['first', 'second', ...names(3_000)].map((id) => [idOf('passage', id), id]));
    const { server, answer } = slowWithFew((id): Partial<PassageDocument> => {
      const [section, at] = [corpus.sections[0], 1];
      const passage = { section, blocks: [] } as PassageDocument['passage'];
      return { id: ids.get(id) ?? '', document: corpus.documents[0]?.id ?? '', at, passage };
    });
    const { store } = createSearchEngine(server, await version());
    await store.get(['first', ...names(20)]);
    const both = store.get(['first', 'second']);
    await store.get(names(3_000));
    answer();
    expect((await both).map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it('is still counted as it is used', async () => {
    const used = { holders: 7, counts: { fields: [], any: 7 } };
    const { server, answer } = slowWithFew(() => used);
    const { counts } = createSearchVocabulary(server, await version());
    await counts(['first', ...names(20)]);
    const both = counts(['first', 'second']);
    await counts(names(60_000));
    answer();
    expect([...(await both).values()]).toEqual([used, used]);
  });

  it('is still judged by its meaning', async () => {
    const [vectors, shares] = [Buffer.alloc(DIMENSIONS, 1), Buffer.from(Float32Array.of(1).buffer)];
    const { server, answer } = slowWithFew(() => ({
      vectors: vectors.toString('base64'),
      shares: shares.toString('base64'),
    }));
    const question = async () => new Float32Array(DIMENSIONS).fill(1);
    const meaning = createSearchMeaning(server, await version(), null)({ question });
    const query = await queryOf('what is steamed?', knowledgeOf(corpus));
    const near = (ids: readonly string[]) =>
      meaning.candidates(
        query,
        ids.map((passage) => ({ passage, features: {} })),
      );
    await near(['first', ...names(20)]);
    const both = near(['first', 'second']);
    await near(names(5_000));
    answer();
    expect((await both)?.map((one) => one.near !== undefined)).toEqual([true, true]);
  });
});
