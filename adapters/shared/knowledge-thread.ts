import type { Bot } from '../../src/bot.js';
import { type MeaningOptions, type MeaningState, openMeaning } from './meaning.js';
import { type OpenedBot, openBot } from './open-bot.js';
import type { Environment } from './settings.js';
import { createThread, type Methods, type Thread } from './thread.js';

/** Knowledge in service: it answers, wherever it is held. */
export interface ServedKnowledge extends Omit<OpenedBot, 'bot'> {
  readonly bot: Bot;
  /** Frees what it holds as soon as nothing has been asked of it for so long, in milliseconds. */
  retire(afterMs: number): void;
  /** Frees what it holds; what is under way is rejected. */
  close(): Promise<void>;
}

export interface ServeOptions extends Pick<MeaningOptions, 'warn' | 'progress'> {
  /** Folder of the articles. */
  readonly knowledge: string;
  readonly environment: Environment;
  /** Gives up opening it, which then rejects. */
  readonly signal?: AbortSignal;
}

/**
 * A thread that gives no sign for so long while something is asked of it hangs, in milliseconds: it is ended, and the
 * next question starts another. Ours: ten times what opening 100,000 passages takes.
 */
const STUCK_MS = 300_000;

/** How long it may take to end by itself, in milliseconds: the models must have stopped before it does. */
const GRACE_MS = 6_000;

/** What the thread begins with. */
export type KnowledgeData = Pick<ServeOptions, 'knowledge' | 'environment'>;

/** What the thread tells of itself: how far meaning is, or why it cannot be had. */
export type KnowledgeNews = { readonly meaning: MeaningState } | { readonly warning: string };

export type KnowledgeMethods = Pick<Bot, 'ask' | 'section' | 'article' | 'search' | 'findQuote'> &
  Methods & {
    /** Opens the knowledge. @throws {DocentError} as {@link openBot} */
    open(): Promise<Omit<OpenedBot, 'bot' | 'meaning'> & Pick<Bot, 'contents'>>;
  };

/**
 * Opens knowledge in a thread of its own, where it is read, indexed and asked: whatever takes long there, an edit of
 * many articles or a question, holds up nothing here.
 * @throws {DocentError} as {@link openBot}
 */
export async function serveKnowledge(options: ServeOptions): Promise<ServedKnowledge> {
  // As TypeScript, under a test or `npm run dev`, there is no file for the thread.
  return import.meta.url.endsWith('.js') ? serveAside(options) : serveHere(options);
}

/** The same in this thread. @throws {DocentError} as {@link openBot} */
export async function serveHere({
  knowledge,
  environment,
  warn,
  progress,
}: ServeOptions): Promise<ServedKnowledge> {
  const meaning = await openMeaning({ environment, warn, ...(progress ? { progress } : {}) });
  const close = () => meaning.close();
  try {
    const opened = await openBot({ knowledge, environment, meaning });
    return { ...opened, close, retire: (afterMs) => void setTimeout(close, afterMs).unref() };
  } catch (error) {
    await close();
    throw error;
  }
}

async function serveAside({
  knowledge,
  environment,
  warn,
  progress = () => undefined,
  signal,
}: ServeOptions): Promise<ServedKnowledge> {
  let state: MeaningState = { now: 'encoding', reason: null, done: 0, all: 0 };
  let settle: () => void = () => undefined;
  const settled = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const told = (news: KnowledgeNews) => {
    if ('warning' in news) {
      warn(news.warning);
      return;
    }
    state = news.meaning;
    progress(state);
    if (state.now !== 'encoding') settle();
  };
  const thread: Thread<KnowledgeMethods> = createThread<KnowledgeMethods>(
    new URL('./knowledge-worker.js', import.meta.url),
    ['open', 'ask', 'section', 'article', 'search', 'findQuote'],
    {
      workerData: { knowledge, environment: { ...environment } } satisfies KnowledgeData,
      told: (news) => told(news as KnowledgeNews),
      stuckMs: STUCK_MS,
      graceMs: GRACE_MS,
    },
  );
  const close = async () => {
    await thread.end();
    settle();
  };
  // No models are at work before it is open.
  const giveUp = () => void thread.end({ atOnce: true });
  signal?.addEventListener('abort', giveUp);
  try {
    const { contents, ...opened } = await thread.methods.open();
    const { ask, section, article, search, findQuote } = thread.methods;
    return {
      ...opened,
      bot: { ask, section, article, search, findQuote, contents },
      meaning: {
        get state() {
          return state;
        },
        settled,
      },
      retire: thread.retire,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
}
