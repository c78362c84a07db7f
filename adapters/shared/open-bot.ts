import { type BotOptions, createBot, type LocalBot } from '../../src/bot.js';
import { DocentError } from '../../src/errors.js';
import { createArticleMemo, loadArticles, saveArticles } from '../../src/io/article-memo.js';
import { cacheFolder, loadIndex, saveIndex } from '../../src/io/index-cache.js';
import { type KnowledgeFiles, readKnowledge } from '../../src/io/read-knowledge.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { byPlace, LEFT_OUT, type Problem, problemText } from '../../src/knowledge/problem.js';
import {
  buildIndex,
  type LocalIndex,
  loadIndex as loadLocal,
  saveIndex as saveLocal,
} from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import type { Engine } from '../../src/retrieval/ports.js';
import { citingLivePages } from './live-page.js';
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
  readonly bot: LocalBot;
  /** SHA-256 of the knowledge. */
  readonly hash: string;
  /** True when a saved index was loaded. */
  readonly fromCache: boolean;
  /** Problems that do not keep the bot from answering. */
  readonly warnings: readonly Problem[];
  /** The cache folder, if the index could not be saved there: the next start will build it again. */
  readonly unsaved?: string | null;
  /** How far its passages are encoded; `null` without the models. Until then it answers by words. */
  readonly meaning: Pick<CorpusMeaning, 'state' | 'settled'> | null;
}

/** A folder's articles, read and indexed. */
interface Indexed {
  readonly corpus: Corpus;
  readonly index: LocalIndex;
  /** Absolute path of the articles' folder. */
  readonly folder: string;
  /** SHA-256 of the knowledge. */
  readonly hash: string;
  readonly fromCache: boolean;
  readonly warnings: readonly Problem[];
  /** The cache folder, if the index cannot be saved there. */
  readonly unsaved: string | null;
}

/**
 * A bot for a folder of articles. The index is loaded when one was saved for just these articles, and
 * built and saved otherwise; then only articles that changed since the folder was last indexed are parsed.
 * @throws {DocentError} `bad-settings`, `no-knowledge`, `no-articles`, or `faulty-knowledge` with every fault, its file and line
 */
export async function openBot(options: OpenOptions): Promise<OpenedBot> {
  const { environment = {}, meaning: models = null } = options;
  const answering = { ...(await botOptions(environment)), ...(models ? { finding: models.options } : {}) };
  const { corpus, index, folder, hash, fromCache, warnings, unsaved } = await indexKnowledge(options);
  const local = createLocalEngine(corpus, index);
  const { engine, meaning } = withMeaning(local, corpus, folder, models);
  const bot = citingLivePages(createBot(corpus, engine, { ...answering, version: hash }));
  return { bot, meaning, hash, fromCache, warnings, unsaved };
}

/**
 * Reads a folder and gives the index of its articles, saved or built.
 * @throws {DocentError} as {@link openBot}
 */
async function indexKnowledge({ knowledge, environment = {}, cache = true }: OpenOptions): Promise<Indexed> {
  const files = await soundFiles(knowledge);
  const saved = cache ? await savedFor(files, environment) : null;
  if (saved) return saved;
  // Parsing takes libraries that a start from a saved index does without.
  const [{ loadCorpus }, { parseArticle }, { parseArticles }] = await Promise.all([
    import('../../src/knowledge/load-corpus.js'),
    import('../../src/knowledge/parse-article.js'),
    import('./parse-articles.js'),
  ]);
  const folder = cacheFolder(environment);
  const known = cache ? await loadArticles(folder, files.folder) : new Map();
  const memo = createArticleMemo(await parseArticles(files.articles, known), parseArticle);
  const { corpus, problems } = loadCorpus(files.articles, files.thesaurus, memo.parse);
  const errors = problems.filter((problem) => problem.severity === 'error');
  if (errors.length > 0) throw faulty(errors, knowledge);
  const index = buildIndex(corpus);
  const leftOut = problems.filter(({ rule }) => rule === LEFT_OUT);
  let unsaved: string | null = null;
  if (cache) {
    if (!(await saveIndex(folder, files.hash, { corpus, index: saveLocal(index), leftOut })))
      unsaved = folder;
    await saveArticles(folder, files.folder, memo.asked);
  }
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  return { corpus, index, ...placeOf(files), fromCache: false, warnings, unsaved };
}

async function soundFiles(knowledge: string): Promise<KnowledgeFiles> {
  const files = await readKnowledge(knowledge);
  if (files.problems.length > 0) throw faulty(files.problems, knowledge);
  return files;
}

async function savedFor(
  files: KnowledgeFiles,
  environment: NonNullable<OpenOptions['environment']>,
): Promise<Indexed | null> {
  const saved = await loadIndex(cacheFolder(environment), files.hash);
  if (!saved) return null;
  const { corpus, index, leftOut } = saved;
  const place = placeOf(files);
  return { corpus, index: loadLocal(index), ...place, fromCache: true, warnings: leftOut, unsaved: null };
}

function placeOf({ folder, hash }: KnowledgeFiles): Pick<Indexed, 'folder' | 'hash'> {
  return { folder, hash };
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
