import { describe, expect, it } from 'vitest';
import { checkCorpus } from '../../../src/check/check-corpus.js';
import type { Likeness } from '../../../src/check/likeness.js';
import { opposed } from '../../../src/check/opposed.js';
import { sameMeaning } from '../../../src/check/same-meaning.js';
import { corpusOf } from '../../builders.js';

const alike = (passages: number, sentences = passages): Likeness => ({
  passages: () => passages,
  sentences: () => sentences,
});
const NEAR = alike(0.95);

const PICKED =
  'Leaves for this tea are picked before they open, early on dry mornings in the month of spring.';
const GATHERED =
  'Pickers gather the closed buds of the plant at dawn in spring when no rain has to be feared.';
/** The same, without what denies. */
const COLLECTED =
  'Pickers gather the closed buds of the plant at dawn in spring when the weather is dry and fair.';
const article = (title: string, text: string, heading = 'Harvest') =>
  `# ${title}\n\n## ${heading}\n\n${text}\n`;

describe('the same in other words', () => {
  const found = (a: string, b: string, likeness = NEAR) => sameMeaning(corpusOf([a, b]), likeness).length;

  it('is named where passages and their sentences are near', () => {
    const [one, other] = [article('Picking', PICKED), article('Plucking', COLLECTED)];
    expect(found(one, other)).toBe(1);
    expect(found(one, other, alike(0.7, 0.95))).toBe(0);
    expect(found(one, other, alike(0.95, 0.7))).toBe(0);
  });

  it.each([
    ['one that denies something', article('Plucking', GATHERED)],
    ['another number', article('Plucking', `${COLLECTED} It takes 3 hours.`)],
    ['another name', article('Plucking', `${COLLECTED} Ask at Darjeeling or in Darjeeling for it.`)],
    ['one that is short', article('Plucking', 'Pickers gather closed buds.')],
    ['the same word for word, which its words tell', article('Plucking', PICKED)],
  ])('is not %s', (_, other) => {
    expect(found(article('Picking', PICKED), other)).toBe(0);
  });

  it('is not what stands below the names of two things', () => {
    const named = ', and all of Assam and Ceylon, of Assam or of Ceylon, know that.';
    const [one, other] = [PICKED, COLLECTED].map((text) => text.replace(/\.$/, named)) as [string, string];
    expect(found(article('Assam', one), article('Ceylon', other))).toBe(1);
    const two = ['Assam', 'Ceylon'].map((title) => article(title, title === 'Assam' ? PICKED : COLLECTED));
    const names = article('Both', 'Teas of Assam and Ceylon, of Assam or of Ceylon.', 'Names');
    expect(sameMeaning(corpusOf([...two, names]), NEAR)).toEqual([]);
  });

  it('is not looked for within an article, whose sections stand beside each other', () => {
    expect(sameMeaning(corpusOf([`${article('Tea', PICKED)}\n## Again\n\n${COLLECTED}\n`]), NEAR)).toEqual(
      [],
    );
  });

  it('is not a phrase of the house', () => {
    const said = ['plain', 'simple', 'usual', 'common', 'known'];
    const many = said.map((word) => article(word, `${COLLECTED} That is ${word}.`));
    expect(sameMeaning(corpusOf(many), NEAR)).toEqual([]);
    expect(sameMeaning(corpusOf(many.slice(0, 4)), NEAR)).toHaveLength(6);
    const copied = [article('Own', PICKED), ...said.map((word) => article(word, COLLECTED))];
    expect(sameMeaning(corpusOf(copied), NEAR)).toEqual([]);
  });

  it('is a warning at the later place, and only with meaning', () => {
    const corpus = corpusOf([article('Picking', PICKED), article('Plucking', COLLECTED)]);
    const told = checkCorpus(corpus, NEAR).filter(({ rule }) => rule === 'same-meaning');
    expect(told).toMatchObject([{ file: 'b.md', line: 5, severity: 'warning' }]);
    expect(told[0]?.message).toContain('a.md, line 5');
    expect(checkCorpus(corpus).filter(({ rule }) => rule === 'same-meaning')).toEqual([]);
  });

  it('that words tell of a section is not told again', () => {
    const long = `${PICKED} Dry them in the shade of a roof and turn them over by hand every hour or two.`;
    const corpus = corpusOf([
      article('Picking', long),
      article('Plucking', long.replace('hour', 'long hour')),
    ]);
    expect(sameMeaning(corpus, NEAR)).toHaveLength(1);
    expect(checkCorpus(corpus, NEAR).map(({ rule }) => rule)).toEqual(['near-duplicate']);
  });
});

describe('another number', () => {
  const SAID = 'An empty release is imported after 48 hours from the airing of the series.';
  const found = (a: string, b: string, likeness = NEAR) =>
    opposed(corpusOf([a, b]), likeness).map(([, , numbers]) => numbers);
  const again = (text: string) => text.replace('from the airing of', 'behind the airing of');

  it('in a sentence that says the same of the same thing is named', () => {
    const [one, other] = [article('Tips', SAID), article('Trouble', again(SAID).replace('48', '24'))];
    expect(found(one, other)).toEqual(['48 and 24']);
    expect(found(one, other, alike(0.5))).toEqual([]);
    const told = checkCorpus(corpusOf([one, other]), NEAR).filter(
      ({ rule }) => rule === 'maybe-contradiction',
    );
    expect(told).toMatchObject([{ file: 'b.md', line: 5 }]);
    expect(told[0]?.message).toContain('a.md, line 5');
  });

  it.each([
    ['the same number', article('Trouble', again(SAID))],
    ['other words', article('Trouble', 'Series are aired for 24 hours by some stations.')],
    ['another heading', article('Trouble', SAID.replace('48', '24'), 'Sowing')],
    ['two numbers that differ', article('Trouble', SAID.replace('48 hours', '2 to 24 hours'))],
    ['a version in its title', article('Version 3', SAID.replace('48', '24'))],
    ['none', article('Trouble', SAID.replace('48 hours', 'a day or two'))],
  ])('is not: %s', (_, other) => {
    expect(found(article('Tips', SAID), other)).toEqual([]);
  });

  it('is told within words of any writing: 8-digit is 8 digits, v3 is 3', () => {
    const eight = 'The placeholder of the path takes an 8-digit number for v3 of the server.';
    const same = 'The placeholder of the path takes an 8 digit number for 3 of the server.';
    expect(found(article('Tips', eight), article('Trouble', same))).toEqual([]);
  });
});
