import { expect, it } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { temporaryFolder } from '../../builders.js';
import { onPostgres } from '../../postgres-server/on-postgres.js';
import { asked } from '../../postgres-server/server.js';

const REPLICAS = 4;
const DATABASES = 20;

onPostgres('a database of PostgreSQL', (server) => {
  it('is brought to the present schema once, however many programs start on it at once', async () => {
    const folder = await temporaryFolder();
    const key = { DOCENT_DATA_DIR: folder, DOCENT_PERSON_KEY: 'k'.repeat(32) };
    const counts: unknown[] = [];
    for (let i = 0; i < DATABASES; i++) {
      const url = await server().database();
      const opened = await Promise.all(
        Array.from({ length: REPLICAS }, () => openRecords({ ...key, DOCENT_DATABASE_URL: url })),
      );
      await Promise.all(opened.map(({ records }) => records.close()));
      counts.push(
        ...(await asked(
          url,
          'select count(*)::int, count(distinct name)::int as names from kysely_migration',
        )),
      );
    }
    const [first] = counts as [{ count: number; names: number }];
    expect(first.count).toBeGreaterThan(5);
    expect(counts).toEqual(counts.map(() => ({ count: first.count, names: first.count })));
  }, 120_000);
});
