import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DocentError } from '../../src/errors.js';
import type { Imported } from '../../src/import/import-source.js';
import { MAX_SOURCE_BYTES, PARSER_LIMITS } from '../../src/import/limits.js';
import { linkedArticle } from '../../src/import/link-targets.js';
import { modulesHash } from '../../src/io/saved-file.js';
import type { Failure } from '../process/bounded-process.js';
import type { Environment } from '../process/settings.js';
import { type Parsed, type ParseJob, Parser } from '../service/import-parser.js';
import { readBeside } from '../service/read-beside.js';
import { CLOCK, type Clock } from './clock.js';
import { readFolder, readRepository } from './read-files.js';
import { readSite } from './read-site.js';
import type { Failed, Item, ReadContext, Reading } from './reading.js';
import type { Source } from './sources-file.js';
import {
  createSyncedFolder,
  lockSynced,
  makeSyncedRoot,
  type SyncedArticle,
  type SyncedFolder,
  type SyncState,
  sha256,
  syncedNames,
} from './synced.js';
import { ServerBusy, type WebClientOptions } from './web-client.js';

/** Most of what could not be read that is remembered by name. Ours: more is read by nobody. */
const MAX_FAILED_NAMED = 100;

/** How far a sync is. */
export interface SyncProgress {
  readonly source: string;
  readonly doing: 'fetching' | 'importing';
  readonly done: number;
  readonly all: number;
}

export interface SyncOptions {
  /** The knowledge folder. */
  readonly knowledge: string;
  readonly environment: Environment;
  readonly progress?: (progress: SyncProgress) => void;
  /** Told of every article that is made. */
  readonly imported?: (imported: Imported) => void;
  readonly clock?: Clock;
  /** How names are looked up; tests give their own. */
  readonly lookup?: WebClientOptions['lookup'];
}

/** What a sync of one source did. */
export interface SyncReport {
  readonly source: string;
  readonly kind: Source['kind'];
  /** Articles that are there now. */
  readonly articles: number;
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  readonly failed: readonly Failed[];
  readonly leftOut: Readonly<Record<string, number>>;
  /** Why it was given up, if it was; then all is as it was, or the message says otherwise. */
  readonly error: Fault | null;
  readonly ms: number;
}

/**
 * Makes the articles of sources as they are now, one source after the other; where all are synced, those of sources that are
 * not among them go. A source that cannot be read whole keeps what it had.
 * @param only names of the sources to sync; `null` for all
 * @throws {DocentError} `no-source` when one of them is not there, `locked`, `not-writable`
 */
export async function syncSources(
  sources: readonly Source[],
  only: readonly string[] | null,
  options: SyncOptions,
): Promise<SyncReport[]> {
  const unknown = only?.find((name) => !sources.some((source) => source.name === name));
  if (unknown !== undefined)
    throw new DocentError(
      'no-source',
      `There is no source "${unknown}". There are: ${sources.map(({ name }) => name).join(', ') || 'none'}.`,
    );
  await makeSyncedRoot(options.knowledge);
  const unlock = await lockSynced(options.knowledge);
  try {
    const reports: SyncReport[] = [];
    for (const source of sources)
      if (only === null || only.includes(source.name)) reports.push(await syncSource(source, options));
    if (only === null)
      for (const name of await syncedNames(options.knowledge))
        if (!sources.some((source) => source.name === name))
          await createSyncedFolder(options.knowledge, name).remove();
    return reports;
  } finally {
    await unlock();
  }
}

