import type { Nodes, Parents, PhrasingContent, Root } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { plainWords } from './words.js';

/** A box, a tab or a folded part among the lines that the parser was given, counted from 1. */
export interface PlacedBox {
  readonly name: string;
  readonly label: string | null;
  /** The line that its label stands on. */
  readonly labelAt: number;
  /** The lines before its first and behind its last; `null` where it was never ended. */
  readonly from: number;
  readonly to: number | null;
}

interface NestedBox extends PlacedBox {
  to: number;
  readonly inner: NestedBox[];
}

/** Puts what stands in boxes, tabs and folded parts into nodes of their own: the container directives of a tree. */
export function nestBoxes(tree: Root, boxes: readonly PlacedBox[]): void {
  if (boxes.length > 0)
    tree.children = placed(tree.children, forest(boxes, headingLines(tree)), tree) as Root['children'];
}

/** Lines of the headings at which a box that was never ended may end. */
export function headingLines(node: Nodes, out: number[] = []): number[] {
  if (node.type === 'heading') out.push(node.position?.start.line ?? 0);
  else if (/^(?:root|list|listItem|blockquote)$/.test(node.type))
    for (const child of (node as Parents).children) headingLines(child, out);
  return out;
}

/** By where they begin, the one around the other first. */
export function inOrder(boxes: readonly PlacedBox[]): PlacedBox[] {
  return [...boxes].sort((a, b) => a.from - b.from || (b.to ?? Infinity) - (a.to ?? Infinity));
}

/** Boxes in boxes. One that was never ended ends before the next heading, or where the next one begins. */
function forest(boxes: readonly PlacedBox[], headings: readonly number[]): NestedBox[] {
  const ordered = inOrder(boxes);
  const top: NestedBox[] = [];
  const open: NestedBox[] = [];
  let heading = 0;
  for (const [i, box] of ordered.entries()) {
    while (open.length > 0 && (open.at(-1)?.to ?? 0) <= box.from) open.pop();
    while (heading < headings.length && (headings[heading] ?? 0) <= box.from) heading++;
    const natural = box.to ?? Math.min(headings[heading] ?? Infinity, ordered[i + 1]?.from ?? Infinity);
    const parent = open.at(-1);
    const nested = { ...box, to: Math.min(natural, parent?.to ?? Infinity), inner: [] };
    (parent?.inner ?? top).push(nested);
    open.push(nested);
  }
  return top;
}

const startOf = (node: Nodes): number => node.position?.start.line ?? 0;
const endOf = (node: Nodes): number => node.position?.end.line ?? 0;

/** Nodes beside one another, those of a box in its node. */
function placed(nodes: readonly Nodes[], boxes: readonly NestedBox[], parent: Nodes): Nodes[] {
  const out: Nodes[] = [];
  const waiting = [...boxes];
  let at = 0;
  while (at < nodes.length) {
    const node = nodes[at] as Nodes;
    while (waiting[0] && waiting[0].to <= startOf(node))
      out.push(...withoutContent(waiting.shift() as NestedBox, parent));
    const [box] = waiting;
    if (!box || box.from >= endOf(node)) {
      out.push(node);
      at++;
    } else if (startOf(node) > box.from && parent.type !== 'list') {
      waiting.shift();
      const inside: Nodes[] = [];
      while (at < nodes.length && startOf(nodes[at] as Nodes) < box.to) inside.push(nodes[at++] as Nodes);
      out.push(containerOf(box, placed(inside, box.inner, parent)));
    } else {
      // It begins inside of this node.
      let count = 0;
      while (count < waiting.length && (waiting[count] as NestedBox).from < endOf(node)) count++;
      out.push(withBoxes(node, waiting.splice(0, count)));
      at++;
    }
  }
  return [...out, ...waiting.flatMap((box) => withoutContent(box, parent))];
}

/** A box that has nothing but a title: that is what it says. */
function withoutContent(box: NestedBox, parent: Nodes): Nodes[] {
  const said = box.label === null || box.name === 'tab' || parent.type === 'list' ? [] : labelOf(box.label);
  if (said.length === 0) return [];
  const line = { line: box.labelAt, column: 1 };
  const position = { start: line, end: line };
  const children = said.map((one) => onLine(one, box.labelAt));
  return [containerOf({ ...box, label: null }, [{ type: 'paragraph', children, position }])];
}

function withBoxes(node: Nodes, boxes: readonly NestedBox[]): Nodes {
  if (!/^(?:list|listItem|blockquote|footnoteDefinition)$/.test(node.type)) return node;
  const parent = node as Parents;
  return { ...parent, children: placed(parent.children, boxes, node) } as Nodes;
}

function containerOf(
  { name, label, labelAt, from }: NestedBox,
  content: readonly Nodes[],
): ContainerDirective {
  const line = { line: from, column: 1 };
  const labelLine = { line: labelAt, column: 1 };
  let children = content;
  const [only] = children;
  // A box around a quotation is what many wikis make of one.
  if (only?.type === 'blockquote' && children.length === 1) children = only.children;
  let said =
    label === null ? null : { words: labelOf(label), position: { start: labelLine, end: labelLine } };
  const [first, ...rest] = children;
  // A heading on top is its title; below it another section would begin, and go on behind the box.
  if (label === null && first?.type === 'heading' && rest.length > 0 && name !== 'tab') {
    said = { words: first.children, position: first.position ?? { start: line, end: line } };
    children = rest;
  }
  const labels =
    said && said.words.length > 0
      ? [
          {
            type: 'paragraph',
            data: { directiveLabel: true },
            children: said.words.map((one) => onLine(one, said.position.start.line)),
            position: said.position,
          },
        ]
      : [];
  return {
    type: 'containerDirective',
    name,
    attributes: {},
    children: [...labels, ...children] as ContainerDirective['children'],
    position: { start: line, end: children.at(-1)?.position?.end ?? line },
  };
}

function onLine<T extends Nodes>(node: T, line: number): T {
  const place = { line, column: 1 };
  const moved = { ...node, position: { start: place, end: place } };
  if ('children' in moved)
    moved.children = (moved.children as Nodes[]).map((child) => onLine(child, line)) as never;
  return moved;
}

/** What is written on a box, with its emphasis and code. */
function labelOf(label: string): PhrasingContent[] {
  // What a link in it leads to is told in its text elsewhere.
  const words = label.replace(/\s+/g, ' ').replace(/(?<!\\)\[([^[\]\\]+)\](?:\[[^[\]]*\]|(?![[(]))/g, '$1');
  const { text } = plainWords(words, false);
  const plain = text.replace(/(^|\s):[a-z\d_+-]*[a-z][a-z\d_+-]*:(?=\s|$)/g, '$1').trim();
  if (plain === '') return [];
  if (!/[\\`*_[\]<&~]/.test(plain)) return [{ type: 'text', value: plain }];
  const [first] = fromMarkdown(plain).children;
  if (first?.type !== 'paragraph' && first?.type !== 'heading') return [{ type: 'text', value: plain }];
  const [only, ...others] = first.children;
  return only?.type === 'strong' && others.length === 0 ? only.children : first.children;
}
