import { lookup } from 'node:dns/promises';
import { numbersOf } from './addresses.js';
import type { SiteSource } from './sources-file.js';
import { type SyncOptions, type SyncReport, syncSources } from './sync.js';

/** Most pages that are read to see what becomes of a site, and how many a second. Ours: a minute's patience has no more. */
const PAGES = 300;
const PER_SECOND = 10;

/**
 * Reads a site once, as a source would be, beside others. Who names it wants its own address to be read, wherever that is, and no other.
 * @param name of the source: that of no other in the same knowledge
 * @returns what became of it
 */
export async function readSiteOnce(url: string, name: string, options: SyncOptions): Promise<SyncReport> {
  const { hostname } = new URL(url);
  const numbers = numbersOf(hostname);
  const own =
    numbers === null ? await lookup(hostname, { all: true }).catch(() => []) : [{ address: numbers }];
  const source: SiteSource = {
    ...{ kind: 'site', name, url, maxPages: PAGES, requestsPerSecond: PER_SECOND, schedule: '' },
    privateAddresses: own.map(({ address }) => address),
  };
  const [report] = await syncSources([source], [name], options);
  if (!report) throw new Error('A source was synced without a report.');
  return report;
}
