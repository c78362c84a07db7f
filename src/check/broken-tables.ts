import type { Paragraph, Table } from 'mdast';
import type { Problem } from '../knowledge/problem.js';
import { type ArticleTree, shownText, warningAt, within } from './article-tree.js';

/** Tables that are read otherwise than they were meant: rows of another length, and rows that make no table at all. */
export function brokenTables({ path, tree }: ArticleTree): Problem[] {
  return [...within(tree)].flatMap((node) => {
    if (node.type === 'table') return unevenRows(path, node);
    if (node.type !== 'paragraph' || !looksLikeTable(node)) return [];
    const message =
      'These rows are read as text, not as a table. Put a line like "| --- | --- |" below the first row, with as many cells as that row has.';
    return [warningAt(path, node, 'broken-table', message)];
  });
}

function unevenRows(path: string, { children: [head, ...rows] }: Table): Problem[] {
  const cells = head?.children.length ?? 0;
  return (
    rows
      // A row of one cell is told by `name-without-text`.
      .filter(({ children }) => children.length !== cells && children.length > 1)
      .map((row) => {
        const has = row.children.length;
        const what =
          has < cells
            ? 'the cells at its end are taken for empty'
            : 'those beyond are not read; write "\\|" for a bar inside a cell';
        const message = `The row "${row.children.map(shownText).join(' | ').slice(0, 60)}" has ${has} cells where the first row has ${cells}: ${what}.`;
        return warningAt(path, row, 'broken-table', message);
      })
  );
}

/** Two lines or more that begin with a bar and hold another one. */
function looksLikeTable(paragraph: Paragraph): boolean {
  const lines = shownText(paragraph).split('\n');
  return lines.length > 1 && lines.every((line) => /^\s*\|.*\|/.test(line));
}
