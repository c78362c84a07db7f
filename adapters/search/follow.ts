import { type Bot, type BotOptions, createBot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { programHash } from '../../src/io/saved-file.js';
import { type Corpus, EMPTY_THESAURUS } from '../../src/knowledge/corpus.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import type { Health } from '../process/health.js';
import { createRepeat } from '../process/repeat.js';
import {
  createKnowledgeService,
  type KnowledgeService,
  type ServedKnowledge,
} from '../service/knowledge-thread.js';
import { createLiveBot } from '../service/live-bot.js';
import { type MeaningService, type MeaningState, openMeaning } from '../service/meaning.js';
import { botOptions } from '../service/open-bot.js';
import type { KnowledgeState, LiveKnowledge, ReloadOptions } from '../service/reload.js';
import { NO_RULES } from '../service/scopes/place.js';
import { hasScopes } from '../service/scopes/scopes-path.js';
import { isSearchAway, SEARCH_AWAY } from '../service/search-away.js';
import { createSearchBot } from './bot.js';
import { createSearchEngine } from './engine.js';
import { notKeptApart } from './kept-apart.js';
import { createSearchMeaning, loadNearest } from './meaning.js';
import { isDenied, isMissing, openSearchServer, type SearchServer } from './server.js';
import type { SearchPlace } from './settings.js';
import { hitsOf, type IndexedVersion, listIndexes, openVersion, whyByWords } from './version.js';

/** How often it is looked whether another index is in service, in milliseconds. Ours: an edit is seen as soon as one reloads the page. */
const LOOK_EVERY_MS = 5_000;
/** For how long what answered while the engine was away is kept when it is back, in milliseconds: it may go again. */
const HELD_MS = 60_000;

export interface FollowSearchOptions
  extends Pick<ReloadOptions, 'folder' | 'environment' | 'log' | 'metrics' | 'encoding' | 'inService'> {
  readonly settings: SearchPlace;
  readonly health: Pick<Health, 'set' | 'note'>;
  /** How often it is looked for another index, and for how long the articles beside it are held, in milliseconds. */
  readonly lookEveryMs?: number;
  readonly heldMs?: number;
  /** Opens the articles beside it; tests give their own. */
  readonly service?: KnowledgeService;
}

/** Knowledge as it is answered from. */
interface Served {
  readonly bot: Bot;
  readonly version: IndexedVersion;
  readonly meaning: ServedKnowledge['meaning'];
}

/** What the bot knows before the engine was ever there, and where there are no articles beside it. */
const NOTHING: Corpus = {
  documents: [],
  sections: [],
  blocks: [],
  items: [],
  passages: [],
  kinds: [],
  subjects: [],
  aspects: [],
  thesaurus: EMPTY_THESAURUS,
};

/**
 * Answers from the index that is in service at the search engine, and follows it. While the engine is away, or lets
 * nobody in, it is answered from the folder of articles, where there is one, which is opened for that; else each question
 * is told so. When a file appears that says what is seen where, nothing is answered any more.
 * @throws {DocentError} `no-index` when none is in service, `search-refused`, `bad-settings`, `bad-scopes` where not all
 * may be seen everywhere
 */
export async function followSearch(options: FollowSearchOptions): Promise<LiveKnowledge> {
  const { settings, environment, log, health, metrics } = options;
  if (hasScopes(environment)) throw notKeptApart(environment);
  const server = await openSearchServer(settings);
  const answering = await botOptions(environment);
  const models = await openMeaning({
    environment,
    warn: (message) => log.warn(message),
    ...(options.encoding ? { progress: options.encoding } : {}),
  });
  const embedded = createEmbedded(options);
  let served: Served | null = null;
  let since = new Date();
  /** Why the engine is not asked: it is away, or refuses. */
  let away: DocentError | null = null;
  /** Why it is not known what is in service now. */
  let unseen: DocentError | null = null;
  /** Why nothing is answered. */
  let closed: DocentError | null = null;

  /** Tells once that the engine is gone, or that it refuses. */
  async function gone(error: DocentError): Promise<void> {
    if (away?.code === error.code) return;
    away = error;
    const isHeld = (await embedded.open()) !== null;
    // It may be back by now.
    if (away !== error) return;
    const [word, until] = isSearchAway(error)
      ? ['away', 'until it is back']
      : ['refused', 'until it takes requests again'];
    const instead = isHeld
      ? `the articles in "${options.folder}" answer ${until}`
      : `no question can be answered ${until}`;
    log.error(`${error.message} Meanwhile ${instead}.`);
    health.note('search', `${word}: ${instead}`);
    health.set('search', isHeld ? 'up' : 'down');
  }

  /** Notes that the engine can be asked. @param about its index */
  function back(about: string): void {
    health.set('search', 'up');
    health.note('search', about);
    if (away !== null) log.info('The search engine is back; answers come from it again');
    away = null;
    // A question that it failed may have been answered beside it since.
    embedded.release();
  }

  function seen(index: string): void {
    back(`index ${index}`);
    if (unseen !== null) log.info('What is in service at the search engine can be seen again');
    unseen = null;
  }

  /** Tells once that what is in service cannot be looked at, though the engine answers. */
  async function lost(error: DocentError): Promise<void> {
    if (served === null || error.code === SEARCH_AWAY) return gone(error);
    const { index } = served.version;
    try {
      await hitsOf(server, index, { size: 0 });
    } catch (cause) {
      if (!(cause instanceof DocentError)) throw cause;
      return gone(cause);
    }
    back(`index ${index}, and no other is taken in: ${error.message}`);
    if (unseen?.message === error.message) return;
    unseen = error;
    log.error(`${error.message} Answers still come from "${index}", and no other is taken in.`);
  }

  /** Whether nothing is answered, as not all may be seen everywhere; told once. It stays so: what was said may be gone again. */
  function isClosed(): boolean {
    if (closed === null && hasScopes(environment)) {
      closed = notKeptApart(environment);
      const text = `${closed.message} No question is answered until the program is started anew.`;
      log.error(text);
      health.note('search', text);
      health.set('search', 'down');
      embedded.release();
    }
    return closed !== null;
  }

  /** The bot of an index, and what answers in its place. */
  function withEmbedded(own: Bot | null): Bot {
    const call = async <T>(method: (bot: Bot) => Promise<T>): Promise<T> => {
      if (closed !== null) throw new DocentError(SEARCH_AWAY, closed.message);
      try {
        if (own !== null) return await method(own);
      } catch (error) {
        if (!(error instanceof DocentError) || !(isSearchAway(error) || isMissing(error) || isDenied(error)))
          throw error;
        await gone(error);
      }
      const other = await embedded.open();
      if (other !== null) return method(other.bot);
      const text = away?.message ?? `The search engine at ${server.name} cannot be reached.`;
      throw new DocentError(SEARCH_AWAY, text);
    };
    return {
      ask: (...args) => call((bot) => bot.ask(...args)),
      section: (...args) => call((bot) => bot.section(...args)),
      article: (...args) => call((bot) => bot.article(...args)),
      search: (...args) => call((bot) => bot.search(...args)),
      findQuote: (...args) => call((bot) => bot.findQuote(...args)),
      get contents() {
        return (closed === null ? (own ?? embedded.opened ?? EMPTY) : EMPTY).contents;
      },
    };
  }

  const { bot, swap } = createLiveBot(withEmbedded(null));

  /** Takes the index in service in, if it is another. */
  async function take(): Promise<void> {
    const all = await listIndexes(server, settings.SEARCH_INDEX);
    const wanted = all.find((one) => one.inService);
    if (!wanted) throw noIndex(server, settings);
    if (wanted.index !== served?.version.index) {
      const version = await openVersion(server, wanted.index, wanted.meta);
      const isFirst = served === null;
      served = await serve(server, version, models, { ...options, answering });
      since = new Date();
      swap(withEmbedded(served.bot));
      const size = { documents: version.frame.corpus.documents.length, passages: version.meta.passages };
      metrics.knowledge(size);
      if (!isFirst) metrics.reload('swapped');
      log.info('Answers come from the search engine', { ...size, index: version.index });
      if (version.meta.program !== (await programHash()))
        log.warn(
          'The index in service was built by another version of Docent, and some words may not be found; `docent index publish` makes one anew',
        );
      options.inService?.(served.bot);
    }
    // That it says what it holds does not mean that it can be asked.
    await hitsOf(server, wanted.index, { size: 0 });
    seen(wanted.index);
  }

  async function look(): Promise<void> {
    if (isClosed()) return;
    try {
      await take();
    } catch (error) {
      if (!(error instanceof DocentError)) throw error;
      await lost(error);
    }
  }

  const close = async () => {
    clearInterval(timer);
    await queue.idle();
    await models.close();
    await embedded.close();
    await server.close();
  };
  const queue = createRepeat(look, (error) =>
    log.error('The index in service could not be opened', { error }),
  );
  let timer: NodeJS.Timeout | undefined;
  try {
    await take();
  } catch (error) {
    if (!isSearchAway(error)) {
      await close();
      throw error;
    }
    await gone(error);
  }
  timer = setInterval(() => void queue.run(), options.lookEveryMs ?? LOOK_EVERY_MS).unref();

  return {
    ...{ bot, scoped: bot, rules: NO_RULES },
    get opened() {
      return {
        within: () => Promise.reject(notKeptApart(environment)),
        ...{ bot, patient: bot, fromCache: true, warnings: [], meaning: served?.meaning ?? null },
        hash: served?.version.meta.hash ?? '',
        save: async () => null,
        keep: async () => undefined,
        retire: () => undefined,
        close: async () => undefined,
      };
    },
    get state(): KnowledgeState {
      const hash = served?.version.meta.hash ?? '';
      const fault = (closed ?? away ?? unseen)?.message ?? null;
      return { hash, since, rolledBack: false, changes: null, fault };
    },
    publishedBy: 'docent index publish',
    reload: () => queue.run(),
    stop: close,
  };
}

const EMPTY = createBot(NOTHING, createLocalEngine(NOTHING, buildIndex(NOTHING)));

function noIndex({ name }: SearchServer, { SEARCH_INDEX }: SearchPlace): DocentError {
  return new DocentError(
    'no-index',
    `The search engine at ${name} has no index in service under the name "${SEARCH_INDEX}". \`docent index publish\` makes one of the articles; SEARCH_INDEX names another.`,
  );
}

async function serve(
  server: SearchServer,
  version: IndexedVersion,
  models: MeaningService,
  { answering, folder, encoding }: FollowSearchOptions & { readonly answering: BotOptions },
): Promise<Served> {
  const options = { ...answering, finding: models.options };
  const engine = createSearchEngine(server, version);
  const byWords = whyByWords(version.meta);
  if (byWords !== null) {
    const reason = `words answer alone: ${byWords.reason}; ${byWords.remedy}`;
    const state: MeaningState = { now: 'words', reason, done: 0, all: 0 };
    encoding?.(state);
    const bot = createSearchBot(server, version, engine, options);
    return { bot, version, meaning: { state, settled: Promise.resolve() } };
  }
  const { passages } = version.meta;
  const meaning = models.attach(engine, { passages: [], items: [] }, folder, {
    told: (state) => encoding?.({ ...state, done: passages, all: passages }),
    encoded: createSearchMeaning(server, version, await loadNearest(server, version)),
  });
  return { bot: createSearchBot(server, version, meaning.engine, options), version, meaning };
}

/** The folder of articles, opened while the engine is away, in a thread of its own. */
function createEmbedded({ folder, environment, log, heldMs = HELD_MS, service: given }: FollowSearchOptions) {
  let service: KnowledgeService | null = null;
  let opening: Promise<ServedKnowledge | null> | null = null;
  let opened: ServedKnowledge | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function tryOpen(): Promise<ServedKnowledge | null> {
    try {
      service ??= given ?? createKnowledgeService({ environment, warn: (message) => log.warn(message) });
      const own = service;
      const one = await own.open(folder);
      if (own === service) opened = one;
      return one;
    } catch (error) {
      if (error instanceof DocentError) return null;
      throw error;
    }
  }

  async function close(): Promise<void> {
    stay();
    const ending = service;
    service = null;
    opening = null;
    opened = null;
    await ending?.close();
  }

  function stay(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    close,
    get opened(): Bot | null {
      return opened?.bot ?? null;
    },
    /** @returns `null` where there are no articles that can be answered from */
    open(): Promise<ServedKnowledge | null> {
      stay();
      opening ??= tryOpen();
      return opening;
    },
    /** Frees it after a while, unless it is wanted again. */
    release(): void {
      if (opening !== null) timer ??= setTimeout(() => void close(), heldMs).unref();
    },
  };
}
