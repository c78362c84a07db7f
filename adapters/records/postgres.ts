import { type Dialect, PostgresDialect } from 'kysely';
import pg from 'pg';

/** How long connecting and a statement may take, in milliseconds: nobody waits for a record. */
const TIMEOUT_MS = 5_000;
/** Most connections at a time; a record takes less than a millisecond of one. */
const MAX_CONNECTIONS = 4;

/** PostgreSQL by address. @param failed is told of connections that break while nobody uses them */
export function postgresDialect(address: string, failed: (error: Error) => void): Dialect {
  const pool = new pg.Pool({
    connectionString: address,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    application_name: 'docent',
  });
  pool.on('error', failed);
  // One that breaks while it is used fails what uses it; unheard, the error would end the process besides.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new PostgresDialect({ pool });
}
