/**
 * Learns to recognise intents (`src/query/intents/weights.ts`) from the examples beside it.
 */
import { writeFileSync } from 'node:fs';
import { intentFeatures } from '../../src/query/intents/features.js';
import { INTENTS, isAdmissible, isChat } from '../../src/query/intents/table.js';
import { withKnownWords } from '../../src/query/known-words.js';
import { readShape } from '../../src/query/understand.js';
import { intentsFingerprint, learnedWith } from './fingerprint.js';
import type { QuestionSet } from './sets.js';

type Name = keyof typeof INTENTS;
const NAMES = Object.keys(INTENTS) as Name[];

export interface Labelled {
  readonly text: string;
  readonly intent: number;
  /** Whether the articles say what their subjects are called. */
  readonly kinds: boolean;
}

/** A word that stands in so many examples is known by itself; of small talk, every word is. */
const KNOWN_FROM = 3;
/** A feature of fewer examples is chance. */
const FEATURE_FROM = 3;
const EPOCHS = 30;
const RATE = 0.1;
const L2 = 3e-4;
/** Weights below it are left out. */
const LEAST_WEIGHT = 0.2;
const FOLDS = 5;

export interface IntentModel {
  readonly words: ReadonlySet<string>;
  readonly constants: readonly number[];
  readonly features: ReadonlyMap<string, readonly number[]>;
}

