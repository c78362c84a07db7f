import { Cron } from 'croner';
import { DocentError } from '../../src/errors.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { createRepeat } from '../process/repeat.js';
import type { Environment } from '../process/settings.js';
import { readSecret, type Source } from './sources-file.js';
import { type SourceStatus, statusOf } from './status.js';
import type { SyncReport } from './sync.js';
import { createSyncer, type SyncData, type Syncer } from './sync-thread.js';

/** A sync begins up to this share of the time between two of them later, and at most so much, in milliseconds: not all at once. */
const JITTER_SHARE = 0.1;
const MAX_JITTER_MS = 120_000;
/** When another process syncs, it is tried again after so long, in milliseconds. */
const LOCKED_RETRY_MS = 60_000;

/** Sources that are kept true while the program runs. */
export interface FollowedSources {
  readonly sources: readonly Source[];
  /** Syncs some of them as soon as may be, or all; what is asked for meanwhile is done once, afterwards. */
  sync(name?: string): Promise<void>;
  /** Syncs each, or one, by its schedule from now on. */
  follow(name?: string): void;
  statuses(): Promise<SourceStatus[]>;
  /** What a webhook of a source is signed with; `null` where it has none. @throws {DocentError} `no-secret` */
  webhookSecret(name: string): Promise<string | null>;
  stop(): Promise<void>;
}

export interface FollowOptions extends SyncData {
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'synced'>;
  /** Called when articles changed. */
  readonly changed: () => Promise<void>;
  /** Tests give their own. */
  readonly syncer?: Syncer;
}

export function followSources(options: FollowOptions): FollowedSources {
  const { sources, knowledge, environment, log, metrics, changed } = options;
  const syncer = options.syncer ?? createSyncer(options);
  /** Names of those that are to be synced; all of them: what is no source any more goes, too. */
  let wanted: Set<string> | 'all' = new Set();
  const jobs: Cron[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let isStopped = false;

  const queue = createRepeat(
    async () => {
      const names = wanted === 'all' ? null : [...wanted];
      wanted = new Set();
      if (names?.length === 0 || isStopped) return;
      const reports = await syncer.sync(names).catch((error: unknown) => {
        if (!(error instanceof DocentError) || error.code !== 'locked') throw error;
        log.info(`${error.message} It is tried again in ${LOCKED_RETRY_MS / 1_000} s`);
        later(LOCKED_RETRY_MS, () => sync(names));
        return [];
      });
      for (const report of reports) {
        tell(log, report);
        metrics.synced(report);
      }
      if (names === null || reports.some(isChanged)) await changed();
    },
    (error) => {
      if (isStopped) return;
      const reason = error instanceof DocentError ? error.message : 'The reason is a fault of the program.';
      log.error(`Sources could not be synced. ${reason}`, error instanceof DocentError ? {} : { error });
    },
  );

  function sync(names: readonly string[] | null): Promise<void> {
    if (names === null || wanted === 'all') wanted = 'all';
    else for (const name of names) wanted.add(name);
    return queue.run();
  }

  function later(ms: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void work();
    }, ms);
    timers.add(timer.unref());
  }

  return {
    sources,
    sync: (name) => sync(name === undefined ? null : [name]),
    follow(only) {
      for (const { name, schedule } of sources)
        if (only === undefined || only === name)
          jobs.push(
            new Cron(schedule, { unref: true }, (job: Cron) =>
              later(jitterOf(job.msToNext() ?? 0), () => sync([name])),
            ),
          );
    },
    statuses: () => Promise.all(sources.map((source) => statusOf(knowledge, source))),
    webhookSecret: (name) => secretOf(sources, name, environment),
    async stop() {
      isStopped = true;
      for (const job of jobs) job.stop();
      for (const timer of timers) clearTimeout(timer);
      await syncer.close();
      await queue.idle();
    },
  };
}

/** @param ms time until the next sync */
const jitterOf = (ms: number): number => Math.random() * Math.min(JITTER_SHARE * ms, MAX_JITTER_MS);

async function secretOf(
  sources: readonly Source[],
  name: string,
  environment: Environment,
): Promise<string | null> {
  const source = sources.find((one) => one.name === name);
  return source?.kind === 'git' && source.webhook ? readSecret(source.webhook, environment) : null;
}

const isChanged = ({ added, updated, removed }: SyncReport): boolean => added + updated + removed > 0;

function tell(log: Logger, report: SyncReport): void {
  const { source, articles, added, updated, removed, failed, error, ms } = report;
  if (error) log.warn(`The source "${source}" stays as it was. ${error.message}`);
  const [first] = failed;
  if (first)
    log.warn(`Of the source "${source}" not all could be read. ${first.message}`, { failed: failed.length });
  if (isChanged(report))
    log.info(`The source "${source}" has changed`, { articles, added, updated, removed, ms });
}
