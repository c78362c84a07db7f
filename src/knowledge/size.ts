import type { Corpus } from './corpus.js';

/**
 * Passages up to which one process is comfortable: measured at 100,000 (docs/benchmarks.md), an answer takes
 * 6 ms at the median and 41 ms at p99, a build half a minute; all grows linearly from there.
 */
export const COMFORTABLE_PASSAGES = 100_000;

/** Measured at 100,000 passages of 55 words, Node 20: most memory of the process, in MB for 1,000 passages. */
const MB_TO_BUILD = 15;
const MB_TO_SERVE = 11;

/** What to know and do of knowledge that is more than one process is comfortable with; `null` of less. */
export function sizeAdvice(passages: number, comfortable = COMFORTABLE_PASSAGES): string | null {
  if (passages <= comfortable) return null;
  const gigabytes = (mb: number) => ((mb * passages) / 1_000_000).toFixed(1);
  const heap = Math.ceil((MB_TO_BUILD * passages) / 1_000_000) * 1000;
  return `The knowledge has ${passages.toLocaleString('en')} passages; answers stay quick up to about ${comfortable.toLocaleString('en')}. Its index takes about ${gigabytes(MB_TO_BUILD)} GB of memory to build and ${gigabytes(MB_TO_SERVE)} GB to answer from, and both at once while a large edit is taken in. Split the folder by topic, with a bot for each, or give the process memory: NODE_OPTIONS=--max-old-space-size=${heap}.`;
}

/** The article with the most passages, where splitting begins. */
export function largestArticle({ passages, documents }: Pick<Corpus, 'passages' | 'documents'>): string {
  const counts = new Map<string, number>();
  for (const { document } of passages) counts.set(document, (counts.get(document) ?? 0) + 1);
  const [largest] = [...counts].sort(([, a], [, b]) => b - a);
  return largest?.[0] ?? documents[0]?.id ?? '';
}
