/**
 * `npm run bench:replicas`: three of the built program on one PostgreSQL, and a thousand events of Slack's that come to
 * any of them, each up to three times, while one is killed and the database starts anew. `-- EVENTS SEED` for others.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRecords } from '../adapters/records/open-records.js';
import { openState } from '../adapters/records/state.js';
import { startPostgres, whyNoPostgres } from '../test/postgres-server/server.js';
import { runReplicas } from '../test/replicas/run.js';
import { ms, quantile, table } from './figures.js';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Events that are taken to see how long that takes, so many at a time; the first are not counted. */
const TAKEN = 4_000;
const AT_ONCE = 8;
const WARM_UP = 400;
const RUNS = [
  ['without faults', false, false],
  ['the database started anew', true, false],
  ['the same, and one killed', true, true],
] as const;
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
  for (const [about, restarts, kills] of RUNS) {
    const run = await runReplicas({ ...options, restarts, kills });
    rows.push([
      about,
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
  const [p50, p99] = await doorTimes(await postgres.database());
  console.log(
    `\nTaking an event and reading what others changed, ${AT_ONCE} at a time: p50 ${p50} ms, p99 ${p99} ms.`,
  );
} finally {
  await postgres.stop();
}

/** How long what comes waits for the database, in milliseconds, while another process keeps things. */
async function doorTimes(url: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'docent-door-'));
  const open = async () => {
    const { records, key } = await openRecords({ DOCENT_DATA_DIR: folder, DOCENT_DATABASE_URL: url });
    return { records, state: await openState(records, { key }) };
  };
  const [one, other] = [await open(), await open()];
  const { shared } = one.state;
  if (!shared) throw new Error('Nothing is shared.');
  shared.onKept('conversation', () => undefined);
  const times: number[] = [];
  const until = Date.now() + 600_000;
  for (let i = 0; i < TAKEN; i += AT_ONCE) {
    other.state.keep({ kind: 'conversation', name: String(i), value: { i }, until });
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, at) => {
        const began = performance.now();
        const task = { name: `${i + at}`, kind: 'k', value: { text: 'x'.repeat(500) }, until };
        await Promise.all([shared.take({ ...task, isBroughtAgain: true }), shared.fresh()]);
        times.push(performance.now() - began);
      }),
    );
  }
  for (const { state, records } of [one, other]) {
    await state.close();
    await records.close();
  }
  await rm(folder, { recursive: true, force: true });
  return [0.5, 0.99].map((part) => ms(quantile(times.slice(WARM_UP), part)));
}
