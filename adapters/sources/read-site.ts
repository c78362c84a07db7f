import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DocentError } from '../../src/errors.js';
import { MAX_TEXT_BYTES } from '../../src/import/limits.js';
import { listPages } from './list-pages.js';
import { soundTarget } from './read-files.js';
import type { Failed, Item, ReadContext, Reading } from './reading.js';
import type { SiteSource } from './sources-file.js';
import { type SyncedArticle, sha256 } from './synced.js';
import { type Answered, createWebClient, ServerBusy, type WebClient } from './web-client.js';

/** Pages that are asked for at a time; the pace is that of the source all the same. Ours. */
const AT_A_TIME = 4;
/** When more than this share of the pages, and more than one, cannot be read, the site is out of order, and all stays as it was. Ours. */
const MAX_FAILED_SHARE = 0.1;

/** Media types that the importer reads, and how it knows them. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
  ['text/markdown', 'md'],
  ['text/plain', 'txt'],
  ['application/pdf', 'pdf'],
]);

/** What became of a page that is listed. */
type Found =
  | { readonly is: 'read'; readonly item: Item }
  | { readonly is: 'gone' }
  | { readonly is: 'left-out'; readonly reason: string }
  | { readonly is: 'failed'; readonly message: string };

/**
 * What a site has: the pages that it lists, each asked for with what it said of it the last time.
 * @throws {DocentError} when it cannot be known which pages there are, `half-read` when too many of them cannot be read, `busy`
 * when it wants to be left alone
 */
export async function readSite(source: SiteSource, context: ReadContext): Promise<Reading> {
  const { clock, lookup, fetched, progress, lists: before } = context;
  const client = createWebClient({ ...source, home: source.url, clock, ...(lookup ? { lookup } : {}) });
  try {
    const { pages, leftOut, lists } = await listPages(source, client, before);
    await mkdir(fetched, { recursive: true });
    const reader = pageReader(source, client, context, pages);
    const found = new Map<string, Found>();
    let done = 0;
    await eachAtATime(pages, async (page) => {
      found.set(page, await reader(page));
      progress(++done, pages.length);
    });
    return { ...readingOf(pages, found, leftOut), ...(lists ? { lists } : {}) };
  } finally {
    await client.close();
  }
}

function pageReader(
  source: SiteSource,
  client: WebClient,
  { known, fetched }: ReadContext,
  pages: readonly string[],
): (page: string) => Promise<Found> {
  const targets = targetsOf(pages);
  const given = { publisher: source.publisher ?? new URL(source.url).host };
  return async (page) => {
    const before = known.get(page);
    const stem = targets.get(page) ?? '';
    try {
      const headersFor = (url: string) => (before?.url === url ? validatorsOf(before) : {});
      const answer = await client.get(page, { maxBytes: MAX_TEXT_BYTES, headersFor });
      const { status, url } = answer;
      if (status === 404 || status === 410) return { is: 'gone' };
      const item = {
        ...{ key: page, target: `${stem}.md`, given: { ...given, url } },
        validators: { url, etag: answer.header('etag'), modified: answer.header('last-modified') },
      };
      if (status === 304) {
        if (!before)
          return { is: 'failed', message: `${page} says that it did not change, and was not asked that.` };
        const validators = { url, etag: before.etag, modified: before.modified };
        return { is: 'read', item: { ...item, name: stem, validators, file: null } };
      }
      const type = (answer.header('content-type') ?? 'text/html').split(';')[0]?.trim().toLowerCase() ?? '';
      const extension = TYPES.get(type);
      if (extension === undefined) return { is: 'left-out', reason: `of the type ${type}` };
      if (isCutOff(answer, extension)) return { is: 'failed', message: `${page} came cut off.` };
      const file = join(fetched, `${sha256(page).slice(0, 32)}.${extension}`);
      await writeFile(file, answer.body);
      return {
        is: 'read',
        item: { ...item, name: `${stem}.${extension}`, file: { path: file, root: fetched } },
      };
    } catch (error) {
      if (!(error instanceof DocentError) || error instanceof ServerBusy) throw error;
      return { is: 'failed', message: error.message };
    }
  };
}

