import { DocentError } from '../../src/errors.js';
import { ENCODER_SHA256 } from '../../src/meaning/version.js';
import { SEARCH_AWAY } from '../service/search-away.js';
import { type FrameDocument, idOf } from './documents.js';
import { type Frame, readFrame } from './frame.js';
import { SHAPE } from './mapping.js';
import type { SearchBody, SearchServer } from './server.js';

/** What an index says of itself. */
export interface IndexMeta {
  readonly shape: number;
  /** What it was built by, see `programHash`: another program may make other stems. */
  readonly program: string;
  /** SHA-256 of the knowledge, see `readKnowledge`. */
  readonly hash: string;
  /** Whether it has vectors. */
  readonly encoded: boolean;
  /** SHA-256 of the encoder that they are of; `null` without. */
  readonly encoder: string | null;
  readonly builtAt: string;
  /** When it was put in service last; `null`: never. */
  readonly publishedAt: string | null;
  /** False while it is being built. */
  readonly complete: boolean;
  readonly passages: number;
  /** For each field the sum of the lengths of all passages, see `lengthsIn`. */
  readonly lengths: readonly number[];
  /** Documents that the frame is cut into. */
  readonly frameParts: number;
}

/** Knowledge in an index that stays as it is. */
export interface IndexedVersion {
  readonly index: string;
  readonly meta: IndexMeta;
  readonly frame: Frame;
}

/** Why an index is answered from by words alone, and what to do about it; `null`: by meaning too. */
export function whyByWords({
  encoded,
  encoder,
}: Pick<IndexMeta, 'encoded' | 'encoder'>): { readonly reason: string; readonly remedy: string } | null {
  if (!encoded)
    return {
      reason: 'the index was built without meaning',
      remedy: '`docent index publish` where the models can be used makes one with it.',
    };
  // Vectors of two encoders tell nothing of each other.
  return encoder === ENCODER_SHA256
    ? null
    : {
        reason: 'the vectors in the index are of another encoder',
        remedy: '`docent index publish` makes them anew.',
      };
}

/** What stands behind the name in that of an index. */
const OWN = /^-[0-9a-f]{16}$/;

export interface ListedIndex {
  readonly index: string;
  readonly meta: IndexMeta;
  readonly inService: boolean;
  /** Parts that it is cut into. */
  readonly shards: number;
  /** Whether it holds what it says: one that is being built does not, nor does one that was begun as a copy and says still what that is of. */
  readonly isWhole: boolean;
  /** When it was begun, or gone on with. */
  readonly begunAt: Date;
}

/** The indexes that there are, each with what it says of itself; those that are none of ours are left out. */
export async function listIndexes(server: SearchServer, prefix: string): Promise<ListedIndex[]> {
  const found = await server.ask((client) => client.indices.get({ index: `${prefix}-*` }));
  const metaOf = (index: string) => found[index]?.mappings?._meta?.docent as IndexMeta | undefined;
  return Object.entries(found).flatMap(([index, { aliases, settings: { index: settings } = {} }]) => {
    const meta = metaOf(index);
    // One name may begin with another: `docent-teas`.
    const isOwn = OWN.test(index.slice(prefix.length));
    if (!isOwn || meta?.shape !== SHAPE) return [];
    const { source } = (settings as { resize?: { source?: { name?: string } } } | undefined)?.resize ?? {};
    const isCopy = metaOf(source?.name ?? '')?.builtAt === meta.builtAt;
    return [
      {
        ...{ index, meta, inService: prefix in (aliases ?? {}) },
        shards: Number(settings?.number_of_shards),
        isWhole: meta.complete && !isCopy,
        begunAt: new Date(Math.max(Number(settings?.creation_date ?? 0), Date.parse(meta.builtAt))),
      },
    ];
  });
}

/** Loads what is at hand of an index. */
export async function openVersion(
  server: SearchServer,
  index: string,
  meta: IndexMeta,
): Promise<IndexedVersion> {
  const ids = Array.from({ length: meta.frameParts }, (_, part) => idOf('frame', String(part)));
  const found = await sources<FrameDocument>(server, index, ids);
  return { index, meta, frame: await readFrame(found.map((one) => one?.frame ?? '').join('')) };
}

/** Documents of an index by their ids, in their order, with some of their fields; `undefined` where there is none. */
export async function sources<T>(
  server: SearchServer,
  index: string,
  ids: readonly string[],
  {
    only = [],
    without = [],
  }: { readonly only?: readonly string[]; readonly without?: readonly string[] } = {},
): Promise<(T | undefined)[]> {
  if (ids.length === 0) return [];
  const { docs } = await server.ask((client) =>
    client.mget({
      index,
      ...(only.length > 0 ? { _source_includes: [...only] } : {}),
      ...(without.length > 0 ? { _source_excludes: [...without] } : {}),
      body: { ids: [...ids] },
    }),
  );
  if (docs.some((doc) => 'error' in doc)) throw partlyAway(server, index);
  return docs.map((doc) => ('_source' in doc ? (doc._source as T) : undefined));
}

/** What a search finds in all parts of an index: what is in some of them alone would be another answer. */
export async function hitsOf<T>(
  server: SearchServer,
  index: string,
  body: SearchBody,
): Promise<{ readonly source: T; readonly sort: readonly unknown[] }[]> {
  const { hits } = await server.ask((client) =>
    client.search({ index, allow_partial_search_results: false, body: { track_total_hits: false, ...body } }),
  );
  return hits.hits.map(({ _source, sort = [] }) => ({ source: _source as T, sort }));
}

/** Hits that are fetched at a time. Ours: of passages some 10 MB; OpenSearch gives 10,000 (`index.max_result_window`). */
const AT_A_TIME = 1_000;

/** The same, however many they are, one after the other. @param body with an order in which no two are alike */
export async function* allHitsOf<T>(
  server: SearchServer,
  index: string,
  body: SearchBody,
): AsyncGenerator<T> {
  for (let after: readonly unknown[] | null = null; ; ) {
    const next: SearchBody = after ? { search_after: [...after] as string[] } : {};
    const hits: Awaited<ReturnType<typeof hitsOf<T>>> = await hitsOf(server, index, {
      ...body,
      ...next,
      size: AT_A_TIME,
    });
    for (const { source } of hits) yield source;
    const last = hits.at(-1);
    if (hits.length < AT_A_TIME || !last) return;
    after = last.sort;
  }
}

/** A part of an index is on no node that answers. */
export function partlyAway(server: SearchServer, index: string): DocentError {
  return new DocentError(
    SEARCH_AWAY,
    `The search engine at ${server.name} cannot give all of the index "${index}": a part of it is on no node that answers. See that its nodes run.`,
  );
}
