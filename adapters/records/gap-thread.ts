import type { Environment } from '../process/settings.js';
import { createThread } from '../process/thread.js';
import { createGapBooks, type GapBooks } from './gap-books.js';
import { encoderFor } from './question-encoder.js';
import type { Records } from './record.js';

/** After so long without a report its thread ends and gives its memory back, in milliseconds. Ours. */
const IDLE_MS = 60_000;
/** How long it may take to end by itself, in milliseconds: the models that encode questions must have stopped. Ours. */
const GRACE_MS = 2_000;
/** Most that a report may hold, in MB; a quarter of it is what the longest records take. Ours. */
const MAX_MEMORY_MB = 512;

/**
 * Room for what was just made, in MB: nearly all that a report reads stays until it is told, so that with the 48 of
 * Node.js a quarter of its time went into copying it. Ours, measured.
 */
const YOUNG_MEMORY_MB = 192;

/** Books in a thread of their own, which they share with nothing that answers. */
export interface GapThread {
  readonly books: GapBooks;
  end(): Promise<void>;
}

/** @param records what is read where there can be no thread; the thread opens its own from the environment */
export function createGapThread(environment: Environment, records: Records): GapThread {
  // As TypeScript, under a test or `npm run dev`, there is no file for the thread.
  if (!import.meta.url.endsWith('.js'))
    return { books: createGapBooks(records, { start: encoderFor(environment) }), end: async () => undefined };
  const names = ['open', 'page', 'csv', 'gap'] as const;
  const { methods, end } = createThread<GapBooks>(new URL('./gap-worker.js', import.meta.url), names, {
    workerData: { ...environment },
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MEMORY_MB },
    idleMs: IDLE_MS,
    graceMs: GRACE_MS,
  });
  return { books: methods, end };
}
