import { LRUCache } from 'lru-cache';
import type { Bot } from '../../src/bot.js';
import { type KnowledgeFiles, readKnowledge } from '../../src/io/read-knowledge.js';
import { type Scope, scopeKey } from '../../src/knowledge/scope.js';
import type { Environment } from '../process/settings.js';
import { createThread, type Methods, type Thread } from '../process/thread.js';
import { createIndexer } from './index-files.js';
import { type MeaningOptions, type MeaningService, type MeaningState, openMeaning } from './meaning.js';
import { type OpenedBot, openFiles } from './open-bot.js';
import { MAX_SCOPES } from './scopes/place.js';
import { createLatest, createWithin } from './scopes/within.js';
import { type KeptVersion, keepVersion } from './versions.js';

/** Knowledge in service: it answers, wherever it is held. */
export interface ServedKnowledge extends Omit<OpenedBot, 'bot' | 'meaning' | 'within'> {
  readonly bot: Bot;
  /** The bot of those articles alone that a scope sees; opened at the first call, and shared by scopes that see the same. */
  within(scope: Scope): Promise<Bot>;
  /** The same, for questions that nobody waits for. */
  readonly patient: Pick<Bot, 'ask'>;
  /** How far its passages are encoded. Until then it answers by words. */
  readonly meaning: { readonly state: MeaningState; readonly settled: Promise<void> } | null;
  /** Keeps it as a version, if it is what was read last. @param versions folder of the versions */
  keep(versions: string): Promise<void>;
  /** Frees what it holds as soon as nothing has been asked of it for so long, in milliseconds. */
  retire(afterMs: number): void;
  /** Frees what it holds. */
  close(): Promise<void>;
}

/** Opens knowledge, one folder or edition after the other, each at the cost of what is not in the one before. */
export interface KnowledgeService {
  /**
   * Reads a folder, for {@link KnowledgeService.open}, which reads it no more.
   * @returns SHA-256 of what it holds
   * @throws {DocentError} `no-knowledge`, `no-articles`
   */
  look(folder: string): Promise<string>;
  /** @throws {DocentError} as `openBot` */
  open(folder: string, progress?: (state: MeaningState) => void): Promise<ServedKnowledge>;
  /** Ends all that it opened; what is under way is rejected. */
  close(): Promise<void>;
}

export interface ServeOptions extends Pick<MeaningOptions, 'warn' | 'progress'> {
  readonly environment: Environment;
}

/**
 * A thread that gives no sign for so long while something is asked of it hangs, in milliseconds: it is ended, and the
 * next question starts another. Ours: ten times what opening 100,000 passages takes.
 */
const STUCK_MS = 300_000;

/** How long it may take to end by itself, in milliseconds: the models must have stopped before it does. */
const GRACE_MS = 6_000;

/** What the thread begins with. */
export type KnowledgeData = Pick<ServeOptions, 'environment'>;

/** Knowledge in the thread: by its number, and where it is read again should the thread have been ended. */
export interface Edition {
  readonly number: number;
  readonly folder: string;
  /** Whose bot is asked; without, that of all articles. */
  readonly scope?: Scope;
}

/** What the thread tells of itself: how far meaning is, or why it cannot be had. */
export type KnowledgeNews =
  | { readonly number: number; readonly meaning: MeaningState }
  | { readonly warning: string };

const BOT_METHODS = ['ask', 'section', 'article', 'search', 'findQuote'] as const;

type Asked<M extends (typeof BOT_METHODS)[number]> = (
  edition: Edition,
  ...args: Parameters<Bot[M]>
) => ReturnType<Bot[M]>;

export type KnowledgeMethods = Methods & {
  look(folder: string): Promise<string>;
  isShort(folder: string): Promise<boolean>;
  open(edition: Edition): Promise<Pick<OpenedBot, 'hash' | 'fromCache' | 'warnings'> & Pick<Bot, 'contents'>>;
  /** @returns `null` where it is what is known already, by its version */
  within(edition: Edition, known: string | null): Promise<Bot['contents'] | null>;
  keep(edition: Edition, versions: string): Promise<void>;
  save(edition: Edition): Promise<string | null>;
  drop(number: number): Promise<void>;
  ask: Asked<'ask'>;
  askPatiently: Asked<'ask'>;
  section: Asked<'section'>;
  article: Asked<'article'>;
  search: Asked<'search'>;
  findQuote: Asked<'findQuote'>;
};

/**
 * Opens knowledge in a thread of its own, where it is read, indexed and asked: whatever takes long there, an edit of
 * many articles or a question, holds up nothing here.
 */
export function createKnowledgeService(options: ServeOptions): KnowledgeService {
  // As TypeScript, under a test or `npm run dev`, there is no file for the thread.
  return import.meta.url.endsWith('.js') ? serviceAside(options) : serviceHere(options);
}

/** A service in this thread. */
export interface ServiceHere extends KnowledgeService {
  /** Whether what is not as it was opened last takes so little that answers can wait for it. */
  isShort(folder: string): Promise<boolean>;
}

