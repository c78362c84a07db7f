import { setTimeout as wait } from 'node:timers/promises';
import { DocentError } from '../../src/errors.js';
import { dataFolder } from '../process/data-folder.js';
import { createHealth, type Health } from '../process/health.js';
import { createLogger, type Logger } from '../process/logger.js';
import { createMetrics, type Metrics } from '../process/metrics.js';
import {
  CORE_SETTINGS,
  type Environment,
  type OperationsSettings,
  readOperationsSettings,
  readSettings,
} from '../process/settings.js';
import type { GapBooks } from '../records/gap-books.js';
import { createGapThread } from '../records/gap-thread.js';
import { keepsState, type OpenedRecords, openRecordsAside } from '../records/open-records.js';
import { createPseudonyms, type Pseudonyms } from '../records/pseudonyms.js';
import { NO_RECORDS, type Records } from '../records/record.js';
import { createBelievedClock } from '../records/retention.js';
import { createState, openState, type State } from '../records/state.js';
import { readSearchSettings } from '../search/settings.js';
import { type Corrections, createCorrections } from '../service/corrections/corrections.js';
import { createDrafts, type Drafts } from '../service/drafts/drafts.js';
import { createPulls } from '../service/drafts/pull-requests.js';
import { readPullSettings } from '../service/drafts/pull-settings.js';
import type { MeaningState } from '../service/meaning.js';
import { createObserver, type Observer } from '../service/observed.js';
import { followKnowledge, type LiveKnowledge, type ReloadOptions } from '../service/reload.js';
import { createVersions } from '../service/versions.js';
import type { FollowedSources, FollowOptions } from '../sources/follow.js';
import { hasSources } from '../sources/sources-path.js';

const DAY_MS = 86_400_000;
/** How often the log says how far the passages are encoded, in milliseconds. */
const TELL_EVERY_MS = 15_000;
/** How often records that are too old are deleted, in milliseconds. */
const PRUNE_EVERY_MS = 3_600_000;
/** Errors of the records with which nothing is answered: by a program of another version, or twice by two programs. */
const FATAL: ReadonlySet<string> = new Set(['records-schema', 'records-other-key']);
/** How long a stop waits for records to be written, in milliseconds: with what answers take it ends within ten seconds. */
const FLUSH_MS = 1_000;

/** What the one who runs the bot sees of it. One for all platforms. */
export interface Operations {
  readonly observer: Observer;
  readonly metrics: Metrics;
  readonly health: Health;
  /** What the admin page shows; left out where there is none. */
  readonly office?: Office;
}

export interface Office {
  readonly records: Records;
  readonly pseudonyms: Pseudonyms;
  readonly settings: OperationsSettings;
  /** What was not met, read and grouped where it holds up no answer. */
  readonly books: GapBooks;
  /** Opens the knowledge the first time it is called, and follows it, and its sources, from then on. */
  knowledge(): Promise<LiveKnowledge>;
  /** What people correct from the platforms. */
  readonly corrections: Corrections;
  /** What people wrote, on its way to articles. */
  readonly drafts: Drafts;
  /** What outlives a restart. */
  readonly state: State;
  /** What the knowledge is synced from; `null` where no source is named. */
  readonly sources: FollowedSources | null;
}

export interface OpenedOperations extends Operations {
  readonly log: Logger;
  readonly office: Office;
  /** What outlives a restart. */
  readonly state: State;
  /** Follows the knowledge no more, writes the records that wait, and closes their store. In this order. */
  close(): Promise<void>;
}

export interface OperationsOptions {
  /** Folder of the articles. */
  readonly knowledge: string;
  readonly environment: Environment;
  readonly write: (line: string) => void;
}

