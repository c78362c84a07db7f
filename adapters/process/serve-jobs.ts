import { Worker } from 'node:worker_threads';
import type { Failure, Part, Reply } from './bounded-process.js';

/** Tells what of a job is done already, and waits until it is on its way, so that it is not held longer. */
export type TellPart<One> = (part: One) => Promise<void>;

/**
 * Answers the jobs of the process that forked this one as a `BoundedProcess`, one after the other, until that goes
 * away. The limits stand on the command line.
 * @param work does one job, and tells in its result what goes wrong; `null` for a message that is no job
 */
export function serveJobs<Message, Result extends object, One = never>(
  work: (message: Message, tell: TellPart<One>) => Promise<Result | { readonly failure: Failure } | null>,
): void {
  // The limit of the heap does not count buffers. A thread can look while this one is busy.
  const watch = new Worker(new URL('./process-watch.js', import.meta.url), {
    workerData: JSON.parse(process.argv[2] ?? '{}'),
  });
  watch.unref();
  const tell: TellPart<One> = (part) =>
    new Promise((resolve) =>
      process.send?.({ part } satisfies Part<One>, undefined, undefined, () => resolve()),
    );
  process.on('disconnect', () => process.exit());
  process.on('message', async (message: Message) => {
    watch.postMessage('begin');
    const result = await work(message, tell);
    if (result === null) return;
    const memoryMb = process.memoryUsage.rss() / 1024 / 1024;
    process.send?.({ ...result, memoryMb } satisfies Reply<Result>);
  });
}