/** What asks for a page only if it changed. Source: RFC 9110, section 13. */
function validatorsOf({ etag, modified }: SyncedArticle): Record<string, string> {
  return {
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(modified === null ? {} : { 'if-modified-since': modified }),
  };
}

/** Whether the end is missing, where an answer does not say itself where it ends. */
function isCutOff({ isWhole, body }: Answered, extension: string): boolean {
  return !isWhole && !(extension === 'html' && /<\/html\s*>/i.test(body.subarray(-1_024).toString('latin1')));
}

/** @throws {DocentError} `half-read` */
function readingOf(
  pages: readonly string[],
  found: ReadonlyMap<string, Found>,
  listedOut: ReadonlyMap<string, number>,
): Reading {
  const leftOut = new Map(listedOut);
  const leave = (reason: string) => leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
  const ledTo = new Map<string, number>();
  for (const one of found.values())
    if (one.is === 'read' && addressOf(one.item) !== one.item.key)
      ledTo.set(addressOf(one.item), (ledTo.get(addressOf(one.item)) ?? 0) + 1);
  const mayFail = Math.max(1, MAX_FAILED_SHARE * pages.length);
  const items: Item[] = [];
  const failed: Failed[] = [];
  for (const page of pages) {
    const one = found.get(page);
    if (one?.is === 'failed') failed.push({ key: page, message: one.message });
    else if (one?.is === 'left-out') leave(one.reason);
    else if (one?.is === 'gone') leave('listed and not there');
    else if (one?.is === 'read') {
      const address = addressOf(one.item);
      const leadThere = ledTo.get(address) ?? 0;
      // Where many lead to one page it is hardly what stood there: a login, or a word that something is wrong. That page may
      // be one of the list, as the first one of the site; then a few may have been moved there.
      const isStray = leadThere > (found.has(address) ? mayFail : 1);
      if (address !== page && !isStray && found.has(address)) leave('leads to another page of the list');
      else if (address !== page && isStray)
        failed.push({
          key: page,
          message: `${page} leads to ${address}, as others do. Does it ask for a login?`,
        });
      else items.push(one.item);
    }
  }
  if (failed.length > mayFail || failed.length === pages.length)
    throw new DocentError(
      'half-read',
      `${failed.length} of ${pages.length} pages cannot be read, so all stays as it was. The first: ${failed[0]?.message}`,
    );
  return { items, failed, leftOut, version: null, places: new Map() };
}

const addressOf = ({ validators, key }: Item): string => validators.url ?? key;

/** Some at a time; when one of them throws, no more is begun. */
async function eachAtATime<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker)).finally(() => waiting.splice(0));
}

/** Longest name of a folder or file that is made of an address, in UTF-16 units; what is longer gets a hash instead. */
const MAX_NAME_LENGTH = 80;

/**
 * Where the articles of pages go, without `.md`: as their addresses have it. Those that would go to one place, and those whose
 * address says more than a file can be called, have a hash of it behind.
 */
export function targetsOf(pages: readonly string[]): Map<string, string> {
  const stems = new Map<string, string[]>();
  for (const page of pages) {
    const stem = stemOf(page).toLowerCase();
    stems.set(stem, [...(stems.get(stem) ?? []), page]);
  }
  return new Map(
    pages.map((page) => {
      const stem = stemOf(page);
      const isAlone = stems.get(stem.toLowerCase())?.length === 1;
      return [page, isAlone && new URL(page).search === '' ? stem : `${stem}-${sha256(page).slice(0, 8)}`];
    }),
  );
}

function stemOf(page: string): string {
  const path = new URL(page).pathname
    .replace(/\/+$/, '')
    .replace(/\.(?:x?html?|md|txt|pdf)$/i, '')
    .replace(/\/index$/i, '');
  const parts = path.split('/').filter(Boolean).map(nameOf);
  return soundTarget(parts.join('/')) || 'index';
}

function nameOf(part: string): string {
  let text = part;
  try {
    text = decodeURIComponent(part);
  } catch {}
  const clean = text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '') || 'page';
  return clean.length <= MAX_NAME_LENGTH
    ? clean
    : `${clean.slice(0, MAX_NAME_LENGTH - 9)}-${sha256(clean).slice(0, 8)}`;
}
