import { workerData } from 'node:worker_threads';
import { serveThread, tellFromThread } from '../shared/thread.js';
import { type SyncData, type SyncMethods, syncHere } from './sync-thread.js';

serveThread({
  sync: (only) => syncHere(only, { ...(workerData as SyncData), progress: tellFromThread }),
} satisfies SyncMethods);
