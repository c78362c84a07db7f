import { expect, it } from 'vitest';
import type { Condition } from '../../../src/query/query.js';
import { decidingLabels, sorts } from '../../../src/subjects/deciding-labels.js';
import { BRIDGES, corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const bridges = knowledgeOf(corpusOf([BRIDGES]));
const { subjects } = bridges.outline;

it.each([
  ['which bridges are made of wood', ['Material']],
  ['which bridges were seen by Marta Oyelaran', ['Inspector']],
  ['which bridges carry a railway', []],
])('%j is decided by the rows %j', async (question, labels) => {
  const condition = (await queryOf(question, bridges)).conditions[0] as Condition;
  expect([...decidingLabels(condition, subjects)]).toEqual(labels);
});

it('knows the rows that nearly every subject has', () => {
  expect(sorts('Material', subjects)).toBe(true);
  expect(sorts('Inspector', subjects)).toBe(false);
});
