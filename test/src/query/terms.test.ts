import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import type { QueryTerm } from '../../../src/query/query.js';
import { findTerms, MAX_TERMS } from '../../../src/query/terms.js';
import { wordsOf } from '../../../src/query/words.js';
import { corpusOf, knowledgeFrom, knowledgeOf, reading, TEAS } from '../../builders.js';

let teas: Knowledge;
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});

const termsOf = (question: string, knowledge = teas): Promise<QueryTerm[]> =>
  reading(knowledge, (lexicon, known) => findTerms(wordsOf(question), lexicon, known));
const ways = async (question: string, knowledge = teas) =>
  (await termsOf(question, knowledge)).flatMap(({ alternatives }) =>
    alternatives.map(({ stems }) => stems.join(' ')),
  );

describe('findTerms', () => {
  it('leaves out grammar and weighs what many questions share', async () => {
    const terms = await termsOf('which of the teas can I use with bergamot');
    expect(terms.map(({ text, light }) => [text, light])).toEqual([
      ['teas', false],
      ['use', true],
      ['bergamot', false],
    ]);
    const [, use, bergamot] = terms;
    expect(use?.weight).toBeLessThan(bergamot?.weight ?? 0);
  });

  it('takes a phrase of the thesaurus for one term, with its words behind it', async () => {
    const [term, ...rest] = await termsOf('water temperature');
    expect(rest).toEqual([]);
    expect(term).toMatchObject({ text: 'water temperature', stems: ['water', 'temperatur'], from: 0, to: 1 });
    expect(term?.alternatives.map(({ stems }) => stems.join(' '))).toContain('brew temperatur');
    expect(term?.pieces.map(({ text }) => text)).toEqual(['water', 'temperature']);
  });

  it.each([
    ['air tight', 'airtight'],
    ['teaball', 'tea ball'],
    ['bergamott', 'bergamot'],
    ['refrig', 'refriger'],
  ])('finds what is written together, apart, with a slip and cut short: %s', async (written, meant) => {
    expect(await ways(written)).toContain(meant);
  });

  it('takes no word apart into grammar', async () => {
    expect(await ways('theine')).not.toContain('the in');
  });

  it('says which words stand nowhere, also in other words', async () => {
    expect((await termsOf('fluoride decaf')).map(({ text, known }) => [text, known])).toEqual([
      ['fluoride', false],
      ['decaf', true],
    ]);
  });

  it('keeps the rarest of a question of very many words, in their order', async () => {
    const words = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? 'tea' : `word${i}`));
    const terms = await termsOf(words.join(' '));
    expect(terms).toHaveLength(MAX_TERMS);
    expect(terms.every(({ text }) => text !== 'tea')).toBe(true);
    expect(terms.map(({ from }) => from)).toEqual(terms.map(({ from }) => from).sort((a, b) => a - b));
  });

  it('gives every term a weight above zero', async () => {
    const small = knowledgeOf(corpusOf(['# T\n\nTea tea.\n']));
    for (const { weight } of await termsOf('tea and more tea', small)) expect(weight).toBeGreaterThan(0);
  });
});
