import { expect, it } from 'vitest';
import { isForeign } from '../../../src/query/foreign.js';
import { wordsOf } from '../../../src/query/words.js';

it.each([
  ['was ist das', true],
  ['qué es esto', true],
  ['茶', true],
  ['что это такое', true],
  ['was it old', false],
  ['is it to come', false],
  ['', false],
])('tells of %j whether it is another language: %s', (question, foreign) => {
  expect(isForeign(wordsOf(question))).toBe(foreign);
});
