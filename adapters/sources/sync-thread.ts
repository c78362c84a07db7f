import type { Environment } from '../process/settings.js';
import { createThread, type Methods } from '../process/thread.js';
import type { Source } from './sources-file.js';
import type { SyncProgress, SyncReport } from './sync.js';

/** What the thread begins with. */
export interface SyncData {
  readonly sources: readonly Source[];
  /** The knowledge folder. */
  readonly knowledge: string;
  readonly environment: Environment;
}

export interface SyncMethods extends Methods {
  /** @throws {DocentError} as {@link syncSources} */
  sync(only: readonly string[] | null): Promise<SyncReport[]>;
}

/** Syncs where it holds up no answer. */
export interface Syncer {
  readonly sync: SyncMethods['sync'];
  /** Gives up what is under way; what was synced before stays. */
  close(): Promise<void>;
}

/** A thread that has nothing to do for so long ends, in milliseconds: between two syncs it would hold memory for nothing. */
const IDLE_MS = 10_000;

export function createSyncer(
  { sources, knowledge, environment }: SyncData,
  progress: (progress: SyncProgress) => void = () => undefined,
): Syncer {
  // As TypeScript, under a test or `npm run dev`, there is no file for the thread.
  if (!import.meta.url.endsWith('.js'))
    return {
      sync: async (only) =>
        (await import('./sync.js')).syncSources(sources, only, { knowledge, environment, progress }),
      close: async () => undefined,
    };
  const thread = createThread<SyncMethods>(new URL('./sync-worker.js', import.meta.url), ['sync'], {
    workerData: { sources, knowledge, environment: { ...environment } } satisfies SyncData,
    told: (news) => progress(news as SyncProgress),
    idleMs: IDLE_MS,
  });
  return { sync: thread.methods.sync, close: () => thread.end() };
}
