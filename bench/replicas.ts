/**
 * `npm run bench:replicas`: three of the built program on one PostgreSQL, and a thousand events of Slack's that come to
 * any of them, each up to three times, while one is killed and the database starts anew. `-- EVENTS SEED` for others.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres, whyNoPostgres } from '../test/postgres-server/server.js';
import { runReplicas } from '../test/replicas/run.js';
import { ms, quantile, table } from './figures.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const [events = 1_000, seed = 1] = process.argv.slice(2).map(Number);

const why = await whyNoPostgres();
if (why !== null) {
  console.error(why);
  process.exit(1);
}
const postgres = await startPostgres();
try {
  const options = {
    ...{ postgres, events, seed, votes: 50 },
    program: join(ROOT, 'dist/adapters/terminal/main.js'),
    knowledge: join(ROOT, 'test/fixtures/teas'),
  };
  const rows: string[][] = [];
  for (const faults of [false, true]) {
    const run = await runReplicas({ ...options, faults });
    rows.push([
      faults ? 'one killed, the database started anew' : 'without faults',
      ...[run.events, run.answered, run.doubles, run.losses, run.dropped].map(String),
      `${run.followUps} / ${run.outOfContext}`,
      `${run.votes * 2} / ${run.thanked}`,
      String(run.requests),
      `${ms(quantile(run.acknowledged, 0.5))} / ${ms(quantile(run.acknowledged, 0.99))}`,
      run.seconds.toFixed(0),
    ]);
    if (run.faults.length > 0) console.error(run.faults);
  }
  console.log(
    table(
      [
        ...['', 'events', 'answered', 'doubles', 'losses', 'posted again under the same id'],
        ...['follow-ups / without context', 'votes pressed / counted', 'requests'],
        ...['acknowledged p50 / p99 ms', 's'],
      ],
      rows,
    ),
  );
} finally {
  await postgres.stop();
}
