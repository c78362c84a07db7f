import { workerData } from 'node:worker_threads';
import { serveThread, tellFromThread } from '../process/thread.js';
import { syncSources } from './sync.js';
import type { SyncData, SyncMethods } from './sync-thread.js';

const { sources, knowledge, environment } = workerData as SyncData;

serveThread({
  sync: (only) => syncSources(sources, only, { knowledge, environment, progress: tellFromThread }),
} satisfies SyncMethods);
