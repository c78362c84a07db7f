import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
// The same interface as node:sqlite, which Node.js 20 does not have.
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Dialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import { DocentError } from '../../../src/errors.js';

/** How long a process waits for another that is writing, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * SQLite in a file, which several processes may have open.
 * @throws {DocentError} `records-file` when it cannot be opened or is no database
 */
export function sqliteDialect(file: string): Dialect {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
    // The write-ahead log lets others read while one writes. What was committed outlives the process;
    // without a sync at every commit the last of it may not outlive a power cut.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    return new SqliteDialect({ database: forKysely(database) });
  } catch (cause) {
    throw new DocentError(
      'records-file',
      `The records in "${file}" cannot be opened: ${(cause as Error).message}. Make the folder writable, or name another with DOCENT_DATA_DIR; a file that is broken can be moved away, and a new one is made.`,
      { cause },
    );
  }
}

/** Kysely asks of a statement whether it gives rows, and hands all values over in one list. */
function forKysely(database: DatabaseSyncInstance): SqliteDatabase {
  return {
    close: () => database.close(),
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
