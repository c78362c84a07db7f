import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { readKnowledge } from '../../src/io/read-knowledge.js';
import { LEFT_OUT, problemText } from '../../src/knowledge/problem.js';
import { sizeAdvice } from '../../src/knowledge/size.js';
import { type AnswerChanges, changesText, compareAnswers } from './compare-answers.js';
import { type ServedKnowledge, type ServeOptions, serveKnowledge } from './knowledge-thread.js';
import { createLiveBot, type LiveBot } from './live-bot.js';
import type { Logger } from './logger.js';
import type { Metrics } from './metrics.js';
import { createRepeat } from './repeat.js';
import type { Environment } from './settings.js';
import type { Versions } from './versions.js';
import { watchFolders } from './watch.js';

/** How many of the last questions are asked of both the old and the new knowledge. */
const MAX_LAST_QUESTIONS = 200;
/** Most questions of the articles that are asked of both. */
const MAX_AUTHORED_QUESTIONS = 500;
/** Most questions that a line of the log names. */
const MAX_NAMED = 10;

/** Changed passages that are encoded before they are served; with more, words answer meanwhile. */
const FEW_PASSAGES = 200;
const LOOK_EVERY_MS = 200;
/** For how long knowledge that was replaced is kept for what was asked of it, in milliseconds after the last question. */
const HELD_MS = 10_000;

/** How the knowledge in service came there. */
export interface KnowledgeState {
  readonly hash: string;
  readonly since: Date;
  /** Whether it is an older version that somebody went back to. */
  readonly rolledBack: boolean;
  /** What it did to the answers; `null` for what the program started with. */
  readonly changes: AnswerChanges | null;
  /** Why what the folder holds is not in service, if it is not. */
  readonly fault: string | null;
}

/** Knowledge that follows its folder. */
export interface LiveKnowledge {
  readonly bot: LiveBot;
  readonly opened: ServedKnowledge;
  readonly state: KnowledgeState;
  /** Looks at the folder now, as every change of it brings about. */
  reload(): Promise<void>;
  /** Follows the folder no more; what is being taken in is given up. */
  stop(): Promise<void>;
}

export interface ReloadOptions {
  /** Folder of the articles. */
  readonly folder: string;
  readonly versions: Versions;
  readonly environment: Environment;
  readonly watch: 'on' | 'poll' | 'off';
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'reload' | 'knowledge'>;
  /** The last questions that people asked, if their texts are kept. */
  readonly lastQuestions: (limit: number) => Promise<string[]>;
  /** Told how far its passages are encoded. */
  readonly encoding?: ServeOptions['progress'];
  /** Told what is in service, at the start and whenever other knowledge takes over. */
  readonly inService?: (bot: Bot) => void;
  /** Opens a folder of articles; tests give their own. */
  readonly open?: (folder: string) => Promise<ServedKnowledge>;
}

/** What is to be served: what the folder holds, or a version that somebody went back to. */
interface Wanted {
  readonly folder: string;
  readonly hash: string;
  readonly rolledBack: boolean;
}

/**
 * Opens the knowledge and follows its folder. What is faulty is not taken in: the old stays in service and the
 * log says what to mend; at the start, the last good version is served instead, if there is one.
 * @throws {DocentError} as {@link serveKnowledge}, when there is nothing good to serve
 */
export async function followKnowledge(options: ReloadOptions): Promise<LiveKnowledge> {
  const { versions, environment, log, metrics, encoding = () => undefined } = options;
  const warn = createWarning(log);
  const stopping = new AbortController();
  const { signal } = stopping;
  const open =
    options.open ??
    ((knowledge: string) => serveKnowledge({ knowledge, environment, warn, progress: encoding, signal }));
  const first = await openFirst(options, open);
  const { bot, swap } = createLiveBot(first.opened.bot);
  let current = first.opened;
  let retired: ServedKnowledge | null = null;
  let state: KnowledgeState = {
    hash: current.hash,
    since: new Date(),
    rolledBack: first.rolledBack,
    changes: null,
    fault: first.fault,
  };
  metrics.knowledge(sizeOf(current.bot));
  warnOfSize(log, current.bot);
  warnOfLeftOut(log, current);
  warnOfUnsaved(warn, current);
  if (first.fault === null) await keep(options, current.hash);
  options.inService?.(current.bot);

  async function take(): Promise<void> {
    const wanted = await wantedNow(options);
    if (wanted.hash === current.hash) {
      state = { ...state, fault: null };
      return;
    }
    const next = await open(wanted.folder);
    if (next.hash === current.hash) {
      await next.close();
      return;
    }
    await encoded(next, signal);
    const questions = await questionsFor(current, next, options);
    const changes = await compareAnswers(current.bot, next.bot, questions, () => !signal.aborted);
    if (signal.aborted) {
      await next.close();
      return;
    }
    swap(next.bot);
    retired?.retire(0);
    retired = current;
    retired.retire(HELD_MS);
    current = next;
    state = { hash: next.hash, since: new Date(), rolledBack: wanted.rolledBack, changes, fault: null };
    metrics.knowledge(sizeOf(next.bot));
    metrics.reload(wanted.rolledBack ? 'rolled-back' : 'swapped');
    if (!wanted.rolledBack) await keep(options, next.hash);
    tell(log, wanted, next, changes);
    warnOfSize(log, next.bot);
    warnOfLeftOut(log, next);
    warnOfUnsaved(warn, next);
    options.inService?.(next.bot);
  }

  async function reload(): Promise<void> {
    try {
      await take();
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof DocentError)) throw error;
      state = { ...state, fault: error.message };
      metrics.reload('faulty');
      log.error(`The changed knowledge is not taken in, and the old stays in service. ${error.message}`);
    }
  }

  const queue = createRepeat(reload, (error) => log.error('The knowledge could not be reloaded', { error }));
  const watcher =
    options.watch === 'off'
      ? null
      : await watchFolders(
          [{ folder: options.folder }, { folder: versions.folder, only: [versions.rollbackFile] }],
          {
            poll: options.watch === 'poll',
            changed: queue.run,
            failed: (error) =>
              log.warn('Changes of the articles may go unseen; DOCENT_WATCH=poll looks itself', { error }),
          },
        );
  return {
    bot,
    get opened() {
      return { ...current, bot };
    },
    get state() {
      return state;
    },
    reload: queue.run,
    async stop() {
      await watcher?.close();
      // What is being taken in is given up: the next start does it.
      stopping.abort();
      await queue.idle();
      await Promise.all([current.close(), retired?.close()]);
    },
  };
}

