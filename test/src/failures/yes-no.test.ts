import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/answer/plain-text.js';
import { BOATS } from '../../boats.js';
import { botOf, corpusOf, misquotations, spansOf } from '../../builders.js';

const POOL = `# The swimming pool

## Opening

The pool is closed on Mondays. It opens at seven on other days.

## Guests

Members may bring one guest. Dogs are not allowed in the hall.

## Lockers

A locker needs a coin. The coin is given back.
`;

const pool = botOf(corpusOf([POOL]));
const boats = botOf(corpusOf([BOATS]));

describe('a question that yes or no would answer', () => {
  it.each([
    ['is the pool open on Mondays?', /closed on Mondays/],
    ['can I bring a guest?', /one guest/],
    ['are dogs allowed in the hall?', /Dogs are not allowed/],
    ['do I need a coin for a locker?', /A locker needs a coin/],
    ['do i get the coin back', /given back/],
  ])('is answered by what the article says: %j', async (question, says) => {
    const answer = await pool.ask(question);
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    expect(answer.citations.map(({ quote }) => quote).join('\n')).toMatch(says);
    expect(misquotations(answer, new Map([['a.md', POOL]]))).toEqual([]);
  });

  it.each([
    'is the pool open on Mondays?',
    'can I bring a guest?',
    'can I bring two guests?',
    'are dogs allowed in the hall?',
    'is the pool heated?',
    'are cats allowed?',
    'do I have to shower?',
    'does the pool open at seven?',
  ])('is never decided in the bot’s own words: %j', async (question) => {
    const { blocks } = await pool.ask(question);
    const own = spansOf(blocks)
      .filter(({ type }) => type === 'framing')
      .map(({ text }) => text.trim());
    for (const text of own) expect(text).not.toMatch(/^(?:yes|no)\b(?! (?:boat|subject))/i);
  });

  it.each([
    ['does a barge have a sail?', /^no$/i],
    ['does the dinghy have a sail?', /^yes$/i],
    ['does the ferry need a licence?', /^required$/i],
  ])('is answered by the cell of a table, as it stands there: %j', async (question, value) => {
    const answer = await boats.ask(question);
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    expect(answer.citations.some(({ quote }) => value.test(quote))).toBe(true);
  });

  it('is not answered for sure where the articles are silent', async () => {
    for (const question of ['is the pool heated with gas?', 'can I pay by card?', 'is there a sauna?']) {
      const answer = await pool.ask(question);
      expect(answer.status, question).not.toBe('answered');
      expect(plainText(answer)).not.toMatch(/^(?:yes|no)\b/i);
    }
  });
});
