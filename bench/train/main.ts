/**
 * Learns the weights of the ranker and of the likelihood (`src/retrieval/weights/words.ts`).
 *
 *   npm run train -- [MANIFEST.json] [--write]
 *
 * A manifest names question sets with their articles, and a reading-comprehension set. That of the repository, which
 * is taken when none is named, holds only what we wrote; the weights that are committed were learned with sets of
 * public documentation beside it, whose texts stay outside. Printed figures are of questions whose body of
 * articles the weights have not seen. The same data gives the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { likelihoodOf } from '../../src/retrieval/calibrate.js';
import {
  BLOCK_FEATURES,
  LINE_FEATURES,
  MEASURES,
  namesOf,
  PASSAGE_FEATURES,
} from '../../src/retrieval/features.js';
import { judge } from '../../src/retrieval/find.js';
import type { Weights } from '../../src/retrieval/rank.js';
import type { Table } from '../../src/retrieval/tables.js';
import { type Example, examplesOf, followUpsOf, withoutAnswers } from './examples.js';
import { learnedWith, rankerFingerprint } from './fingerprint.js';
import { type Choice, fitLogistic, fitSoftmax, type Judged } from './fit.js';
import { intentsOf, trainIntents } from './intents.js';
import { passageText } from './meets.js';
import { report } from './report.js';
import { readSets } from './sets.js';

/** The sets of the repository. */
const OWN = fileURLToPath(new URL('own.json', import.meta.url));
const FOLDS = 6;
const L2 = { passage: 1e-2, block: 1e-2, line: 2e-3, likelihood: 8e-3 };
/** What a question counts whose answering passages were taken out. */
const TAKEN_OUT = 0.1;

/** An example and the answer that would be given. */
export interface Outcome {
  readonly example: Example;
  readonly measures: Float64Array;
  readonly rightPassage: boolean;
  readonly ofThree: boolean;
  readonly right: boolean;
  readonly rightLine: boolean;
  readonly weight: number;
}

async function main(file: string, write: boolean): Promise<void> {
  const sets = await readSets(file);
  const taught = await Promise.all(sets.filter((set) => set.teachesIntents).map(intentsOf));
  await trainIntents(taught.flat(), write);
  const examples: Example[] = [];
  for (const set of sets) examples.push(...(await examplesOf(set)));
  // The turn before a follow-up is answered as far as is known without follow-ups.
  const first: Weights = { ...learnRanker(examples), likelihood: NO_LIKELIHOOD };
  for (const set of sets) examples.push(...(await followUpsOf(set, first)));
  const foldOf = foldsOf(examples);
  const outcomes: Outcome[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const ranker = learnRanker(examples.filter((one) => foldOf(one) !== fold));
    for (const one of examples) {
      if (foldOf(one) !== fold) continue;
      outcomes.push(outcomeOf(one, ranker, one.set.weight));
      if (one.passages.includes(1) && !one.set.bySentence)
        outcomes.push(outcomeOf(withoutAnswers(one), ranker, TAKEN_OUT * one.set.weight));
    }
  }
  const judgedBy = (own: readonly Outcome[]) => learnLikelihood(own);
  const likelihoods = Array.from({ length: FOLDS }, (_, fold) =>
    judgedBy(outcomes.filter(({ example }) => foldOf(example) !== fold)),
  );
  report(
    outcomes.map((one) => ({
      ...one,
      likelihood: likely(one, likelihoods[foldOf(one.example)] as Weights['likelihood']),
    })),
  );
  if (!write) return;
  const weights: Weights = { ...learnRanker(examples), likelihood: judgedBy(outcomes) };
  const target = new URL('../../src/retrieval/weights/words.ts', import.meta.url);
  writeFileSync(target, source(weights, await rankerFingerprint()));
  console.log('wrote src/retrieval/weights/words.ts');
}

/** Bodies of articles in turn; the parts of a reading-comprehension set by the articles that are left out together. */
function foldsOf(examples: readonly Example[]): (example: Example) => number {
  const bodies = [...new Set(examples.filter(({ asked }) => asked.part === '').map(({ set }) => set.body))];
  return ({ set, asked }) => (asked.part === '' ? bodies.indexOf(set.body) : Number(asked.part)) % FOLDS;
}

type Ranker = Omit<Weights, 'likelihood'>;

