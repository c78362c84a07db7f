import { describe, expect, it } from 'vitest';
import { type AnswerType, expectedAnswerType, markAsking } from '../../../src/query/answer-type.js';
import { type Word, wordsOf } from '../../../src/query/words.js';

describe('expectedAnswerType', () => {
  it.each<[string, AnswerType | null]>([
    ['who invented SUBJ', 'creator'],
    ['who created SUBJ', 'creator'],
    ['who made SUBJ', 'creator'],
    ['which company created SUBJ', 'creator'],
    ['who uses SUBJ', 'user'],
    ['who has built a business on SUBJ', 'user'],
    ['which brands are built on SUBJ', 'user'],
    ['how much does SUBJ cost', 'price'],
    ['what is the latest version of SUBJ', 'version'],
    ['what is SUBJ made of', null],
  ])('knows what an answer to %j must hold: %s', (shape, type) => {
    expect(expectedAnswerType(shape)).toBe(type);
  });
});

describe('markAsking', () => {
  it.each([
    ['how long does it keep', ['long']],
    ['a long road', []],
    ['the latest version of it', ['version']],
    ['a version of it', []],
    ['which brands rely on SUBJ', ['brands']],
    ['the brands of SUBJ', []],
  ])('marks in %j the words %j, which the answer need not hold', (shape, marked) => {
    const words = wordsOf(shape);
    markAsking(words, shape);
    expect(words.filter(({ role }) => role === 'asking').map(({ text }) => text)).toEqual(marked);
  });

  it('leaves the name of a subject what it is', () => {
    const words = wordsOf('which brands use pages');
    const pages = words[3] as Word;
    pages.role = 'subject';
    markAsking(words, 'which brands use SUBJ');
    expect(words.map(({ role }) => role)).toEqual([null, 'asking', null, 'subject']);
  });
});
