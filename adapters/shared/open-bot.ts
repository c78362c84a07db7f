import { type Bot, type BotOptions, createBot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { createArticleMemo, loadArticles, saveArticles } from '../../src/io/article-memo.js';
import { cacheFolder, loadIndex, saveIndex } from '../../src/io/index-cache.js';
import { readKnowledge } from '../../src/io/read-knowledge.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { byPlace, type Problem, problemText } from '../../src/knowledge/problem.js';
import {
  buildIndex,
  loadIndex as loadLocal,
  saveIndex as saveLocal,
} from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import type { Engine } from '../../src/retrieval/ports.js';
import type { CorpusMeaning, MeaningService } from './meaning.js';

export interface OpenOptions {
  /** Folder of the articles. */
  readonly knowledge: string;
  /** Environment variables: `DOCENT_CACHE_DIR` says where the index is saved, `ABSTAIN_RISK` how careful the bot is. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** False: neither load nor save an index. */
  readonly cache?: boolean;
  /** The models; without, it is answered by words alone. */
  readonly meaning?: MeaningService | null;
}

export interface OpenedBot {
  readonly bot: Bot;
  /** SHA-256 of the knowledge. */
  readonly hash: string;
  /** True when a saved index was loaded. */
  readonly fromCache: boolean;
  /** Problems that do not keep the bot from answering. */
  readonly warnings: readonly Problem[];
  /** How far its passages are encoded; `null` without the models. Until then it answers by words. */
  readonly meaning: Pick<CorpusMeaning, 'state' | 'settled'> | null;
}

/**
 * A bot for a folder of articles. The index is loaded when one was saved for just these articles, and
 * built and saved otherwise; then only articles that changed since the folder was last indexed are parsed.
 * @throws {DocentError} `bad-settings`, `no-knowledge`, `no-articles`, or `faulty-knowledge` with every fault, its file and line
 */
export async function openBot({
  knowledge,
  environment = {},
  cache = true,
  meaning: models = null,
}: OpenOptions): Promise<OpenedBot> {
  const options = { ...(await botOptions(environment)), ...(models ? { finding: models.options } : {}) };
  const files = await readKnowledge(knowledge);
  if (files.problems.length > 0) throw faulty(files.problems, knowledge);
  const folder = cacheFolder(environment);
  const saved = cache ? await loadIndex(folder, files.hash) : null;
  if (saved) {
    const { engine, meaning } = withMeaning(
      createLocalEngine(saved.corpus, loadLocal(saved.index)),
      saved.corpus,
      files.folder,
      models,
    );
    return {
      bot: createBot(saved.corpus, engine, options),
      meaning,
      hash: files.hash,
      fromCache: true,
      warnings: [],
    };
  }
  // Parsing takes libraries that a start from a saved index does without.
  const [{ loadCorpus }, { parseArticle }] = await Promise.all([
    import('../../src/knowledge/load-corpus.js'),
    import('../../src/knowledge/parse-article.js'),
  ]);
  const memo = createArticleMemo(cache ? await loadArticles(folder, files.folder) : new Map(), parseArticle);
  const { corpus, problems } = loadCorpus(files.articles, files.thesaurus, memo.parse);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw faulty(errors, knowledge);
  const index = buildIndex(corpus);
  if (cache) {
    await saveIndex(folder, files.hash, { corpus, index: saveLocal(index) });
    await saveArticles(folder, files.folder, memo.asked);
  }
  const { engine, meaning } = withMeaning(createLocalEngine(corpus, index), corpus, files.folder, models);
  return {
    bot: createBot(corpus, engine, options),
    meaning,
    hash: files.hash,
    fromCache: false,
    warnings: problems.filter(({ severity }) => severity === 'warning'),
  };
}

function withMeaning(
  engine: Engine,
  corpus: Corpus,
  folder: string,
  models: MeaningService | null,
): { engine: Engine; meaning: OpenedBot['meaning'] } {
  if (!models) return { engine, meaning: null };
  const meaning = models.attach(engine, corpus, folder);
  return { engine: meaning.engine, meaning };
}

/**
 * What the environment says of answering. Reading a setting takes a library that a start without it does without.
 * @throws {DocentError} `bad-settings`
 */
export async function botOptions(environment: NonNullable<OpenOptions['environment']>): Promise<BotOptions> {
  if (!environment.ABSTAIN_RISK?.trim()) return {};
  const { CORE_SETTINGS, readSettings } = await import('./settings.js');
  const { ABSTAIN_RISK } = readSettings(CORE_SETTINGS, environment);
  return ABSTAIN_RISK === undefined ? {} : { abstainRisk: ABSTAIN_RISK };
}

function faulty(problems: readonly Problem[], folder: string): DocentError {
  const count = problems.length === 1 ? 'a fault' : `${problems.length} faults`;
  const lines = [...problems].sort(byPlace).map((problem) => `  ${problemText(problem)}`);
  return new DocentError(
    'faulty-knowledge',
    `The knowledge in "${folder}" has ${count}:\n${lines.join('\n')}`,
  );
}
