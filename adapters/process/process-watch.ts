/** Ends the process that it runs in when that takes more memory, or more of the processor for a job, than it may. */
import { parentPort, workerData } from 'node:worker_threads';
import { TIME_SIGNAL, type WatchLimits } from './bounded-process.js';

const CHECK_EVERY_MS = 50;

const { memoryMb, processorMs = Number.POSITIVE_INFINITY } = workerData as WatchLimits;
const processorNow = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Where a job began. What is told before it is loaded is part of no job. */
let began = processorNow();
parentPort?.on('message', () => {
  began = processorNow();
});
parentPort?.unref();

setInterval(() => {
  if (process.memoryUsage.rss() > memoryMb * 1024 * 1024) process.kill(process.pid, 'SIGKILL');
  if (processorNow() - began > processorMs) process.kill(process.pid, TIME_SIGNAL);
}, CHECK_EVERY_MS);
