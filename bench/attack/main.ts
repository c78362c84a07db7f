/**
 * `npm run attack [-- NAME …]`: hostile programs against the built program on loopback, and what came of each, as
 * Markdown. `npm run attack fuzz` and `npm run attack soak` are two of their own; see `fuzz.ts` and `soak.ts`.
 * @returns by the exit status: 1 when something is not held
 */
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { table } from '../figures.js';
import { type Attack, type Figure, isHeld, NotTried } from './attack.js';
import { removeLargeCorpora } from './large-corpus.js';
import { PROGRAM } from './program.js';
import { LINES } from './registry.js';
import { onStage } from './stage.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Size of the large corpus. */
    passages: { type: 'string', default: '100000' },
    /** Of the soak: how long, events a second, and how it finds. */
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '2' },
    meaning: { type: 'string', default: 'auto' },
    /** Of the fuzzing: its budget, what its random cases begin with, and whether every shape is listed. */
    seconds: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
  },
});

/** What came of an attack. */
interface Outcome {
  readonly figures: readonly Figure[];
  /** Why there are none. */
  readonly problem: string | null;
  readonly isHeld: boolean;
  readonly seconds: number;
}

async function outcomeOf(attack: Attack): Promise<Outcome> {
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  try {
    const figures = await onStage(Number(values.passages), (stage) => attack.run(stage));
    return { figures, problem: null, isHeld: figures.every(isHeld), seconds: seconds() };
  } catch (error) {
    const isTried = !(error instanceof NotTried);
    const problem = `${isTried ? 'broke off' : 'not tried'}: ${(error as Error).message}`;
    return { figures: [], problem, isHeld: !isTried, seconds: seconds() };
  }
}

const amount = (value: number, unit: string) =>
  `${Number.isInteger(value) ? value : value.toPrecision(3)}${unit === '' ? '' : ` ${unit}`}`;

/** The rows of an attack: one a figure. */
function rowsOf(
  line: number,
  { name, claims, tries }: Attack,
  { figures, problem, isHeld: held }: Outcome,
): string[][] {
  const head = [String(line), name, claims, tries];
  if (problem !== null)
    return [[...head, problem.replace(/\s+/g, ' ').slice(0, 300), '', held ? 'not tried' : '**no**']];
  return figures.map((figure, i) => [
    ...(i === 0 ? head : ['', '', '', '']),
    `${figure.what}: ${amount(figure.seen, figure.unit)}`,
    amount(figure.limit, figure.unit),
    isHeld(figure) ? 'yes' : '**no**',
  ]);
}

/** Runs attacks one after the other: they are about memory and time. @returns the report, and how many are not held */
async function attacks(names: readonly string[]): Promise<{ report: string; missed: number }> {
  const known = LINES.flat().map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(
      `There is no attack "${unknown.join('", "')}". There are: ${known.join(', ')}, fuzz, soak.`,
    );
  const rows: string[][] = [];
  let missed = 0;
  for (const [i, line] of LINES.entries())
    for (const attack of line) {
      if (names.length > 0 && !names.includes(attack.name)) continue;
      process.stderr.write(`${attack.name} … `);
      const outcome = await outcomeOf(attack);
      process.stderr.write(`${outcome.isHeld ? 'held' : 'NOT HELD'}, ${outcome.seconds.toFixed(0)} s\n`);
      for (const figure of outcome.figures.filter((one) => !isHeld(one)))
        process.stderr.write(`  ${figure.what}: ${amount(figure.seen, figure.unit)}\n`);
      if (!outcome.isHeld) missed++;
      rows.push(...rowsOf(i + 1, attack, outcome));
    }
  await removeLargeCorpora();
  const header = ['line', 'attack', 'promised', 'tried', 'seen', 'at most', 'held'];
  return { report: table(header, rows), missed };
}

/** The report of a run that has figures of its own. */
function withFigures(report: string, figures: readonly Figure[]): { report: string; missed: number } {
  const rows = figures.map((figure) => [
    `${figure.what}: ${amount(figure.seen, figure.unit)}`,
    amount(figure.limit, figure.unit),
    isHeld(figure) ? 'yes' : '**no**',
  ]);
  const missed = figures.filter((figure) => !isHeld(figure)).length;
  return { report: `${report}\n\n${table(['seen', 'at most', 'held'], rows)}`, missed };
}

async function run([what, ...more]: readonly string[]): Promise<{ report: string; missed: number }> {
  if (what === 'soak') {
    const { soak } = await import('./soak.js');
    const { report, figures } = await soak({
      minutes: Number(values.minutes),
      rate: Number(values.rate),
      meaning: values.meaning,
    });
    return withFigures(report, figures);
  }
  if (what === 'fuzz') {
    const { fuzz } = await import('./fuzz.js');
    const { seconds, seed, all } = values;
    const { report, figures } = await fuzz({
      seconds: Number(seconds),
      seed: Number(seed),
      all,
      kinds: more,
    });
    return withFigures(report, figures);
  }
  return attacks(positionals);
}

if (!existsSync(PROGRAM)) throw new Error(`There is no ${PROGRAM}. Run "npm run build".`);
const load = () => (loadavg()[0] ?? 0).toFixed(1);
const before = load();
const { report, missed } = await run(positionals);
const text = [
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}; load ${before} before, ${load()} after.`,
  report,
  missed === 0 ? 'All is held.' : `Not held: ${missed}.`,
  '',
].join('\n\n');
// What an attack left open, as a connection that nobody ends, keeps nobody waiting.
process.stdout.write(text, () => process.exit(missed > 0 ? 1 : 0));
