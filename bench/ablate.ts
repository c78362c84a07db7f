/**
 * What every hand-written pattern and word list is worth: how many questions are answered right without it.
 *
 *   npm run ablate -- [MANIFEST.json]
 *
 * The manifest is that of `npm run train`; its reading-comprehension set is left out. Patterns and lists are found
 * while the questions are asked; then one after the other is made to match nothing, and all questions are asked again.
 */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bot } from '../src/bot.js';
import type { Row } from './train/sets.js';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
/** Where rules read questions and write answers. */
const RULES = /^(?:query|answer|subjects|retrieval|text)\//;

type Rule = RegExp['source'] | Set<unknown>;

/** Where a rule stands. */
const places = new Map<Rule, string>();
const elsewhere = new Set<string>();
let off: Rule | null = null;
let loading = true;

/** The file and line below `src` from which this is called, where that holds rules. */
function callerPlace(): string | null {
  for (const line of (new Error().stack ?? '').split('\n').slice(3)) {
    const [, file = '', at = ''] = /(?:file:\/\/)?(\/[^():]+):(\d+):\d+/.exec(line) ?? [];
    if (file === '' || file === fileURLToPath(import.meta.url)) continue;
    const place = relative(SRC, file);
    return RULES.test(place) ? `${place}:${at}` : null;
  }
  return null;
}

const { exec } = RegExp.prototype;
let inside = false;
RegExp.prototype.exec = function (this: RegExp, text: string) {
  if (inside) return exec.call(this, text);
  const { source } = this;
  if (!places.has(source) && !elsewhere.has(source)) {
    inside = true;
    const place = callerPlace();
    inside = false;
    if (place) places.set(source, place);
    else elsewhere.add(source);
  }
  if (off !== source) return exec.call(this, text);
  this.lastIndex = 0;
  return null;
};

const { has } = Set.prototype;
globalThis.Set = new Proxy(Set, {
  construct(target, args, newTarget) {
    const made = Reflect.construct(target, args, newTarget) as Set<unknown>;
    if (loading && made.size > 1) {
      inside = true;
      const place = callerPlace();
      inside = false;
      if (place) places.set(made, place);
    }
    return made;
  },
});
Set.prototype.has = function (this: Set<unknown>, value: unknown) {
  return off === this ? false : has.call(this, value);
};

// Imported here, so that the lists of its modules are seen when they are made.
const { readSets } = await import('./train/sets.js');
const { createBot } = await import('../src/bot.js');
const { plainText } = await import('../src/answer/plain-text.js');
const { meets } = await import('./train/meets.js');
loading = false;

/** What was said to a question: whether it is right, and in short. */
interface Said {
  readonly right: boolean;
  readonly text: string;
}

async function answerTo(row: Row, bot: Bot): Promise<Said> {
  let conversation = null;
  for (const turn of row.context ?? []) ({ conversation } = await bot.ask(turn, { conversation }));
  const answer = await bot.ask(row.q, { conversation });
  const text = plainText(answer);
  const refused = answer.status === 'abstained';
  return { right: row.abstain === true ? refused : !refused && meets(row)(text), text };
}

const [manifest = fileURLToPath(new URL('train/own.json', import.meta.url))] = process.argv.slice(2);
const sets = (await readSets(manifest, { withReading: false })).map(({ corpus, engine, rows }) => ({
  bot: createBot(corpus, engine),
  rows,
}));

async function askAll(): Promise<Said[]> {
  const out: Said[] = [];
  for (const { bot, rows } of sets) for (const row of rows) out.push(await answerTo(row, bot));
  return out;
}

const whole = await askAll();
const rightOf = (said: readonly Said[]) => said.filter(({ right }) => right).length;
console.log(`${rightOf(whole)} of ${whole.length} right; ${places.size} rules\n`);
const results: { rule: string; worth: number; changed: number; gained: number; lost: number }[] = [];
for (const [rule, place] of [...places]) {
  off = rule;
  const without = await askAll().catch(() => null);
  off = null;
  const name = typeof rule === 'string' ? `/${rule}/` : `{${[...rule].slice(0, 8).join(' ')} …}`;
  if (!without) {
    console.log(`${place} ${name}: nothing works without it`);
    continue;
  }
  const gained = without.filter(({ right }, i) => right && !whole[i]?.right).length;
  const lost = without.filter(({ right }, i) => !right && whole[i]?.right).length;
  const changed = without.filter(({ text }, i) => text !== whole[i]?.text).length;
  results.push({ rule: `${place}  ${name.slice(0, 90)}`, worth: lost - gained, changed, gained, lost });
}
results.sort((a, b) => a.worth - b.worth || a.changed - b.changed);
console.log('worth: lost without it, gained without it, answers that change');
for (const { rule, worth, changed, gained, lost } of results)
  console.log(`${String(worth).padStart(4)}: ${lost} ${gained} ${changed}  ${rule}`);
