import { beforeAll, expect, it } from 'vitest';
import type { Bot } from '../../../src/bot.js';
import { understand } from '../../../src/query/understand.js';
import { isKnownToTables, refineConditions } from '../../../src/search/refine-conditions.js';
import { stem } from '../../../src/text/stem.js';
import { builtFrom, TEAS } from '../../builders.js';

let teas: Bot;
beforeAll(async () => {
  teas = (await builtFrom(TEAS)).bot;
});

const conditionsOf = (question: string) => understand(question, teas.lexicon).conditions;

it.each([
  ['which teas are grown in Taiwan', [['grown taiwan', false]]],
  [
    'a Taiwan breakfast tea',
    [
      ['taiwan', false],
      ['breakfast', false],
    ],
  ],
  [
    'a smooth Japan tea',
    [
      ['japan', false],
      ['smooth', true],
    ],
  ],
])('cuts %j where a table knows a part, and says what is spare', (question, conditions) => {
  const refined = refineConditions(conditionsOf(question), teas.corpus, teas.lexicon.isOrdinary);
  expect(refined.map(({ text, spare }) => [text, spare])).toEqual(conditions);
});

it('leaves out a word that stands everywhere, unless it is all there is', () => {
  const conditions = conditionsOf('teas for children, grown in China');
  const isOrdinary = (one: string) => one === stem('children');
  expect(refineConditions(conditions, teas.corpus, isOrdinary).map(({ text }) => text)).toEqual([
    'grown china',
  ]);
  expect(refineConditions(conditions.slice(0, 1), teas.corpus, isOrdinary)).toHaveLength(1);
});

it('knows which conditions a table decides', () => {
  const known = conditionsOf('teas for children, grown in China').map((one) =>
    isKnownToTables(one, teas.corpus),
  );
  expect(known).toEqual([false, true]);
});
