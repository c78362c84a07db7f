import { BoundedProcess } from '../../adapters/process/bounded-process.js';
import { table } from '../figures.js';
import { seeded } from '../synthetic.js';
import { type Figure, never } from './attack.js';
import { type CaseDone, type CaseJob, KINDS, type Kind } from './cases.js';
import { fuzzPayloads } from './payloads.js';
import { lineThrough } from './slope.js';

export interface FuzzOptions {
  /** Time for all kinds together. */
  readonly seconds: number;
  readonly seed: number;
  /** Whether every shape is listed, and not only those that grow too fast. */
  readonly all: boolean;
  /** Without names, all. */
  readonly kinds: readonly string[];
}

/** Growth that is allowed: time with length, as a power. Above 1 even what is linear lies by its caches. */
const MAX_POWER = 1.3;
/** Times below this are mostly of starting up and of collections, in milliseconds of the processor. */
const LEAST_MS = 15;
/** Largest sizes that the line goes through: at smaller ones code is still being compiled. */
const FITTED = 4;
/** A shape whose slowest case takes less is no danger, however it grows: as a large article of prose. */
const HARMLESS_MS = 400;
/** What one case may take, as in the program; see `limitsFor` of articles. */
const LIMITS = { processorMs: 20_000, timeMs: 300_000, heapMb: 783, memoryMb: 783 };
/** Small cases that come to each shape. */
const BATCH = 100;

/** What became of a shape. */
interface Tried {
  readonly name: string;
  readonly cases: number;
  readonly power: number;
  readonly slowestMs: number;
  readonly step: string;
  /** Why it was ended, with the size. */
  readonly ended: string | null;
  readonly crashes: readonly string[];
}

interface Sum {
  readonly shapes: Tried[];
  cases: number;
  smallCases: number;
  slowestSmallMs: number;
  readonly crashes: string[];
}

/**
 * Articles, front matter, questions, imported files and payloads of the platforms made by programs: many small ones at
 * random, to find what crashes, and shapes of growing size, to find what grows faster than its text. Each kind has the
 * same time, shapes that were thought of come first and random ones after them.
 */
export async function fuzz({
  seconds,
  seed,
  all,
  kinds,
}: FuzzOptions): Promise<{ report: string; figures: readonly Figure[] }> {
  const wanted = Object.entries(KINDS).filter(([name]) => kinds.length === 0 || kinds.includes(name));
  const isAllKinds = kinds.length === 0 || kinds.includes('payloads');
  const share = (1_000 * seconds) / (wanted.length + (isAllKinds ? 1 : 0));
  const parts: string[] = [];
  const figures: Figure[] = [];
  for (const [name, kind] of wanted) {
    const sum = await fuzzKind(name, kind, share, seed);
    parts.push(partOf(name, kind, sum, all));
    figures.push(
      never(`${name}: crashes, of ${sum.cases + sum.smallCases} cases`, sum.crashes.length),
      never(
        `${name}: shapes above n^${MAX_POWER} or ended by the limits, of ${sum.shapes.length}`,
        sum.shapes.filter(isTooFast).length,
      ),
    );
  }
  if (isAllKinds) {
    const { report, figures: own } = await fuzzPayloads(share, seed);
    parts.push(report);
    figures.push(...own);
  }
  return { report: parts.join('\n\n'), figures };
}

const isTooFast = ({ power, slowestMs, ended }: Tried): boolean =>
  ended !== null || (power > MAX_POWER && slowestMs > HARMLESS_MS);

