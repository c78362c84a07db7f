/** Ends the process that it runs in when that holds more memory than it may. */
import { workerData } from 'node:worker_threads';

const CHECK_EVERY_MS = 50;

setInterval(() => {
  if (process.memoryUsage.rss() > (workerData as number) * 1024 * 1024) process.kill(process.pid, 'SIGKILL');
}, CHECK_EVERY_MS);
