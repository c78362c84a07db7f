import { expect, it } from 'vitest';
import type { Condition } from '../../../src/query/query.js';
import { factStrength, isWholeValue, mentions, saysNo } from '../../../src/subjects/fact-strength.js';
import { BOATS } from '../../boats.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const boats = knowledgeOf(corpusOf([BOATS]));
const { subjects } = boats.outline;
const conditionOf = async (question: string) => (await queryOf(question, boats)).conditions[0] as Condition;

it.each([
  ['which boats have a sail', 'Sail', 'Yes', 1],
  ['which boats have a sail', 'Sail', '12 square metres', 1],
  ['which boats have a sail', 'Sail', 'Yes, at no cost', 1],
  ['which boats have a sail', 'Sail', '0.5 square metres', 1],
  ['which boats have a sail', 'Sail', 'No', 0],
  ['which boats have a sail', 'Sail', 'On hire, no deposit', 1],
  ['which boats have a sail', 'Sail', 'None as yet', 0],
  ['which boats have a sail', 'Sail', 'As good as none', 0],
  ['which boats have a sail', 'Sail', 'False', 0],
  ['which boats have a sail', 'Sail', '0', 0],
  ['which boats need a licence', 'Licence', 'Free', 1],
  ['which boats have a sail', 'Licence', 'Required', 0],
  ['which boats are made in Denmark', 'Made in', 'Denmark', 1],
  ['which boats are made in Denmark', 'Made in', 'Holland', 0],
])('%j by the row "%s: %s" is met by %d', async (question, label, value, strength) => {
  expect(factStrength(await conditionOf(question), label, value)).toBe(strength);
});

it.each(['Yes', 'yes', 'True'])(
  'takes a part of its words from a label with the value "%s"',
  async (value) => {
    const condition = await conditionOf('which boats have a folding sail');
    expect(factStrength(condition, 'Sail', value)).toBeGreaterThan(0);
    expect(factStrength(condition, 'Sail', '12 square metres')).toBe(0);
  },
);

it.each([
  ['which boats have a sail', 'Sail', 'No', true],
  ['which boats have a sail', 'Sail', 'Yes', false],
  ['which boats have a sail', 'Motor', 'No', false],
  ['which boats have a folding sail', 'Sail', 'No', false],
  ['which boats have a sail or a motor', 'Sail', 'No', false],
])('%j is denied by the row "%s: %s": %s', async (question, label, value, denied) => {
  expect(saysNo(await conditionOf(question), label, value)).toBe(denied);
});

it('is met in part by a row that says a part', async () => {
  const condition = await conditionOf('which boats cross a deep river');
  expect(factStrength(condition, 'Waters', 'River')).toBeGreaterThan(0);
  expect(factStrength(condition, 'Waters', 'River')).toBeLessThan(1);
});

it('tells a whole value from a part of one', async () => {
  const denmark = await conditionOf('which boats are made in Denmark');
  expect(isWholeValue(denmark, 'Made in', subjects)).toBe(true);
  expect(isWholeValue(denmark, 'Licence', subjects)).toBe(false);
});

it('finds a name only word for word', () => {
  expect(mentions('Faster than a White-Oak yawl.', 'white oak')).toBe(false);
  expect(mentions('Faster than a white oak yawl.', 'White oak')).toBe(true);
  expect(mentions('A white boat of oak.', 'White oak')).toBe(false);
});
