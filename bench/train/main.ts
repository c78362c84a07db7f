/**
 * Learns the weights of the ranker and of the likelihood (`src/retrieval/weights/`), stage after stage; before them
 * what tells intents (`src/query/intents/weights.ts`) and which subjects suit a wish (`src/subjects/weights.ts`).
 *
 *   npm run train -- [MANIFEST.json] [--write] [--cache DIR] [--keep-intents] [--without-ranker]
 *
 * A manifest names question sets with their articles, and a reading-comprehension set. That of the repository, which
 * is taken when none is named, holds only what we wrote; the weights that are committed were learned with sets of
 * public documentation beside it, whose texts stay outside. Printed figures are of questions whose body of
 * articles the weights have not seen. The same data gives the same bytes.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import { covered } from '../../src/retrieval/find.js';
import { judge } from '../../src/retrieval/judge.js';
import type { Weights } from '../../src/retrieval/rank.js';
import type { Table } from '../../src/retrieval/tables.js';
import {
  type Example,
  examplesOf,
  followUpsOf,
  withMeaning,
  withoutAnswers,
  withReranker,
} from './examples.js';
import { learnedWith, rankerFingerprint } from './fingerprint.js';
import { type Choice, fitLogistic, fitSoftmax, type Judged } from './fit.js';
import { intentsOf, trainIntents } from './intents.js';
import { passageText } from './meets.js';
import { ModelCache } from './models.js';
import { report } from './report.js';
import { type QuestionSet, readSets } from './sets.js';
import { trainSuits } from './suits.js';

/** The sets of the repository. */
const OWN = fileURLToPath(new URL('own.json', import.meta.url));
const FOLDS = 6;
/** Questions that are read again at a time. */
const AT_ONCE = 16;
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

/** The stages of finding, and the weights that each has: `src/retrieval/weights/STAGE.ts`. */
const STAGES = {
  words: { name: 'WORDS', what: 'Learned for ranking by words alone.' },
  meaning: { name: 'MEANING', what: 'Learned for ranking with meaning.' },
  reranked: { name: 'RERANKED', what: 'Learned for ranking when the first passages were read again.' },
} as const;
type Stage = keyof typeof STAGES;

interface Options {
  /** Folder of what the models gave. */
  readonly cache: string;
  /** Whether what tells intents is left as it is. */
  readonly keepsIntents: boolean;
  /** Whether only what tells intents and subjects is learned. */
  readonly only: boolean;
  readonly write: boolean;
}

async function main(file: string, { cache, keepsIntents, only, write }: Options): Promise<void> {
  const models = new ModelCache(cache);
  const sets: QuestionSet[] = [];
  for (const set of await readSets(file)) sets.push(await models.addMeaning(set));
  if (!keepsIntents) {
    const taught = await Promise.all(sets.filter((set) => set.teachesIntents).map(intentsOf));
    await trainIntents(taught.flat(), write);
  }
  await trainSuits(sets, write);
  if (only) return models.close();

  const examples: Example[] = [];
  for (const set of sets) examples.push(...(await examplesOf(set)));
  // The turn before a follow-up is answered as far as is known without follow-ups, by words.
  const first: Weights = { ...learnRanker('words', examples), likelihood: NO_LIKELIHOOD };
  const byWords = { words: first, meaning: first, reranked: first };
  for (const set of sets) examples.push(...(await followUpsOf(set, byWords)));
  const foldOf = foldsOf(examples);
  const print = await rankerFingerprint();
  await learn('words', examples, foldOf, print, write);

  const meant: Example[] = [];
  for (const example of examples) meant.push(await withMeaning(example));
  const rankers = await learn('meaning', meant, foldOf, print, write);

  // Which passages come first is said by weights that have not seen the body, as it is when somebody asks.
  const reread: Example[] = [];
  const chosen = meant.filter((example) => !example.set.bySentence || isReread(example));
  for (let at = 0; at < chosen.length; at += AT_ONCE)
    reread.push(
      ...(await Promise.all(
        chosen
          .slice(at, at + AT_ONCE)
          .map((example) => withReranker(example, rankers[foldOf(example)] as Weights)),
      )),
    );
  await learn('reranked', reread, foldOf, print, write);
  await models.close();
}

/** Of reading comprehension the reranker reads a twelfth: it is slow, and has seen these texts when it was trained. */
function isReread({ asked }: Example): boolean {
  return Number.parseInt(asked.id.slice(-2), 16) % 12 === 0;
}

