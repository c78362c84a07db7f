/**
 * `tsx bench/attack/articles.ts [--random N] [--seed N] [--all] [SHAPE …]`: makes articles of one shape at two sizes,
 * reads and indexes each in a process of its own, and lists the shapes whose time grows faster than their size to the
 * power of 1.3. Without names: all shapes that were thought of, and some at random.
 * @returns by the exit status: 1 when there is such a shape, or one that ends its process
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { articleOf, randomPiece } from './random-shape.js';

/** Lengths that are compared, in characters. */
const SIZES = [48_000, 384_000];
/** Growth that is told of: time with length, as a power. Above 1 even what is linear lies by its caches. */
const MAX_POWER = 1.3;
/** Times below this are mostly of starting up, in milliseconds of the processor. */
const LEAST_MS = 400;
/** A process is killed after this. */
const LIMIT_MS = 90_000;
const RANDOM_SHAPES = 100;

interface Timed {
  readonly length: number;
  readonly parse: number;
  readonly join: number;
  readonly index: number;
  readonly memory: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { random: { type: 'string' }, seed: { type: 'string', default: '1' }, all: { type: 'boolean' } },
});

function timeOf(name: string, times: number): Promise<Timed | null> {
  const program = fileURLToPath(new URL('./time-article.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', program, name, String(times)],
      { timeout: LIMIT_MS, killSignal: 'SIGKILL' },
      (error, stdout) => resolve(error ? null : (JSON.parse(stdout) as Timed)),
    );
  });
}

/** What is to be told of a shape; `null` when it grows as it should. */
async function examine(name: string): Promise<{ line: string; isBad: boolean }> {
  const unit = articleOf(name, 1000).length / 1000;
  const found: Timed[] = [];
  for (const size of SIZES) {
    const one = await timeOf(name, Math.max(2, Math.round(size / unit)));
    if (!one)
      return {
        line: `${name}: ended or took more than ${LIMIT_MS / 1000} s at ${size} characters`,
        isBad: true,
      };
    found.push(one);
  }
  const [small, large] = found as [Timed, Timed];
  const powers = (['parse', 'join', 'index'] as const).map((step) => {
    const grows = Math.log(large[step] / Math.max(small[step], 1)) / Math.log(large.length / small.length);
    const isBad = grows > MAX_POWER && large[step] > LEAST_MS;
    return {
      isBad,
      text: `${step} ${small[step].toFixed(0)} → ${large[step].toFixed(0)} ms (n^${grows.toFixed(2)})`,
    };
  });
  const line = `${name}: ${powers.map(({ text }) => text).join(', ')}, ${large.memory.toFixed(0)} MB`;
  return { line, isBad: powers.some(({ isBad }) => isBad) };
}

const { SHAPES } = await import('./article-shapes.js');
const seed = Number(values.seed);
const random = Number(values.random ?? (positionals.length > 0 ? 0 : RANDOM_SHAPES));
const names = [
  ...(positionals.length > 0 ? positionals : values.random ? [] : Object.keys(SHAPES)),
  ...Array.from({ length: random }, (_, i) => `random-${seed * 100_000 + i}`),
];
let bad = 0;
for (const name of names) {
  const { line, isBad } = await examine(name);
  if (isBad) bad++;
  const [, number] = /^random-(\d+)$/.exec(name) ?? [];
  const what = number === undefined ? '' : ` ${JSON.stringify(randomPiece(Number(number)))}`;
  if (isBad || values.all) process.stdout.write(`${isBad ? 'BAD ' : 'good'} ${line}${what}\n`);
}
process.stdout.write(`${names.length} shapes, seed ${seed}: ${bad} grow faster than n^${MAX_POWER}\n`);
process.exitCode = bad > 0 ? 1 : 0;
