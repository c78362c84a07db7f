import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
// The same interface as node:sqlite, which Node.js 20 does not have.
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Dialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import { DocentError } from '../../src/errors.js';
import { makePrivate, makePrivateFile, makePrivateFolder } from '../process/private-files.js';

/**
 * How long one statement waits for another process that is writing, in milliseconds. The thread stands still
 * meanwhile, so it is short, and what did not come to pass is tried again.
 */
const BUSY_TIMEOUT_MS = 1_000;

/**
 * SQLite's result codes, of which the first byte counts, and what it says of them, since not every error comes with
 * its code. Source: sqlite.org/rescode.html, and sqlite3ErrStr in its main.c.
 */
const RESULTS = {
  busy: { code: 5, text: 'database is locked' },
  full: { code: 13, text: 'database or disk is full' },
  corrupt: { code: 11, text: 'database disk image is malformed' },
  noDatabase: { code: 26, text: 'file is not a database' },
} as const;

/** Files that belong to a database in a file. */
const BESIDE = ['-wal', '-shm'];
/** Stands between the name of a database and the time when it was found to be damaged and set aside. */
const DAMAGED = '.damaged-';

/** A database in a file: what Kysely works on, and what is done to it as a whole. */
export interface SqliteFile {
  readonly dialect: Dialect;
  /**
   * Takes what was deleted out of the file, its free pages and its write-ahead log.
   * @returns false when another process reads what is to be taken out of the log; it may be done again
   */
  purge(): boolean;
  /** Empties the write-ahead log as far as other processes let it. */
  checkpoint(): void;
}

/**
 * SQLite in a file, which several processes may have open, and which only its owner may read.
 * @throws {DocentError} `records-file` when it cannot be opened or is no database; its cause may be {@link isDamaged}
 */
export function openSqlite(file: string): SqliteFile {
  try {
    makePrivateFolder(dirname(file));
    // The files beside it, which SQLite makes, get its mode; those of an earlier version are changed.
    makePrivateFile(file);
    for (const end of BESIDE) makePrivate(`${file}${end}`);
    const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    // The write-ahead log lets others read while one writes. What was committed outlives the process;
    // without a sync at every commit the last of it may not outlive a power cut. What is deleted is overwritten.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON');
    const checkpoint = () =>
      database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy?: number } | undefined;
    return {
      dialect: new SqliteDialect({ database: forKysely(database) }),
      purge() {
        // What an earlier version deleted still stands in free pages.
        database.exec('VACUUM');
        return checkpoint()?.busy === 0;
      },
      checkpoint: () => void checkpoint(),
    };
  } catch (cause) {
    throw new DocentError(
      'records-file',
      `The records in "${file}" cannot be opened: ${(cause as Error).message}. Make the folder writable, or name another with DOCENT_DATA_DIR.`,
      { cause },
    );
  }
}

/** Whether an error, or what caused it, says that a file is a damaged database, or none. */
export function isDamaged(error: unknown): boolean {
  return says(error, 'corrupt') || says(error, 'noDatabase');
}

/** Whether an error says that another process holds a lock on the database. */
export function isBusy(error: unknown): boolean {
  return says(error, 'busy');
}

/** Whether an error says that nothing more can be written. */
export function isFull(error: unknown): boolean {
  return says(error, 'full');
}

/** Whether an error, or what caused it, is of a result of SQLite's. */
function says(error: unknown, result: keyof typeof RESULTS): boolean {
  if (!(error instanceof Error)) return false;
  const { code, text } = RESULTS[result];
  const { errcode } = error as { errcode?: unknown };
  const isIt = typeof errcode === 'number' ? (errcode & 0xff) === code : error.message.startsWith(text);
  return isIt || says(error.cause, result);
}

/** Which file it is, not only what it is called: another process may have made a new one of the same name. */
export function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file);
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}

/** Moves a damaged database away, with the files beside it. @returns where it is now */
export function setAside(file: string, now = new Date()): string {
  const aside = `${file}${DAMAGED}${now.toISOString().replace(/[:.]/g, '-')}`;
  renameSync(file, aside);
  for (const end of BESIDE)
    try {
      renameSync(`${file}${end}`, `${aside}${end}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  return aside;
}

/** Deletes what was set aside, all of it or what is older than a time. @returns the databases that are gone */
export function deleteAside(file: string, before: Date | null = null): string[] {
  const start = `${basename(file)}${DAMAGED}`;
  const files = readdirSync(dirname(file))
    .filter((name) => name.startsWith(start))
    .map((name) => join(dirname(file), name))
    .filter((path) => before === null || statSync(path).mtime < before);
  for (const path of files) rmSync(path, { force: true });
  return files.filter((path) => !BESIDE.some((end) => path.endsWith(end)));
}

/** Kysely asks of a statement whether it gives rows, and hands all values over in one list. */
function forKysely(database: DatabaseSyncInstance): SqliteDatabase {
  return {
    close() {
      // Statements that are not collected yet keep SQLite from doing so by itself.
      try {
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      } catch {
        // It is damaged or locked: it stays as it is.
      }
      database.close();
    },
    prepare(sql) {
      const statement = database.prepare(sql);
      return {
        reader: statement.columns().length > 0,
        all: (values) => statement.all(...values),
        run: (values) => statement.run(...values),
        iterate: (values) => statement.iterate(...values),
      };
    },
  };
}