/** Learns a stage, prints what unseen questions come to, and writes it. @returns weights of each fold's left-out */
async function learn(
  stage: Stage,
  examples: readonly Example[],
  foldOf: (example: Example) => number,
  print: string,
  write: boolean,
): Promise<Weights[]> {
  const rankers = Array.from({ length: FOLDS }, (_, fold) =>
    learnRanker(
      stage,
      examples.filter((one) => foldOf(one) !== fold),
    ),
  );
  const asked = examples.flatMap((one) => [
    { one, weight: one.set.weight },
    ...(one.passages.includes(1) && !one.set.bySentence
      ? [{ one: withoutAnswers(one), weight: TAKEN_OUT * one.set.weight }]
      : []),
  ]);
  const outcomes: Outcome[] = [];
  for (let at = 0; at < asked.length; at += AT_ONCE)
    outcomes.push(
      ...(await Promise.all(
        asked
          .slice(at, at + AT_ONCE)
          .map(({ one, weight }) => outcomeOf(stage, one, rankers[foldOf(one)] as Ranker, weight)),
      )),
    );
  const likelihoods = rankers.map((_, fold) =>
    learnLikelihood(
      stage,
      outcomes.filter(({ example }) => foldOf(example) !== fold),
    ),
  );
  console.log(`\n${stage}`);
  report(
    outcomes.map((one) => ({
      ...one,
      likelihood: likely(one, likelihoods[foldOf(one.example)] as Weights['likelihood']),
    })),
  );
  if (write) {
    const weights: Weights = {
      ...learnRanker(stage, examples),
      likelihood: learnLikelihood(stage, outcomes),
    };
    writeFileSync(
      new URL(`../../src/retrieval/weights/${stage}.ts`, import.meta.url),
      source(stage, weights, print),
    );
    console.log(`wrote src/retrieval/weights/${stage}.ts`);
  }
  return rankers.map((ranker, fold) => ({
    ...ranker,
    likelihood: likelihoods[fold] as Weights['likelihood'],
  }));
}

/** Bodies of articles in turn; the parts of a reading-comprehension set by the articles that are left out together. */
function foldsOf(examples: readonly Example[]): (example: Example) => number {
  const bodies = [...new Set(examples.filter(({ asked }) => asked.part === '').map(({ set }) => set.body))];
  return ({ set, asked }) => (asked.part === '' ? bodies.indexOf(set.body) : Number(asked.part)) % FOLDS;
}

type Ranker = Omit<Weights, 'likelihood'>;

function learnRanker(stage: Stage, examples: readonly Example[]): Ranker {
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
    passage: named(stage, PASSAGE_FEATURES, fitSoftmax(passages, columns(PASSAGE_FEATURES), L2.passage)),
    block: named(stage, BLOCK_FEATURES, fitSoftmax(inside('blocks'), columns(BLOCK_FEATURES), L2.block)),
    line: named(stage, LINE_FEATURES, fitSoftmax(inside('lines'), columns(LINE_FEATURES), L2.line)),
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

async function outcomeOf(stage: Stage, example: Example, ranker: Ranker, weight: number): Promise<Outcome> {
  const weights = { ...ranker, likelihood: NO_LIKELIHOOD };
  const judged = judge(example.query, example.found, weights);
  const { reranker } = example.set.engine;
  const { evidence, shown, measures } =
    (stage === 'reranked' && reranker && (await covered(example.query, judged, weights, reranker))) || judged;
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

function learnLikelihood(stage: Stage, outcomes: readonly Outcome[]): Weights['likelihood'] {
  const judged: Judged[] = outcomes.map(({ measures, right, weight }) => ({
    values: measures,
    right,
    weight,
  }));
  const [constant = 0, ...rest] = fitLogistic(judged, columns(MEASURES), L2.likelihood);
  return { constant, ...named(stage, MEASURES, Float64Array.from(rest)) };
}

function likely({ measures }: Outcome, likelihood: Weights['likelihood']): number {
  const byName = Object.fromEntries(namesOf(MEASURES).map((name, i) => [name, measures[i] ?? 0]));
  return likelihoodOf(byName, { likelihood });
}

function columns(table: object): number {
  return Object.keys(table).length;
}

/** Weights by name, of what the stage measures. */
function named<K extends string>(
  stage: Stage,
  table: Readonly<Record<K, unknown>>,
  values: Float64Array,
): Partial<Record<K, number>> {
  const measured = (name: string) =>
    !(stage === 'words' && name.startsWith('meaning')) &&
    !(stage !== 'reranked' && name.startsWith('reranked'));
  return Object.fromEntries(
    namesOf(table).flatMap((name, i) => (measured(name) ? [[name, rounded(values[i] ?? 0)]] : [])),
  ) as Partial<Record<K, number>>;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}

function source(stage: Stage, weights: Weights, print: string): string {
  const { name: constant, what } = STAGES[stage];
  const part = (name: keyof Weights) => {
    const lines = Object.entries(weights[name]).map(([key, value]) => `    ${key}: ${rounded(value)},`);
    return `  ${name}: {\n${lines.join('\n')}\n  },`;
  };
  return `${learnedWith(print)}
// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a learned number may come near any.
import type { Weights } from '../rank.js';

/** ${what} */
export const ${constant}: Weights = {
${(['passage', 'block', 'line', 'likelihood'] as const).map(part).join('\n')}
};
`;
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    write: { type: 'boolean' },
    cache: { type: 'string', default: join(tmpdir(), 'docent-train') },
    'keep-intents': { type: 'boolean' },
    'without-ranker': { type: 'boolean' },
  },
});
await main(positionals[0] ?? OWN, {
  cache: values.cache,
  keepsIntents: values['keep-intents'] === true,
  only: values['without-ranker'] === true,
  write: values.write === true,
});