/** @throws {DocentError} `bad-settings`, `bad-sources`, `records-schema` */
export async function openOperations(options: OperationsOptions): Promise<OpenedOperations> {
  const { environment } = options;
  const settings = readOperationsSettings(environment);
  // Read where the knowledge is opened; what is wrong with them is said at once.
  readSettings(CORE_SETTINGS, environment);
  const search = readSearchSettings(environment);
  const pulls = readPullSettings(environment);
  const follow = await sourcesFor(environment);
  const log = createLogger({
    write: options.write,
    level: settings.DOCENT_LOG_LEVEL,
    format: settings.DOCENT_LOG_FORMAT,
    secrets: secretsIn(environment),
  });
  const metrics = createMetrics(processLabels(environment));
  const { records, pseudonyms, state } = await recordsOrNone(environment, settings, log);
  const observer = createObserver({
    ...{ records, pseudonyms, metrics, log },
    keepsQuestions: settings.DOCENT_KEEP_QUESTIONS === 'on',
    logsQuestions: settings.DOCENT_LOG_QUESTIONS === 'on',
  });
  const gaps = createGapThread(environment, records);
  const pruning = keepTime(records, settings.DOCENT_RETENTION_DAYS, dataFolder(environment), log);
  const health = createHealth();
  const tell = tellEncoding(log);
  let live: Promise<LiveKnowledge> | null = null;
  let followed: LiveKnowledge | null = null;
  const sources =
    follow?.({
      ...{ knowledge: options.knowledge, environment, log, metrics },
      // What opens it now reads what has changed.
      changed: async () => followed?.reload(),
    }) ?? null;
  const corrections: Corrections = createCorrections({
    ...{ folder: options.knowledge, records, pseudonyms, log },
    knowledge: () => knowledge(),
  });
  const drafts = createDrafts({
    ...{ folder: options.knowledge, records, pseudonyms, log, state },
    openPull: pulls && createPulls(pulls),
    knowledge: () => knowledge(),
  });
  const opened = async () => {
    const following: Omit<ReloadOptions, 'versions' | 'watch' | 'lastQuestions'> = {
      ...{ environment, log, metrics },
      folder: options.knowledge,
      inService: (bot) => corrections.look(bot),
      encoding(state) {
        tell(state);
        health.note('meaning', state.reason ?? state.now);
      },
    };
    followed = search
      ? await (await import('../search/follow.js')).followSearch({ ...following, settings: search, health })
      : await followKnowledge({
          ...following,
          versions: createVersions(dataFolder(environment), options.knowledge),
          watch: settings.DOCENT_WATCH,
          lastQuestions: (limit) => records.lastQuestions(limit),
        });
    return followed;
  };
  const knowledge = () => {
    live ??= sources === null ? opened() : openSynced(opened, sources, log);
    return live;
  };
  return {
    ...{ observer, metrics, log, state },
    health,
    office: {
      records,
      pseudonyms,
      settings,
      knowledge,
      sources,
      corrections,
      drafts,
      state,
      books: gaps.books,
    },
    async close() {
      const pruned = pruning.stop();
      await sources?.stop();
      await live?.then(
        (one) => one.stop(),
        () => undefined,
      );
      // What is not written by then is counted as lost when the store closes.
      await Promise.race([
        Promise.all([observer.flush(), state.close(), pruned]),
        wait(FLUSH_MS, undefined, { ref: false }),
      ]);
      await gaps.end();
      await records.close();
    },
  };
}

/**
 * What follows the sources that are named, or `null`. Of Discord's shards, each of which is this program again, the first does.
 * @throws {DocentError} `bad-sources`
 */
async function sourcesFor(
  environment: Environment,
): Promise<((options: Omit<FollowOptions, 'sources'>) => FollowedSources) | null> {
  const isLaterShard = 'SHARDING_MANAGER' in environment && environment.SHARDS !== '0';
  if (isLaterShard || !hasSources(environment)) return null;
  const [{ readSources }, { followSources }] = await Promise.all([
    import('../sources/sources-file.js'),
    import('../sources/follow.js'),
  ]);
  const sources = await readSources(environment);
  return (options) => followSources({ ...options, sources });
}

