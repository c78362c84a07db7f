import { describe, expect, it } from 'vitest';
import { differInOneQuantity } from '../../../src/text/quantities.js';

describe('two sentences', () => {
  it.each([
    ['Water is heated to 80 degrees.', 'Water is heated to 70 degrees.'],
    ['A pot costs 12 euros a day.', 'A pot costs 1,200 euros a day.'],
    ['A pot costs €12.', 'A pot costs €9.50.'],
    ['The tea room closes at 18:00.', 'The tea room closes at 19:30.'],
    ['Steep it for 3 minutes with 2 spoons.', 'Steep it for 4 minutes with 2 spoons.'],
    ['Return it within 1 minute.', 'Return it within 2 minutes.'],
  ])('differ in one quantity: “%s” and “%s”', (a, b) => {
    expect(differInOneQuantity(a, b)).toBe(true);
  });

  it.each([
    ['The room opens at 9:00.', 'The room opens at 09:00.', 'another way to write it'],
    ['A cup costs 2.50 euros.', 'A cup costs 2.5 euros.', 'another way to write it'],
    ['It holds 1,500 leaves.', 'It holds 1500 leaves.', 'another way to write it'],
    ['Under 6 years tea is free.', 'Over 65 years tea is free.', 'another side'],
    ['It is open from 9:00.', 'It is open until 18:00.', 'another side'],
    ['Book for at least 4 people.', 'Book for at most 12 people.', 'another side'],
    ['The price rose in 2023.', 'The price rose in 2025.', 'years'],
    ['Heat it to 80°C.', 'Heat it to 176 °F.', 'units'],
    ['Pay 5 euros.', 'Pay 5 dollars.', 'units'],
    ['Steep it for 2-3 minutes.', 'Steep it for 4 minutes.', 'a range'],
    ['Call 0301234567 for tea.', 'Call 0309876543 for tea.', 'names made of digits'],
    ['Steep it for 3 minutes.', 'Steep it for 3 minutes at 80 degrees.', 'one that the other does not give'],
    ['Two cups for 3 euros at 5.', 'Two cups for 4 euros at 6.', 'two'],
  ])('do not: “%s” and “%s” (%s)', (a, b) => {
    expect([differInOneQuantity(a, b), differInOneQuantity(b, a)]).toEqual([false, false]);
  });
});
