import { describe, expect, it } from 'vitest';
import { asksForMost, MAX_CELLS } from '../../../src/answer/column.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { botOf, corpusOf } from '../../builders.js';

const rooms = (more: number) =>
  botOf(
    corpusOf([
      `# Rooms

The training room may be booked by members for £75 an evening.

| Room | Seats | Price per evening |
| --- | --- | --- |
| Training room | 45 | £75 |
| Library | 12 | £20 |
${Array.from({ length: more }, (_, i) => `| Room ${i} | 4 | £${30 + i} |\n`).join('')}
Drinks are sold at the bar.
`,
    ]),
  );

describe('the most and the least in a table', () => {
  it.each([
    ['which room has the cheapest price per evening', ['£75', '£20'], 'Library › Price per evening: £20'],
    ['most seats', ['45', '12'], 'Library › Seats: 12'],
  ])('shows the whole column: %s', async (question, cells, line) => {
    const answer = await rooms(0).ask(question);
    expect(answer.citations.map(({ quote }) => quote)).toEqual(cells);
    expect(plainText(answer)).toContain(line);
  });

  it('is not told where the column is too long to be shown', async () => {
    expect((await rooms(MAX_CELLS - 2).ask('most seats')).citations).toHaveLength(MAX_CELLS);
    expect((await rooms(MAX_CELLS - 1).ask('most seats')).status).toBe('abstained');
  });

  it('leaves a question after one cell to that cell', async () => {
    for (const question of [
      'What is the price of the library per evening?',
      'What is the best price per evening for the library?',
    ]) {
      const answer = await rooms(0).ask(question);
      expect(answer.citations[0]?.quote).toBe('£20');
      expect(plainText(answer)).not.toContain('Training room ›');
    }
  });

  it.each([
    ['which room is the cheapest?', true],
    ['who has the most wins?', true],
    ['what is the easiest one', true],
    ['is there a guest room in the forest?', false],
    ['what does the test request?', false],
  ])('%s %s', (question, asks) => {
    expect(asksForMost(question)).toBe(asks);
  });
});
