import { describe, expect, it } from 'vitest';
import { conditionText, countWord } from '../../../src/answer/wording.js';
import { knowledgeFrom, queryOf, TEAS } from '../../builders.js';

describe('conditionText', () => {
  it.each([
    ['teas grown in china that are low in caffeine', '“china”, “low caffeine”'],
    ['which teas are from China but not bitter', '“china”, not “bitter”'],
    ['which tea follows the ideas of oolong', '“ideas Oolong”'],
  ])('says the conditions of %j in the words that carry them', async (question, text) => {
    expect(conditionText((await queryOf(question, await knowledgeFrom(TEAS))).conditions)).toBe(text);
  });
});

describe('countWord', () => {
  it.each([
    [0, 'None'],
    [1, 'One'],
    [10, 'Ten'],
    [11, '11'],
  ])('writes %d as %s', (n, word) => {
    expect(countWord(n)).toBe(word);
  });
});
