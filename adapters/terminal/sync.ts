import { DocentError } from '../../src/errors.js';
import { counted } from '../process/counted.js';
import { createLogger } from '../process/logger.js';
import { followSources } from '../sources/follow.js';
import { readSources } from '../sources/sources-file.js';
import { SOURCES_FILE } from '../sources/sources-path.js';
import type { SyncProgress, SyncReport } from '../sources/sync.js';
import { createSyncer, type Syncer } from '../sources/sync-thread.js';
import type { Terminal } from './cli.js';
import { createProgressBar } from './progress-bar.js';

export interface SyncCommandOptions {
  readonly once?: boolean;
}

/** Most that could not be read that is named. */
const NAMED = 10;

/**
 * `docent sync`: makes the articles of all sources, or of one, as they are there now; without `once` it goes on by their schedule until it
 * is stopped.
 * @returns the exit status: 0, or 1 when one of them could not be read whole
 * @throws {DocentError} `bad-sources`, `no-sources`, `no-source`, `locked`, `not-writable`
 */
export async function syncCommand(
  name: string | undefined,
  knowledge: string,
  { once = false }: SyncCommandOptions,
  terminal: Terminal,
): Promise<number> {
  const environment = terminal.env;
  const sources = await readSources(environment);
  if (sources.length === 0)
    throw new DocentError(
      'no-sources',
      `There is nothing to sync: no source is named. Write them into "${SOURCES_FILE}" here, as docs/sources.md shows.`,
    );
  const bars = progressBars(terminal);
  const syncer = createSyncer({ sources, knowledge, environment }, bars.show);
  const reported: Syncer = {
    ...syncer,
    async sync(only) {
      const reports = await syncer.sync(only).finally(bars.clear);
      for (const report of reports) terminal.stdout.write(reportText(report));
      return reports;
    },
  };
  try {
    const reports = await reported.sync(name === undefined ? null : [name]);
    if (once) return reports.some(isBad) ? 1 : 0;
    terminal.stderr.write(
      'docent: the sources are followed from now on, by their schedule; Ctrl+C ends it.\n',
    );
    const followed = followSources({
      ...{ sources, knowledge, environment, syncer: reported },
      log: createLogger({ write: () => undefined }),
      metrics: { synced: () => undefined },
      changed: async () => undefined,
    });
    followed.follow(name);
    await interrupted();
    await followed.stop();
    return 0;
  } finally {
    await syncer.close();
  }
}

const isBad = ({ error, failed }: SyncReport): boolean => error !== null || failed.length > 0;

/** One bar for what is done with one source. */
function progressBars(terminal: Terminal): { show: (progress: SyncProgress) => void; clear: () => void } {
  let at = '';
  let bar = createProgressBar(terminal, () => '');
  return {
    show({ source, doing, done, all }) {
      if (at !== `${source} ${doing}`) {
        bar.clear();
        bar = createProgressBar(terminal, (count) => `${source}: ${doing} ${counted(count, 'page')}`);
        at = `${source} ${doing}`;
      }
      bar.show(done, all);
    },
    clear: () => bar.clear(),
  };
}

function reportText({
  source,
  articles,
  added,
  updated,
  removed,
  failed,
  leftOut,
  error,
  ms,
}: SyncReport): string {
  const out = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
  const lines = error
    ? [
        `${source}: given up, and its ${counted(articles, 'article')} stay as they were: ${error.message} [${error.code}]`,
      ]
    : [
        `${source}: ${counted(articles, 'article')}; ${added} added, ${updated} changed, ${removed} gone, in ${(ms / 1_000).toFixed(1)} s`,
        ...(out.length > 0 ? [`  left out: ${out.join(', ')}`] : []),
        ...failed.slice(0, NAMED).map(({ message }) => `  not read: ${message}`),
        ...(failed.length > NAMED ? [`  and ${failed.length - NAMED} more`] : []),
      ];
  return `${lines.join('\n')}\n`;
}

/** Settles when the program shall end, and keeps it from ending before. */
function interrupted(): Promise<void> {
  const held = setInterval(() => undefined, 2 ** 30);
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        clearInterval(held);
        resolve();
      });
  });
}
