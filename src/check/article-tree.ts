import type { Nodes, Root } from 'mdast';
import type { Problem } from '../knowledge/problem.js';

/** An article as its author laid it out: what links lead to, and what stands empty. */
export interface ArticleTree {
  /** Path below the knowledge folder, with `/`. */
  readonly path: string;
  readonly tree: Root;
}

/** A node and all below it, in reading order. No recursion: trees may be thousands of levels deep. */
export function* within(top: Nodes): Generator<Nodes> {
  const waiting: Nodes[] = [top];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if ('children' in node)
      for (let i = node.children.length; i-- > 0; ) waiting.push(node.children[i] as Nodes);
  }
}

/** The letters of a node as a reader sees them, without descriptions of images. */
export function shownText(top: Nodes): string {
  let text = '';
  for (const node of within(top)) if (node.type === 'text' || node.type === 'inlineCode') text += node.value;
  return text;
}

/** A warning that names the place where a node begins. */
export function warningAt(file: string, node: Nodes, rule: string, message: string): Problem {
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  return { severity: 'warning', file, line, column, rule, message };
}
