import type { Nodes, Root, Text } from 'mdast';

/** Gives the nodes of a tree their lines in the file. */
export function withLines(tree: Root, lines: ArrayLike<number>): void {
  const waiting: Nodes[] = [tree];
  const lineOf = (line: number) => lines[line - 1] ?? lines[lines.length - 1] ?? 1;
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.position) {
      const { start, end } = node.position;
      node.position = {
        start: { ...start, line: lineOf(start.line) },
        end: { ...end, line: lineOf(end.line) },
      };
    }
    if (!('children' in node)) continue;
    if (node.children.some((child) => child.type === 'text' && child.value.includes('\n')))
      node.children = (node.children as Nodes[]).flatMap(
        (child) => (child.type === 'text' ? apart(child, lineOf) : [child]) as Nodes[],
      ) as never;
    for (const child of node.children) waiting.push(child as Nodes);
  }
}

/** A text in pieces where its lines do not follow one another in the file: its breaks tell the lines. */
function apart(node: Text, lineOf: (line: number) => number): Text[] {
  const first = node.position?.start.line;
  if (first === undefined || !node.value.includes('\n')) return [node];
  const pieces: Text[] = [];
  let text = '';
  let from = first;
  const rows = node.value.split('\n');
  for (const [i, row] of rows.entries()) {
    const isBroken = i > 0 && lineOf(first + i) !== lineOf(first + i - 1) + 1;
    if (isBroken) {
      pieces.push(pieceOf(node, `${text}\n`, from, first + i - 1));
      text = row;
      from = first + i;
    } else text += i > 0 ? `\n${row}` : row;
  }
  return [...pieces, pieceOf(node, text, from, first + rows.length - 1)];
}

function pieceOf(node: Text, value: string, from: number, to: number): Text {
  const { position } = node;
  if (!position) return node;
  const start = from === position.start.line ? position.start : { line: from, column: 1 };
  const end = to === position.end.line ? position.end : { line: to, column: 1 };
  return { ...node, value, position: { start, end } };
}
