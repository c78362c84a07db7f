import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { lineTooDeep, MAX_NESTING } from '../../../src/knowledge/nesting.js';

/** How many lists and quotations stand in one another. */
function depthOf(node: Nodes): number {
  const below = 'children' in node ? Math.max(0, ...node.children.map(depthOf)) : 0;
  return below + (node.type === 'list' || node.type === 'blockquote' ? 1 : 0);
}

describe('the depth of lists and quotations', () => {
  it('is never underrated', () => {
    const piece = fc.constantFrom(
      '- ',
      '* ',
      '+ ',
      '-',
      '*',
      '1. ',
      '2) ',
      '1.',
      '> ',
      '>',
      ' ',
      '    ',
      '\t',
      '\n',
      '\r\n',
      '\r',
      'x',
      '\n\n',
      '```',
      '\n  - ',
      '\n    - ',
      '\n      1. ',
      '-\n',
      '---',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const markdown = pieces.join('');
        const depth = depthOf(fromMarkdown(markdown));
        if (depth > 0) expect(lineTooDeep(markdown, depth - 1)).not.toBeNull();
      }),
      { numRuns: 3_000 },
    );
  });

  it('built over many lines is found on the line where it is too much', () => {
    const steps = (n: number) => Array.from({ length: n }, (_, i) => `${'  '.repeat(i)}- x\n`).join('');
    expect(lineTooDeep(steps(MAX_NESTING))).toBeNull();
    expect(lineTooDeep(steps(MAX_NESTING + 1))).toBe(MAX_NESTING + 1);
    const lazily = '> x\n2. y\n'.repeat(10) + steps(MAX_NESTING + 1);
    expect(lineTooDeep(lazily)).toBe(20 + MAX_NESTING + 1);
  });

  it.each([
    ['lists beside one another', '- a\n- b\n  - c\n\n'.repeat(1_000)],
    ['a quotation of many lines', '> > > a\n'.repeat(1_000)],
    ['a line drawn with hyphens', '- '.repeat(500)],
    ['a line drawn with stars below a point', `- a\n\n  ${'* '.repeat(500)}\n`],
    ['code that is indented far', `\`\`\`\n${`${' '.repeat(400)}- x\n`.repeat(20)}\`\`\`\n`],
    ['a table', `|${' - |'.repeat(300)}\n`],
    ['a long word of signs', `${'-'.repeat(20_000)}x ${'*'.repeat(20_000)}x`],
  ])('is not too much in %s', (_, markdown) => {
    expect(lineTooDeep(markdown)).toBeNull();
  });
});
