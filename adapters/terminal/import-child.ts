/**
 * `node import-child.js MEMORY_MB`, the process that parses: foreign files go through large libraries, and whatever one of them does to its
 * process, the command goes on. It is given one job at a time over IPC and answers each.
 */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { DocentError } from '../../src/errors.js';
import { importSource } from '../../src/import/import-source.js';
import type { ParseFolders, ParseJob, ParseReply } from './import-parser.js';

// The limit of the heap does not count buffers. A thread can look while this one is busy.
new Worker(new URL('./import-watch.js', import.meta.url), { workerData: Number(process.argv[2]) }).unref();

process.on('disconnect', () => process.exit());
let places: ParseFolders['places'] = new Map();

process.on('message', async (message: ParseFolders | ParseJob) => {
  if ('places' in message) places = message.places;
  else process.send?.(await replyTo(message));
});

async function replyTo({ path, root, name, given }: ParseJob): Promise<ParseReply> {
  const memoryMb = () => process.memoryUsage.rss() / 1024 / 1024;
  try {
    const imported = await importSource(name, await readFile(path), given, places.get(root));
    return { imported, memoryMb: memoryMb() };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof DocentError) return { failure: { code: error.code, message }, memoryMb: memoryMb() };
    if (code && /^E[A-Z]+$/.test(code)) {
      const unreadable = `cannot be read: ${message}. Mend its permissions.`;
      return { failure: { code: 'unreadable', message: unreadable }, memoryMb: memoryMb() };
    }
    const crash = `made the parser fail: ${message}. Save it in another format.`;
    return { failure: { code: 'parser', message: crash }, memoryMb: memoryMb() };
  }
}
