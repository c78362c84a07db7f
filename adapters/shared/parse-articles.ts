import { articleKey, type SavedArticles } from '../../src/io/article-memo.js';
import type { KnowledgeFile } from '../../src/io/read-knowledge.js';
import { leftOut, type ParsedArticle, parseArticle } from '../../src/knowledge/parse-article.js';
import { BoundedProcess, type ProcessLimits } from './bounded-process.js';

/** An article to parse. */
export interface ArticleJob {
  readonly path: string;
  readonly text: string;
}

export interface ParsedJob {
  readonly article: ParsedArticle;
}

const MB = 1024 * 1024;

/**
 * What parsing one article may take: so much for any, and more for each megabyte of its text. Ours; measured on
 * articles of prose and of tables, which take 2 to 6 s of the processor and 8 to 12 MB for each megabyte, and on
 * those of `bench/attack`, which take 3 s at 384 KB. The first 150 MB are the program itself.
 */
const PROCESSOR_MS = 10_000;
const PROCESSOR_MS_PER_MB = 10_000;
const MEMORY_MB = 768;
const MEMORY_MB_PER_MB = 15;
/** A process that waits more than it works is ended in the end. */
const CLOCK_FACTOR = 10;

/** What parsing an article of so many bytes may take. */
export function limitsFor(bytes: number): Required<ProcessLimits> {
  const mb = Math.max(1, Math.ceil(bytes / MB));
  const processorMs = PROCESSOR_MS + PROCESSOR_MS_PER_MB * mb;
  const memoryMb = MEMORY_MB + MEMORY_MB_PER_MB * mb;
  return { processorMs, timeMs: CLOCK_FACTOR * processorMs, heapMb: memoryMb, memoryMb };
}

/**
 * Parses articles in a process of its own, each within bounds of time and memory: one that takes more is left out
 * with a problem that names it, whatever it does to the parser, and the others are parsed.
 * @param known articles that were parsed before; these are taken as they are
 * @param limits what an article of so many bytes may take
 * @returns all of them by {@link articleKey}
 */
export async function parseArticles(
  articles: readonly KnowledgeFile[],
  known: SavedArticles = new Map(),
  limits: (bytes: number) => ProcessLimits = limitsFor,
): Promise<SavedArticles> {
  const all = new Map<string, ParsedArticle>();
  const parser = import.meta.url.endsWith('.js') ? createParser(limits) : inThisProcess();
  try {
    for (const { path, text } of articles) {
      const key = articleKey(path, text);
      all.set(key, known.get(key) ?? (await parser.parse({ path, text })));
    }
  } finally {
    parser.close();
  }
  return all;
}

interface ArticleParser {
  parse(job: ArticleJob): Promise<ParsedArticle>;
  close(): void;
}

/** As TypeScript, under a test or `npm run dev`, there is no file for the process. */
function inThisProcess(): ArticleParser {
  return { parse: async ({ path, text }) => parseArticle(path, text), close: () => {} };
}

/** One process for all articles that may take the same. */
function createParser(limits: (bytes: number) => ProcessLimits): ArticleParser {
  const program = new URL('./article-child.js', import.meta.url);
  let current: { readonly memoryMb: number; readonly process: BoundedProcess<ArticleJob, ParsedJob> } | null =
    null;
  return {
    async parse(job) {
      const own = limits(Buffer.byteLength(job.text));
      if (current?.memoryMb !== own.memoryMb) {
        current?.process.close();
        current = { memoryMb: own.memoryMb, process: new BoundedProcess(program, own) };
      }
      const reply = await current.process.ask(job);
      return 'article' in reply ? reply.article : leftOut(job.path, reply.failure.message);
    },
    close: () => current?.process.close(),
  };
}
