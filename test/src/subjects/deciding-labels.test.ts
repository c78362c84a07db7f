import { expect, it } from 'vitest';
import type { Condition } from '../../../src/query/query.js';
import { understand } from '../../../src/query/understand.js';
import { decidingLabels, sorts } from '../../../src/search/deciding-labels.js';
import { BRIDGES, botOf, corpusOf } from '../../builders.js';

const { corpus, lexicon } = botOf(corpusOf([BRIDGES]));

it.each([
  ['which bridges are made of wood', ['Material']],
  ['which bridges were seen by Marta Oyelaran', ['Inspector']],
  ['which bridges carry a railway', []],
])('%j is decided by the rows %j', (question, labels) => {
  const condition = understand(question, lexicon).conditions[0] as Condition;
  expect([...decidingLabels(condition, corpus)]).toEqual(labels);
});

it('knows the rows that nearly every subject has', () => {
  expect(sorts('Material', corpus)).toBe(true);
  expect(sorts('Inspector', corpus)).toBe(false);
});
