import { createHash } from 'node:crypto';
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
import { joinInSteps, NO_THESAURUS, type ReadThesaurus } from '../../src/knowledge/join-articles.js';
import { byPlace, LEFT_OUT, type Problem, problemText } from '../../src/knowledge/problem.js';
import { type Scope, seenBy } from '../../src/knowledge/scope.js';
import type { Steps } from '../../src/knowledge/steps.js';
import { indexArticles } from '../../src/retrieval/local/build-index.js';
import type { ArticleIndex } from '../../src/retrieval/local/index-article.js';
import { LocalIndex } from '../../src/retrieval/local/local-index.js';
import { inSlices } from '../process/in-slices.js';
import type { Environment } from '../process/settings.js';
import { MOST_BESIDE, MOST_BESIDE_MS } from './article-job.js';
import type { ArticleParser, ReadAlone } from './parse-articles.js';

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
  /** Those of them that a scope sees. */
  within(scope: Scope): Selection;
}

/** Some of the articles, as if there were no others. */
export interface Selection {
  /** SHA-256 of what they are, in hexadecimal digits, whatever the others are; `null`: it is all of them. */
  readonly version: string | null;
  /** @param before an index that has most of them */
  join(before: LocalIndex | null): Promise<Pick<Indexed, 'corpus' | 'index'>>;
}

/** Indexes folders, one after the other; each time only what is not as it was the time before. */
export interface Indexer {
  /**
   * @param name of the folder, as its operator knows it
   * @throws {DocentError} `faulty-knowledge` with every fault, its file and line
   */
  index(files: KnowledgeFiles, name: string): Promise<Indexed>;
  /** Whether what is not as it was indexed last takes so little that answers can wait for it; reads it for that. */
  isShort(files: KnowledgeFiles): Promise<boolean>;
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

/**
 * @param cache false: neither load nor save anything
 * @param own parses articles; without, one is made when it is needed
 */
export function createIndexer(
  environment: Environment,
  cache = true,
  own: ArticleParser | null = null,
): Indexer {
  const place = cacheFolder(environment);
  let known: KnownFiles = NOTHING_KNOWN;
  let last: LocalIndex | null = null;
  /** Of the articles that were indexed last, by their keys. */
  let lengths: ReadonlyMap<string, number> = new Map();
  let saved: Saved | null = null;
  let parser: ArticleParser | null = own;
  /** Articles that were parsed since, by their keys. */
  let fresh: ReadonlyMap<string, ReadAlone> = new Map();
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

  /** Parsing takes libraries that a start from saved articles does without. */
  async function parseMissing(files: readonly KeyedFile[]): Promise<void> {
    const wanted = files.filter(({ key }) => !known.articles.has(key));
    const missing = wanted.filter(({ key }) => !fresh.has(key));
    if (missing.length === 0) return;
    const { parseArticles } = await import('./parse-articles.js');
    const parsed = await parseArticles(missing, parser);
    fresh = new Map(wanted.map(({ key }) => [key, (parsed.get(key) ?? fresh.get(key)) as ReadAlone]));
    if (parser) keepForAWhile();
  }

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
    async isShort({ articles: files }) {
      const now = new Map(files.map((file) => [keyFor(file), file.text.length]));
      if (lengthBeside(now, lengths) + lengthBeside(lengths, now) > MOST_BESIDE) return false;
      await parseMissing(files.map((file) => ({ ...file, key: keyFor(file) })));
      return files.reduce((sum, file) => sum + (fresh.get(keyFor(file))?.ms ?? 0), 0) <= MOST_BESIDE_MS;
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
      await parseMissing(keyed);
      const read = keyed.map(({ key }) => (known.articles.get(key) ?? fresh.get(key)) as KnownArticle);
      const thesaurus = words && wordsKey ? await readThesaurus(words, wordsKey, before) : null;
      const { corpus, problems, articles } = await inSlices(
        joinInSteps(
          read.map(({ article }) => article),
          thesaurus?.read ?? NO_THESAURUS,
        ),
      );
      const errors = problems.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) throw faulty(errors, name);
      const indexes = new Map(keyed.map(({ path }, i) => [path, read[i]?.index ?? undefined]));
      const byPath = await inSlices(indexedArticles(corpus, indexes));
      await setImmediate();
      const index = LocalIndex.join([...byPath.values()], last);
      const now: KnownFiles = {
        articles: new Map(
          keyed.map(({ key, path }, i): [string, KnownArticle] => [
            key,
            { article: articles[i] as ReadArticle, index: byPath.get(path) ?? null },
          ]),
        ),
        thesaurus: new Map(thesaurus ? [[thesaurus.key, thesaurus.read]] : []),
      };
      known = now;
      fresh = new Map();
      last = index;
      lengths = new Map(keyed.map(({ key, text }) => [key, text.length]));
      const fromCache = keyed.every(({ key }) => before.articles.has(key));
      const isTold = ({ severity, rule }: Problem) =>
        fromCache ? rule === LEFT_OUT : severity === 'warning';
      return {
        ...{ corpus, index, fromCache, warnings: problems.filter(isTold) },
        save: () => save(folder, now),
        within: (scope) => selectionOf(now, scope),
      };
    },
  };
}

/** What a scope sees of known articles. */
function selectionOf({ articles, thesaurus }: KnownFiles, scope: Scope): Selection {
  const all = [...articles].map(([key, known]) => ({ key, ...known }));
  const seen = seenBy(
    scope,
    all.map(({ article }) => article),
  );
  const own = all.filter(({ article }) => seen.has(article.file));
  const keys = [...own.map(({ key }) => key), ...thesaurus.keys()];
  return {
    version: own.length === all.length ? null : createHash('sha256').update(keys.join('\0')).digest('hex'),
    async join(before) {
      const [words = NO_THESAURUS] = thesaurus.values();
      const { corpus } = await inSlices(
        joinInSteps(
          own.map(({ article }) => article),
          words,
        ),
      );
      const indexes = new Map(own.map(({ article, index }) => [article.file, index ?? undefined]));
      const byPath = await inSlices(indexedArticles(corpus, indexes));
      await setImmediate();
      return { corpus, index: LocalIndex.join([...byPath.values()], before) };
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

/**
 * What is indexed of the articles of a corpus, by their paths, in their order.
 * @param known the same, of those that were indexed before
 */
function* indexedArticles(
  corpus: Corpus,
  known: ReadonlyMap<string, ArticleIndex | undefined>,
): Steps<ReadonlyMap<string, ArticleIndex>> {
  const indexed = new Map<string, ArticleIndex>();
  const ids = corpus.documents.map(({ id }) => id);
  for (const one of indexArticles(corpus, (i) => known.get(ids[i] as string))) {
    indexed.set(ids[indexed.size] as string, one);
    yield;
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
