import type { Nodes, Paragraph, Parents, Table } from 'mdast';
import type { Problem } from '../knowledge/problem.js';
import { type ArticleTree, shownText, warningAt, within } from './article-tree.js';

/** A block of an article and what stands after it. */
interface Block {
  readonly node: Nodes;
  readonly next: Nodes | undefined;
  /** Whether something stands after it that may belong to it: a block, or a heading below the one it has. */
  readonly followed: boolean;
}

/**
 * What announces something and leaves it out: a point of a list without a word, a name or a lead
 * ("Advantages:") with nothing after it, a row with a label and no value, a heading without a word.
 */
export function emptyPoints({ path, tree }: ArticleTree): Problem[] {
  return [...blocksOf(tree.children)].flatMap((block) => {
    const { node } = block;
    switch (node.type) {
      case 'heading': {
        const message = 'The heading has no words. Write some, or take it out.';
        return hasContent(node) ? [] : [warningAt(path, node, 'empty-heading', message)];
      }
      case 'listItem': {
        const message = 'The point of the list says nothing. Write something, or take it out.';
        return isEmptyPoint(node) ? [warningAt(path, node, 'empty-point', message)] : [];
      }
      case 'paragraph':
        return isBareName(block) ? [nothingAfter(path, node, shownText(node))] : [];
      case 'table':
        return bareRows(node).map((row) => nothingAfter(path, row, shownText(row)));
      default:
        return [];
    }
  });
}

function nothingAfter(path: string, node: Nodes, text: string): Problem {
  const name = text.replace(/\s+/g, ' ').trim();
  const shown = name.length > 60 ? `…${name.slice(-60)}` : name;
  const message = `Nothing stands after "${shown}". Write what it is, or take the name out.`;
  return warningAt(path, node, 'name-without-text', message);
}

/** All blocks, those in lists and quotations too. */
function* blocksOf(top: readonly Nodes[]): Generator<Block> {
  const waiting = [{ nodes: top, followed: false }];
  for (let run = waiting.pop(); run; run = waiting.pop()) {
    const nodes = run.nodes.filter((node) => isSeen(node) && !isLabel(node));
    let depth = 0;
    for (const [i, node] of nodes.entries()) {
      const next = nodes[i + 1];
      // What stands below a list is often meant for its last point: code below "1. Install it:".
      const isPoint = node.type === 'listItem';
      if (node.type === 'heading') depth = node.depth;
      const goesOn = next && (next.type === 'heading' ? next.depth > depth : !isPoint);
      const followed = goesOn ?? run.followed;
      yield { node, next, followed };
      if (/^(?:list|listItem|blockquote|containerDirective)$/.test(node.type))
        waiting.push({ nodes: (node as Parents).children, followed });
    }
  }
}

function isEmptyPoint(item: Nodes & { type: 'listItem' }): boolean {
  // In "- -" the inner point is the one that is told.
  return !hasContent(item) && !item.children.some(({ type }) => type === 'list');
}

/** A name or lead with nothing after it, or with another name right after it. */
function isBareName({ node, next, followed }: Block): boolean {
  if (node.type !== 'paragraph' || !opens(node)) return false;
  if (!followed) return true;
  return next?.type === 'paragraph' && opens(next) && isBold(node) && isBold(next);
}

/** A paragraph whose last sign announces something: "Advantages:", "**Price** –". */
function opens(paragraph: Paragraph): boolean {
  // A table of contents may link to a heading that ends so.
  if (!['text', 'strong', 'emphasis'].includes(paragraph.children.at(-1)?.type ?? '')) return false;
  const text = shownText(paragraph).trimEnd();
  if (isBold(paragraph) && /\S\s*[–—-]$/.test(text)) return true;
  // Not the name of an emoji, ":tada:".
  return /[^:\s]\s*:$/.test(text) && !/(?:^|\s):[\w+-]+:$/.test(text);
}

/** Whether it is a bold name and nothing else but one sign: "**Price** –". */
function isBold({ children: [first, ...rest] }: Paragraph): boolean {
  return first?.type === 'strong' && rest.map(shownText).join('').trim().length <= 1;
}

/** Rows of a table of labels and values that have a label alone. */
function bareRows({ children: [header, ...rows] }: Table): Nodes[] {
  if (header?.children.length !== 2) return [];
  return rows.filter(
    ({ children: [label, value] }) => label && hasContent(label) && !(value && hasContent(value)),
  );
}

/** Whether there is something to read or to see. */
function hasContent(top: Nodes): boolean {
  for (const node of within(top)) {
    if (node.type === 'text' && node.value.trim() !== '') return true;
    if (node.type === 'inlineCode' || node.type === 'code' || node.type === 'image') return true;
    if (node.type === 'imageReference' || (node.type === 'html' && isSeen(node))) return true;
  }
  return false;
}

/** What is written on a box needs nothing behind it but what is in the box. */
function isLabel(node: Nodes): boolean {
  return node.type === 'paragraph' && node.data?.directiveLabel === true;
}

function isSeen(node: Nodes): boolean {
  if (node.type === 'html') return !/^<!--(?:(?!-->).)*-->$/s.test(node.value.trim());
  return node.type !== 'definition' && node.type !== 'yaml';
}