async function fuzzKind(name: string, kind: Kind, budgetMs: number, seed: number): Promise<Sum> {
  const child = new BoundedProcess<CaseJob, CaseDone>(new URL('./case-child.mjs', import.meta.url), LIMITS);
  const sum: Sum = { shapes: [], cases: 0, smallCases: 0, slowestSmallMs: 0, crashes: [] };
  const names = shuffled(Object.keys(kind.shapes), seed);
  // What is repeated in a question stands in its own list alone.
  const hasRandom = name === 'articles' || name === 'imports';
  try {
    // The first case also loads the program.
    await child.ask({ kind: name, seed, count: 1 });
    const end = performance.now() + budgetMs;
    for (
      let i = 0;
      performance.now() < end && (hasRandom || i < names.length || sum.smallCases < 20_000);
      i++
    ) {
      const small = await child.ask({ kind: name, seed: seed * 100_000 + i, count: BATCH });
      sum.smallCases += BATCH;
      if ('failure' in small) sum.crashes.push(`${small.failure.message} – batch ${i}, seed ${seed}`);
      else {
        sum.slowestSmallMs = Math.max(sum.slowestSmallMs, small.steps.slowest ?? 0);
        sum.crashes.push(...small.crashes);
      }
      const shape =
        names[i] ??
        (hasRandom ? `random-${seed * 100_000 + i}${name === 'imports' ? ' as html' : ''}` : null);
      if (shape === null) continue;
      const tried = await grow(child, name, kind, shape);
      sum.shapes.push(tried);
      sum.cases += tried.cases;
      sum.crashes.push(...tried.crashes);
    }
  } finally {
    child.close();
  }
  return sum;
}

/** Tries a shape at one size after the other, each twice the one before. */
async function grow(
  child: BoundedProcess<CaseJob, CaseDone>,
  kind: string,
  { from, steps }: Kind,
  shape: string,
): Promise<Tried> {
  const found: CaseDone[] = [];
  let ended: string | null = null;
  for (let i = 0; i < steps && ended === null; i++) {
    const size = from * 2 ** i;
    const reply = await child.ask({ kind, shape, size });
    if ('failure' in reply) ended = `at ${size} bytes it ${reply.failure.message}`;
    else found.push(reply);
  }
  const names = [...new Set(found.flatMap((one) => Object.keys(one.steps)))];
  const grown = names.map((step) => {
    const points = found
      .map((one): [number, number] => [one.length, one.steps[step] ?? 0])
      .filter(([, ms]) => ms >= LEAST_MS)
      .slice(-FITTED);
    const { slope } = lineThrough(points.map(([length, ms]) => [Math.log(length), Math.log(ms)]));
    // Of fewer points no line says anything, nor where the size did not grow.
    return {
      step,
      power: points.length >= 3 && Number.isFinite(slope) ? slope : 0,
      ms: Math.max(0, ...points.map(([, ms]) => ms)),
    };
  });
  const worst = grown.sort(
    (a, b) => Number(b.ms > HARMLESS_MS) * b.power - Number(a.ms > HARMLESS_MS) * a.power || b.ms - a.ms,
  )[0];
  return {
    name: shape,
    cases: found.length + (ended === null ? 0 : 1),
    power: worst?.power ?? 0,
    slowestMs: worst?.ms ?? 0,
    step: worst?.step ?? '',
    ended,
    crashes: found.flatMap(({ crashes }) => crashes),
  };
}

function partOf(name: string, { shapes, boundedBy }: Kind, sum: Sum, all: boolean): string {
  const listed = sum.shapes.filter((one) => all || isTooFast(one)).sort((a, b) => b.power - a.power);
  const slowest = Math.max(0, ...sum.shapes.map(({ slowestMs }) => slowestMs));
  const thought = sum.shapes.filter((one) => one.name in shapes).length;
  return [
    `## ${name}\n\n${sum.smallCases} small cases, slowest ${sum.slowestSmallMs.toFixed(0)} ms; ${sum.shapes.length} shapes (${thought} of ${Object.keys(shapes).length} that were thought of) at ${sum.cases} sizes, slowest ${slowest.toFixed(0)} ms. Bounded by ${boundedBy}.`,
    ...(listed.length > 0
      ? [
          table(
            ['shape', 'step', 'n^', 'slowest ms', 'ended'],
            listed.map((one) => [
              one.name,
              one.step,
              one.power.toFixed(2),
              one.slowestMs.toFixed(0),
              one.ended ?? '',
            ]),
          ),
        ]
      : []),
    ...[...new Set(sum.crashes)].slice(0, 10).map((crash) => `- ${crash}`),
  ].join('\n\n');
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = seeded(seed);
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
