import { workerData } from 'node:worker_threads';
import type { Environment } from '../process/settings.js';
import { serveThread } from '../process/thread.js';
import { createGapBooks, type GapBooks } from './gap-books.js';
import { openRecords } from './open-records.js';
import { encoderFor } from './question-encoder.js';
import type { QuestionEncoder, VectorOptions } from './question-vectors.js';

/** Those that are at work. */
const encoders = new Set<QuestionEncoder>();
function tracked(start: VectorOptions['start']): VectorOptions['start'] {
  return (
    start &&
    (async () => {
      const encoder = await start();
      encoders.add(encoder);
      return {
        question: (text) => encoder.question(text),
        async close() {
          encoders.delete(encoder);
          await encoder.close();
        },
      };
    })
  );
}

let opened: Promise<GapBooks> | null = null;
const books = (): Promise<GapBooks> => {
  const environment = workerData as Environment;
  opened ??= openRecords(environment).then(({ records }) =>
    createGapBooks(records, { start: tracked(encoderFor(environment)) }),
  );
  opened.catch(() => {
    opened = null;
  });
  return opened;
};

serveThread(
  {
    open: async (...args: Parameters<GapBooks['open']>) => (await books()).open(...args),
    page: async (...args: Parameters<GapBooks['page']>) => (await books()).page(...args),
    csv: async (...args: Parameters<GapBooks['csv']>) => (await books()).csv(...args),
    gap: async (...args: Parameters<GapBooks['gap']>) => (await books()).gap(...args),
  } satisfies GapBooks,
  async () => void (await Promise.all([...encoders].map((encoder) => encoder.close()))),
);
