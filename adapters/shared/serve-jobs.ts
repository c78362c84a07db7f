import { Worker } from 'node:worker_threads';
import type { Failure, Reply } from './bounded-process.js';

/**
 * Answers the jobs of the process that forked this one as a `BoundedProcess`, one after the other, until that goes
 * away. The limits stand on the command line.
 * @param work does one job, and tells in its result what goes wrong; `null` for a message that is no job
 */
export function serveJobs<Message, Result extends object>(
  work: (message: Message) => Promise<Result | { readonly failure: Failure } | null>,
): void {
  // The limit of the heap does not count buffers. A thread can look while this one is busy.
  const watch = new Worker(new URL('./process-watch.js', import.meta.url), {
    workerData: JSON.parse(process.argv[2] ?? '{}'),
  });
  watch.unref();
  process.on('disconnect', () => process.exit());
  process.on('message', async (message: Message) => {
    watch.postMessage('begin');
    const result = await work(message);
    if (result === null) return;
    const memoryMb = process.memoryUsage.rss() / 1024 / 1024;
    process.send?.({ ...result, memoryMb } satisfies Reply<Result>);
  });
}