/** @throws what is nobody's fault but the program's */
async function syncSource(source: Source, options: SyncOptions): Promise<SyncReport> {
  const { clock = CLOCK } = options;
  const started = clock.now();
  const folder = createSyncedFolder(options.knowledge, source.name);
  const tried = { triedAt: new Date(started).toISOString() };
  const reported = { source: source.name, kind: source.kind };
  let before: SyncState | null | undefined;
  try {
    await folder.recover();
    before = await folder.state();
    const there = await folder.articles();
    if (before === null && there.size > 0) throw notOurs(folder.folder);
    if (before?.notBefore && before.notBefore > started) throw new ServerBusy(source.name, before.notBefore);
    const made = await madeBy(source);
    const known = knownFrom(before, there, made);
    const reading = await read(source, {
      ...options,
      ...{ known, clock, fetched: join(folder.staging, 'fetched') },
      version: before?.made === made && isAllThere(before, there) ? before.version : null,
      ...(before?.lists ? { lists: before.lists } : {}),
      progress: (done, all) => options.progress?.({ source: source.name, doing: 'fetching', done, all }),
    });
    if (reading === null) {
      const state = {
        ...(before as SyncState),
        ...tried,
        syncedAt: tried.triedAt,
        error: null,
        notBefore: null,
      };
      await folder.remember(state);
      return { ...reported, ...changesBetween(before, state), ...outcomeOf(state, clock.now() - started) };
    }
    const next = await importAll(labelled(reading, source), known, folder, {
      progress: (done, all) => options.progress?.({ source: source.name, doing: 'importing', done, all }),
      ...(options.imported ? { imported: options.imported } : {}),
    });
    const state: SyncState = {
      ...{ kind: source.kind, made, version: reading.version, ...tried, syncedAt: tried.triedAt },
      ...(reading.lists ? { lists: reading.lists } : {}),
      articles: Object.fromEntries(next.articles),
      failed: next.failed.slice(0, MAX_FAILED_NAMED),
      leftOut: Object.fromEntries(reading.leftOut),
      ...{ error: null, notBefore: null },
    };
    await folder.commit({ state, staged: next.staged });
    return {
      ...reported,
      ...changesBetween(before, state),
      ...outcomeOf(state, clock.now() - started),
      failed: next.failed,
    };
  } catch (error) {
    const fault = faultOf(error);
    const isAsItWas = await folder.discard().catch(() => true);
    const { code, message } = isAsItWas ? fault : halfPlaced(fault);
    const state: SyncState = {
      ...(before ?? NEVER),
      ...{ kind: source.kind, ...tried, error: { code, message } },
      notBefore: error instanceof ServerBusy ? error.until : null,
    };
    // A folder that is somebody's own would be taken for ours; one of which a part is in place is not as before; and what was
    // not read must not be forgotten.
    if (code !== NOT_OURS && isAsItWas && before !== undefined)
      await folder.remember(state).catch(() => undefined);
    return { ...reported, ...changesBetween(null, null), ...outcomeOf(state, clock.now() - started) };
  }
}

interface Fault {
  readonly code: string;
  readonly message: string;
}

/** Why a sync was given up. @throws what is a fault of the program */
function faultOf(error: unknown): Fault {
  if (error instanceof DocentError) return error;
  const { syscall, code = '', message } = error as NodeJS.ErrnoException;
  if (syscall === undefined) throw error;
  return {
    code: 'disk',
    message: `What was read cannot be kept (${code}: ${message}). Make room, or mend the permissions.`,
  };
}

function halfPlaced({ code, message }: Fault): Fault {
  return { code, message: `${message} A part of it is in place; the next sync finishes that.` };
}

const NOT_OURS = 'not-synced';
const NEVER = { made: sha256(), version: null, articles: {}, syncedAt: null, failed: [], leftOut: {} };

function notOurs(folder: string): DocentError {
  return new DocentError(
    NOT_OURS,
    `"${folder}" holds files that no sync has made, and would lose them. Move them elsewhere, or give the source another name.`,
  );
}

function outcomeOf({ articles, failed, leftOut, error }: SyncState, ms: number) {
  return { articles: Object.keys(articles).length, failed, leftOut, error, ms };
}

function changesBetween(before: SyncState | null, after: SyncState | null) {
  const [old, now] = [before?.articles ?? {}, after?.articles ?? {}];
  const keys = Object.keys(now);
  return {
    added: keys.filter((key) => !Object.hasOwn(old, key)).length,
    updated: keys.filter((key) => Object.hasOwn(old, key) && old[key]?.article !== now[key]?.article).length,
    removed: Object.keys(old).filter((key) => !Object.hasOwn(now, key)).length,
  };
}

let modules: Promise<string> | null = null;

/** Of all that decides what becomes of a page beside the page: the source's settings, and the program. */
async function madeBy(source: Source): Promise<string> {
  modules ??= modulesHash(['import', 'knowledge', 'text']);
  const { schedule: _, ...settings } = source;
  return sha256(await modules, JSON.stringify(settings));
}

/** What is still as the last sync left it. */
function knownFrom(
  before: SyncState | null,
  there: ReadonlyMap<string, string>,
  made: string,
): Map<string, SyncedArticle> {
  const sound = Object.entries(before?.articles ?? {}).filter(
    ([, one]) => there.get(one.target) === one.article,
  );
  // What was made otherwise is no answer to what a page gives now, but stays where the page gives nothing.
  return new Map(
    sound.map(([key, one]) => [
      key,
      before?.made === made ? one : { ...one, ...{ made: sha256(), url: null, etag: null, modified: null } },
    ]),
  );
}

function isAllThere({ articles }: SyncState, there: ReadonlyMap<string, string>): boolean {
  const all = Object.values(articles);
  return there.size === all.length && all.every(({ target, article }) => there.get(target) === article);
}

function read(source: Source, context: ReadContext): Promise<Reading | null> {
  switch (source.kind) {
    case 'folder':
      return readFolder(source, context);
    case 'git':
      return readRepository(source, context);
    case 'site':
      return readSite(source, context);
  }
}

/** With the labels of the source, which its articles then have. */
function labelled(reading: Reading, { labels }: Source): Reading {
  if (!labels) return reading;
  return {
    ...reading,
    items: reading.items.map((item) => ({ ...item, given: { ...item.given, labels } })),
  };
}

