import { onTestFinished } from 'vitest';
import type { Running } from '../../adapters/app/start.js';
import { keepsState, openRecords } from '../../adapters/records/open-records.js';
import { openState, type State } from '../../adapters/records/state.js';

export interface KeptIn {
  readonly state: State;
  /** Does what `docent forget` does to the state. */
  forget(person: string): Promise<number>;
  /** Ends it as a program that stops does. */
  close(): Promise<void>;
}

/** The state in a data folder, or in a database, as a program has it that is started on it. */
export async function stateIn(
  folder: string,
  now?: () => number,
  environment: Readonly<Record<string, string>> = {},
): Promise<KeptIn> {
  const { records, key } = await openRecords({ ...environment, DOCENT_DATA_DIR: folder });
  const state = await openState(records, { key, ...(now ? { now } : {}) });
  let closed: Promise<void> | null = null;
  const close = () => {
    closed ??= state.close().then(() => records.close());
    return closed;
  };
  onTestFinished(close);
  const forget = (person: string) => records.forgetState([state.owner(person)], new Date());
  return { state, forget, close };
}

export interface StateFor {
  readonly state?: State;
  /** What is stopped with a platform. */
  stopped(running: Running): Running;
}

/** The state for a platform, where its settings have one. */
export async function stateFor(environment: Readonly<Record<string, string>> = {}): Promise<StateFor> {
  const { DOCENT_DATA_DIR: folder, DOCENT_DATABASE_URL } = environment;
  if (folder === undefined || !keepsState({ DOCENT_DATA_DIR: folder, DOCENT_DATABASE_URL }))
    return { stopped: (running) => running };
  const { state, close } = await stateIn(folder, undefined, environment);
  return {
    state,
    stopped: ({ stop, failed }) => ({
      failed,
      async stop() {
        await stop();
        await close();
      },
    }),
  };
}

/** How many requests of a platform a folder holds that are not answered. */
export async function leftIn(folder: string, platform: string): Promise<number> {
  const { records } = await openRecords({ DOCENT_DATA_DIR: folder });
  const rows = await records.state(new Date(), `request ${platform}`);
  await records.close();
  return rows.length;
}
