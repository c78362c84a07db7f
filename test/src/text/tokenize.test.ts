import { describe, expect, it } from 'vitest';
import { compact } from '../../../src/text/compact.js';
import { fold, MAX_WORD_LENGTH, terms, tokenize } from '../../../src/text/tokenize.js';

const words = (text: string) => tokenize(text).map((token) => token.text);

describe('tokenize', () => {
  it.each([
    ['Green tea, please!', ['green', 'tea', 'please']],
    ['Node.js and ASP.NET', ['node.js', 'and', 'asp.net']],
    ['C# or C++?', ['c#', 'or', 'c++']],
    ['cross-platform', ['cross-platform']],
    ["the drinker's cup", ['the', 'drinker', 'cup']],
    ['the drinkers’ cups', ['the', 'drinkers', 'cups']],
    ["don't", ['dont']],
    ['Café CRÈME', ['cafe', 'creme']],
    ['ｆｕｌｌ ｗｉｄｔｈ', ['full', 'width']],
    ['茶 is tea', ['茶', 'is', 'tea']],
    ['70 to 80 °C', ['70', 'to', '80', 'c']],
    ['3.5 per cent', ['3.5', 'per', 'cent']],
    ['R&D and TCP/IP', ['r&d', 'and', 'tcp/ip']],
    ['snake_case', ['snake_case']],
    ['', []],
    ['…?! --- 🔥', []],
    ["''' ’s", ['s']],
  ])('cuts %j into words', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('keeps the parts of a compound, and the form in which they are one word', () => {
    expect(tokenize('real-time Node.js')).toMatchObject([
      { text: 'real-time', parts: ['real', 'time'], joined: 'realtime', dotted: false },
      { text: 'node.js', parts: ['node', 'js'], joined: 'nodejs', dotted: true },
    ]);
  });

  it('cuts a word that is longer than any name to its first letters', () => {
    const [token] = tokenize('x'.repeat(5000));
    expect(token?.text).toHaveLength(MAX_WORD_LENGTH);
  });

  it('reads a word of a hundred thousand joints', () => {
    expect(tokenize('a-'.repeat(100_000))).toHaveLength(1);
    expect(tokenize("a'".repeat(100_000))).toHaveLength(1);
  });
});

describe('terms', () => {
  it('gives the stem of every part, and of a compound as one word', () => {
    expect(terms('Real-time caching')).toEqual(['real', 'time', 'realtim', 'cach']);
  });
});

describe('fold', () => {
  it.each([
    ['Über', 'uber'],
    ['ELIXIR', 'elixir'],
    ['tea’s', 'tea'],
    ["teas'", 'teas'],
  ])('folds %j to %j', (word, folded) => {
    expect(fold(word)).toBe(folded);
  });
});

describe('compact', () => {
  it.each([
    ['Node JS', 'nodejs'],
    ['node.js', 'nodejs'],
    ['NODE-JS', 'nodejs'],
    ['C#', 'c#'],
    ['C++', 'c++'],
    ['Pu-erh', 'puerh'],
    ['Crème', 'creme'],
  ])('writes the name %j as %j', (name, key) => {
    expect(compact(name)).toBe(key);
  });
});
