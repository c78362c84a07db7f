import { setImmediate } from 'node:timers/promises';
import { DocentError } from '../../src/errors.js';
import { cacheFolder } from '../../src/io/cache-folder.js';
import {
  fileKey,
  type KnownArticle,
  type KnownFiles,
  loadKnown,
  NOTHING_KNOWN,
  saveKnown,
} from '../../src/io/known-articles.js';
import type { KnowledgeFile, KnowledgeFiles } from '../../src/io/read-knowledge.js';
import type { SavedLog } from '../../src/io/saved-log.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import type { ReadArticle } from '../../src/knowledge/find-subjects.js';
import { joinArticles, NO_THESAURUS, type ReadThesaurus } from '../../src/knowledge/join-articles.js';
import { byPlace, LEFT_OUT, type Problem, problemText } from '../../src/knowledge/problem.js';
import { indexArticles } from '../../src/retrieval/local/build-index.js';
import type { ArticleIndex } from '../../src/retrieval/local/index-article.js';
import { LocalIndex } from '../../src/retrieval/local/local-index.js';
import type { ArticleParser } from './parse-articles.js';
import type { Environment } from './settings.js';

/** Articles that can be answered from. */
export interface Indexed {
  readonly corpus: Corpus;
  readonly index: LocalIndex;
  /** True when nothing had to be parsed. */
  readonly fromCache: boolean;
  /** What is wrong, and keeps nobody from answering; of what was known before, what is left out. */
  readonly warnings: readonly Problem[];
  /**
   * Saves what was made of the files, for the next start. Asked for once it is answered from, as it takes its time.
   * @returns the cache folder, if nothing can be saved there
   */
  save(): Promise<string | null>;
}

/** Indexes folders, one after the other; each time only what is not as it was the time before. */
export interface Indexer {
  /**
   * @param name of the folder, as its operator knows it
   * @throws {DocentError} `faulty-knowledge` with every fault, its file and line
   */
  index(files: KnowledgeFiles, name: string): Promise<Indexed>;
  /** How much of a folder is not as it was indexed last, in characters that came or went. */
  changed(files: KnowledgeFiles): number;
  /** Gets ready for articles that changed. */
  begin(): Promise<void>;
  close(): void;
}

/**
 * How long the process that parses is kept after an edit, in milliseconds. Ours: who writes saves every few minutes, and
 * it takes as long to start as to parse an article, and 85 MB.
 */
const PARSER_KEPT_MS = 300_000;

/** Where the files of one folder are saved. */
interface Saved {
  readonly folder: string;
  readonly log: SavedLog | null;
}