interface ImportedAll {
  readonly articles: readonly (readonly [key: string, article: SyncedArticle])[];
  readonly failed: readonly Failed[];
  readonly staged: readonly string[];
}

/**
 * Stages the articles of all items that changed.
 * @throws {DocentError} `nothing-left` when no article would be there
 */
async function importAll(
  { items, failed, places }: Reading,
  known: ReadonlyMap<string, SyncedArticle>,
  folder: SyncedFolder,
  { progress, imported = () => undefined }: Pick<SyncOptions, 'imported'> & Pick<ReadContext, 'progress'>,
): Promise<ImportedAll> {
  const articles: [string, SyncedArticle][] = [];
  const allFailed = [...failed];
  const staged: string[] = [];
  const keep = (key: string, one: SyncedArticle) => articles.push([key, one]);
  const parser = createImporter(items, places, imported);
  let done = 0;
  try {
    for (const item of items) {
      const before = known.get(item.key);
      const one = await articleOf(item, before, places, folder, parser);
      if ('message' in one) {
        allFailed.push(one);
        // What cannot be opened is there all the same; what cannot be parsed has no article.
        if (one.isThere && before) keep(item.key, before);
      } else {
        keep(item.key, one);
        if (one.article !== before?.article || one.target !== before.target) staged.push(one.target);
      }
      progress(++done, items.length);
    }
  } finally {
    parser.close();
  }
  const taken = new Set(articles.map(([, { target }]) => target));
  for (const { key } of failed) {
    const before = known.get(key);
    if (before && !taken.has(before.target)) keep(key, before);
  }
  if (articles.length === 0)
    throw new DocentError(
      'nothing-left',
      `There is nothing in it to answer from${allFailed[0] ? `: ${allFailed[0].message}` : '.'} If that is meant, take the source out.`,
    );
  return { articles, failed: allFailed, staged };
}

/** The article of an item, staged unless it is as it was; or why there is none. */
async function articleOf(
  { key, name, target, given, file, validators }: Item,
  before: SyncedArticle | undefined,
  places: Reading['places'],
  folder: SyncedFolder,
  parser: Importer,
): Promise<SyncedArticle | (Failed & { readonly isThere: boolean })> {
  const fail = (message: string, isThere = false) => ({ key, message: `${key}: ${message}`, isThere });
  if (file === null) {
    if (before === undefined)
      return fail('is not there any more, and the server says that it did not change.');
    if (target !== before.target)
      await folder.stage(target, await readFile(join(folder.folder, ...before.target.split('/')), 'utf8'));
    return { ...before, ...validators, target };
  }
  const size = await stat(file.path).then(
    (info) => info.size,
    () => 0,
  );
  if (size > MAX_SOURCE_BYTES)
    return fail(`is larger than ${MAX_SOURCE_BYTES / 1024 / 1024} MB. Cut it into several files.`);
  const bytes = await readFile(file.path).catch(() => null);
  if (bytes === null) return fail('cannot be read. Mend its permissions.', true);
  const made = sha256(bytes, name, target, JSON.stringify(given), String(places.size > 1));
  const beside = readBeside(file.root);
  const linked = async (links: readonly string[], includes: readonly string[]) =>
    sha256(
      ...links.map((link) => linkedArticle(link, name, places) ?? ''),
      ...(await Promise.all(includes.map(async (one) => (await beside(one)) ?? ''))),
    );
  if (before?.made === made && (await linked(before.links, before.includes)) === before.linked)
    return { ...before, ...validators };
  const result = await parser.parse({ ...file, name, given });
  if ('failure' in result) return fail(result.failure.message, result.failure.code === 'unreadable');
  const { markdown, links, includes } = result.imported;
  await folder.stage(target, markdown);
  return {
    ...{ ...validators, target, made, links: [...links], includes: [...includes] },
    linked: await linked(links, includes),
    article: sha256(markdown),
  };
}

/** Parses in a process of its own, within bounds. */
interface Importer {
  parse(job: ParseJob): Promise<Parsed | { readonly failure: Failure }>;
  close(): void;
}

function createImporter(
  items: readonly Item[],
  places: Reading['places'],
  imported: (imported: Imported) => void,
): Importer {
  const roots = new Set(items.flatMap(({ file }) => file?.root ?? []));
  const all = new Map([...roots].map((root) => [root, places]));
  // As TypeScript, under a test or `npm run dev`, there is no file for the process.
  const parser: Importer = import.meta.url.endsWith('.js')
    ? new Parser(PARSER_LIMITS, all)
    : {
        parse: async (job) => (await import('../service/import-job.js')).importJob(job, all),
        close: () => undefined,
      };
  return {
    async parse(job) {
      const reply = await parser.parse(job);
      if ('imported' in reply) imported(reply.imported);
      return reply;
    },
    close: () => parser.close(),
  };
}