/** All examples, in the order of the table. */
export function labelled(): Labelled[] {
  return NAMES.flatMap((name, intent) =>
    INTENTS[name]
      .trim()
      .split('\n')
      .map((line) => ({ text: line.trim().replace(/['’]/g, ''), intent, kinds: true })),
  );
}

/** "hiya", "thanks mate": there is only one way to say it. */
function isExclamation(example: Labelled | undefined): boolean {
  return (
    example !== undefined && isChat(NAMES[example.intent] as Name) && example.text.split(' ').length <= 2
  );
}

export function learnIntents(examples: readonly Labelled[]): IntentModel {
  const counts = new Map<string, number>();
  for (const { text, intent } of examples)
    for (const word of new Set(text.split(' ')))
      counts.set(word, (counts.get(word) ?? 0) + (isChat(NAMES[intent] as Name) ? KNOWN_FROM : 1));
  const words = new Set([...counts].filter(([, n]) => n >= KNOWN_FROM).map(([word]) => word));
  const seen = new Map<string, number>();
  const lists = examples.map(({ text }) => intentFeatures(text, words));
  for (const [i, list] of lists.entries())
    for (const feature of list)
      seen.set(feature, (seen.get(feature) ?? 0) + (isExclamation(examples[i]) ? FEATURE_FROM : 1));
  const index = new Map([...seen].filter(([, n]) => n >= FEATURE_FROM).map(([feature], i) => [feature, i]));
  const rows = lists.map((list) => list.flatMap((feature) => index.get(feature) ?? []));
  const k = NAMES.length;
  const weights = new Float64Array(index.size * k);
  const squares = new Float64Array(index.size * k);
  const constants = new Float64Array(k);
  // AdaGrad (Duchi, Hazan and Singer, 2011), one example at a time, in a mixed and always the same order.
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let step = 0; step < rows.length; step++) {
      const at = ((step + epoch) * 7919) % rows.length;
      const row = rows[at] as number[];
      const odds = Array.from(constants);
      for (const f of row)
        for (let c = 0; c < k; c++) odds[c] = (odds[c] as number) + (weights[f * k + c] as number);
      const { text, kinds, intent } = examples[at] as Labelled;
      NAMES.forEach((name, c) => {
        if (c !== intent && !isAdmissible(name, text, kinds)) odds[c] = Number.NEGATIVE_INFINITY;
      });
      const shares = softmax(odds);
      for (let c = 0; c < k; c++) {
        if (shares[c] === 0) continue;
        const slope = (shares[c] as number) - (intent === c ? 1 : 0);
        constants[c] = (constants[c] as number) - 0.01 * slope;
        for (const f of row) {
          const o = f * k + c;
          const gradient = slope + L2 * (weights[o] as number);
          squares[o] = (squares[o] as number) + gradient * gradient;
          weights[o] = (weights[o] as number) - (RATE * gradient) / (Math.sqrt(squares[o] as number) + 1e-6);
        }
      }
    }
  }
  const features = new Map<string, readonly number[]>();
  for (const [feature, f] of index) {
    const own = Array.from({ length: k }, (_, c) => rounded(weights[f * k + c] as number));
    if (own.some((value) => value !== 0)) features.set(feature, own);
  }
  return { words, constants: Array.from(constants, rounded), features };
}

/** To tenths, as weights are stored. */
const rounded = (value: number): number => (Math.abs(value) < LEAST_WEIGHT ? 0 : Number(value.toFixed(1)));

function softmax(odds: readonly number[]): number[] {
  const most = Math.max(...odds);
  const shares = odds.map((value) => Math.exp(value - most));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / all);
}

/** The intent that a model sees in a message, and how likely. */
export function recognised(
  model: IntentModel,
  { text, kinds }: Labelled,
): { intent: Name; likelihood: number } {
  const odds = model.constants.map((value, c) =>
    isAdmissible(NAMES[c] as Name, text, kinds) ? value : Number.NEGATIVE_INFINITY,
  );
  for (const feature of intentFeatures(text, model.words))
    model.features.get(feature)?.forEach((value, c) => {
      odds[c] = (odds[c] as number) + value;
    });
  const shares = softmax(odds);
  const best = shares.indexOf(Math.max(...shares));
  return { intent: NAMES[best] as Name, likelihood: shares[best] as number };
}

/** What the kinds of questions in the sets want. */
const WANTED: Readonly<Record<string, Name>> = {
  definition: 'definition',
  recommend: 'recommend',
  filter: 'list',
  list: 'list',
  compare: 'compare',
  fact: 'fact',
  howto: 'fact',
  why: 'fact',
  unknown: 'fact',
  outside: 'fact',
};

/** The first questions of a set as examples: what is not said to be another kind asks for a fact. */
export async function intentsOf({ rows, lexicon, engine }: QuestionSet): Promise<Labelled[]> {
  const out: Labelled[] = [];
  for (const { q, kind = 'fact', context } of rows) {
    const wanted = WANTED[kind];
    if (!wanted || (context && context.length > 0)) continue;
    const text = await withKnownWords(engine.vocabulary, (known) => readShape(q, lexicon, known));
    // "What is X" and X is no subject.
    const name = wanted === 'definition' && !text.includes('SUBJ') ? 'meaning' : wanted;
    out.push({ text, intent: NAMES.indexOf(name), kinds: lexicon.nouns.size > 0 });
  }
  return out;
}

/**
 * Learns, prints how well unseen examples are told apart, and writes the weights.
 * @param asked examples beside those of the table
 */
export async function trainIntents(asked: readonly Labelled[], write: boolean): Promise<void> {
  const all = [...labelled(), ...asked];
  const wrong = new Map<string, number>();
  let right = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    const model = learnIntents(all.filter((_, i) => i % FOLDS !== fold));
    for (const [i, one] of all.entries()) {
      if (i % FOLDS !== fold) continue;
      const { intent } = one;
      const found = recognised(model, one).intent;
      if (found === NAMES[intent]) right++;
      else wrong.set(`${NAMES[intent]} as ${found}`, (wrong.get(`${NAMES[intent]} as ${found}`) ?? 0) + 1);
    }
  }
  const worst = [...wrong].sort((a, b) => b[1] - a[1]).slice(0, 8);
  console.log(
    `intents, cross-fitted: ${right} of ${all.length} right; ${worst.map(([what, n]) => `${what} ${n}`).join(', ')}`,
  );
  if (!write) return;
  const model = learnIntents(all);
  const lines = [...model.features].map(
    ([feature, own]) =>
      `${feature}|${own.flatMap((value, i) => (value === 0 ? [] : [`${i}:${Math.round(value * 10)}`])).join(' ')}`,
  );
  writeFileSync(
    new URL('../../src/query/intents/weights.ts', import.meta.url),
    `${learnedWith(await intentsFingerprint())}

/** Words that are known by themselves; all others are alike. */
export const WORDS = \`
${lineUp([...model.words].sort())}
\`;

/** What speaks for every intent by itself, in the order of the table. */
export const CONSTANTS = [${model.constants.join(', ')}];

/** For every run of words, a line: what it says in tenths for each intent by its number in the table. */
export const FEATURES = \`
${lines.join('\n')}
\`;
`,
  );
  console.log(`wrote src/query/intents/weights.ts: ${model.features.size} features`);
}

/** Words in lines of at most 110 characters. */
function lineUp(words: readonly string[]): string {
  const lines = [''];
  for (const word of words) {
    const last = lines.at(-1) as string;
    if (last.length + word.length > 110) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