/** @param cache false: neither load nor save anything */
export function createIndexer(environment: Environment, cache = true): Indexer {
  const place = cacheFolder(environment);
  let known: KnownFiles = NOTHING_KNOWN;
  let last: LocalIndex | null = null;
  /** Of the articles that were indexed last, by their keys. */
  let lengths: ReadonlyMap<string, number> = new Map();
  let saved: Saved | null = null;
  let parser: ArticleParser | null = null;
  let tidying: NodeJS.Timeout | undefined;
  const keys = new WeakMap<KnowledgeFile, string>();
  const keyFor = (file: KnowledgeFile): string => {
    const key = keys.get(file) ?? fileKey(file.path, file.text);
    keys.set(file, key);
    return key;
  };
  const close = () => {
    clearTimeout(tidying);
    parser?.close();
  };
  const keepForAWhile = () => {
    clearTimeout(tidying);
    tidying = setTimeout(close, PARSER_KEPT_MS).unref();
  };

  async function recall(folder: string, keys: ReadonlySet<string>): Promise<void> {
    if (saved?.folder === folder) return;
    if (!cache || known !== NOTHING_KNOWN) {
      saved = { folder, log: null };
      return;
    }
    const loaded = await loadKnown(place, folder, keys);
    known = loaded.known;
    saved = { folder, log: loaded.log };
  }

  async function save(folder: string, files: KnownFiles): Promise<string | null> {
    if (!cache) return null;
    const log = saved?.folder === folder ? saved.log : null;
    const keys = [...files.articles.keys(), ...files.thesaurus.keys()];
    if (keys.every((key) => log?.entries.has(key))) return null;
    const next = await saveKnown(place, folder, files, log);
    saved = { folder, log: next };
    return next === null ? place : null;
  }

  return {
    close,
    changed({ articles }) {
      const now = new Map(articles.map((file) => [keyFor(file), file.text.length]));
      return lengthBeside(now, lengths) + lengthBeside(lengths, now);
    },
    async begin() {
      if (last === null) return;
      parser ??= (await import('./parse-articles.js')).createArticleParser();
      parser.begin();
      keepForAWhile();
    },
    async index({ folder, articles: files, thesaurus: words }, name) {
      const keyed = files.map((file) => ({ ...file, key: keyFor(file) }));
      const wordsKey = words && keyFor(words);
      await recall(folder, new Set([...keyed.map(({ key }) => key), ...(wordsKey ? [wordsKey] : [])]));
      const before = known;
      const parsed = await parsedArticles(keyed, before, parser);
      if (parser) keepForAWhile();
      const thesaurus = words && wordsKey ? await readThesaurus(words, wordsKey, before) : null;
      const { corpus, problems, articles } = joinArticles(parsed, thesaurus?.read ?? NO_THESAURUS);
      const errors = problems.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) throw faulty(errors, name);
      const byKey = await indexedArticles(corpus, keyed, before);
      const index = LocalIndex.join([...byKey.values()], last);
      const now: KnownFiles = {
        articles: new Map(
          keyed.map(({ key }, i): [string, KnownArticle] => [
            key,
            { article: articles[i] as ReadArticle, index: byKey.get(key) ?? null },
          ]),
        ),
        thesaurus: new Map(thesaurus ? [[thesaurus.key, thesaurus.read]] : []),
      };
      known = now;
      last = index;
      lengths = new Map(keyed.map(({ key, text }) => [key, text.length]));
      const fromCache = keyed.every(({ key }) => before.articles.has(key));
      const isTold = ({ severity, rule }: Problem) =>
        fromCache ? rule === LEFT_OUT : severity === 'warning';
      return { corpus, index, fromCache, warnings: problems.filter(isTold), save: () => save(folder, now) };
    },
  };
}

/** Length of what the others have not. */
function lengthBeside(some: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, length] of some) if (!others.has(key)) sum += length;
  return sum;
}

type KeyedFile = KnowledgeFile & { readonly key: string };

/** Parsing takes libraries that a start from saved articles does without. */
async function parsedArticles(
  files: readonly KeyedFile[],
  { articles }: KnownFiles,
  parser: ArticleParser | null,
): Promise<ReadArticle[]> {
  const missing = files.filter(({ key }) => !articles.has(key));
  const parsed =
    missing.length > 0
      ? await (await import('./parse-articles.js')).parseArticles(missing, parser)
      : new Map<string, ReadArticle>();
  return files.map(({ key }) => (articles.get(key)?.article ?? parsed.get(key)) as ReadArticle);
}

/** What is indexed of the articles of a corpus, by the keys of their files, in their order; others have their turn between two. */
async function indexedArticles(
  corpus: Corpus,
  files: readonly KeyedFile[],
  { articles }: KnownFiles,
): Promise<ReadonlyMap<string, ArticleIndex>> {
  const byPath = new Map(files.map(({ path, key }) => [path, key]));
  const keys = corpus.documents.map(({ id }) => byPath.get(id) as string);
  const indexed = new Map<string, ArticleIndex>();
  for (const one of indexArticles(corpus, (i) => articles.get(keys[i] as string)?.index ?? undefined)) {
    indexed.set(keys[indexed.size] as string, one);
    await setImmediate();
  }
  return indexed;
}

async function readThesaurus(
  { path, text }: KnowledgeFile,
  key: string,
  { thesaurus }: KnownFiles,
): Promise<{ key: string; read: ReadThesaurus }> {
  const known = thesaurus.get(key);
  if (known) return { key, read: known };
  const { parseThesaurus } = await import('../../src/knowledge/parse-thesaurus.js');
  return { key, read: parseThesaurus(path, text) };
}

/** What tells the operator of everything that keeps a folder from being served. */
export function faulty(problems: readonly Problem[], folder: string): DocentError {
  const count = problems.length === 1 ? 'a fault' : `${problems.length} faults`;
  const lines = [...problems].sort(byPlace).map((problem) => `  ${problemText(problem)}`);
  return new DocentError(
    'faulty-knowledge',
    `The knowledge in "${folder}" has ${count}:\n${lines.join('\n')}`,
  );
}
