import type { Heading, ListItem, Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { isNoTitle } from '../knowledge/article-title.js';
import { compact } from '../text/compact.js';
import { leadOf } from './leads.js';

/** A bold line longer than this, in words, is a sentence. */
const MAX_BOLD_HEADING_WORDS = 12;

/**
 * Takes the title off a tree: its first heading, when no other is as large and it is of the first level or no title is given; where
 * none is given also one that stands before all else. The heading of a release is none.
 * @returns the tree without it
 */
export function takeTitle(tree: Root, given: string | null): { title: string | null; tree: Root } {
  const headings = tree.children.filter((node): node is Heading => node.type === 'heading');
  const [first, ...others] = headings;
  if (!first) return { title: given, tree };
  const text = oneLine(textOf(first));
  const isLargest = others.every(({ depth }) => depth > first.depth);
  const isFirst = first.depth === 1 && tree.children[0] === first;
  const isTitle =
    !isNoTitle(text) && (given === null ? isLargest || isFirst : isLargest && first.depth === 1);
  if (!isTitle && !isWholeTitle(given, text)) return { title: given, tree };
  const children = tree.children.filter((node) => node !== first);
  return { title: text || given, tree: { ...tree, children } };
}

/** Whether a title is this heading, or it and the name of a site: "Oolong | The Barn". */
function isWholeTitle(title: string | null, heading: string): boolean {
  const [name = ''] = (title ?? '').split(/\s+[|–—-]\s+(?!.*\s[|–—-]\s)/);
  const key = compact(heading);
  return key !== '' && (key === compact(title ?? '') || key === compact(name));
}

/** Gives a tree the shape of an article: headings from 2 on, named points, no numbers before headings that count up. */
export function shape(tree: Root): Root {
  const children = withoutNumbers(fromSecondLevel(withBoldHeadings(tree.children))).filter(hasWords);
  for (const node of children) nameItems(node);
  return { type: 'root', children };
}

/** A paragraph that is one short bold line, with text below it, is a heading. */
function withBoldHeadings(nodes: readonly RootContent[]): RootContent[] {
  let depth = 1;
  return nodes.map((node, i) => {
    if (node.type === 'heading') depth = node.depth;
    const [only, ...rest] = node.type === 'paragraph' ? node.children : [];
    const next = nodes[i + 1];
    if (only?.type !== 'strong' || rest.length > 0 || !next || next.type === 'heading') return node;
    const text = textOf(only);
    if (/[.,;!]$/.test(text) || text.split(/\s+/).length > MAX_BOLD_HEADING_WORDS) return node;
    return { type: 'heading', depth: Math.min(depth + 1, 6) as Heading['depth'], children: only.children };
  });
}

function hasWords(node: Nodes): boolean {
  return node.type !== 'heading' || textOf(node).trim() !== '';
}

/** The outermost headings become the second level: the first is the title's. */
function fromSecondLevel(nodes: readonly RootContent[]): RootContent[] {
  const shift = 2 - Math.min(...nodes.flatMap(depthsIn));
  return nodes.map((node) => shifted(node, shift));
}

function depthsIn(node: RootContent): number[] {
  if (node.type === 'heading') return [node.depth];
  return node.type === 'containerDirective'
    ? node.children.flatMap((child) => depthsIn(child as RootContent))
    : [];
}

function shifted<T extends Nodes>(node: T, shift: number): T {
  if (node.type === 'heading') return { ...node, depth: Math.min(6, node.depth + shift) };
  if (node.type !== 'containerDirective') return node;
  return { ...node, children: node.children.map((child) => shifted(child, shift)) };
}

/** "1. Green tea", "2. Oolong" at one level: the numbers only count. */
function withoutNumbers(nodes: readonly RootContent[]): RootContent[] {
  const numbered = nodes.filter(
    (node): node is Heading => node.type === 'heading' && numberOf(node) !== null,
  );
  const counting = new Set(
    numbered.filter((node) =>
      numbered.some(
        (other) =>
          other.depth === node.depth && Math.abs((numberOf(other) ?? 0) - (numberOf(node) ?? 0)) === 1,
      ),
    ),
  );
  return nodes.map((node) => {
    if (node.type !== 'heading' || !counting.has(node)) return node;
    const [first, ...rest] = node.children;
    if (first?.type !== 'text') return node;
    return { ...node, children: [{ ...first, value: first.value.replace(NUMBER, '') }, ...rest] };
  });
}

const NUMBER = /^\s*#?(\d{1,3})(?:[.):]|\s[–—-])\s+(?=\S)/;

function numberOf({ children: [first] }: Heading): number | null {
  const match = first?.type === 'text' ? NUMBER.exec(first.value) : null;
  return match ? Number(match[1]) : null;
}

/** Points that begin "Name – text" get their name in bold, which is how an article marks it. */
function nameItems(node: RootContent): void {
  if (node.type === 'list') for (const item of node.children) nameItem(item);
  if ('children' in node) for (const child of node.children) nameItems(child as RootContent);
}

function nameItem(item: ListItem): void {
  const [paragraph] = item.children;
  const first = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined;
  if (paragraph?.type !== 'paragraph' || first?.type !== 'text') return;
  const lead = leadOf(first.value);
  if (!lead) return;
  const named: PhrasingContent[] = [
    { type: 'strong', children: [{ type: 'text', value: lead.name }] },
    { type: 'text', value: ` – ${first.value.slice(lead.length)}` },
  ];
  paragraph.children = [...named, ...paragraph.children.slice(1)];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
