import type { Nodes, PhrasingContent, Text } from 'mdast';

/** Nodes whose text is one run of words. */
const RUNS = new Set(['paragraph', 'heading', 'tableCell']);
const MARKS = new Set(['strong', 'emphasis', 'delete', 'link', 'linkReference']);

/**
 * The content of a node without the white space that stood beside what is gone: at its edges, around breaks, inside of emphasis. In
 * headings and cells, which are one line, breaks are spaces or part values.
 */
export function tidyWords(nodes: Nodes[], parent: Nodes['type']): Nodes[] {
  if (!RUNS.has(parent)) return nodes;
  const isLine = parent !== 'paragraph';
  const flat = merged((nodes as PhrasingContent[]).flatMap((node) => marksApart(node)));
  const lines = isLine
    ? merged(flat.map((node, i) => (node.type === 'break' ? textNode(partOf(flat[i - 1])) : node)))
    : flat;
  return named(
    withoutEdges(
      lines.map((node) => (node.type === 'text' ? { ...node, value: folded(node.value, isLine) } : node)),
    ),
  );
}

/** A name and the dash behind it stand on one line. */
function named(nodes: PhrasingContent[]): PhrasingContent[] {
  const [name, text, ...rest] = nodes;
  if (name?.type !== 'strong' || text?.type !== 'text' || !text.value.startsWith('\n– ')) return nodes;
  return [name, { ...text, value: ` ${text.value.trimStart()}` }, ...rest];
}

const textNode = (value: string): Text => ({ type: 'text', value });

/** What stands for a break in a cell: values are parted by a semicolon, sentences by a space. */
function partOf(before: PhrasingContent | undefined): string {
  return before?.type === 'text' && /[.:;,!?]\s*$/.test(before.value) ? ' ' : '; ';
}

function folded(text: string, isLine: boolean): string {
  return text.replace(/[ \t]*\n\s*/g, isLine ? ' ' : '\n').replace(/[ \t]{2,}/g, ' ');
}

/** White space at the edges of emphasis and links stands outside of them. */
function marksApart(node: PhrasingContent): PhrasingContent[] {
  if (!MARKS.has(node.type) || !('children' in node)) return [node];
  const children = merged(node.children.flatMap((child) => marksApart(child)));
  const [first, last] = [children[0], children.at(-1)];
  const before = first?.type === 'text' ? (/^\s+/.exec(first.value)?.[0] ?? '') : '';
  const after = last?.type === 'text' && /\S/.test(last.value) ? (/\s+$/.exec(last.value)?.[0] ?? '') : '';
  const inner = withoutEdges(children) as PhrasingContent[];
  const mark = inner.length > 0 ? [{ ...node, children: inner } as PhrasingContent] : [];
  return [...(before ? [textNode(' ')] : []), ...mark, ...(after ? [textNode(' ')] : [])];
}

/** Without white space and breaks at the beginning, at the end and beside breaks. */
function withoutEdges(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const node of nodes) {
    const before = out.at(-1);
    const isEdge = before === undefined || before.type === 'break';
    if (node.type === 'break') {
      dropSpaceAtEnd(out);
      if (out.length > 0 && out.at(-1)?.type !== 'break') out.push(node);
    } else if (node.type === 'text' && isEdge) {
      const value = node.value.trimStart();
      if (value !== '') out.push({ ...node, value });
    } else out.push(node);
  }
  dropSpaceAtEnd(out);
  while (out.at(-1)?.type === 'break') {
    out.pop();
    dropSpaceAtEnd(out);
  }
  return out;
}

function dropSpaceAtEnd(out: PhrasingContent[]): void {
  for (let last = out.at(-1); last?.type === 'text'; last = out.at(-1)) {
    out.pop();
    const value = last.value.trimEnd();
    if (value === '') continue;
    out.push({ ...last, value });
    return;
  }
}

/** Texts that stand side by side as one. */
function merged(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const out: PhrasingContent[] = [];
  for (const node of nodes) {
    const last = out.at(-1);
    if (node.type === 'text' && last?.type === 'text') {
      const space = /\s$/.test(last.value) && /^\s/.test(node.value);
      out[out.length - 1] = { ...last, value: last.value + (space ? node.value.trimStart() : node.value) };
    } else out.push(node);
  }
  return out;
}
