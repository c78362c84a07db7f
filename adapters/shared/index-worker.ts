import { serialize } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { DocentError } from '../../src/errors.js';
import type { IndexReply } from './open-aside.js';
import { indexKnowledge, type OpenOptions } from './open-bot.js';

/** Indexes a folder once, saves the index if it can, and hands it over. */
async function index(options: OpenOptions): Promise<IndexReply> {
  try {
    return { indexed: serialize(await indexKnowledge(options)) };
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}

const reply = await index(workerData as OpenOptions);
// The memory changes hands and is not copied.
parentPort?.postMessage(reply, 'indexed' in reply ? [reply.indexed.buffer as ArrayBuffer] : []);
