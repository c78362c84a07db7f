import { join } from 'node:path';
import { DocentError } from '../../src/errors.js';
import { dataFolder } from '../process/data-folder.js';
import { type Environment, type OperationsSettings, readOperationsSettings } from '../process/settings.js';
import { createPseudonyms, type Pseudonyms, readKey } from './pseudonyms.js';
import { NO_RECORDS, type Records } from './record.js';
import type { SetAside } from './record-file.js';

/** Name of the SQLite database in the data folder. */
const DATABASE_FILE = 'records.db';

export interface OpenedRecords {
  readonly records: Records;
  readonly pseudonyms: Pseudonyms;
  readonly settings: OperationsSettings;
  /** What hashes people's ids, and encrypts the state. */
  readonly key: string | Buffer;
}

/**
 * The records where the settings have them: in SQLite in the data folder, or in PostgreSQL. A command that does
 * one thing with them uses them in its own thread; {@link openRecordsAside} is for who answers meanwhile.
 * @param failed is told of connections that break while nobody uses them
 * @throws {DocentError} `bad-settings`, `records-file`, `records-address`, `records-schema`, `records-key`
 */
export async function openRecords(
  environment: Environment,
  failed: (error: Error) => void = () => undefined,
): Promise<OpenedRecords> {
  return openWith(environment, failed, async (file) => {
    const { openRecordFile } = await import('./record-file.js');
    return openRecordFile(file);
  });
}

/** What goes wrong with records while they are used. */
export interface RecordsTold {
  /** A connection broke while nobody used it. */
  readonly failed: (error: Error) => void;
  /** The database in a file was damaged, was set aside, and a new one begun. */
  readonly setAside: (damaged: SetAside) => void;
}

/**
 * The same for a program that answers meanwhile: a database in a file has a thread of its own, since all that SQLite
 * does, waiting for another process included, would hold up every answer. One that is damaged is set aside.
 * @throws {DocentError} as {@link openRecords}
 */
export async function openRecordsAside(environment: Environment, told: RecordsTold): Promise<OpenedRecords> {
  return openWith(environment, told.failed, async (file) => {
    const { openRecordThread } = await import('./record-thread.js');
    return openRecordThread(file, told.setAside);
  });
}

async function openWith(
  environment: Environment,
  failed: (error: Error) => void,
  openFile: (file: string) => Promise<Records>,
): Promise<OpenedRecords> {
  const settings = readOperationsSettings(environment);
  const folder = dataFolder(environment);
  const key = settings.DOCENT_PERSON_KEY ?? keyIn(folder);
  const opened = { pseudonyms: createPseudonyms(key), settings, key };
  const keepsNone = settings.DOCENT_RETENTION_DAYS === 0;
  if (keepsNone && !keepsState(settings)) return { ...opened, records: NO_RECORDS };
  const address = settings.DOCENT_DATABASE_URL;
  const withRecords = (records: Records): OpenedRecords => ({
    ...opened,
    records: keepsNone ? { ...records, add: NO_RECORDS.add } : records,
  });
  // Either takes a library that nobody needs who uses the other.
  if (address === undefined) return withRecords(await openFile(join(folder, DATABASE_FILE)));
  const { openStore, POSTGRES } = await import('./store.js');
  const { postgresDialect } = await import('./postgres.js');
  try {
    return withRecords(await openStore(postgresDialect(address, failed), POSTGRES));
  } catch (cause) {
    if (cause instanceof DocentError && !isUnreachable(cause.cause)) throw cause;
    throw new DocentError(
      'records-address',
      `The database at DOCENT_DATABASE_URL does not answer: ${reasonOf(cause)}. Look at its address, name and password; or take the setting out to keep records in a file.`,
      { cause },
    );
  }
}

/** Whether what is said and asked outlives a restart: where the settings say in which place. */
export const keepsState = (
  settings: Pick<OperationsSettings, 'DOCENT_DATA_DIR' | 'DOCENT_DATABASE_URL'>,
): boolean => settings.DOCENT_DATA_DIR !== undefined || settings.DOCENT_DATABASE_URL !== undefined;

function keyIn(folder: string): Buffer {
  try {
    return readKey(folder);
  } catch (cause) {
    if (cause instanceof DocentError) throw cause;
    throw new DocentError(
      'records-key',
      `The key for people's ids cannot be kept in "${folder}": ${(cause as Error).message}. Make the folder writable, name another with DOCENT_DATA_DIR, or set DOCENT_PERSON_KEY.`,
      { cause },
    );
  }
}

/** Errors of the network and of logging in (class 28, and 3D000: no such database) say nothing of the schema. */
function isUnreachable(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  return /^(?:E[A-Z]+|28...|3D000)$/.test(code ?? '') || /timeout|terminated/i.test(message);
}

function reasonOf(error: unknown): string {
  const cause = error instanceof DocentError ? error.cause : error;
  const { message, code } = (cause ?? {}) as { message?: string; code?: string };
  return message || code || String(cause);
}
