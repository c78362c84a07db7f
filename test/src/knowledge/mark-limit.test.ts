import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { describe, expect, it } from 'vitest';
import { MAX_MARKS, markLimit } from '../../../src/knowledge/mark-limit.js';
import { markdownTree } from '../../../src/knowledge/markdown-tree.js';
import { MAX_NESTING } from '../../../src/knowledge/nesting.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';

function count(node: Nodes, type: Nodes['type']): number {
  const inside = 'children' in node ? node.children : [];
  return inside.reduce((sum, child) => sum + count(child, type), node.type === type ? 1 : 0);
}

describe('a paragraph of nothing but marks', () => {
  it.each([
    ['emphasis', '*a* ', 'emphasis'],
    ['links', '[a](u) ', 'link'],
    ['code', '`a` ', 'inlineCode'],
    ['what is struck out', '~~a~~ ', 'delete'],
    ['pictures', '![a](u) ', 'image'],
  ] as const)('has its %s read up to a limit, and what is behind it as it is written', (_, one, type) => {
    const many = MAX_MARKS * 2;
    const tree = markdownTree(one.repeat(many));
    const read = count(tree, type);
    expect(read).toBeGreaterThan(MAX_MARKS / 4);
    expect(read).toBeLessThanOrEqual(MAX_MARKS);
    const [section] = parseArticle('a.md', `# T\n\n${one.repeat(many)}end.\n`).sections.slice(-1);
    expect(section?.blocks[0]?.items[0]?.text).toMatch(
      new RegExp(`${one.trim().replace(/\W/g, '\\$&')} end\\.$`),
    );
  });

  it('is a limit of that paragraph alone', () => {
    const tree = markdownTree(`${'*a* '.repeat(MAX_MARKS)}\n\n*b*\n\n| *c* |\n|---|\n| *d* |\n`);
    expect(tree.children.slice(1).reduce((sum, node) => sum + count(node, 'emphasis'), 0)).toBe(3);
  });

  it('has no more pictures in one another than the parser goes through quickly', () => {
    // The text of an image is what its own text says: the outermost one is left in the tree.
    const deep = (n: number) => `${'!['.repeat(n)}x${'](u)'.repeat(n)}`;
    expect(markdownTree(deep(MAX_NESTING)).children).toMatchObject([
      { children: [{ type: 'image', alt: 'x' }] },
    ]);
    const [paragraph] = markdownTree(deep(MAX_NESTING * 4)).children;
    expect(paragraph).toMatchObject({ type: 'paragraph' });
    expect(count(paragraph as Nodes, 'image')).toBe(1);
    expect(count(paragraph as Nodes, 'text')).toBeGreaterThan(0);
  });

  it('leaves an article of 20,000 pictures in one another readable', () => {
    const { problems, sections } = parseArticle(
      'a.md',
      `# T\n\n${'!['.repeat(20_000)}x${'](u)'.repeat(20_000)}\n\n## Next\n\nIt is read.\n`,
    );
    expect(problems).toEqual([]);
    expect(sections.at(-1)?.blocks[0]?.items[0]?.text).toBe('It is read.');
  });
});

describe('the limit of marks', () => {
  it('changes nothing that stays below it', () => {
    const signs = fc.constantFrom(
      ...'!&*<[]\\_`~()# \n'.split(''),
      '``',
      '![',
      '](u)',
      'a',
      'b ',
      '<i>',
      '&amp;',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 60 }), (pieces) => {
        const markdown = pieces.join('');
        expect(fromMarkdown(markdown, { extensions: [markLimit()] })).toEqual(fromMarkdown(markdown));
      }),
      { numRuns: 2_000 },
    );
  });
});