/** Opens the knowledge and follows its sources. Where nothing is there yet, what they have is waited for. */
async function openSynced(
  open: () => Promise<LiveKnowledge>,
  sources: FollowedSources,
  log: Logger,
): Promise<LiveKnowledge> {
  let live: LiveKnowledge;
  try {
    live = await open();
    void sources.sync();
  } catch (error) {
    if (!(error instanceof DocentError) || !/^no-(?:knowledge|articles)$/.test(error.code)) throw error;
    log.info('There is no article yet; the sources are synced first');
    await sources.sync();
    live = await open();
  }
  sources.follow();
  return live;
}

/** Says how far the passages are encoded: when it begins, now and then, and when meaning is there. */
function tellEncoding(log: Logger): (state: MeaningState) => void {
  let told = 0;
  return ({ now, done, all }) => {
    if (now === 'ready') log.info('Questions are answered by meaning too', { encoded: all });
    if (now !== 'encoding' || all === 0) return;
    if (done > 0 && Date.now() - told < TELL_EVERY_MS) return;
    told = Date.now();
    log.info(`Passages are being encoded: ${done} of ${all}; words answer meanwhile`);
  };
}

/** A shard of Discord's is a process of its own; discord.js says which in its environment. */
function processLabels({ SHARDING_MANAGER: manager, SHARDS: shard }: Environment): Record<string, string> {
  return manager === undefined || shard === undefined ? {} : { shard };
}

/** Records that cannot be opened keep nobody from being answered; settings that are wrong do. */
async function recordsOrNone(
  environment: Environment,
  settings: OperationsSettings,
  log: Logger,
): Promise<Pick<OpenedRecords, 'records' | 'pseudonyms'> & { readonly state: State }> {
  try {
    const opened = await openRecordsAside(environment, {
      failed: (error) =>
        log.warn('A connection to the records broke; another is made when it is needed', { error }),
      setAside: ({ file, reason }) =>
        log.error(
          'The records of questions were damaged. They are set aside, and a new file is begun; what is set aside goes when records of its age do, or with the next `docent forget`',
          { file, reason },
        ),
    });
    const days = Math.max(settings.DOCENT_RETENTION_DAYS, 1);
    const state = await openState(opened.records, {
      ...{ key: opened.key, keeps: keepsState(settings), longestMs: days * DAY_MS },
      lost: (error) =>
        log.warn('What must outlive a restart cannot be kept at the moment; it is tried again', { error }),
    });
    return { ...opened, state };
  } catch (error) {
    if (!(error instanceof DocentError) || FATAL.has(error.code)) throw error;
    log.error(`No records of questions are kept until the next start. ${error.message}`);
    return {
      records: NO_RECORDS,
      pseudonyms: createPseudonyms(settings.DOCENT_PERSON_KEY ?? 'nothing is kept'),
      state: createState(),
    };
  }
}

/** Deletes what is too old, now and from time to time, until it is stopped. @param folder where the clock is remembered */
function keepTime(records: Records, days: number, folder: string, log: Logger): { stop(): Promise<void> } {
  // What is kept in memory alone needs no clock that outlives a restart.
  const believed = records === NO_RECORDS ? null : createBelievedClock({ folder, log });
  let underWay: Promise<void> = Promise.resolve();
  const prune = () => {
    underWay = records
      .pruneState(new Date())
      // Where none are kept any more, those from before stay until they are forgotten.
      .then(() => (believed && days > 0 ? records.prune(new Date(believed() - days * DAY_MS)) : 0))
      .then((count) => {
        if (count > 0) log.info('Old records were deleted', { count, days });
      })
      .catch((error) => log.warn('Old records could not be deleted', { error }));
  };
  prune();
  const timer = setInterval(prune, PRUNE_EVERY_MS).unref();
  return {
    stop() {
      clearInterval(timer);
      return underWay;
    },
  };
}

/** Values that no line of the log may show: those of variables that are named like a secret. */
function secretsIn(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    /TOKEN|SECRET|PASSWORD|KEY$|DATABASE_URL|WEBHOOK/.test(name) && value && value.length >= 8 ? [value] : [],
  );
}
