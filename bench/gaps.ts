/**
 * What a report of what was not met costs the program that answers: a database of many records, the built program on
 * it, and how long `/admin` takes and how long it holds up the thread that answers.
 * `npm run bench:gaps -- [records]`; `DOCENT_DATA_DIR` keeps the database for the next time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseSync } from '@photostructure/sqlite';
import { openRecords } from '../adapters/records/open-records.js';
import { seeded } from './synthetic.js';

const DAY_MS = 86_400_000;
const TOKEN = 'the-token-of-this-measurement';
const PORT = 3911;
/** Different questions of which the records are, and how steeply their frequency falls. */
const QUESTIONS = 60_000;
const ZIPF = 1.1;
/** Reports that are asked for, one after the other. */
const REPORTS = 12;

const list = (words: string): string[] => words.split(' ');
const OPENINGS = [
  'how do i',
  'how can we',
  'what is the way to',
  'is it possible to',
  'can you',
  'do you know how to',
];
const VERBS = list(
  'export delete rename share archive print translate restore merge encrypt move copy lock sign',
);
const PLACES = list('desktop phone browser tablet terminal kiosk watch server');

/** Fills a new database. */
async function fill(folder: string, count: number): Promise<void> {
  await (await openRecords({ DOCENT_DATA_DIR: folder })).records.close();
  const random = seeded(5);
  const below = (n: number) => Math.floor(random() * n);
  const pick = (words: readonly string[]) => words[below(words.length)] as string;
  const things = Array.from(
    { length: 900 },
    (_, i) =>
      `${pick(list('bar cal dor fen gil hap jun kel lum mor'))}${pick(list('ado eth ice olo ura'))}${i.toString(36)}`,
  );
  const questions = Array.from({ length: QUESTIONS }, () => {
    const [verb, thing, other, place] = [pick(VERBS), pick(things), pick(things), pick(PLACES)];
    const text = `${pick(OPENINGS)} ${verb} a ${thing} with ${other} on the ${place}?`;
    return { text, terms: [verb, thing, other, place], subjects: random() < 0.3 ? [thing] : [] };
  });
  const weights = questions.map((_, i) => 1 / (i + 1) ** ZIPF);
  const sums: number[] = [];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  const drawn = () => {
    const at = random() * (sums.at(-1) ?? 0);
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const database = new DatabaseSync(join(folder, 'records.db'));
  database.exec('BEGIN');
  const insert = database.prepare('insert into questions values (?,?,?,?,?,?,?,?,?,?,?,?)');
  const now = Date.now();
  for (let i = 0; i < count; i++) {
    const number = drawn();
    const { text, terms, subjects } = questions[number] as (typeof questions)[number];
    const chance = random();
    const status = chance < 0.35 ? 'abstained' : chance < 0.5 ? 'closest' : 'answered';
    const helpful = random() < 0.05 ? 0 : random() < 0.05 ? 1 : null;
    const at = now - Math.floor(((count - i) / count) * 85 * DAY_MS);
    const key = `key${String(number).padStart(19, '0')}`;
    const person = `person${String(below(20_000)).padStart(16, '0')}`;
    insert.run(
      at,
      'discord',
      person,
      key,
      'fact',
      status,
      0.3,
      null,
      JSON.stringify(subjects),
      JSON.stringify(terms),
      helpful,
      text,
    );
  }
  database.exec('COMMIT');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/** Loaded before the program, in its first thread: tells on demand how long the loop was held up since before. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from 'node:worker_threads';
import { monitorEventLoopDelay } from 'node:perf_hooks';
if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on('SIGUSR2', () => { process.stderr.write('HELD ' + (delay.max / 1e6).toFixed(1) + '\\n'); delay.reset(); });
}
`)}`;

const folder = process.env.DOCENT_DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'docent-bench-')));
const count = Number(process.argv[2] ?? 1_000_000);
if (!existsSync(join(folder, 'records.db'))) await fill(folder, count);
const started = spawn(process.execPath, ['--import', WATCH, 'dist/adapters/terminal/main.js', 'start'], {
  env: {
    ...process.env,
    DOCENT_DATA_DIR: folder,
    DOCENT_ADMIN_TOKEN: TOKEN,
    DOCENT_KEEP_QUESTIONS: 'on',
    DOCENT_WEB_PORT: String(PORT),
  },
});
let said = '';
for (const stream of [started.stdout, started.stderr])
  stream.on('data', (data) => {
    said += data;
  });
const url = `http://127.0.0.1:${PORT}`;
for (
  let i = 0;
  i < 600 &&
  !(await fetch(`${url}/readyz`).then(
    (r) => r.ok,
    () => false,
  ));
  i++
) {
  if (started.exitCode !== null) throw new Error(said);
  await wait(100);
}
/** How long the thread that answers was held up at most since the last time, in milliseconds. */
async function held(): Promise<string> {
  said = '';
  started.kill('SIGUSR2');
  while (!said.includes('HELD')) await wait(20);
  return /HELD (\S+)/.exec(said)?.[1] ?? '';
}
await wait(Number(process.argv[3] ?? 8_000));
await held();
for (let i = 0; i < REPORTS; i++) {
  const path = ['/admin', '/admin', '/admin?days=90&part=open&page=3', '/admin?days=7', '/admin/gaps.csv'][
    i % 5
  ];
  const start = performance.now();
  const response = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${TOKEN}` } });
  const text = await response.text();
  process.stdout.write(
    `${path?.padEnd(34)} ${response.status} ${(performance.now() - start).toFixed(0).padStart(6)} ms, ${text.length} characters, held up ${await held()} ms; ${/[\d,]+ groups/.exec(text)?.[0] ?? ''} ${/[\d,]+ of the kept questions/.exec(text)?.[0] ?? ''}\n`,
  );
}
started.kill('SIGTERM');
await once(started, 'exit');
