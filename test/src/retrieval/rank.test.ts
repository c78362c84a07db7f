import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzed } from '../../../src/retrieval/analyze.js';
import {
  BLOCK_FEATURES,
  LINE_FEATURES,
  MEASURES,
  namesOf,
  PASSAGE_FEATURES,
} from '../../../src/retrieval/features.js';
import { candidatesOf, foundOf } from '../../../src/retrieval/find.js';
import { orderOf } from '../../../src/retrieval/order.js';
import { probabilities, rank, type Weights } from '../../../src/retrieval/rank.js';
import { release, seek } from '../../../src/retrieval/seek.js';
import { measure, type Tables } from '../../../src/retrieval/tables.js';
import { LEARNED } from '../../../src/retrieval/weights/learned.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const TABLES = {
  passage: PASSAGE_FEATURES,
  block: BLOCK_FEATURES,
  line: LINE_FEATURES,
} as const;

const KITES = `# Kites

## Sails

A kite of silk flies high. Silk is dear.

A kite of paper flies low.

## Tails

A long tail steadies the kite.
`;

async function tablesOf(question: string): Promise<Tables> {
  const knowledge = knowledgeOf(corpusOf([KITES]));
  const query = await queryOf(question, knowledge);
  const found = await foundOf(await candidatesOf(query, knowledge.engine), knowledge.engine);
  for (const { passage } of found) analyzed(passage);
  const sought = seek(query);
  const tables = measure(sought, found);
  release(sought);
  return tables;
}

const zeros = (table: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.keys(table).map((name) => [name, 0]));
/** Weights of which only those given count. */
const only = (given: { [K in keyof typeof TABLES]?: Record<string, number> }): Weights =>
  ({
    passage: { ...zeros(PASSAGE_FEATURES), ...given.passage },
    block: { ...zeros(BLOCK_FEATURES), ...given.block },
    line: { ...zeros(LINE_FEATURES), ...given.line },
    likelihood: { ...zeros(MEASURES), constant: 0 },
  }) as Weights;

/** What a stage does not measure yet. */
const LATER = { words: /^(?:meaning|reranked)/, meaning: /^reranked/, reranked: /^$/ } as const;

describe.each(['words', 'meaning', 'reranked'] as const)('the learned weights of the stage %s', (stage) => {
  const learned = LEARNED[stage];
  const measured = (names: readonly string[]) => names.filter((name) => !LATER[stage].test(name)).sort();

  it.each(['passage', 'block', 'line'] as const)(
    'of a %s name what is measured of one and no other',
    (kind) => {
      const weights: Readonly<Record<string, number>> = learned[kind];
      expect(Object.keys(weights).sort()).toEqual(measured(Object.keys(TABLES[kind])));
      for (const weight of Object.values(weights)) expect(Number.isFinite(weight)).toBe(true);
    },
  );

  it('of the likelihood name the measures and a constant', () => {
    expect(Object.keys(learned.likelihood).sort()).toEqual(measured([...namesOf(MEASURES), 'constant']));
    for (const weight of Object.values(learned.likelihood)) expect(Number.isFinite(weight)).toBe(true);
  });
});
describe('the ranking', () => {
  it('is by what the weights name alone: with none, all are equal and stay as the engine has them', async () => {
    const { passages, blocks, lines, order } = rank(await tablesOf('kite of silk'), only({}));
    for (const value of [...passages, ...blocks, ...lines]) expect(value).toBe(0);
    expect(order).toEqual(order.map((_, i) => i));
  });

  it('adds what each feature is worth', async () => {
    const tables = await tablesOf('kite of silk');
    const text = rank(tables, only({ passage: { text: 2 } })).passages;
    const first = rank(tables, only({ passage: { heading: 3 } })).passages;
    const both = rank(tables, only({ passage: { text: 2, heading: 3 } })).passages;
    both.forEach((value, p) => {
      expect(value).toBeCloseTo((text[p] ?? 0) + (first[p] ?? 0), 10);
    });
  });

  it('knows nothing of a name that is not measured', async () => {
    const tables = await tablesOf('kite of silk');
    const plain = only({ passage: { text: 2 }, line: { line: 1 } });
    const more = only({ passage: { text: 2, fame: 100 }, line: { line: 1, fame: -100 } });
    expect(rank(tables, more)).toEqual(rank(tables, plain));
  });
});

const numbers = fc.array(fc.float({ noNaN: true, min: -50, max: 50 }), { minLength: 1, maxLength: 12 });

describe('likelihoods among candidates', () => {
  it('are 1 in all, and the larger the better', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const likely = probabilities(Float64Array.from(values));
        expect(likely.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        const order = orderOf(Float64Array.from(values));
        const sorted = order.map((i) => likely[i] as number);
        expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
      }),
    );
  });
});

describe('an order', () => {
  it('has every position once, the largest first, equals as they stand', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 12 }), (values) => {
        const order = orderOf(Float64Array.from(values));
        expect([...order].sort((a, b) => a - b)).toEqual(values.map((_, i) => i));
        for (let i = 1; i < order.length; i++) {
          const [a, b] = [order[i - 1] as number, order[i] as number];
          expect(values[a] as number).toBeGreaterThanOrEqual(values[b] as number);
          if (values[a] === values[b]) expect(a).toBeLessThan(b);
        }
      }),
    );
  });
});
