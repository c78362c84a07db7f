import { setTimeout as wait } from 'node:timers/promises';
import { createThread, type Methods } from '../process/thread.js';
import type { Records } from './record.js';
import { openRecordFile, type SetAside } from './record-file.js';

/** How long closing may take, in milliseconds: another process may hold a lock, and a stop must end in time. */
const CLOSE_MS = 1_000;

/** What the thread is asked for: what records do, and to open them. */
type RecordMethods = Omit<Records, 'shared'> & Methods & { open(): Promise<void> };

const NAMES: readonly (Exclude<keyof Records, 'shared'> | 'open')[] = [
  'open',
  'add',
  'vote',
  'voted',
  'unmet',
  'countUnmet',
  'lastQuestions',
  'vectors',
  'keepVectors',
  'addCorrection',
  'corrections',
  'platforms',
  'state',
  'readState',
  'changeState',
  'claimState',
  'replaceState',
  'forgetState',
  'pruneState',
  'forget',
  'prune',
  'close',
];

/**
 * Records in a SQLite file, in a thread of its own: however long SQLite works or waits for another process, nobody
 * here waits for it who does not await it.
 * @param setAside is told when the file was damaged and another begun
 * @throws {DocentError} `records-file`, `records-schema`
 */
export async function openRecordThread(
  file: string,
  setAside: (damaged: SetAside) => void,
): Promise<Records> {
  // As TypeScript, under a test or `npm run dev`, there is no file for the thread.
  if (!import.meta.url.endsWith('.js')) return openRecordFile(file, { setAside });
  const { methods, end } = createThread<RecordMethods>(
    new URL('./record-worker.js', import.meta.url),
    NAMES,
    {
      workerData: file,
      told: (damaged) => setAside(damaged as SetAside),
    },
  );
  try {
    await methods.open();
  } catch (error) {
    await end();
    throw error;
  }
  return {
    ...methods,
    shared: null,
    async close() {
      await Promise.race([methods.close().catch(() => undefined), wait(CLOSE_MS, undefined, { ref: false })]);
      await end();
    },
  };
}
