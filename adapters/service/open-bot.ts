import { setImmediate } from 'node:timers/promises';
import { type BotOptions, createBot, type LocalBot } from '../../src/bot.js';
import { type KnowledgeFiles, readKnowledge } from '../../src/io/read-knowledge.js';
import type { Problem } from '../../src/knowledge/problem.js';
import type { Scope } from '../../src/knowledge/scope.js';
import type { LocalIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import { createIndexer, faulty, type Indexed, type Indexer } from './index-files.js';
import { citingLivePages } from './live-page.js';
import type { CorpusMeaning, MeaningService, MeaningState } from './meaning.js';

export interface OpenOptions {
  /** Folder of the articles. */
  readonly knowledge: string;
  /** Environment variables: `DOCENT_CACHE_DIR` says where the index is saved, `ABSTAIN_RISK` how careful the bot is. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** False: neither load nor save an index. */
  readonly cache?: boolean;
  /** The models; without, it is answered by words alone. */
  readonly meaning?: MeaningService | null;
  /** Told how far its passages are encoded, in place of who is told by the models. */
  readonly progress?: (state: MeaningState) => void;
}

export interface OpenedBot {
  readonly bot: LocalBot;
  /** SHA-256 of the knowledge. */
  readonly hash: string;
  /** True when a saved index was loaded. */
  readonly fromCache: boolean;
  /** Problems that do not keep the bot from answering. */
  readonly warnings: readonly Problem[];
  /** How far its passages are encoded; `null` without the models. Until then it answers by words. */
  readonly meaning: Pick<CorpusMeaning, 'state' | 'settled' | 'release'> | null;
  readonly save: Indexed['save'];
  /** What a scope sees of it. */
  readonly within: (scope: Scope) => Within;
}

/** Some of the articles, which a bot may be opened on. */
export interface Within {
  /** Names them: the same for scopes that see the same. */
  readonly version: string;
  /** A bot that knows no other. @param before makes it cheap if it has most of them */
  open(before: ScopedBot | null): Promise<ScopedBot>;
}

/** A bot that knows some of the articles. */
export interface ScopedBot {
  readonly bot: LocalBot;
  readonly version: string;
  readonly meaning: Pick<CorpusMeaning, 'state'> | null;
  /** What the next one may be made from; `null`: it is the bot of all articles. */
  readonly index: LocalIndex | null;
}

/**
 * A bot for a folder of articles. What was made of each article when the folder was last opened is loaded; only
 * articles that changed since are parsed and indexed, and saved.
 * @throws {DocentError} `bad-settings`, `no-knowledge`, `no-articles`, or `faulty-knowledge` with every fault, its file and line
 */
export async function openBot(options: OpenOptions): Promise<OpenedBot> {
  const { knowledge, environment = {}, cache } = options;
  const opened = await openFiles(await readKnowledge(knowledge), options, createIndexer(environment, cache));
  await opened.save();
  return opened;
}

/**
 * The same for a folder that was read, by an indexer that may know most of it; nothing is saved yet.
 * @throws {DocentError} as {@link openBot}
 */
export async function openFiles(
  files: KnowledgeFiles,
  { knowledge, environment = {}, meaning: models = null, progress }: OpenOptions,
  indexer: Indexer,
): Promise<OpenedBot> {
  const answering = { ...(await botOptions(environment)), ...(models ? { finding: models.options } : {}) };
  if (files.problems.length > 0) throw faulty(files.problems, knowledge);
  const indexed = await indexer.index(files, knowledge);
  const { fromCache, warnings, save } = indexed;
  const { folder, hash } = files;

  async function botOf(
    { corpus, index }: Pick<Indexed, 'corpus' | 'index'>,
    version: string,
    told: OpenOptions['progress'],
    whole?: CorpusMeaning,
  ): Promise<{ bot: LocalBot; meaning: CorpusMeaning | null }> {
    // Each of these goes through all passages; others have their turn between two.
    await setImmediate();
    const local = createLocalEngine(corpus, index);
    const meaning = models?.attach(local, corpus, folder, { told, whole }) ?? null;
    await setImmediate();
    const bot = createBot(corpus, meaning?.engine ?? local, { ...answering, version });
    return { bot: citingLivePages(bot), meaning };
  }

  const { bot, meaning } = await botOf(indexed, hash, progress);
  return {
    ...{ bot, meaning, hash, fromCache, warnings, save },
    within(scope) {
      const { version, join } = indexed.within(scope);
      if (version === null)
        return { version: hash, open: async () => ({ bot, meaning, version: hash, index: null }) };
      return {
        version,
        async open(before) {
          const joined = await join(before?.index ?? null);
          const own = await botOf(joined, version, () => undefined, meaning ?? undefined);
          // What is encoded already is not waited for longer than it takes to look it up.
          if (meaning?.state.now !== 'encoding') await own.meaning?.settled;
          return { ...own, version, index: joined.index };
        },
      };
    },
  };
}

/**
 * What the environment says of answering. Reading a setting takes a library that a start without it does without.
 * @throws {DocentError} `bad-settings`
 */
export async function botOptions(environment: NonNullable<OpenOptions['environment']>): Promise<BotOptions> {
  if (!environment.ABSTAIN_RISK?.trim()) return {};
  const { CORE_SETTINGS, readSettings } = await import('../process/settings.js');
  const { ABSTAIN_RISK } = readSettings(CORE_SETTINGS, environment);
  return ABSTAIN_RISK === undefined ? {} : { abstainRisk: ABSTAIN_RISK };
}
