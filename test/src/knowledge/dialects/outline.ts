import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { markdownTree, type TreeOptions } from '../../../../src/knowledge/markdown-tree.js';

/** What Markdown is read as, a line a block, what stands in boxes and lists indented. */
export function outlineOf(markdown: string, options?: TreeOptions): string[] {
  return linesOf(markdownTree(markdown, options), '');
}

function linesOf(node: Nodes, indent: string): string[] {
  const inner = (more: string) =>
    'children' in node ? (node.children as Nodes[]).flatMap((child) => linesOf(child, indent + more)) : [];
  switch (node.type) {
    case 'root':
      return inner('');
    case 'containerDirective': {
      const [first] = node.children;
      const label = first?.type === 'paragraph' && first.data?.directiveLabel ? ` [${said(first)}]` : '';
      const children = (label ? node.children.slice(1) : node.children) as Nodes[];
      return [`${indent}${node.name}${label}`, ...children.flatMap((child) => linesOf(child, `${indent}  `))];
    }
    case 'heading':
      return [`${indent}${'#'.repeat(node.depth)} ${said(node)}`];
    case 'paragraph':
      return [indent + said(node)];
    case 'code':
      return [`${indent}${'`'.repeat(3)}${node.lang ?? ''} ${node.value.replace(/\n/g, '⏎')}`];
    case 'list':
      return node.children.flatMap((item, i) => {
        const sign = node.ordered ? `${(node.start ?? 1) + i}. ` : '- ';
        const [first = '', ...rest] = item.children.flatMap((child) => linesOf(child, `${indent}   `));
        return [`${indent}${sign}${first.trim()}`, ...rest];
      });
    case 'blockquote':
      return inner('> ');
    case 'table':
      return node.children.map((row) => `${indent}| ${row.children.map((cell) => said(cell)).join(' | ')} |`);
    default:
      return 'value' in node && node.type !== 'text' ? [`${indent}${node.type}: ${node.value}`] : [];
  }
}

/** Words as they are quoted, with marks for code and emphasis. */
function said(node: Nodes): string {
  if (node.type === 'inlineCode') return `\`${node.value}\``;
  if (node.type === 'strong') return `*${node.children.map(said).join('')}*`;
  if (node.type === 'break') return ' / ';
  if (node.type === 'link') return `${node.children.map(said).join('')}<${node.url}>`;
  if (node.type === 'image') return `!${node.alt ?? ''}`;
  if ('children' in node) return (node.children as Nodes[]).map(said).join('').replace(/\s+/g, ' ').trim();
  return textOf(node);
}

/** Every line of text in a tree, and its line in the file. */
export function placesOf(tree: Root): { text: string; line: number }[] {
  const out: { text: string; line: number }[] = [];
  const walk = (node: Nodes) => {
    if ('value' in node && node.position) {
      const { start, end } = node.position;
      const pieces = node.value.split('\n');
      // Between fences code begins a line below.
      const from = start.line + (node.type === 'code' && end.line - start.line > pieces.length ? 1 : 0);
      out.push(...pieces.map((text, i) => ({ text, line: from + i })));
    }
    if ('children' in node) for (const child of node.children) walk(child as Nodes);
  };
  walk(tree);
  return out;
}
