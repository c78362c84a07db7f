import { type Bot, type BotOptions, createBot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { programHash } from '../../src/io/saved-file.js';
import { type Corpus, EMPTY_THESAURUS } from '../../src/knowledge/corpus.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import type { Health } from '../process/health.js';
import { createRepeat } from '../process/repeat.js';
import type { Environment } from '../process/settings.js';
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
import { hasScopes, scopesPath } from '../service/scopes/scopes-path.js';
import { isSearchAway, SEARCH_AWAY } from '../service/search-away.js';
import { createSearchBot } from './bot.js';
import { createSearchEngine } from './engine.js';
import { createSearchMeaning, loadNearest } from './meaning.js';
import { isMissing, openSearchServer, type SearchServer } from './server.js';
import type { SearchPlace } from './settings.js';
import { hitsOf, type IndexedVersion, listIndexes, openVersion } from './version.js';

/** How often it is looked whether another index is in service, in milliseconds. Ours: an edit is seen as soon as one reloads the page. */
const LOOK_EVERY_MS = 5_000;
/** For how long what answered while the engine was away is kept when it is back, in milliseconds: it may go again. */
const HELD_MS = 60_000;

export interface FollowSearchOptions
  extends Pick<ReloadOptions, 'folder' | 'environment' | 'log' | 'metrics' | 'encoding' | 'inService'> {
  readonly settings: SearchPlace;
  readonly health: Pick<Health, 'set' | 'note'>;
  /** How often it is looked for another index, in milliseconds. */
  readonly lookEveryMs?: number;
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
 * Answers from the index that is in service at the search engine, and follows it. While the engine is away it is
 * answered from the folder of articles, where there is one, which is opened for that; else each question is told so.
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
  let away: string | null = null;

  /** Tells once that the engine is gone. */
  async function gone(error: DocentError): Promise<void> {
    if (away !== null) return;
    away = error.message;
    const isHeld = (await embedded.open()) !== null;
    // It may be back by now.
    if (away === null) return;
    const instead = isHeld
      ? `the articles in "${options.folder}" answer until it is back`
      : 'no question can be answered until it is back';
    log.error(`${error.message} Meanwhile ${instead}.`);
    health.note('search', `away: ${instead}`);
    health.set('search', isHeld ? 'up' : 'down');
  }

  function back(): void {
    health.set('search', 'up');
    health.note('search', `index ${served?.version.index ?? ''}`);
    if (away === null) return;
    away = null;
    log.info('The search engine is back; answers come from it again');
    embedded.release();
  }

  /** The bot of an index, and what answers in its place. */
  function withEmbedded(own: Bot | null): Bot {
    const call = async <T>(method: (bot: Bot) => Promise<T>): Promise<T> => {
      try {
        if (own !== null) return await method(own);
      } catch (error) {
        if (!(error instanceof DocentError) || !(isSearchAway(error) || isMissing(error))) throw error;
        await gone(error);
      }
      const other = await embedded.open();
      if (other !== null) return method(other.bot);
      throw new DocentError(SEARCH_AWAY, away ?? `The search engine at ${server.name} cannot be reached.`);
    };
    return {
      ask: (...args) => call((bot) => bot.ask(...args)),
      section: (...args) => call((bot) => bot.section(...args)),
      article: (...args) => call((bot) => bot.article(...args)),
      search: (...args) => call((bot) => bot.search(...args)),
      findQuote: (...args) => call((bot) => bot.findQuote(...args)),
      get contents() {
        return (own ?? embedded.opened ?? EMPTY).contents;
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
    back();
  }

  async function look(): Promise<void> {
    try {
      await take();
    } catch (error) {
      if (!(error instanceof DocentError)) throw error;
      await gone(error);
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
      return { hash, since, rolledBack: false, changes: null, fault: away };
    },
    publishedBy: 'docent index publish',
    reload: () => queue.run(),
    stop: close,
  };
}

const EMPTY = createBot(NOTHING, createLocalEngine(NOTHING, buildIndex(NOTHING)));

/** An index is of all articles: what is seen in one place alone cannot be kept apart there. */
function notKeptApart(environment: Environment): DocentError {
  return new DocentError(
    'bad-scopes',
    `"${scopesPath(environment)}" says what is seen where, and articles in a search engine are not kept apart. Answer from the folder, without SEARCH_URL; or, where all may be seen everywhere, set DOCENT_SCOPES=off.`,
  );
}

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
  const { passages, encoded } = version.meta;
  const meaning = models.attach(createSearchEngine(server, version), { passages: [], items: [] }, folder, {
    told: (state) => encoding?.(encoded ? { ...state, done: passages, all: passages } : BY_WORDS),
    encoded: encoded
      ? createSearchMeaning(server, version, await loadNearest(server, version))
      : () => ({ candidates: async () => null }),
  });
  const bot = createSearchBot(server, version, meaning.engine, { ...answering, finding: models.options });
  return { bot, version, meaning };
}

/** How meaning is where the index has no vectors. */
const BY_WORDS: MeaningState = {
  now: 'words',
  reason: 'the index was built without meaning',
  done: 0,
  all: 0,
};

/** The folder of articles, opened while the engine is away, in a thread of its own. */
function createEmbedded({ folder, environment, log }: FollowSearchOptions) {
  let service: KnowledgeService | null = null;
  let opening: Promise<ServedKnowledge | null> | null = null;
  let opened: ServedKnowledge | null = null;
  let timer: NodeJS.Timeout | undefined;

  async function tryOpen(): Promise<ServedKnowledge | null> {
    try {
      service ??= createKnowledgeService({ environment, warn: (message) => log.warn(message) });
      opened = await service.open(folder);
      return opened;
    } catch (error) {
      if (error instanceof DocentError) return null;
      throw error;
    }
  }

  async function close(): Promise<void> {
    clearTimeout(timer);
    const ending = service;
    service = null;
    opening = null;
    opened = null;
    await ending?.close();
  }

  return {
    close,
    get opened(): Bot | null {
      return opened?.bot ?? null;
    },
    /** @returns `null` where there are no articles that can be answered from */
    open(): Promise<ServedKnowledge | null> {
      clearTimeout(timer);
      opening ??= tryOpen();
      return opening;
    },
    /** Frees it after a while, unless it is wanted again. */
    release(): void {
      clearTimeout(timer);
      timer = setTimeout(() => void close(), HELD_MS).unref();
    },
  };
}
