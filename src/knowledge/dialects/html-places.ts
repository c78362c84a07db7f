import type { Nodes } from 'mdast';
import type { HtmlElement, HtmlNode } from './html-elements.js';

export const isElement = (node: HtmlNode): node is HtmlElement => 'name' in node;

/** Gives a node the lines from its element's first to its last. */
export function placed<T extends Nodes>(node: T, element: HtmlElement, base: number): T {
  return { ...node, position: lines(base + element.line, base + lastLine(element)) };
}

/** A place that is only known by its lines. */
export function lines(from: number, to: number) {
  return { start: { line: from, column: 1 }, end: { line: to, column: 1 } };
}

function lastLine(node: HtmlNode): number {
  let last: HtmlNode = node;
  while (isElement(last) && last.children.length > 0) last = last.children.at(-1) as HtmlNode;
  return Math.max(node.line, last.line);
}

/** The lines of what is in a node. */
export function around(children: readonly Nodes[]) {
  const [first] = children;
  return lines(first?.position?.start.line ?? 1, children.at(-1)?.position?.end.line ?? 1);
}
