import { basename, dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { LEFT_OUT, problemText } from '../../src/knowledge/problem.js';
import { sizeAdvice } from '../../src/knowledge/size.js';
import type { Logger } from '../process/logger.js';
import type { Metrics } from '../process/metrics.js';
import { createRepeat } from '../process/repeat.js';
import type { Environment } from '../process/settings.js';
import { watchFolders } from '../process/watch.js';
import { type AnswerChanges, changesText, compareAnswers } from './compare-answers.js';
import {
  createKnowledgeService,
  type KnowledgeService,
  type ServedKnowledge,
  type ServeOptions,
} from './knowledge-thread.js';
import { createLiveBot, type LiveBot } from './live-bot.js';
import { FEW_PASSAGES } from './meaning.js';
import { isSame, type Rules } from './scopes/place.js';
import { rulesReader } from './scopes/rules-reader.js';
import { createScopedKnowledge } from './scopes/scoped-knowledge.js';
import { scopesPath } from './scopes/scopes-path.js';
import type { Versions } from './versions.js';

/** How many of the last questions are asked of both the old and the new knowledge. */
const MAX_LAST_QUESTIONS = 200;
/** Most questions of the articles that are asked of both. */
const MAX_AUTHORED_QUESTIONS = 500;
/** Most questions that a line of the log names. */
const MAX_NAMED = 10;

const LOOK_EVERY_MS = 200;
/** For how long knowledge that was replaced is kept for what was asked of it, in milliseconds after the last question. */
const HELD_MS = 10_000;

/** How the knowledge in service came there. */
export interface KnowledgeState {
  readonly hash: string;
  readonly since: Date;
  /** Whether it is an older version that somebody went back to. */
  readonly rolledBack: boolean;
  /** What it did to the answers; `null` for what the program started with, and until they are compared. */
  readonly changes: AnswerChanges | null;
  /** Why what the folder holds is not in service, if it is not. */
  readonly fault: string | null;
}

/** Knowledge that follows its folder. */
export interface LiveKnowledge {
  /** The bot of all articles, for who runs it. */
  readonly bot: LiveBot;
  /** The bot of what is seen where no rule says it, and by its `at` that of every place. */
  readonly scoped: LiveBot;
  readonly rules: Rules;
  readonly opened: ServedKnowledge;
  readonly state: KnowledgeState;
  /** The command that brings what the folder holds into service; `null`: it is there at the next {@link reload}. */
  readonly publishedBy: string | null;
  /** Looks at the folder now, as every change of it brings about; settles when the answers are compared too. */
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
  /** Opens folders of articles; tests give their own. */
  readonly service?: KnowledgeService;
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
 * @throws {DocentError} as {@link KnowledgeService.open}, when there is nothing good to serve
 */
export async function followKnowledge(options: ReloadOptions): Promise<LiveKnowledge> {
  const { environment, log, metrics, encoding = () => undefined } = options;
  const warn = createWarning(log);
  const stopping = new AbortController();
  const { signal } = stopping;
  const readRules = rulesReader(environment);
  const rulesAtFirst = await readRules();
  const service = options.service ?? createKnowledgeService({ environment, warn, progress: encoding });
  const { first, scoped } = await openScoped(options, service, rulesAtFirst).catch(async (error) => {
    await service.close();
    throw error;
  });
  const { bot, swap } = createLiveBot(first.opened.bot);
  let current = first.opened;
  /** What answers are to be compared with; it was in service before. */
  let before: ServedKnowledge | null = null;
  /** Whether the folder was to be looked at again since it was last. */
  let isStale = false;
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
  const putAway = (served: ServedKnowledge, isKept: boolean) => put(options, served, isKept, warn);
  let storing = putAway(current, first.fault === null);
  options.inService?.(current.bot);

  /** Before the knowledge, which may have a fault that keeps it from being taken in. */
  async function takeRules(): Promise<void> {
    const rules = await readRules();
    if (isSame(rules, scoped.rules)) return;
    (await scoped.prepare(current, rules))();
    log.info('What is seen where has changed', { rules: rules.rules.length });
  }

  async function take(): Promise<void> {
    const wanted = await wantedNow(options, service);
    if (wanted.hash === current.hash) return;
    const next = await service.open(wanted.folder);
    await encoded(next, signal);
    if (signal.aborted || next.hash === current.hash) {
      await next.close();
      return;
    }
    const putInService = await scoped.prepare(next, scoped.rules).catch(async (error) => {
      await next.close();
      throw error;
    });
    swap(next.bot);
    putInService();
    if (before === null) before = current;
    else current.retire(HELD_MS);
    current = next;
    const { rolledBack } = wanted;
    state = { hash: next.hash, since: new Date(), rolledBack, changes: null, fault: null };
    metrics.knowledge(sizeOf(next.bot));
    metrics.reload(rolledBack ? 'rolled-back' : 'swapped');
    tellOfSwap(log, wanted, next);
    warnOfSize(log, next.bot);
    warnOfLeftOut(log, next);
    options.inService?.(next.bot);
    await storing;
    storing = putAway(next, !rolledBack);
    await storing;
  }

  /** What the edits since answers were last compared did to them; given up for the next edit, which is held against the same. */
  async function compare(): Promise<void> {
    if (before === null) return;
    const questions = await questionsFor(before, current, options);
    const isWanted = () => !signal.aborted && !isStale;
    const changes = await compareAnswers(before.patient, current.patient, questions, isWanted);
    if (!isWanted()) return;
    before.retire(HELD_MS);
    before = null;
    state = { ...state, changes };
    tellOfChanges(log, current, changes);
  }

  /** @returns the fault that keeps it from being done; what was there stays */
  async function orFault(work: () => Promise<void>, stays: string): Promise<string | null> {
    try {
      await work();
      return null;
    } catch (error) {
      if (signal.aborted) return null;
      if (!(error instanceof DocentError)) throw error;
      metrics.reload('faulty');
      log.error(`${stays} ${error.message}`);
      return error.message;
    }
  }

  async function reload(): Promise<void> {
    isStale = false;
    const rulesFault = await orFault(takeRules, 'What is seen where stays as it was.');
    const stays = 'The changed knowledge is not taken in, and the old stays in service.';
    const fault = await orFault(take, stays);
    state = { ...state, fault: fault ?? rulesFault };
    if (fault === null) await orFault(compare, stays);
  }

  const queue = createRepeat(reload, (error) => log.error('The knowledge could not be reloaded', { error }));
  const look = () => {
    isStale = true;
    return queue.run();
  };
  const rulesFile = scopesPath(environment);
  const watcher =
    options.watch === 'off'
      ? null
      : await watchFolders(
          [
            { folder: options.folder },
            { folder: options.versions.folder, only: [options.versions.rollbackFile] },
            ...(rulesFile === null ? [] : [{ folder: dirname(rulesFile), only: [basename(rulesFile)] }]),
          ],
          {
            poll: options.watch === 'poll',
            changed: look,
            failed: (error) =>
              log.warn('Changes of the articles may go unseen; DOCENT_WATCH=poll looks itself', { error }),
          },
        );
  return {
    bot,
    scoped: scoped.bot,
    get rules() {
      return scoped.rules;
    },
    get opened() {
      return { ...current, bot: scoped.bot };
    },
    get state() {
      return state;
    },
    publishedBy: null,
    async reload() {
      await look();
      // The watcher hears of the same change and has it looked at again, which gives up the comparison and makes it anew.
      await queue.idle();
    },
    async stop() {
      await watcher?.close();
      // What is being taken in is given up: the next start does it.
      stopping.abort();
      const closing = service.close();
      await queue.idle();
      await storing;
      await closing;
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
  service: KnowledgeService,
): Promise<{ opened: ServedKnowledge; rolledBack: boolean; fault: string | null }> {
  try {
    const { folder, rolledBack } = await wantedNow(options, service);
    return { opened: await service.open(folder), rolledBack, fault: null };
  } catch (error) {
    const last = (await options.versions.list()).at(-1);
    const folder = last ? options.versions.folderOf(last.hash) : null;
    if (!(error instanceof DocentError) || folder === null) throw error;
    options.log.error(
      `The knowledge is not taken in; that of ${last?.at} is served instead. ${error.message}`,
    );
    return { opened: await service.open(folder), rolledBack: false, fault: error.message };
  }
}

async function openScoped(options: ReloadOptions, service: KnowledgeService, rules: Rules) {
  const first = await openFirst(options, service);
  return { first, scoped: await createScopedKnowledge(first.opened, rules) };
}

async function wantedNow({ folder, versions }: ReloadOptions, service: KnowledgeService): Promise<Wanted> {
  const hash = await service.look(folder);
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

/**
 * Saves what was made of the articles, and keeps them as a version. That they cannot be is no reason not to serve them.
 * @param isKept whether they are to be kept
 */
async function put(
  { versions, log }: ReloadOptions,
  served: ServedKnowledge,
  isKept: boolean,
  warn: (message: string) => void,
): Promise<void> {
  try {
    if (isKept) await served.keep(versions.folder);
  } catch (error) {
    log.warn('This version of the knowledge cannot be kept; `docent rollback` will not know it', { error });
  }
  const unsaved = await served.save().catch(() => null);
  if (unsaved !== null)
    warn(
      `Nothing can be saved in "${unsaved}", so each start reads and indexes all articles. Make the folder writable, or set DOCENT_CACHE_DIR to one that is.`,
    );
}

function tellOfSwap(log: Logger, { rolledBack }: Wanted, { bot, warnings }: ServedKnowledge): void {
  const what = rolledBack ? 'An older version of the knowledge' : 'The changed knowledge';
  log.info(`${what} is in service`, { ...sizeOf(bot), warnings: warnings.length });
}

function tellOfChanges(log: Logger, next: ServedKnowledge, changes: AnswerChanges): void {
  // What people asked stays out of the log; what authors ask of their articles need not.
  const authored = new Set(authoredIn(next.bot));
  const named = (questions: readonly string[]) =>
    questions.filter((question) => authored.has(question)).slice(0, MAX_NAMED);
  const [lost, doubted] = [named(changes.lost), named(changes.doubted)];
  log.info(`Its answers beside those before: ${changesText(changes)}`, {
    asked: changes.asked,
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

function sizeOf({ contents }: Bot): { documents: number; passages: number } {
  return { documents: contents.documents.length, passages: contents.passages };
}
