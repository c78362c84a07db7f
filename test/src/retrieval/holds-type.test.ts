import { describe, expect, it } from 'vitest';
import type { AnswerType } from '../../../src/query/answer-type.js';
import { holdsTyped, isTyped, wordsOf } from '../../../src/retrieval/holds-type.js';

describe('holdsTyped', () => {
  it.each<[AnswerType, string, boolean]>([
    ['creator', 'It was created by Ada Lovelace.', true],
    ['creator', 'The Koa team designed it.', true],
    ['creator', 'It creates pages.', false],
    ['user', 'It is used by Acme and Zenith.', true],
    ['user', 'Acme and Zenith are companies that rely on it.', true],
    ['user', 'Unlike Acme, software such as Zenith relies on many files.', false],
    ['version', 'The pump came with release 4.2.1.', true],
    ['version', 'It is sold since 1999.', false],
    ['version', 'It is old.', false],
    ['date', 'It was released in 2004.', false],
  ])('looks for a %s in %j: %s', (type, sentence, holds) => {
    expect(holdsTyped(sentence, type, new Set())).toBe(holds);
  });

  it('knows who uses a thing by the name of the thing', () => {
    const names = wordsOf('Who uses Rails?');
    expect(holdsTyped('Acme and Zenith are shops built with Rails.', 'user', names)).toBe(true);
    expect(holdsTyped('Acme and Zenith are shops built with Koa.', 'user', names)).toBe(false);
  });

  it('takes no name for an answer that the question itself gave', () => {
    const sentence = 'It was created by Ada.';
    expect(holdsTyped(sentence, 'creator', wordsOf('Who created it?'))).toBe(true);
    expect(holdsTyped(sentence, 'creator', wordsOf('Who created it, Ada?'))).toBe(false);
  });

  it('knows a version by the number behind the name', () => {
    expect(holdsTyped('Use Gull 7 or later.', 'version', wordsOf('Which version of Gull?'))).toBe(true);
    expect(holdsTyped('Use Tern 7 or later.', 'version', wordsOf('Which version of Gull?'))).toBe(false);
  });
});

it.each<[AnswerType | null, boolean]>([
  ['creator', true],
  ['expansion', true],
  ['date', false],
  [null, false],
])('tells of %s whether it takes the words of a sentence: %s', (type, typed) => {
  expect(isTyped(type)).toBe(typed);
});