function learnRanker(examples: readonly Example[]): Ranker {
  const passages = examples.map(({ tables, passages: labels, set }) =>
    choice(tables.passages, labels, set.weight),
  );
  const inside = (kind: 'blocks' | 'lines') =>
    examples.flatMap((one): Choice[] => {
      const starts = kind === 'blocks' ? one.tables.firstBlock : one.tables.firstLine;
      return [...one.passages].flatMap((right, p) =>
        right === 1
          ? [slice(one.tables[kind], one[kind], starts[p] as number, starts[p + 1] as number, one.set.weight)]
          : [],
      );
    });
  return {
    passage: named(PASSAGE_FEATURES, fitSoftmax(passages, columns(PASSAGE_FEATURES), L2.passage)),
    block: named(BLOCK_FEATURES, fitSoftmax(inside('blocks'), columns(BLOCK_FEATURES), L2.block)),
    line: named(LINE_FEATURES, fitSoftmax(inside('lines'), columns(LINE_FEATURES), L2.line)),
  };
}

function choice({ values, rows }: Table, labels: Uint8Array, weight: number): Choice {
  return { values, rows, labels, weight };
}

function slice(
  { values, columns: n }: Table,
  labels: Uint8Array,
  from: number,
  to: number,
  weight: number,
): Choice {
  return {
    values: values.subarray(from * n, to * n),
    rows: to - from,
    labels: labels.subarray(from, to),
    weight,
  };
}

const NO_LIKELIHOOD = Object.fromEntries(
  ['constant', ...namesOf(MEASURES)].map((name) => [name, 0]),
) as Weights['likelihood'];

function outcomeOf(example: Example, ranker: Ranker, weight: number): Outcome {
  const { evidence, shown, measures } = judge(example.query, example.found, {
    ...ranker,
    likelihood: NO_LIKELIHOOD,
  });
  const { isRight, answers } = example.asked;
  const [first] = evidence;
  const quoted = first
    ? [first.line.sentence, first.beside ?? -1].map((at) => first.line.item.sentences[at]?.text ?? '')
    : [];
  const rightLine = first !== undefined && answers(quoted.join(' '), first.passage);
  const text = evidence.slice(0, shown).map(({ blocks }) => passageText(blocks));
  const isShown = evidence.slice(0, shown).some(({ passage }) => answers(text.join('\n'), passage));
  return {
    example,
    measures: Float64Array.from(namesOf(MEASURES), (name) => measures[name] ?? 0),
    rightPassage: first !== undefined && isRight(first.passage),
    ofThree: evidence.slice(0, 3).some(({ passage }) => isRight(passage)),
    right: isShown,
    rightLine,
    weight,
  };
}

function learnLikelihood(outcomes: readonly Outcome[]): Weights['likelihood'] {
  const judged: Judged[] = outcomes.map(({ measures, right, weight }) => ({
    values: measures,
    right,
    weight,
  }));
  const [constant = 0, ...rest] = fitLogistic(judged, columns(MEASURES), L2.likelihood);
  return { constant, ...named(MEASURES, Float64Array.from(rest)) };
}

function likely({ measures }: Outcome, likelihood: Weights['likelihood']): number {
  const byName = Object.fromEntries(namesOf(MEASURES).map((name, i) => [name, measures[i] ?? 0]));
  return likelihoodOf(byName, { likelihood });
}

function columns(table: object): number {
  return Object.keys(table).length;
}

function named<K extends string>(
  table: Readonly<Record<K, unknown>>,
  values: Float64Array,
): Record<K, number> {
  return Object.fromEntries(namesOf(table).map((name, i) => [name, rounded(values[i] ?? 0)])) as Record<
    K,
    number
  >;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

function source(weights: Weights, print: string): string {
  const part = (name: keyof Weights) => {
    const lines = Object.entries(weights[name]).map(([key, value]) => `    ${key}: ${rounded(value)},`);
    return `  ${name}: {\n${lines.join('\n')}\n  },`;
  };
  return `${learnedWith(print)}
// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a learned number may come near any.
import type { Weights } from '../rank.js';

/** Learned for ranking by words alone. */
export const WORDS: Weights = {
${(['passage', 'block', 'line', 'likelihood'] as const).map(part).join('\n')}
};
`;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean' } },
});
await main(positionals[0] ?? OWN, values.write === true);
