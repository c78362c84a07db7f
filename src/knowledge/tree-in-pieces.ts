import type { Nodes, Root, RootContent } from 'mdast';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';

/**
 * Length from which Markdown is parsed piece by piece, and of a piece, in characters. The parser keeps all events of
 * what it is given until the end (of an article of 20 MB more than 3 GB), and copies those so far whenever a list or
 * quotation ends, so time grows with the square of what it is given. Pieces cost a fifth of a millisecond each.
 */
export const PIECE_LENGTH = 10_000;

/**
 * Where a line may begin with which nothing above goes on: below an empty line, in the first column, with something
 * that is no point of a list.
 */
const BOUNDARY = /\n[ \t]*\n(?=[^\s\d*+-])/g;
/** What may name a definition elsewhere. Labels hold no brackets that are not escaped. Source: CommonMark 0.31, Link labels. */
const LABEL = /\[((?:[^[\]\\]|\\[\s\S]){1,999})\]/g;

type Parse = (markdown: string) => Root;

/**
 * The tree of Markdown as `parse` gives it, made of pieces so that memory grows with the tree alone. A piece ends
 * where no list, quotation, table, code or HTML goes on.
 * @param parse parses plain CommonMark; it is asked twice for a piece that names definitions of another
 */
export function treeInPieces(markdown: string, parse: Parse, length = PIECE_LENGTH): Root {
  if (markdown.length <= length) return parse(markdown);
  const pieces = cut(markdown, parse, length);
  const defined = new Map<string, string>();
  for (const { tree } of pieces)
    for (const label of labelsIn(tree)) defined.set(normalizeIdentifier(label), label);
  const children = pieces.flatMap(({ text, tree, ...place }, i) => {
    const wanted = defined.size === 0 ? [] : wantedIn(text, tree, defined);
    const whole = wanted.length === 0 ? tree : withDefinitions(text, wanted, parse, i === 0);
    for (const child of whole.children) shift(child, place);
    return whole.children;
  });
  const last = pieces.at(-1);
  const position = last?.tree.position && {
    start: { line: 1, column: 1, offset: 0 },
    end: moved(last.tree.position.end, last),
  };
  return { type: 'root', children, ...(position ? { position } : {}) };
}

interface Place {
  /** Lines and characters before it. */
  readonly line: number;
  readonly offset: number;
}

interface Piece extends Place {
  readonly text: string;
  readonly tree: Root;
}

function cut(markdown: string, parse: Parse, length: number): Piece[] {
  const pieces: Piece[] = [];
  let offset = 0;
  let line = 0;
  while (offset < markdown.length) {
    const from = offset === 0 ? frontMatterEnd(markdown) : offset;
    let text = '';
    let tree: Root | null = null;
    // What is open at the end of a piece may go on: then it is twice as long.
    for (let least = length; !tree; least *= 2) {
      text = markdown.slice(offset, boundaryAt(markdown, Math.max(from, offset + least)));
      const parsed = parse(text);
      if (offset + text.length === markdown.length || !isOpen(parsed, text)) tree = parsed;
    }
    pieces.push({ text, tree, line, offset });
    offset += text.length;
    line += text.split('\n').length - 1;
  }
  return pieces;
}

function boundaryAt(markdown: string, from: number): number {
  BOUNDARY.lastIndex = Math.min(from, markdown.length);
  const match = BOUNDARY.exec(markdown);
  return match ? match.index + match[0].length : markdown.length;
}

/** Entries of front matter may look like headings. */
function frontMatterEnd(markdown: string): number {
  const sign = /^(?:---|\+\+\+)(?=[ \t]*\n)/.exec(markdown)?.[0];
  return sign ? Math.max(0, markdown.indexOf(`\n${sign}`, sign.length)) : 0;
}

/** Whether code or HTML reaches over the empty line at the end of a piece. */
function isOpen(tree: Root, text: string): boolean {
  const end = text.trimEnd().length;
  let node: Nodes | undefined = tree;
  while (node && 'children' in node) node = node.children.at(-1) as Nodes | undefined;
  return (node?.type === 'code' || node?.type === 'html') && (node.position?.end.offset ?? 0) > end;
}

/** Labels of the definitions and footnotes in a tree, as they are written. */
function* labelsIn(tree: Root): Generator<string> {
  const waiting: Nodes[] = [tree];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'definition') yield node.identifier;
    if (node.type === 'footnoteDefinition') yield `^${node.identifier}`;
    if ('children' in node) for (const child of node.children) waiting.push(child);
  }
}

/** Labels that a piece names and another defines. */
function wantedIn(text: string, tree: Root, defined: ReadonlyMap<string, string>): string[] {
  const own = new Set([...labelsIn(tree)].map(normalizeIdentifier));
  const wanted = new Map<string, string>();
  LABEL.lastIndex = 0;
  for (let match = LABEL.exec(text); match; match = LABEL.exec(text)) {
    const key = normalizeIdentifier(match[1] as string);
    const label = defined.get(key);
    if (label !== undefined && !own.has(key)) wanted.set(key, label);
  }
  return [...wanted.values()];
}

/** The tree of a piece beside definitions of another, which it does not hold. */
function withDefinitions(text: string, labels: readonly string[], parse: Parse, isFirst: boolean): Root {
  const definitions = labels.map((label) => `[${label}]: x\n\n`).join('');
  // Front matter must stay first, and what is open at the end of the last piece would swallow them.
  const tree = parse(isFirst ? `${text}\n\n${definitions}` : `${definitions}${text}`);
  const isOwn = ({ position }: RootContent) => {
    const start = position?.start.offset ?? 0;
    return isFirst ? start < text.length : start >= definitions.length;
  };
  tree.children = tree.children.filter(isOwn);
  if (!isFirst) {
    const place = { line: -2 * labels.length, offset: -definitions.length };
    for (const child of tree.children) shift(child, place);
  }
  return tree;
}

type Point = NonNullable<Root['position']>['start'];

function moved(point: Point, { line, offset }: Place): Point {
  return { ...point, line: point.line + line, offset: (point.offset ?? 0) + offset };
}

/** Moves a node, and all that is in it, to its place in the whole. */
function shift(node: Nodes, place: Place): void {
  if (place.line === 0 && place.offset === 0) return;
  const waiting: Nodes[] = [node];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    if (one.position)
      one.position = { start: moved(one.position.start, place), end: moved(one.position.end, place) };
    if ('children' in one) for (const child of one.children) waiting.push(child);
  }
}
