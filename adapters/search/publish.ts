import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DocentError } from '../../src/errors.js';
import { programHash } from '../../src/io/saved-file.js';
import { ENCODER_SHA256 } from '../../src/meaning/version.js';
import { SEARCH_REFUSED } from '../service/search-away.js';
import { type Built, documentsOf, lengthsIn } from './documents.js';
import { indexSettings, PROPERTIES, SHAPE } from './mapping.js';
import type { BulkBody, SearchServer } from './server.js';
import type { SearchPlace } from './settings.js';
import { type IndexMeta, type ListedIndex, listIndexes } from './version.js';

/** Indexes that are kept beside the one in service; the oldest go first. Ours: each shares what it has in common with the one that it was made from. */
export const KEPT_INDEXES = 4;

/** Most that one request brings, in bytes of JSON. Source: OpenSearch's advice for bulk requests, 5 to 15 MB; a test's node has little memory. */
const BULK_BYTES = 4_000_000;
/** Requests under way at a time: the engine takes in one while the next is made. What is refused is brought again. */
const BULK_AT_ONCE = 2;
/** Times that documents are brought again that the engine has no room for, and the longest wait before, in milliseconds. */
const BULK_REPEATS = 8;
const BULK_WAIT_MS = 8_000;
/** Documents whose hashes are read at a time. Source: OpenSearch, `index.max_result_window`. */
const HASHES_AT_A_TIME = 10_000;
/** How long it is waited for copies on other nodes before an index is put in service, in milliseconds. */
const COPIES_MS = 30_000;

/**
 * After so long one that was begun is not gone on with by who began it, in milliseconds: a day. Ours: a million passages take
 * some hours.
 */
const DEAD_AFTER_MS = 86_400_000;

/** Knowledge that was put into the engine. */
export interface Published
  extends Omit<IndexMeta, 'shape' | 'program' | 'lengths' | 'frameParts' | 'complete'> {
  readonly index: string;
  readonly inService: boolean;
}

export interface BuildOptions {
  readonly settings: SearchPlace;
  /** SHA-256 of the knowledge. */
  readonly hash: string;
  /** Most that one request brings, in bytes of JSON. */
  readonly bulkBytes?: number;
}

/** What building an index took. */
export interface BuildReport {
  readonly index: string;
  /** False: there was one of this knowledge already. */
  readonly isNew: boolean;
  readonly brought: number;
  readonly removed: number;
  readonly kept: number;
}

/**
 * Puts knowledge into an index of its own, which nobody looks into yet. It begins as a copy of the one before, and only
 * what differs is brought; an index that was begun and not finished is gone on with.
 * @throws {DocentError} `search-away`, `search-refused`
 */
export async function buildIndexOf(
  server: SearchServer,
  built: Built,
  options: BuildOptions,
): Promise<BuildReport> {
  const { settings, hash } = options;
  const prefix = settings.SEARCH_INDEX;
  const program = await programHash();
  const encoded = built.vectors !== null;
  const index = `${prefix}-${versionOf(hash, encoded, program)}`;
  const all = await listIndexes(server, prefix);
  const known = all.find((one) => one.index === index);
  // A copy whose original is gone says of itself what that was.
  if (known?.isWhole && known.meta.hash === hash && known.meta.program === program)
    return { index, isNew: false, brought: 0, removed: 0, kept: 0 };
  const begun: IndexMeta = {
    ...{ shape: SHAPE, program, hash, builtAt: new Date().toISOString() },
    ...{ encoded, encoder: encoded ? ENCODER_SHA256 : null },
    ...{ publishedAt: null, complete: false, passages: built.corpus.passages.length },
    ...{ lengths: lengthsIn(built.index), frameParts: 0 },
  };
  if (known) await goOn(server, index, begun);
  else await begin(server, index, begun, newestOf(all, settings.SEARCH_SHARDS), settings);
  const { frameParts, ...report } = await bring(server, index, built, options);
  await server.ask((client) => client.indices.refresh({ index }));
  const { count } = await server.ask((client) => client.count({ index }));
  if (count !== report.brought + report.kept)
    throw new DocentError(
      SEARCH_REFUSED,
      `The index "${index}" at ${server.name} holds ${count} documents in place of ${report.brought + report.kept}: somebody else wrote to it meanwhile. Run \`docent index build\` again.`,
    );
  await server.ask((client) =>
    client.indices.putSettings({
      index,
      body: { number_of_replicas: settings.SEARCH_REPLICAS, 'index.blocks.write': true },
    }),
  );
  await say(server, index, { ...begun, frameParts, complete: true });
  return { index, isNew: true, ...report };
}

/** Names knowledge as it is indexed: what is made of it differs with the program, the encoder and the shape of documents. */
function versionOf(hash: string, isEncoded: boolean, program: string): string {
  const made = `${hash} ${program} ${isEncoded ? ENCODER_SHA256 : 'words'} ${SHAPE}`;
  return createHash('sha256').update(made).digest('hex').slice(0, 16);
}

