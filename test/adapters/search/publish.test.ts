import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { idOf } from '../../../adapters/search/documents.js';
import { createSearchEngine } from '../../../adapters/search/engine.js';
import {
  buildIndexOf,
  KEPT_INDEXES,
  publish,
  published,
  rollBack,
} from '../../../adapters/search/publish.js';
import type { SearchServer } from '../../../adapters/search/server.js';
import type { SearchPlace } from '../../../adapters/search/settings.js';
import { listIndexes, openVersion } from '../../../adapters/search/version.js';
import type { Corpus } from '../../../src/knowledge/corpus.js';
import { buildIndex } from '../../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../../src/retrieval/local/engine.js';
import { BRIDGES, corpusOf } from '../../builders.js';
import { onOpenSearch } from '../../opensearch-server/on-opensearch.js';

const otters = (more = '') => `# Otters\n\nAn otter swims in the river.\n\n## Food\n\nIt eats fish.${more}\n`;
/** Each is named by one digit. */
const hashOf = (digit: number) => String(digit).repeat(64);

onOpenSearch('publishing to OpenSearch', ({ server, settings, cluster }) => {
  const build = (corpus: Corpus, place: SearchPlace, version: number) =>
    buildIndexOf(
      server(),
      { corpus, index: buildIndex(corpus), vectors: null },
      { settings: place, hash: hashOf(version) },
    );
  const put = async (corpus: Corpus, place: SearchPlace, version: number) => {
    const report = await build(corpus, place, version);
    await publish(server(), place, report.index);
    return report;
  };
  const inService = async ({ SEARCH_INDEX }: SearchPlace) =>
    (await published(server(), SEARCH_INDEX)).filter((one) => one.inService).map(({ hash }) => hash);

  describe('a version', () => {
    it('is built aside, and in service when it is published', async () => {
      const place = settings('aside');
      expect(await published(server(), 'aside')).toEqual([]);
      const { index } = await build(corpusOf([otters()]), place, 1);
      expect(await published(server(), 'aside')).toMatchObject([
        {
          index,
          hash: hashOf(1),
          inService: false,
          publishedAt: null,
          passages: 2,
          encoded: false,
          encoder: null,
        },
      ]);
      await publish(server(), place, index);
      expect(await inService(place)).toEqual([hashOf(1)]);
    });

    it('is written as JSON once, however large it is', async () => {
      const stringify = vi.spyOn(JSON, 'stringify');
      onTestFinished(() => stringify.mockRestore());
      const { brought } = await build(corpusOf([otters(), BRIDGES]), settings('once'), 1);
      const documents = stringify.mock.calls.flat(2).filter((one) => Object(one).kind !== undefined);
      expect(documents).toHaveLength(brought);
    });

    it('is not built again', async () => {
      const place = settings('again');
      expect(await put(corpusOf([otters()]), place, 1)).toMatchObject({ isNew: true });
      expect(await put(corpusOf([otters()]), place, 1)).toMatchObject({ isNew: false, brought: 0 });
    });

    it('costs what differs from the one before, and is as if it were built anew', async () => {
      const place = settings('edits');
      const first = await put(corpusOf([otters(), BRIDGES]), place, 1);
      const edited = corpusOf([otters(' And crabs.'), BRIDGES, '# Herons\n\nA heron stands still.\n']);
      const second = await put(edited, place, 2);
      expect(second.kept).toBeGreaterThan(first.brought / 2);
      expect(second.brought).toBeLessThan(first.brought / 2);
      const third = await put(corpusOf([BRIDGES]), place, 3);
      expect(third.removed).toBeGreaterThan(0);
      for (const [corpus, version] of [
        [edited, 2],
        [corpusOf([BRIDGES]), 3],
      ] as const) {
        const listed = (await listIndexes(server(), 'edits')).find(
          ({ meta }) => meta.hash === hashOf(version),
        );
        if (!listed) throw new Error('It is not there');
        const { store, vocabulary } = createSearchEngine(
          server(),
          await openVersion(server(), listed.index, listed.meta),
        );
        const here = createLocalEngine(corpus, buildIndex(corpus));
        const ids = ['a.md#1', 'a.md#2', 'b.md#1', 'b.md#2', 'b.md#9', 'c.md#1'];
        expect(await store.get(ids)).toEqual(await here.store.get(ids));
        const stems = ['otter', 'crab', 'fish', 'truss', 'steel', 'heron', 'a'];
        expect(await vocabulary.frequencies(stems)).toEqual(await here.vocabulary.frequencies(stems));
        expect(vocabulary.passages).toBe(corpus.passages.length);
      }
    });

    it('that was begun and not finished is gone on with', async () => {
      const place = settings('begun');
      const corpus = corpusOf([otters(), BRIDGES]);
      const { index, brought } = await build(corpus, place, 1);
      // As if whoever built it had been ended in the middle of it.
      const [{ meta } = { meta: {} }] = await listIndexes(server(), 'begun');
      const body = { _meta: { docent: { ...meta, complete: false } } };
      await server().ask((client) => client.indices.putMapping({ index, body }));
      await server().ask((client) =>
        client.indices.putSettings({ index, body: { 'index.blocks.write': false } }),
      );
      for (const id of [idOf('passage', 'a.md#2'), idOf('stem', 'otter')])
        await server().ask((client) => client.delete({ index, id }));
      await server().ask((client) =>
        client.indices.putSettings({ index, body: { 'index.blocks.write': true } }),
      );
      expect(await published(server(), 'begun')).toEqual([]);
      const again = await build(corpus, place, 1);
      expect(again).toMatchObject({ index, isNew: true });
      expect([again.brought, again.kept]).toEqual([2, brought - 2]);
    });

    it('gives way to the one before, and comes back when it is published again', async () => {
      const place = settings('back');
      for (const version of [1, 2, 3]) await put(corpusOf([otters(` ${version}.`)]), place, version);
      expect(await inService(place)).toEqual([hashOf(3)]);
      expect(await rollBack(server(), place)).toMatchObject({ hash: hashOf(2) });
      expect(await inService(place)).toEqual([hashOf(2)]);
      expect(await rollBack(server(), place)).toMatchObject({ hash: hashOf(1) });
      await expect(rollBack(server(), place)).rejects.toMatchObject({ code: 'no-version' });
      expect(await inService(place)).toEqual([hashOf(1)]);
      await put(corpusOf([otters(' 3.')]), place, 3);
      expect(await inService(place)).toEqual([hashOf(3)]);
    });

    it('goes when there are too many, the oldest first, and never the one in service', async () => {
      const place = settings('many');
      for (let version = 1; version <= KEPT_INDEXES + 3; version++)
        await put(corpusOf([otters(` ${version}.`)]), place, version);
      const kept = (await published(server(), 'many')).map(({ hash }) => Number(hash[0]));
      expect(kept).toEqual(Array.from({ length: KEPT_INDEXES + 1 }, (_, i) => KEPT_INDEXES + 3 - i));
    });
  });

  describe('an index that was begun and not finished', () => {
    const DAY_MS = 86_400_000;
    const names = async (place: SearchPlace) =>
      Object.keys(
        await server().ask((client) => client.indices.get({ index: `${place.SEARCH_INDEX}-*` })),
      ).sort();
    const say = (index: string, docent: object) =>
      server().ask((client) => client.indices.putMapping({ index, body: { _meta: { docent } } }));
    const metaOf = async (place: SearchPlace, wanted: string) =>
      (await listIndexes(server(), place.SEARCH_INDEX)).find(({ index }) => index === wanted)?.meta;

    it('goes with the next one that is published after a day; one that is none of ours never does', async () => {
      const place = settings('dead');
      const { index } = await put(corpusOf([otters()]), place, 1);
      const begun = (await build(corpusOf([otters(' 2.')]), place, 2)).index;
      await say(begun, { ...(await metaOf(place, begun)), complete: false });
      const [copy, other, foreign] = ['dead-aaaaaaaaaaaaaaaa', 'dead-bbbbbbbbbbbbbbbb', 'dead-foreign'];
      await server().ask((client) => client.indices.clone({ index, target: copy }));
      for (const one of [other, foreign])
        await server().ask((client) => client.indices.create({ index: one }));
      await say(other, { ...(await metaOf(place, index)), shape: 999, complete: false });
      const all = [index, begun, copy, other, foreign].sort();
      await publish(server(), place, index, () => Date.now() + DAY_MS / 2);
      expect(await names(place)).toEqual(all);
      await publish(server(), place, index, () => Date.now() + 2 * DAY_MS);
      expect(await names(place)).toEqual([index, other, foreign].sort());
    });

    it('is no version where it got no further than a copy, and is gone on with as one', async () => {
      const place = settings('copied');
      const first = await put(corpusOf([otters()]), place, 1);
      const corpus = corpusOf([otters(' 2.')]);
      const { index } = await build(corpus, place, 2);
      // As if whoever built it had been ended right after it was copied.
      await server().ask((client) => client.indices.delete({ index }));
      await server().ask((client) => client.indices.clone({ index: first.index, target: index }));
      expect((await published(server(), 'copied')).map((one) => one.index)).toEqual([first.index]);
      await expect(rollBack(server(), place)).rejects.toMatchObject({ code: 'no-version' });
      const again = await put(corpus, place, 2);
      expect(again).toMatchObject({ index, isNew: true });
      expect(again.brought).toBeGreaterThan(0);
      expect(await inService(place)).toEqual([hashOf(2)]);
    });
  });

  it('is not of what another name has that begins alike', async () => {
    await put(corpusOf([otters()]), settings('alike-too'), 1);
    expect(await published(server(), 'alike')).toEqual([]);
    expect(await published(server(), 'alike-too')).toHaveLength(1);
  });

  it('is given up where something is not taken, and gone on with', async () => {
    const place = settings('full');
    const corpus = corpusOf([otters(), BRIDGES]);
    const built = { corpus, index: buildIndex(corpus), vectors: null };
    const options = { settings: place, hash: hashOf(1), bulkBytes: 2_000 };
    let requests = 0;
    const bulk = async ({ body }: { body: readonly object[] }) => ({
      body: { items: body.map(() => ({ index: { status: 400, error: { reason: 'no such field' } } })) },
    });
    const failing: SearchServer = {
      ...server(),
      ask: (request) =>
        server().ask((client) =>
          request(Object.assign(Object.create(client), ++requests === 8 ? { bulk } : {})),
        ),
    };
    await expect(buildIndexOf(failing, built, options)).rejects.toThrow('does not take a document');
    expect(await published(server(), 'full')).toEqual([]);
    const { brought, kept } = await buildIndexOf(server(), built, options);
    expect(brought).toBeGreaterThan(0);
    expect(kept).toBeGreaterThan(0);
    expect(await published(server(), 'full')).toHaveLength(1);
  });

  it('says what a server does not take, and who cannot be reached', async () => {
    await server().ask((client) => client.indices.create({ index: 'refused-0123456789abcdef' }));
    expect(await published(server(), 'refused')).toEqual([]);
    const [node] = cluster().nodes;
    await expect(
      server().ask((client) => client.search({ index: 'refused-0123456789abcdef', body: { size: -1 } })),
    ).rejects.toThrow(`The search engine at ${node?.url} refuses with status 400`);
  });
});
