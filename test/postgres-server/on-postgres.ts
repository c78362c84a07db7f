import { afterAll, beforeAll, describe, it } from 'vitest';
import { type PostgresServer, startPostgres, whyNoPostgres } from './server.js';

const why = await whyNoPostgres();

const START_MS = 120_000;

/**
 * Runs tests on a real server, which is taken down again; where there is none they are left out, with the reason.
 * @param tests what is given can be asked in tests and in what comes before them
 */
export function onPostgres(about: string, tests: (server: () => PostgresServer) => void): void {
  if (why !== null) {
    it.skip(`${about}: ${why}`);
    return;
  }
  describe(about, () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, START_MS);
    afterAll(() => server?.stop());
    tests(() => server);
  });
}
