import { Worker } from 'node:worker_threads';
import { DocentError } from '../../src/errors.js';
import { type OpenedBot, type OpenOptions, openBot } from './open-bot.js';

/** What the worker says when it is done. */
export type Indexed = { readonly error: null } | { readonly error: { code: string; message: string } };

/**
 * Opens a bot as {@link openBot} does, but has the articles parsed and indexed in a thread of its own, so that
 * questions are answered meanwhile; what is left to do here is to load the saved index.
 * @throws {DocentError} as {@link openBot}
 */
export async function openAside(options: OpenOptions): Promise<OpenedBot> {
  // As TypeScript, under a test or `npm run dev`, there is no file for the worker.
  if (options.cache !== false && import.meta.url.endsWith('.js')) await indexAside(options);
  return openBot(options);
}

async function indexAside({ knowledge, environment = {} }: OpenOptions): Promise<void> {
  const workerData = { knowledge, environment: { ...environment } };
  const worker = new Worker(new URL('./index-worker.js', import.meta.url), { workerData });
  try {
    const { error } = await new Promise<Indexed>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The worker ended with status ${code}.`)));
    });
    if (error) throw new DocentError(error.code, error.message);
  } finally {
    await worker.terminate();
  }
}
