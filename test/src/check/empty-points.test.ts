import { describe, expect, it } from 'vitest';
import { emptyPoints } from '../../../src/check/empty-points.js';
import { markdownTree } from '../../../src/knowledge/markdown-tree.js';

const placesIn = (markdown: string) =>
  emptyPoints({ path: 'a.md', tree: markdownTree(markdown) }).map(
    ({ line, column, rule }) => `${line}:${column} ${rule}`,
  );

describe('emptyPoints', () => {
  it.each([
    ['a point without a word', '- One\n-\n- Three', ['2:1 empty-point']],
    ['a numbered point', '1. One\n2.\n', ['2:1 empty-point']],
    ['the inner of two points', '- One\n- -', ['2:3 empty-point']],
    ['a point that holds a comment', '- One\n- <!-- more -->', ['2:1 empty-point']],
    ['a point that is a bold name', '- **Fresh:**\n- **Strong** – Yes.', ['1:3 name-without-text']],
    [
      'a point that is a bold name and a dash',
      '- **Fresh** –\n- **Strong** – Yes.',
      ['1:3 name-without-text'],
    ],
    ['a point that is a plain name', '- One.\n- Fresh:', ['2:3 name-without-text']],
    ['a name inside a point', '- One.\n\n  Origin:\n- Two.', ['3:3 name-without-text']],
    ['a lead at the end', 'Text.\n\nIts advantages are:', ['3:1 name-without-text']],
    ['a lead before a heading beside', '## A\n\nAdvantages:\n\n## B\n\nText.', ['3:1 name-without-text']],
    ['a lead before a comment', 'Advantages:\n\n<!-- to be written -->', ['1:1 name-without-text']],
    ['a lead in a quotation', '# T\n\n> Advantages:\n\n# U', ['3:3 name-without-text']],
    ['the first of two names', '**Pros:**\n\n**Cons:**\n\n- One.', ['1:1 name-without-text']],
    ['a row without a value', '| A | B |\n| - | - |\n| Origin | |\n| Price | 3 |', ['3:1 name-without-text']],
    ['a row without a second cell', '| A | B |\n| - | - |\n| Origin |', ['3:1 name-without-text']],
    ['a lead in a box', ':::note[Mind:]\nAdvantages:\n:::\n', ['2:1 name-without-text']],
    ['a heading without a word', 'Text.\n\n##\n\nText.', ['3:1 empty-heading']],
  ])('names the place of %s', (_, markdown, places) => {
    expect(placesIn(markdown)).toEqual(places);
  });

  it.each([
    ['a lead before a list', 'Advantages:\n\n- One.'],
    ['what is written on a box', ':::note[Mind:]\nText.\n:::\n\n??? note "Why:"\n    Text.'],
    ['a lead before a box', 'Do this:\n\n:::tab[Linux]\nText.\n:::'],
    ['a lead before a paragraph', 'Note:\n\nIt is hot.'],
    ['a lead before code', '1. Run:\n\n   ```\n   brew\n   ```\n2. Wait.'],
    ['code below the last point', '1. Run:\n\n```\nbrew\n```'],
    ['a lead before a sub-heading', '## A\n\nThese are its parts:\n\n### B\n\nText.'],
    ['a point before its own points', '- Advantages:\n  - One.'],
    ['a bold point', '- **Fresh**\n- **Strong**'],
    ['a picture as a point', '- ![](leaf.png)'],
    ['code as a point', '- `leaf`'],
    ['an emoji', '- Done :tada:\n- :leaves:'],
    ['a link in a table of contents', '- [Advantages:](#advantages)'],
    ['two bold sentences', '**First.**\n\n**Second.**'],
    ['a gap in a table of several columns', '| A | B | C |\n| - | - | - |\n| Origin | | 3 |'],
    ['a row without anything', '| A | B |\n| - | - |\n| | |\n| Price | 3 |'],
    ['front matter and definitions', '---\ntitle: T\n---\n[x][1]\n\n[1]: https://example.org'],
  ])('lets %s be', (_, markdown) => {
    expect(placesIn(markdown)).toEqual([]);
  });

  it('says what it is that nothing follows, in short', () => {
    const [problem] = emptyPoints({ path: 'a.md', tree: markdownTree(`${'word '.repeat(30)}end:`) });
    expect(problem).toMatchObject({ severity: 'warning', file: 'a.md' });
    expect(problem?.message).toMatch(
      /^Nothing stands after "….{60}"\. Write what it is, or take the name out\.$/,
    );
    expect(problem?.message).toContain('word end:"');
  });

  it('reads quotations thousands of levels deep', () => {
    expect(placesIn(`${'> '.repeat(5000)}Origin:`)).toEqual(['1:10001 name-without-text']);
  });
});