/** The index to begin with: the newest that is whole, where it is cut into as many parts. */
function newestOf(all: readonly ListedIndex[], shards: number): string | null {
  const whole = all.filter(({ isWhole, shards: own }) => isWhole && own === shards);
  const [newest] = whole.sort((a, b) => b.meta.builtAt.localeCompare(a.meta.builtAt));
  return newest?.index ?? null;
}

/** What is whole is not written to any more; what is made of it is. */
const WRITABLE = { 'index.blocks.write': null };

async function begin(
  server: SearchServer,
  index: string,
  meta: IndexMeta,
  from: string | null,
  { SEARCH_SHARDS }: SearchPlace,
): Promise<void> {
  if (from === null) {
    const mappings = { dynamic: 'strict' as const, properties: PROPERTIES, _meta: { docent: meta } };
    await server.ask((client) =>
      client.indices.create({ index, body: { settings: indexSettings(SEARCH_SHARDS), mappings } }),
    );
    return;
  }
  const body = { settings: { ...WRITABLE, 'index.number_of_replicas': 0 } };
  await server.ask((client) => client.indices.clone({ index: from, target: index, body }));
  await say(server, index, meta);
}

/** Makes an index ready to be written to again. */
async function goOn(server: SearchServer, index: string, meta: IndexMeta): Promise<void> {
  await say(server, index, meta);
  await server.ask((client) => client.indices.putSettings({ index, body: WRITABLE }));
}

async function say(server: SearchServer, index: string, meta: IndexMeta): Promise<void> {
  await server.ask((client) => client.indices.putMapping({ index, body: { _meta: { docent: meta } } }));
}

/** Brings what the index has not, or has otherwise, and removes what is no more. */
async function bring(
  server: SearchServer,
  index: string,
  built: Built,
  { bulkBytes = BULK_BYTES }: BuildOptions,
): Promise<{ brought: number; removed: number; kept: number; frameParts: number }> {
  const old = await hashesIn(server, index);
  const queue = createQueue(server, index, bulkBytes);
  let [brought, kept, frameParts] = [0, 0, 0];
  for await (const [id, document] of documentsOf(built)) {
    const json = JSON.stringify(document);
    const hash = hashOf(id, json);
    if (document.kind === 'frame') frameParts++;
    if (old.get(id) === hash) kept++;
    else {
      brought++;
      await queue.add([JSON.stringify({ index: { _id: id } }), `${json.slice(0, -1)},"hash":"${hash}"}`]);
    }
    old.delete(id);
  }
  for (const id of old.keys()) await queue.add([JSON.stringify({ delete: { _id: id } })]);
  await queue.flush();
  return { brought, removed: old.size, kept, frameParts };
}

/** No two documents have the same: by their hashes an index can be read from one end to the other. */
const hashOf = (id: string, json: string): string =>
  createHash('sha256').update(id).update(json).digest('base64url').slice(0, 22);

/** Of each document in an index its hash. */
async function hashesIn(server: SearchServer, index: string): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  await server.ask((client) => client.indices.refresh({ index }));
  for (let after: string | null = null; ; ) {
    const { hits } = await server.ask((client) =>
      client.search({
        index,
        allow_partial_search_results: false,
        body: {
          size: HASHES_AT_A_TIME,
          sort: [{ hash: 'asc' }],
          _source: false,
          track_total_hits: false,
          ...(after === null ? {} : { search_after: [after] }),
        },
      }),
    );
    for (const { _id, sort } of hits.hits) hashes.set(_id as string, sort?.[0] as string);
    if (hits.hits.length < HASHES_AT_A_TIME) return hashes;
    after = hits.hits.at(-1)?.sort?.[0] as string;
  }
}

/** An operation of a bulk request, as JSON: what to do and, where something is brought, the document. */
type Operation = readonly string[];

/** Brings operations in requests of some size, a few at a time: who adds waits while they are under way. */
function createQueue(server: SearchServer, index: string, mostBytes: number) {
  const underWay = new Set<Promise<void>>();
  let failed: { readonly error: unknown } | null = null;
  let waiting: Operation[] = [];
  let bytes = 0;

  const stopIfFailed = () => {
    if (failed) throw failed.error;
  };

  async function send(): Promise<void> {
    const operations = waiting;
    waiting = [];
    bytes = 0;
    while (underWay.size >= BULK_AT_ONCE) await Promise.race(underWay);
    stopIfFailed();
    const sent = bringAll(server, index, operations)
      .catch((error) => {
        failed ??= { error };
      })
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
  }

  return {
    async add(operation: Operation): Promise<void> {
      waiting.push(operation);
      for (const json of operation) bytes += json.length;
      if (bytes >= mostBytes) await send();
    },
    async flush(): Promise<void> {
      if (waiting.length > 0) await send();
      await Promise.all(underWay);
      stopIfFailed();
    },
  };
}

