import { describe, expect, it } from 'vitest';
import { isFunctionWord, LIGHT_WEIGHT, wordWeight } from '../../../src/text/function-words.js';
import { stem } from '../../../src/text/stem.js';

describe('stem', () => {
  it.each([
    ['caching', 'cache', 'caches', 'cached'],
    ['templates', 'template', 'templating'],
    ['wrote', 'written', 'write', 'writes'],
    ['kept', 'keep', 'keeping'],
    ['leaves', 'leaf'],
    ['people', 'person'],
    ['children', 'child'],
    ['authorization', 'authorise', 'authorized'],
    ['brewed', 'brewing', 'brews'],
    ['die', 'dies', 'died', 'dying'],
    ['tie', 'ties', 'tied', 'tying'],
  ])('gives the forms %j one stem', (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });

  it.each([
    ['author', 'authorization'],
    ['custom', 'customize'],
    ['community', 'communicate'],
    ['university', 'universe'],
    ['police', 'policy'],
  ])('keeps %j apart from %j', (one, other) => {
    expect(stem(one)).not.toBe(stem(other));
  });

  it.each(['c#', 'c++', 'es6', 'js', 'v8', 'a', '', '茶'])('leaves %j as it is', (word) => {
    expect(stem(word)).toBe(word);
  });

  it('gives the same stem again', () => {
    const words = ['running', 'oxidation', 'made', 'scaffolding'];
    expect(words.map(stem)).toEqual(words.map(stem));
  });
});

describe('wordWeight', () => {
  it.each(['the', 'which', 'please', 'is', 'dont', 'me'])('gives the grammar word %j none', (word) => {
    expect(wordWeight(word)).toBe(0);
    expect(isFunctionWord(word)).toBe(true);
  });

  it.each(['use', 'uses', 'using', 'support', 'supports', 'good'])(
    'gives the common word %j a little',
    (word) => {
      expect(wordWeight(word)).toBe(LIGHT_WEIGHT);
    },
  );

  it.each(['website', 'software', 'tool', 'hobby', 'homework', 'power'])(
    'gives the word %j, which an article may be about, all',
    (word) => {
      expect(wordWeight(word)).toBe(1);
    },
  );

  it.each(['caffeine', 'security', 'python', 'milk'])('gives the word %j, which tells, all', (word) => {
    expect(wordWeight(word)).toBe(1);
  });
});
