/**
 * `npm run bench:import [COUNT]`: imports generated files of every format, a tenth of them broken in every
 * way that is known, and tells what became of them, how long it took and how much memory. As Markdown.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linesOf } from '../adapters/terminal/cli.js';
import { generateSources } from '../test/import-sources/generate.js';
import { ms, quantile, table } from './figures.js';

const MAIN = join(dirname(dirname(fileURLToPath(import.meta.url))), 'dist/adapters/terminal/main.js');
const SEED = 7;
const LOOK_EVERY_MS = 250;

const count = Number(process.argv[2] ?? 1_000);
const folder = await mkdtemp(join(tmpdir(), 'docent-import-'));
try {
  const generated = await generateSources(join(folder, 'sources'), count, SEED);
  const start = performance.now();
  const child = spawn(
    process.execPath,
    [MAIN, 'import', join(folder, 'sources'), '--out', join(folder, 'out'), '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const status = once(child, 'close').then(([code]) => code);
  let memory = 0;
  const look = setInterval(() => {
    memory = Math.max(memory, memoryMb(child.pid ?? 0));
  }, LOOK_EVERY_MS);
  const times = new Map<string, number[]>();
  const outcomes = new Map<string, string>();
  let last = performance.now();
  for await (const line of linesOf(child.stdout)) {
    const { source, status, format, code } = JSON.parse(line);
    const now = performance.now();
    const kind: string = status === 'imported' ? format : code;
    times.set(kind, [...(times.get(kind) ?? []), now - last]);
    outcomes.set(source, status === 'imported' ? status : code);
    last = now;
  }
  clearInterval(look);
  const wrong = generated.filter(({ name, expected }) => {
    const outcome = outcomes.get(name);
    return (
      outcome === undefined || (expected !== 'any' && outcome !== expected && !expected.includes(outcome))
    );
  });
  const rows = [...times].map(([kind, list]) => [
    kind,
    String(list.length),
    ms(quantile(list, 0.5)),
    ms(Math.max(...list)),
  ]);
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  process.stdout.write(
    [
      table(['format, or why not', 'files', 'p50 ms', 'max ms'], rows),
      `${outcomes.size} of ${count} files have a line, ${wrong.length} of them not the expected one; ${seconds} s, at most ${memory.toFixed(0)} MB in all processes; exit status ${await status}.`,
      ...wrong.map(({ name, expected }) => `${name}: expected ${expected}, was ${outcomes.get(name)}`),
      '',
    ].join('\n\n'),
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** What a process and those that it started hold. */
function memoryMb(pid: number): number {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return rows
    .filter(([id, parent]) => id === pid || parent === pid)
    .reduce((sum, [, , kb = 0]) => sum + kb / 1024, 0);
}
