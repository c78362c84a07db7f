import { deserialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { DocentError } from '../../src/errors.js';
import {
  type Indexed,
  type OpenedBot,
  type OpenOptions,
  openBot,
  openIndexed,
  savedKnowledge,
} from './open-bot.js';

/** What the worker says when it is done: the {@link Indexed} as `v8` serialises it, or why there is none. */
export type IndexReply =
  | { readonly indexed: Uint8Array }
  | { readonly error: { readonly code: string; readonly message: string } };

/**
 * Opens a bot as {@link openBot} does, but has the articles parsed and indexed in a thread of its own, so that
 * questions are answered meanwhile. The thread hands over what it made: whether it could be saved as well makes
 * no difference to this one.
 * @throws {DocentError} as {@link openBot}
 */
export async function openAside(options: OpenOptions): Promise<OpenedBot> {
  // As TypeScript, under a test or `npm run dev`, there is no file for the worker.
  if (options.cache === false || !import.meta.url.endsWith('.js')) return openBot(options);
  return openIndexed((await savedKnowledge(options)) ?? (await indexAside(options)), options);
}

async function indexAside({ knowledge, environment = {} }: OpenOptions): Promise<Indexed> {
  const workerData = { knowledge, environment: { ...environment } };
  const worker = new Worker(new URL('./index-worker.js', import.meta.url), { workerData });
  try {
    const reply = await new Promise<IndexReply>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The worker ended with status ${code}.`)));
    });
    if ('error' in reply) throw new DocentError(reply.error.code, reply.error.message);
    return deserialize(reply.indexed) as Indexed;
  } finally {
    await worker.terminate();
  }
}
