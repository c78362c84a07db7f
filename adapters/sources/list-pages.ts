import { createRequire } from 'node:module';
import { DocentError } from '../../src/errors.js';
import { MAX_SITEMAP_BYTES, readSitemaps } from './sitemap.js';
import type { SiteSource } from './sources-file.js';
import type { Lists } from './synced.js';
import { AGENT_NAME, isSameHost, type WebClient, withoutFragment } from './web-client.js';

/** What of robots.txt is read, in bytes. Source: RFC 9309, section 2.5: parsers must read at least 500 KiB. */
const MAX_ROBOTS_BYTES = 512 * 1024;
/** Longest pause between requests that a site may ask for, in milliseconds. Ours: at more, a hundred pages take an hour. */
const MAX_CRAWL_DELAY_MS = 30_000;

export interface Listing {
  /** Addresses to fetch, sorted. */
  readonly pages: readonly string[];
  /** How many addresses are listed and not fetched, by the reason. */
  readonly leftOut: ReadonlyMap<string, number>;
  /** The sitemaps that were found; `null` where the source says which, or lists its pages. */
  readonly lists: Lists | null;
}

/** What robots-parser makes of a robots.txt; its own types declare no module. */
interface Robots {
  isAllowed(url: string, agent: string): boolean | undefined;
  getCrawlDelay(agent: string): number | undefined;
  getSitemaps(): string[];
}

const robotsParser: (url: string, text: string) => Robots = createRequire(import.meta.url)('robots-parser');

/**
 * The pages of a site: those of its sitemaps, or those that the source lists; on its host, below its address, as far as its
 * robots.txt allows.
 * @param before the sitemaps that were found the last time
 * @throws {DocentError} when it cannot be known which pages there are: `listing`, `robots`, and what `get` throws
 */
export async function listPages(source: SiteSource, client: WebClient, before?: Lists): Promise<Listing> {
  const robots = await readRobots(source.url, client);
  const delay = robots?.getCrawlDelay(AGENT_NAME);
  if (delay !== undefined) client.slowDown(Math.min(delay * 1_000, MAX_CRAWL_DELAY_MS));
  const isTold = source.pages !== undefined || source.sitemap !== undefined;
  const lists = isTold ? null : await findSitemaps(source.url, robots, client, before);
  const listed = source.pages ?? (await readSitemaps(client, source.sitemap ?? lists?.sitemaps ?? []));
  const leftOut = new Map<string, number>();
  const leave = (reason: string) => leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
  const pages = new Set<string>();
  for (const text of listed) {
    if (!URL.canParse(text, source.url)) {
      leave('no address');
      continue;
    }
    const url = withoutFragment(new URL(text, source.url));
    if (!isSameHost(url, source.url)) leave('on another host');
    else if (source.pages === undefined && !isBelow(url, source.url)) leave(`not below ${source.url}`);
    else if (robots?.isAllowed(url, AGENT_NAME) === false) leave('not allowed by robots.txt');
    else pages.add(url);
  }
  const sorted = [...pages].sort();
  for (const _ of sorted.slice(source.maxPages)) leave(`beyond "maxPages" (${source.maxPages})`);
  if (sorted.length === 0)
    throw new DocentError(
      'listing',
      `No page of ${source.url} is left to read${reasonsText(leftOut)}. Look at "url", "sitemap" and "pages".`,
    );
  return { pages: sorted.slice(0, source.maxPages), leftOut, lists };
}

/** ": 3 on another host, 2 not allowed by robots.txt", or nothing. */
export function reasonsText(leftOut: ReadonlyMap<string, number>): string {
  const reasons = [...leftOut].map(([reason, count]) => `${count} ${reason}`);
  return reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
}

/**
 * Source: RFC 9309, section 2.3.1: where there is none all is allowed; where it cannot be reached, nothing is.
 * @returns `null` where there is none
 */
async function readRobots(home: string, client: WebClient): Promise<Robots | null> {
  const url = new URL('/robots.txt', home).href;
  try {
    const takes = (status: number) => status >= 400 && status < 500;
    const { status, body, isWhole } = await client.get(url, { maxBytes: MAX_ROBOTS_BYTES, takes });
    if (status !== 200) return null;
    if (!isWhole)
      throw new DocentError('listing', `${url} may have come cut off: it does not say how long it is.`);
    return robotsParser(url, body.toString('utf8'));
  } catch (error) {
    const { code, message } = error as DocentError;
    if (code === 'other-host') return null;
    if (code !== 'http' && code !== 'too-large') throw error;
    throw new DocentError(
      'robots',
      `What robots.txt allows cannot be known, so nothing is read. ${message}`,
      {
        cause: error,
      },
    );
  }
}

/**
 * The sitemaps that robots.txt names, else the one in a usual place, if that is where it was.
 * @throws {DocentError} `listing` when there may be others that say more
 */
async function findSitemaps(
  home: string,
  robots: Robots | null,
  client: WebClient,
  before: Lists | undefined,
): Promise<Lists> {
  const named = robots?.getSitemaps() ?? [];
  const elsewhere = named.find(
    (url) => !URL.canParse(url, home) || !isSameHost(new URL(url, home).href, home),
  );
  if (elsewhere !== undefined)
    throw new DocentError(
      'listing',
      `The robots.txt of ${home} names a sitemap that is not on its host: ${elsewhere}. Write those that list its pages under "sitemap" of the source.`,
    );
  if (named.length > 0) return { of: home, sitemaps: named.map((url) => new URL(url, home).href) };
  const usual = await usualSitemap(home, client);
  if (before?.of === home && (before.sitemaps.length !== 1 || before.sitemaps[0] !== usual))
    throw new DocentError(
      'listing',
      `The pages of ${home} were listed at ${before.sitemaps.join(', ')}, which is named or found no more; ${usual} may list others. If that is meant, write it under "sitemap" of the source.`,
    );
  return { of: home, sitemaps: [usual] };
}

async function usualSitemap(home: string, client: WebClient): Promise<string> {
  const ofHost = new URL('/sitemap.xml', home).href;
  const ofFolder = new URL(`${folderOf(home)}sitemap.xml`, home).href;
  // Sites that share a host with others have theirs in their own folder.
  if (ofFolder === ofHost) return ofHost;
  const { status } = await client.get(ofFolder, { maxBytes: MAX_SITEMAP_BYTES });
  return status === 200 ? ofFolder : ofHost;
}

function isBelow(url: string, home: string): boolean {
  const { pathname } = new URL(url);
  const folder = folderOf(home);
  return pathname.startsWith(folder) || `${pathname}/` === folder;
}

/** The path that pages are below, with `/` at its end: `/guide` is that of a folder, `/guide/index.html` in one. */
function folderOf(home: string): string {
  const { pathname } = new URL(home);
  return /\/[^/.]+$/.test(pathname) ? `${pathname}/` : pathname.replace(/[^/]*$/, '');
}
