import { fileKey, type KnownArticle } from '../../src/io/known-articles.js';
import type { KnowledgeFile } from '../../src/io/read-knowledge.js';
import { articleOf, leftOut, type ParsedSection, parseArticle } from '../../src/knowledge/parse-article.js';
import { slimSection } from '../../src/knowledge/slim-section.js';
import { BoundedProcess, type ProcessLimits } from '../process/bounded-process.js';
import type { ArticleJob, ParsedJob } from './article-job.js';

const MB = 1024 * 1024;

/**
 * Time that parsing one article may take: so much for any, and more for each megabyte of its text. Ours; measured on
 * articles of prose and of tables, which take 5 to 12 s of the processor for each megabyte.
 */
const PROCESSOR_MS = 10_000;
const PROCESSOR_MS_PER_MB = 10_000;

/** What the process holds before it is given an article, in megabytes: measured, 72 to 85. */
const PROGRAM_MB = 100;
/**
 * Memory that parsing one article may take above that: so many times its size, as people who run it reckon with.
 * Measured: 20 MB of prose took 155 MB (7.7 times its size), 2 MB of lists in sections 65, most of which V8 does not
 * give back sooner. A list or a table that is the whole article takes hundreds of times its size, since it is parsed in
 * one piece: see below.
 */
const MEMORY_TIMES = 15;
/**
 * However little it is: one list of a megabyte, as collections of links are, took 390 MB and is served; one table of a
 * megabyte took more and is left out.
 */
const LEAST_MEMORY_MB = 450;
/** The part of it that is V8's heap; the rest is for buffers and for what lives shortly. */
const HEAP_PART = 2 / 3;
/** A process that waits more than it works is ended in the end. */
const CLOCK_FACTOR = 10;

/** What parsing an article of so many bytes may take. */
export function limitsFor(bytes: number): Required<ProcessLimits> {
  const mb = Math.max(1, Math.ceil(bytes / MB));
  const processorMs = PROCESSOR_MS + PROCESSOR_MS_PER_MB * mb;
  const ownMb = Math.max(LEAST_MEMORY_MB, MEMORY_TIMES * mb);
  const heapMb = Math.floor(HEAP_PART * ownMb);
  return { processorMs, timeMs: CLOCK_FACTOR * processorMs, heapMb, memoryMb: PROGRAM_MB + ownMb };
}

/**
 * Parses articles, each within bounds of time and memory: one that takes more is left out with a problem that names it,
 * whatever it does to the parser, and the others are parsed.
 * @param parser one that goes on to be used; without, one for these articles alone
 * @returns all of them by {@link fileKey}
 */
export async function parseArticles(
  articles: readonly KnowledgeFile[],
  parser: ArticleParser | null = null,
): Promise<ReadonlyMap<string, ReadAlone>> {
  const all = new Map<string, ReadAlone>();
  const own = parser ?? createArticleParser();
  try {
    for (const { path, text } of articles) all.set(fileKey(path, text), await own.parse({ path, text }));
  } finally {
    if (!parser) own.close();
  }
  return all;
}

/** An article that was parsed; indexed too, if it is short. */
export interface ReadAlone extends KnownArticle {
  /** What joining and indexing it took of the processor, in milliseconds; no bound where that was not tried. */
  readonly ms: number;
}

/** Parses one article after the other. */
export interface ArticleParser {
  parse(job: ArticleJob): Promise<ReadAlone>;
  /** Gets ready for articles of the usual size, which will soon be there. */
  begin(): void;
  /** Frees what it holds; it may be used again. */
  close(): void;
}

/**
 * Parses in a process of its own, which can be ended whatever an article does to it.
 * @param limits what an article of so many bytes may take
 */
export function createArticleParser(limits: (bytes: number) => ProcessLimits = limitsFor): ArticleParser {
  return import.meta.url.endsWith('.js') ? inAnotherProcess(limits) : inThisProcess();
}

/** As TypeScript, under a test or `npm run dev`, there is no file for the process. */
function inThisProcess(): ArticleParser {
  return {
    parse: async ({ path, text }) => ({ article: parseArticle(path, text), index: null, ms: 0 }),
    begin: () => {},
    close: () => {},
  };
}

/** One process for all articles that may take the same. */
function inAnotherProcess(limits: (bytes: number) => ProcessLimits): ArticleParser {
  const program = new URL('./article-child.js', import.meta.url);
  type Parser = BoundedProcess<ArticleJob, ParsedJob, readonly ParsedSection[]>;
  let current: { readonly memoryMb: number; readonly process: Parser } | null = null;
  const parserFor = (bytes: number): Parser => {
    const own = limits(bytes);
    if (current?.memoryMb !== own.memoryMb) {
      current?.process.close();
      current = { memoryMb: own.memoryMb, process: new BoundedProcess(program, own) };
    }
    return current.process;
  };
  return {
    async parse(job) {
      const sections: ParsedSection[] = [];
      const reply = await parserFor(Buffer.byteLength(job.text)).ask(job, (part) => {
        for (const section of part) sections.push(slimSection(section));
      });
      if ('failure' in reply)
        return { article: leftOut(job.path, reply.failure.message), index: null, ms: 0 };
      const { ms = Number.POSITIVE_INFINITY, index = null, ...known } = reply.alone ?? {};
      return { article: { ...articleOf(reply.head, sections), ...known }, index, ms };
    },
    begin: () => parserFor(0).begin(),
    close: () => current?.process.close(),
  };
}