/** An edit is not answered by words first and by meaning a moment later, unless that takes long. */
async function encoded({ meaning }: ServedKnowledge, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && meaning?.state.now === 'encoding' && meaning.state.all <= FEW_PASSAGES)
    await Promise.race([meaning.settled, sleep(LOOK_EVERY_MS, undefined, { ref: false })]);
}

async function openFirst(
  options: ReloadOptions,
  open: (folder: string) => Promise<ServedKnowledge>,
): Promise<{ opened: ServedKnowledge; rolledBack: boolean; fault: string | null }> {
  try {
    const { folder, rolledBack } = await wantedNow(options);
    return { opened: await open(folder), rolledBack, fault: null };
  } catch (error) {
    const last = (await options.versions.list()).at(-1);
    const folder = last ? options.versions.folderOf(last.hash) : null;
    if (!(error instanceof DocentError) || folder === null) throw error;
    options.log.error(
      `The knowledge is not taken in; that of ${last?.at} is served instead. ${error.message}`,
    );
    return { opened: await open(folder), rolledBack: false, fault: error.message };
  }
}

async function wantedNow({ folder, versions }: ReloadOptions): Promise<Wanted> {
  const { hash } = await readKnowledge(folder);
  const rollback = await versions.rolledBack();
  const older = rollback?.instead === hash ? versions.folderOf(rollback.serve) : null;
  return rollback && older
    ? { folder: older, hash: rollback.serve, rolledBack: true }
    : { folder, hash, rolledBack: false };
}

async function questionsFor(
  before: ServedKnowledge,
  after: ServedKnowledge,
  { lastQuestions, log }: ReloadOptions,
): Promise<string[]> {
  const authored = [before, after].flatMap(({ bot }) => authoredIn(bot).slice(0, MAX_AUTHORED_QUESTIONS));
  const last = await lastQuestions(MAX_LAST_QUESTIONS).catch((error) => {
    log.warn('The last questions cannot be read, so only those of the articles are compared', { error });
    return [];
  });
  return [...authored, ...last];
}

function authoredIn({ contents }: Bot): string[] {
  return contents.documents.flatMap(({ questions }) => questions.map(({ text }) => text));
}

/** A version that cannot be kept is no reason not to serve it. */
async function keep({ folder, versions, log }: ReloadOptions, hash: string): Promise<void> {
  try {
    const files = await readKnowledge(folder);
    // It may have changed again, and is looked at again then.
    if (files.hash === hash) await versions.keep(files);
  } catch (error) {
    log.warn('This version of the knowledge cannot be kept; `docent rollback` will not know it', { error });
  }
}

function tell(log: Logger, wanted: Wanted, next: ServedKnowledge, changes: AnswerChanges): void {
  // What people asked stays out of the log; what authors ask of their articles need not.
  const authored = new Set(authoredIn(next.bot));
  const named = (questions: readonly string[]) =>
    questions.filter((question) => authored.has(question)).slice(0, MAX_NAMED);
  const [lost, doubted] = [named(changes.lost), named(changes.doubted)];
  const what = wanted.rolledBack ? 'An older version of the knowledge' : 'The changed knowledge';
  log.info(`${what} is in service: ${changesText(changes)}`, {
    asked: changes.asked,
    ...sizeOf(next.bot),
    warnings: next.warnings.length,
    ...(lost.length > 0 ? { lost } : {}),
    ...(doubted.length > 0 ? { doubted } : {}),
  });
}

function warnOfSize(log: Logger, { contents }: Bot): void {
  const advice = sizeAdvice(contents.passages);
  if (advice !== null) log.warn(advice);
}

/** Who wrote such an article wonders why it is not answered from. */
function warnOfLeftOut(log: Logger, { warnings }: ServedKnowledge): void {
  for (const problem of warnings) if (problem.rule === LEFT_OUT) log.warn(problemText(problem));
}

/** Warns of the same once, however often the knowledge is opened. */
function createWarning(log: Logger): (message: string) => void {
  const told = new Set<string>();
  return (message) => {
    if (!told.has(message)) log.warn(message);
    told.add(message);
  };
}

function warnOfUnsaved(warn: (message: string) => void, { unsaved }: ServedKnowledge): void {
  if (unsaved)
    warn(
      `Nothing can be saved in "${unsaved}", so each start and each change reads and indexes all articles. Make the folder writable, or set DOCENT_CACHE_DIR to one that is.`,
    );
}

function sizeOf({ contents }: Bot): { documents: number; passages: number } {
  return { documents: contents.documents.length, passages: contents.passages };
}
