import type { BlockFeature, LineFeature, Measure, PassageFeature } from './features.js';
import { BLOCK_FEATURES, LINE_FEATURES, namesOf, PASSAGE_FEATURES } from './features.js';
import { orderOf } from './order.js';
import type { Table, Tables } from './tables.js';

/** What each measure is worth, in log-odds, and in the last one how it bears on the likelihood. Learned. */
export interface Weights {
  readonly passage: Worth<PassageFeature>;
  readonly block: Worth<BlockFeature>;
  readonly line: Worth<LineFeature>;
  readonly likelihood: Worth<Measure | 'constant'>;
}

/** What is not named is worth nothing: it is not measured where these weights are used. */
type Worth<K extends string> = Readonly<Partial<Record<K, number>>>;

/** The ranks of candidates, their blocks and lines, in log-odds. */
export interface Ranking {
  /** Of every passage among the candidates. */
  readonly passages: Float64Array;
  /** Of every block among those of its passage, and of every line likewise. */
  readonly blocks: Float64Array;
  readonly lines: Float64Array;
  /** Positions of the passages, best first, ties as the engine has them. */
  readonly order: readonly number[];
}

/** Ranks by linear models over named features: passages among all, blocks and lines each within their passage. */
export function rank(tables: Tables, weights: Weights): Ranking {
  const passages = weigh(tables.passages, columnWeights(PASSAGE_FEATURES, weights.passage));
  return {
    passages,
    blocks: weigh(tables.blocks, columnWeights(BLOCK_FEATURES, weights.block)),
    lines: weigh(tables.lines, columnWeights(LINE_FEATURES, weights.line)),
    order: orderOf(passages),
  };
}

const memo = new WeakMap<object, Float64Array>();

function columnWeights<K extends string>(
  table: Readonly<Record<K, unknown>>,
  weights: Worth<K>,
): Float64Array {
  let known = memo.get(weights);
  if (!known) {
    known = Float64Array.from(namesOf(table), (name) => weights[name] ?? 0);
    memo.set(weights, known);
  }
  return known;
}

export function weigh({ rows, columns, values }: Table, weights: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  for (let row = 0, at = 0; row < rows; row++, at += columns) {
    let sum = 0;
    for (let f = 0; f < columns; f++) sum += (weights[f] as number) * (values[at + f] as number);
    out[row] = sum;
  }
  return out;
}

/** Values as likelihoods that are 1 in all (softmax), of a stretch of them. */
export function probabilities(values: Float64Array, from = 0, to = values.length): Float64Array {
  const part = values.subarray(from, to);
  let most = Number.NEGATIVE_INFINITY;
  for (const value of part) most = Math.max(most, value);
  const out = part.map((value) => Math.exp(value - most));
  let sum = 0;
  for (const value of out) sum += value;
  return out.map((value) => value / sum);
}
