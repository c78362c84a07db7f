import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { nestBoxes } from '../../../../src/knowledge/dialects/nest-boxes.js';
import { plainMarkdown } from '../../../../src/knowledge/dialects/plain-markdown.js';
import { treesWithBoxes } from '../../../../src/knowledge/dialects/trees-with-boxes.js';
import { piecesOfTree } from '../../../../src/knowledge/tree-in-pieces.js';

const parts = fc.constantFrom(
  ...['# One\n', '## Two [a]\n', 'Text of [a] and [A  b].\n', 'goes on\n', '\n', '\n', '\n\n', '***\n'],
  ...['- point\n', '  in it\n', '    deeper\n', '1. step\n', '> said\n', '> - both\n', '{#id}\n', '| a |\n'],
  ...['```\n', '  ```\n', '    code\n', '<!-- x\n', '-->\n', '<div>\n', '</div>\n', '<b>x</b> y\n'],
  ...[
    '<details>\n<summary>S</summary>\n',
    '</details>\n',
    ':::note\n',
    ':::tip T\n',
    ':::\n',
    '{.warning}\n',
  ],
  ...['!!! note\n', '=== "tab"\n', '    inside\n', '> [!NOTE]\n> x\n', '<Tabs>\n', '</Tabs>\n'],
  ...['{% hint %}\n', '{% endhint %}\n', 'import a from "b"\n', 'export const a = 1\n'],
  ...['Term\n', ': said of it\n', '\n: apart\n', '[a]: /u\n', '[a b]: /v\n'],
);
const documents = fc.array(parts, { minLength: 1, maxLength: 60 }).map((all) => all.join(''));
const sizes = fc.integer({ min: 1, max: 60 });

describe('an article that is read in parts', () => {
  it('loses its marks as the whole does', () => {
    fc.assert(
      fc.property(documents, sizes, (markdown, lines) => {
        expect(plainMarkdown(markdown, false, lines)).toEqual(plainMarkdown(markdown, false, Infinity));
      }),
      { numRuns: 500 },
    );
  });

  it('has the boxes of the whole', () => {
    fc.assert(
      fc.property(documents, sizes, (markdown, length) => {
        const { text, boxes } = plainMarkdown(markdown);
        const tree = fromMarkdown(text);
        nestBoxes(tree, boxes);
        const pieces = piecesOfTree(text, (piece) => fromMarkdown(piece), length);
        expect([...treesWithBoxes(pieces, boxes)].flatMap(({ children }) => children)).toEqual(tree.children);
      }),
      { numRuns: 500 },
    );
  });

  it('lets go of what no box holds together', () => {
    const { text, boxes } = plainMarkdown(
      `${'Text of it.\n\n'.repeat(20)}:::note\n\nsaid\n\n:::\n\n${'More.\n\n'.repeat(20)}`,
    );
    const pieces = piecesOfTree(text, (piece) => fromMarkdown(piece), 10);
    const held = [...treesWithBoxes(pieces, boxes)].map(({ children }) => children.length);
    expect(held.length).toBeGreaterThan(20);
    expect(Math.max(...held)).toBeLessThan(5);
  });
});
