import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../../adapters/sources/clock.js';
import { parseSources, type Source } from '../../../adapters/sources/sources-file.js';
import { type SyncOptions, type SyncReport, syncSources } from '../../../adapters/sources/sync.js';

/** A clock that waits for nothing, and remembers for how long it was to. */
export function createTestClock(): Clock & { readonly waits: number[]; advance(ms: number): void } {
  let now = Date.UTC(2026, 0, 1);
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    advance(ms) {
      now += ms;
    },
    async wait(ms) {
      waits.push(ms);
      now += ms;
    },
  };
}

/** The sources of a YAML text. */
export const sourcesOf = (yaml: string): readonly Source[] => parseSources(yaml, '/settings/sources.yaml');

/** A site on loopback as a source. */
export const siteSource = (url: string, more = ''): readonly Source[] =>
  sourcesOf(
    `help:\n  kind: site\n  url: ${url}/\n  requestsPerSecond: 100\n  privateAddresses: [127.0.0.1]\n${more}`,
  );

/** Syncs all sources, in no time. */
export function sync(
  sources: readonly Source[],
  knowledge: string,
  more: Partial<SyncOptions> = {},
): Promise<SyncReport[]> {
  return syncSources(sources, null, { knowledge, environment: {}, clock: createTestClock(), ...more });
}

/** Syncs the one source that there is. */
export async function syncOne(...args: Parameters<typeof sync>): Promise<SyncReport> {
  const [report] = await sync(...args);
  if (!report) throw new Error('There is no source.');
  return report;
}

/** All articles in a folder, hidden ones left out, by their paths. */
export async function articlesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')));
  return Object.fromEntries(
    await Promise.all(paths.sort().map(async (path) => [path, await readFile(join(folder, path), 'utf8')])),
  );
}
