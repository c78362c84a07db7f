import { beforeAll, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { isKnownToTables, refineConditions } from '../../../src/subjects/refine-conditions.js';
import { stem } from '../../../src/text/stem.js';
import { knowledgeFrom, queryOf, TEAS } from '../../builders.js';

let teas: Knowledge;
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});

const conditionsOf = async (question: string) => (await queryOf(question, teas)).conditions;

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
])('cuts %j where a table knows a part, and says what is spare', async (question, conditions) => {
  const query = await queryOf(question, teas);
  const refined = refineConditions(query.conditions, teas.outline.subjects, (one) => query.ordinary.has(one));
  expect(refined.map(({ text, spare }) => [text, spare])).toEqual(conditions);
});

it('leaves out a word that stands everywhere, unless it is all there is', async () => {
  const conditions = await conditionsOf('teas for children, grown in China');
  const isOrdinary = (one: string) => one === stem('children');
  expect(refineConditions(conditions, teas.outline.subjects, isOrdinary).map(({ text }) => text)).toEqual([
    'grown china',
  ]);
  expect(refineConditions(conditions.slice(0, 1), teas.outline.subjects, isOrdinary)).toHaveLength(1);
});

it('knows which conditions a table decides', async () => {
  const known = (await conditionsOf('teas for children, grown in China')).map((one) =>
    isKnownToTables(one, teas.outline.subjects),
  );
  expect(known).toEqual([false, true]);
});