/** @throws {DocentError} `search-refused` when a document is not taken, or not for a long time */
async function bringAll(
  server: SearchServer,
  index: string,
  operations: readonly Operation[],
): Promise<void> {
  let left = operations;
  for (let turn = 0; left.length > 0; turn++) {
    // The client sends texts as they are; its types know of objects alone.
    const body = left.flat() as unknown as BulkBody;
    const { items } = await server.ask((client) => client.bulk({ index, body }));
    const results = items.map((item) => Object.values(item)[0]);
    const refused = results.find((one) => one?.error && one.status !== 429);
    if (refused || (turn === BULK_REPEATS && results.some((one) => one?.error)))
      throw new DocentError(
        SEARCH_REFUSED,
        `The search engine at ${server.name} does not take a document of the index "${index}": ${refused?.error?.reason ?? 'it has had no room for a while'}. Look at its log; \`docent index build\` goes on where it ended.`,
      );
    left = left.filter((_, i) => results[i]?.error);
    // A node that is full is given time, each who brings something another.
    if (left.length > 0) await sleep(Math.random() * Math.min(BULK_WAIT_MS, 100 * 2 ** turn));
  }
}

/**
 * Puts an index in service: questions are answered from it from now on, all at once. Indexes that are too many go, and those
 * that were begun and nobody goes on with.
 * @throws {DocentError} `search-away`, `search-refused`
 */
export async function publish(
  server: SearchServer,
  settings: SearchPlace,
  index: string,
  now = () => Date.now(),
): Promise<void> {
  await server.ask((client) =>
    client.cluster.health(
      { index, wait_for_status: 'green', timeout: `${COPIES_MS}ms` },
      // Where copies have no node to be on, it says so with this status after that time.
      { ignore: [408] },
    ),
  );
  await putInService(server, settings.SEARCH_INDEX, index);
  await tidy(server, settings.SEARCH_INDEX, now());
}

async function putInService(server: SearchServer, alias: string, index: string): Promise<void> {
  const all = await listIndexes(server, alias);
  const meta = all.find((one) => one.index === index)?.meta;
  const others = all.filter((one) => one.inService && one.index !== index);
  const actions = [
    ...others.map((one) => ({ remove: { index: one.index, alias } })),
    { add: { index, alias } },
  ];
  await server.ask((client) => client.indices.updateAliases({ body: { actions } }));
  if (meta) await say(server, index, { ...meta, publishedAt: new Date().toISOString() });
}

async function tidy(server: SearchServer, prefix: string, now: number): Promise<void> {
  const all = (await listIndexes(server, prefix)).filter(({ inService }) => !inService);
  const tooMany = newestFirst(all.filter(({ isWhole }) => isWhole)).slice(KEPT_INDEXES);
  const dead = all.filter(({ isWhole, begunAt }) => !isWhole && now - begunAt.getTime() > DEAD_AFTER_MS);
  for (const { index } of [...tooMany, ...dead])
    await server.ask((client) => client.indices.delete({ index, ignore_unavailable: true }));
}

/** What the engine holds, the newest first. */
export async function published(server: SearchServer, prefix: string): Promise<Published[]> {
  const whole = (await listIndexes(server, prefix)).filter(({ isWhole }) => isWhole);
  return newestFirst(whole).map(
    ({ index, inService, meta: { hash, encoded, encoder, builtAt, publishedAt, passages } }) => ({
      ...{ index, inService, hash, encoded, encoder, builtAt, publishedAt, passages },
    }),
  );
}

const newestFirst = (all: readonly ListedIndex[]): ListedIndex[] =>
  [...all].sort((a, b) => newness(b).localeCompare(newness(a)));

const newness = ({ meta }: ListedIndex): string => meta.publishedAt ?? meta.builtAt;

/**
 * Puts the index in service that was before the one that is.
 * @throws {DocentError} `no-version` when there is none
 */
export async function rollBack(server: SearchServer, settings: SearchPlace): Promise<Published> {
  const all = (await published(server, settings.SEARCH_INDEX)).filter(
    ({ publishedAt }) => publishedAt !== null,
  );
  const at = all.findIndex(({ inService }) => inService);
  const before = at < 0 ? undefined : all[at + 1];
  if (!before)
    throw new DocentError(
      'no-version',
      `The search engine at ${server.name} holds no earlier version to go back to. \`docent index list\` shows what it holds.`,
    );
  const alias = settings.SEARCH_INDEX;
  const current = all[at] as Published;
  await server.ask((client) =>
    client.indices.updateAliases({
      body: {
        actions: [{ remove: { index: current.index, alias } }, { add: { index: before.index, alias } }],
      },
    }),
  );
  return before;
}
