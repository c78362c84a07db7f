import { expect, it } from 'vitest';
import { nearest } from '../../../src/check/nearest.js';

it.each([
  ['a slip', 'gren-tea', ['black-tea', 'green-tea'], 'green-tea'],
  ['capitals', 'README.MD', ['readme.md', 'read.md'], 'readme.md'],
  ['the nearest of several', 'teas.md', ['tees.md', 'teas.md', 'tea.md'], 'teas.md'],
  ['nothing near', 'prices', ['origin', 'harvest'], null],
  ['a short name', 'ab', ['cd'], null],
  ['no candidates', 'x', [], null],
])('finds what was meant by %s', (_, name, candidates, found) => {
  expect(nearest(name, candidates)).toBe(found);
});
