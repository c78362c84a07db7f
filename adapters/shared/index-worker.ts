import { parentPort, workerData } from 'node:worker_threads';
import { DocentError } from '../../src/errors.js';
import type { Indexed } from './open-aside.js';
import { type OpenOptions, openBot } from './open-bot.js';

/** Opens a bot once, which saves its index. */
async function index(options: OpenOptions): Promise<Indexed> {
  try {
    await openBot(options);
    return { error: null };
  } catch (error) {
    if (!(error instanceof DocentError)) throw error;
    return { error: { code: error.code, message: error.message } };
  }
}

parentPort?.postMessage(await index(workerData as OpenOptions));
