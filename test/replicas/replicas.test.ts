import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, TEAS } from '../builders.js';
import { onPostgres } from '../postgres-server/on-postgres.js';
import { runReplicas } from './run.js';

const PROGRAM = join(ROOT, 'dist/adapters/terminal/main.js');
const EVENTS = 300;
/** What is under way in the killed one may have been posted, and nothing else that is posted again. */
const UNDER_WAY = 16;

onPostgres('three replicas on one database', (server) => {
  it('answer each event once, though each comes up to three times, one is killed and the database starts anew', async () => {
    if (!existsSync(PROGRAM))
      throw new Error(`There is no ${PROGRAM}. Run "npm run build", or "npm test", which does.`);
    const run = await runReplicas({ postgres: server(), program: PROGRAM, knowledge: TEAS, events: EVENTS });
    const { events, answered, doubles, losses, dropped, followUps, outOfContext, votes, thanked } = run;
    console.log({ events, answered, doubles, losses, dropped, followUps, outOfContext, votes, thanked });
    expect({ events, answered, doubles, losses }).toEqual({
      ...{ events: EVENTS, answered: EVENTS },
      ...{ doubles: 0, losses: 0 },
    });
    expect(dropped).toBeLessThanOrEqual(UNDER_WAY);
    expect(followUps).toBeGreaterThan(30);
    expect(outOfContext).toBe(0);
    expect([votes, run.counted, thanked]).toEqual([10, 10, 10]);
    expect(run.left).toBe(0);
    expect(run.faults).toEqual([]);
  }, 400_000);
});
