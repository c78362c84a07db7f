import { describe, expect, it } from 'vitest';
import { amountsIn, boundsIn, unitIn } from '../../../src/text/amounts.js';

describe('a bound that a question sets', () => {
  it.each<[question: string, ...bounds: string[]]>([
    ['which are under 14 kilos', 'below 14000 mass'],
    ['less than 5 kg and no pegs', 'below 5000 mass'],
    ['not over 400 euro', 'below or 400 money'],
    ['no more than $20', 'below or 20 money'],
    ['not under 2 metres', 'above or 2 length'],
    ['at least 1.5 m long', 'above or 1.5 length'],
    ['max 2,5 kg', 'below or 2500 mass'],
    ['more than 1,500 mm', 'above 1.5 length'],
    ['up in under 9 minutes', 'below 540 time'],
    ['10 minutes or less', 'below or 600 time'],
    ['4 ppl or more, up to 400 €', 'above or 4 people', 'below or 400 money'],
    ['cheaper than 70 a month', 'below 70 money'],
    ['heavier than 3', 'above 3 mass'],
    ['above 8 points', 'above 8 null'],
  ])('is read: %j', (question, ...bounds) => {
    const read = boundsIn(question).map(
      ({ relation, inclusive, amount }) =>
        `${relation}${inclusive ? ' or' : ''} ${amount.value} ${amount.dimension}`,
    );
    expect(read).toEqual(bounds);
  });

  it.each(['what is over there', 'better than 5 others', 'node 18', 'is it under the lid', 'a 3 kg bag', ''])(
    'is read in no other words: %j',
    (question) => expect(boundsIn(question)).toEqual([]),
  );

  it('has the words of the amount and not those behind it', () => {
    expect(boundsIn('those below 8 points please').map(({ text }) => text)).toEqual(['below 8']);
    expect(boundsIn('those below 8 kg please').map(({ text }) => text)).toEqual(['below 8 kg']);
  });
});

it('reads the amounts of a cell', () => {
  expect(amountsIn('4.4 kg')).toEqual([{ value: 4400, dimension: 'mass' }]);
  expect(amountsIn('€ 2,000')).toEqual([{ value: 2000, dimension: 'money' }]);
  expect(amountsIn('2 to 4 m')).toEqual([
    { value: 2, dimension: 'length' },
    { value: 4, dimension: 'length' },
  ]);
  expect(amountsIn('2–4 kg').map(({ value }) => value)).toEqual([2000, 4000]);
  expect(amountsIn('12')).toEqual([{ value: 12, dimension: null }]);
  expect(amountsIn('none')).toEqual([]);
});

it('reads the unit in a label, and no time there: that says of what', () => {
  expect(unitIn('Weight (kg)')).toEqual({ value: 1000, dimension: 'mass' });
  expect(unitIn('From € a month')).toEqual({ value: 1, dimension: 'money' });
  expect(unitIn('Rent a day')).toBeNull();
});
