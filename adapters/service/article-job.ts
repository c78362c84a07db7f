import type { ArticleHead } from '../../src/knowledge/parse-article.js';
import type { Alone } from '../../src/retrieval/local/index-alone.js';

/** An article to parse. */
export interface ArticleJob {
  readonly path: string;
  readonly text: string;
}

/** What is told at last, behind the sections. */
export interface ParsedJob {
  readonly head: ArticleHead;
  /** Of an article up to {@link MOST_BESIDE}: indexed, and what that took of the processor, in milliseconds. */
  readonly alone?: Alone & { readonly ms: number };
}

/**
 * Changed text, old and new, that is taken in beside the answers, in characters. Ours: it takes half a second, in which
 * nobody is answered; what takes longer has a thread of its own, which then takes over.
 */
export const MOST_BESIDE = 250_000;

/**
 * What joining and indexing the changed articles alone may take for that, in milliseconds of the processor. Ours: many
 * times what ordinary articles of so much text take.
 */
export const MOST_BESIDE_MS = 1_500;
