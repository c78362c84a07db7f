import { describe, expect, it } from 'vitest';
import { brokenTables } from '../../../src/check/broken-tables.js';
import { markdownTree } from '../../../src/knowledge/markdown-tree.js';

const toldOf = (markdown: string) =>
  brokenTables({ path: 'a.md', tree: markdownTree(markdown) }).map(
    ({ line, message }) => `${line} ${message}`,
  );

describe('brokenTables', () => {
  it.each([
    [
      'a row with a cell too many',
      '| A | B |\n| - | - |\n| 1 | 2 | 3 |',
      /^3 The row "1 \| 2 \| 3" has 3 cells.*beyond/,
    ],
    [
      'a row with a cell too few',
      '| A | B | C |\n| - | - | - |\n| 1 | 2 |',
      /^3 The row "1 \| 2" has 2 cells.*empty/,
    ],
    ['rows without a line of dashes', 'Text.\n\n| A | B |\n| 1 | 2 |', /^3 These rows are read as text/],
    ['a line of dashes with a cell too few', '| A | B |\n| - |\n| 1 | 2 |', /^1 These rows are read as text/],
  ])('tells of %s', (_, markdown, expected) => {
    const told = toldOf(markdown);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(expected);
  });

  it.each([
    ['a sound table', '| A | B |\n| - | - |\n| 1 | 2 |\n| 3 \\| 4 | 5 |'],
    ['a line with bars', 'Use `a | b` | or | c.'],
    ['an absolute value over two lines', '|x| is\nthe value of x'],
    ['a row that has only a name', '| A | B |\n| - | - |\n| 1 |'],
    ['code', '```\n| a | b |\n| c | d |\n```'],
  ])('says nothing of %s', (_, markdown) => {
    expect(toldOf(markdown)).toEqual([]);
  });
});
