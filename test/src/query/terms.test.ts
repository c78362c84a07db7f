import { beforeAll, describe, expect, it } from 'vitest';
import type { Lexicon } from '../../../src/knowledge/lexicon.js';
import { findSubjects, markNouns } from '../../../src/query/entities.js';
import { isForeign } from '../../../src/query/foreign.js';
import { shapeOf } from '../../../src/query/shape.js';
import { findTerms, MAX_TERMS } from '../../../src/query/terms.js';
import { wordsOf } from '../../../src/query/words.js';
import { botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';

let teas: Lexicon;
beforeAll(async () => {
  teas = (await builtFrom(TEAS)).bot.lexicon;
});

const termsOf = (question: string, lexicon = teas) => findTerms(wordsOf(question), lexicon);
const ways = (question: string, lexicon = teas) =>
  termsOf(question, lexicon).flatMap(({ alternatives }) => alternatives.map(({ stems }) => stems.join(' ')));

describe('findTerms', () => {
  it('leaves out grammar and weighs what many questions share', () => {
    const terms = termsOf('which of the teas can I use with bergamot');
    expect(terms.map(({ text, light }) => [text, light])).toEqual([
      ['teas', false],
      ['use', true],
      ['bergamot', false],
    ]);
    const [, use, bergamot] = terms;
    expect(use?.weight).toBeLessThan(bergamot?.weight ?? 0);
  });

  it('takes a phrase of the thesaurus for one term, with its words behind it', () => {
    const [term, ...rest] = termsOf('water temperature');
    expect(rest).toEqual([]);
    expect(term).toMatchObject({ text: 'water temperature', stems: ['water', 'temperatur'], from: 0, to: 1 });
    expect(term?.alternatives.map(({ stems }) => stems.join(' '))).toContain('brew temperatur');
    expect(term?.pieces.map(({ text }) => text)).toEqual(['water', 'temperature']);
  });

  it('finds what is written together, apart, and with a slip', () => {
    expect(ways('air tight')).toContain('airtight');
    expect(ways('teaball')).toContain('tea ball');
    expect(ways('bergamott')).toContain('bergamot');
    expect(ways('theine')).not.toContain('the in');
  });

  it('says which words stand nowhere, also in other words', () => {
    expect(termsOf('fluoride decaf').map(({ text, known }) => [text, known])).toEqual([
      ['fluoride', false],
      ['decaf', true],
    ]);
  });

  it('keeps the rarest of a question of very many words, in their order', () => {
    const words = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'tea' : `word${i}`));
    const terms = termsOf(words.join(' '));
    expect(terms).toHaveLength(MAX_TERMS);
    expect(terms.every(({ text }) => text !== 'tea')).toBe(true);
    expect(terms.map(({ from }) => from)).toEqual(terms.map(({ from }) => from).sort((a, b) => a - b));
  });

  it('gives every term a weight above zero', () => {
    const corpus = corpusOf(['# T\n\nTea tea.\n']);
    for (const { weight } of termsOf('tea and more tea', botOf(corpus).lexicon))
      expect(weight).toBeGreaterThan(0);
  });
});

describe('wordsOf', () => {
  it('takes a compound apart, unless a dot joins it, and marks pauses', () => {
    expect(
      wordsOf('cross-platform, Node.js').map(({ text, glued, dotted, pause }) => ({
        text,
        glued,
        dotted,
        pause,
      })),
    ).toEqual([
      { text: 'cross', glued: false, dotted: false, pause: false },
      { text: 'platform', glued: true, dotted: false, pause: false },
      { text: 'nodejs', glued: false, dotted: true, pause: true },
    ]);
  });
});

describe('shapeOf', () => {
  it('writes a question without its names', () => {
    const words = wordsOf('which teas are like green tea');
    const subjects = findSubjects(words, teas);
    markNouns(words, subjects, teas);
    expect(shapeOf(words, subjects)).toBe('which NOUNS are like SUBJ');
  });
});

describe('isForeign', () => {
  it.each([
    ['was ist das', true],
    ['was it old', false],
    ['茶', true],
    ['', false],
  ])('tells of %j: %s', (question, foreign) => {
    expect(isForeign(wordsOf(question))).toBe(foreign);
  });
});
