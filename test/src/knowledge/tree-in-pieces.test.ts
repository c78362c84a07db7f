import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmTable } from 'micromark-extension-gfm-table';
import { describe, expect, it } from 'vitest';
import { piecesOfTree } from '../../../src/knowledge/tree-in-pieces.js';

const parse = (markdown: string) =>
  fromMarkdown(markdown, {
    extensions: [frontmatter(['yaml', 'toml']), gfmTable(), gfmFootnote()],
    mdastExtensions: [
      frontmatterFromMarkdown(['yaml', 'toml']),
      gfmTableFromMarkdown(),
      gfmFootnoteFromMarkdown(),
    ],
  });

const inPieces = (markdown: string, parser: typeof parse, length: number) =>
  [...piecesOfTree(markdown, parser, length)].flatMap(({ children }) => children);

const parts = fc.constantFrom(
  ...[
    '# One\n',
    '## Two [a]\n',
    'Text of [a] and [A  b].\n',
    'More[^1].\n',
    '\n',
    '\n',
    '\n\n',
    '   \n',
    'goes on\n',
  ],
  ...[
    '- point\n',
    '  in it\n',
    '    deeper\n',
    '1. step\n',
    '> said\n',
    '> - both\n',
    '| a | b |\n|---|---|\n| c | d |\n',
  ],
  ...['```\n', '````\n', '  ```\n', '- ```\n', '> ```\n', '~~~ x\n', '    code\n', '\tcode\n', '    \n'],
  ...[
    '<!-- x\n',
    '-->\n',
    '<div>\n',
    '</div>\n',
    '<pre>\n',
    '</pre>\n',
    '- <!--\n',
    '<?php\n',
    '?>\n',
    '<script>\n',
  ],
  ...[
    '[a]: /u\n',
    '[a b]: /v\n"title"\n',
    '> [a]: /w\n',
    '[^1]: note\n',
    '    of it\n',
    '[^1]\n',
    '===\n',
    '---\n',
    '+++\n',
  ],
  ...['a: b\n', '# c\n', '\\[a]\n', '[x][a]\n', '![y][]\n', 'é\n'],
);
/** Front matter that is never closed has the parser take what follows for one paragraph; pieces do not repeat that. */
const documents = fc
  .tuple(
    fc.constantFrom('', '---\na: b\n\n# c\n---\n', 'T\n'),
    fc.array(parts, { minLength: 1, maxLength: 40 }),
  )
  .map(([front, all]) => front + all.join('').replace(/^(?:---|\+\+\+)/, 'x'));

describe('Markdown that is parsed in pieces', () => {
  it('gives the tree of the whole', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 60 }), (markdown, length) => {
        expect(inPieces(markdown, parse, length)).toEqual(parse(markdown).children);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is handed to the parser in pieces of about the length that is wanted', () => {
    const lengths: number[] = [];
    const counted = (markdown: string) => {
      lengths.push(markdown.length);
      return parse(markdown);
    };
    const whole = '## Heading\n\nSome text, and more of it.\n\n- a point\n\n'.repeat(400);
    inPieces(whole, counted, 1_000);
    expect(Math.max(...lengths)).toBeLessThan(1_100);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(whole.length);
  });

  it('is parsed when it is asked for, however much is before and behind', () => {
    let asked = 0;
    const counted = (markdown: string) => {
      asked++;
      return parse(markdown);
    };
    const pieces = piecesOfTree('Some text.\n\n'.repeat(1_000), counted, 100);
    for (let given = 1; given < 5; given++) {
      pieces.next();
      expect(asked).toBe(given);
    }
  });
});