/** The same in this thread. */
export function serviceHere({ environment, warn, progress }: ServeOptions): ServiceHere {
  const indexer = createIndexer(environment);
  let models: Promise<MeaningService> | null = null;
  /** What was read last, until it is kept as a version. */
  let read: { readonly folder: string; readonly files: KnowledgeFiles } | null = null;
  let kept: KeptVersion | null = null;
  let last = '';
  const latest = createLatest();
  const readOnce = async (folder: string): Promise<KnowledgeFiles> => {
    if (read?.folder !== folder) read = { folder, files: await readKnowledge(folder) };
    return read.files;
  };
  return {
    isShort: async (folder) => indexer.isShort(await readOnce(folder)),
    async look(folder) {
      await indexer.begin();
      const files = await readKnowledge(folder);
      read = files.hash === last ? null : { folder, files };
      return files.hash;
    },
    async open(folder, told = progress) {
      models ??= openMeaning({ environment, warn });
      const meaning = await models;
      const files = await readOnce(folder);
      const opened = await openFiles(
        files,
        { knowledge: folder, environment, meaning, ...(told ? { progress: told } : {}) },
        indexer,
      );
      last = files.hash;
      const close = async () => opened.meaning?.release();
      return {
        ...opened,
        patient: { ask: (...args) => meaning.patiently(() => opened.bot.ask(...args)) },
        within: createWithin(opened.within, latest),
        async keep(versions) {
          const files = read?.files;
          if (files?.hash !== opened.hash) return;
          read = null;
          kept = await keepVersion(versions, files, kept);
        },
        retire: (afterMs) => void setTimeout(close, afterMs).unref(),
        close,
      };
    },
    async close() {
      indexer.close();
      await (await models?.catch(() => null))?.close();
    },
  };
}

/** A thread, and the editions that it answers from. */
interface Hall {
  readonly thread: Thread<KnowledgeMethods>;
  readonly editions: Map<number, (state: MeaningState) => void>;
  isOpen: boolean;
}

function serviceAside({ environment, warn, progress = () => undefined }: ServeOptions): KnowledgeService {
  const halls = new Set<Hall>();
  let current = newHall();
  let count = 0;
  /** What scopes saw last: what is made of it is kept with it, and an edit changes what few of them see. */
  const latest = new LRUCache<string, Bot['contents']>({ max: MAX_SCOPES });

  function newHall(): Hall {
    const editions: Hall['editions'] = new Map();
    const thread = createThread<KnowledgeMethods>(
      new URL('./knowledge-worker.js', import.meta.url),
      [...BOT_METHODS, 'askPatiently', 'look', 'isShort', 'open', 'within', 'keep', 'save', 'drop'],
      {
        workerData: { environment: { ...environment } } satisfies KnowledgeData,
        told(message) {
          const news = message as KnowledgeNews;
          if ('warning' in news) warn(news.warning);
          else editions.get(news.number)?.(news.meaning);
        },
        stuckMs: STUCK_MS,
        graceMs: GRACE_MS,
      },
    );
    const hall = { thread, editions, isOpen: false };
    halls.add(hall);
    return hall;
  }

  async function end(hall: Hall): Promise<void> {
    halls.delete(hall);
    // No models are at work before it is open.
    await hall.thread.end({ atOnce: !hall.isOpen });
  }

  async function hallFor(folder: string): Promise<Hall> {
    const isBeside = !current.isOpen || (await current.thread.methods.isShort(folder));
    return isBeside ? current : newHall();
  }

  return {
    look: (folder) => current.thread.methods.look(folder),
    async open(folder, tell = progress) {
      const hall = await hallFor(folder);
      const { methods } = hall.thread;
      const edition: Edition = { number: count++, folder };
      const meaning = meaningTold(tell);
      const before = current;
      hall.editions.set(edition.number, meaning.hear);
      try {
        const { contents, ...opened } = await methods.open(edition);
        hall.isOpen = true;
        current = hall;
        const drop = async () => {
          hall.editions.delete(edition.number);
          meaning.settle();
          if (hall !== current && hall.editions.size === 0) await end(hall);
          else await methods.drop(edition.number).catch(() => undefined);
        };
        const { touched, retire } = retiring(drop);
        const botOf = (of: Edition, known: Bot['contents']): Bot => ({
          ask: (...args) => touched(methods.ask(of, ...args)),
          section: (...args) => touched(methods.section(of, ...args)),
          article: (...args) => touched(methods.article(of, ...args)),
          search: (...args) => touched(methods.search(of, ...args)),
          findQuote: (...args) => touched(methods.findQuote(of, ...args)),
          contents: known,
        });
        return {
          ...opened,
          bot: botOf(edition, contents),
          async within(scope) {
            const own = { ...edition, scope };
            const key = scopeKey(scope);
            const before = latest.get(key);
            const changed = await touched(methods.within(own, before?.version ?? null));
            const known = changed ?? (before as Bot['contents']);
            latest.set(key, known);
            return botOf(own, known);
          },
          patient: { ask: (...args) => touched(methods.askPatiently(edition, ...args)) },
          meaning,
          save: () => methods.save(edition),
          keep: (versions) => methods.keep(edition, versions),
          retire,
          close: drop,
        };
      } catch (error) {
        hall.editions.delete(edition.number);
        if (hall !== before) await end(hall);
        throw error;
      }
    },
    async close() {
      await Promise.all([...halls].map(end));
    },
  };
}

/** How far meaning is, as the thread tells it. */
function meaningTold(tell: (state: MeaningState) => void) {
  let state: MeaningState = { now: 'encoding', reason: null, done: 0, all: 0 };
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return {
    get state() {
      return state;
    },
    settled,
    settle,
    hear(next: MeaningState) {
      state = next;
      tell(next);
      if (next.now !== 'encoding') settle();
    },
  };
}

/** Frees something when it has not been used for so long, once that is said. */
function retiring(free: () => Promise<void>) {
  let afterMs: number | null = null;
  let timer: NodeJS.Timeout | undefined;
  let uses = 0;
  const wait = () => {
    clearTimeout(timer);
    if (afterMs !== null && uses === 0) timer = setTimeout(free, afterMs).unref();
  };
  return {
    async touched<T>(use: Promise<T>): Promise<T> {
      uses++;
      clearTimeout(timer);
      try {
        return await use;
      } finally {
        uses--;
        wait();
      }
    },
    retire(after: number) {
      afterMs = after;
      wait();
    },
  };
}
