import type { Nodes, Root, RootContent } from 'mdast';
import { normalizeIdentifier } from 'micromark-util-normalize-identifier';

/**
 * Length from which Markdown is parsed piece by piece, and of a piece, in characters. The parser keeps all events of
 * what it is given until the end (of an article of 20 MB more than 3 GB), and copies those so far whenever a list or
 * quotation ends, so time grows with the square of what it is given: lists take two thirds of the time that they take
 * in pieces of 10,000, tables half. Pieces cost a fifth of a millisecond each.
 */
export const PIECE_LENGTH = 2_000;

/**
 * Where a line may begin with which nothing above goes on: below an empty line, in the first column, with something
 * that is no point of a list.
 */
const BOUNDARY = /\n[ \t]*\n(?=[^\s\d*+-])/g;
/** What may name a definition elsewhere. Labels hold no brackets that are not escaped. Source: CommonMark 0.31, Link labels. */
const LABEL = /\[((?:[^[\]\\]|\\[\s\S]){1,999})\]/g;

type Parse = (markdown: string) => Root;

/**
 * Length up to which the trees of the first reading, which looks for definitions, are kept for the second, in
 * characters: ten times the length of a long article. Their trees take about 50 MB.
 */
const KEPT_LENGTH = 500_000;
/** What every definition holds, of a link or of a footnote. Source: CommonMark 0.31, Link reference definitions. */
const DEFINES = ']:';

/** Part of a tree, from one line to another. */
export interface TreePiece {
  readonly children: RootContent[];
  /** The line behind it, counted from 1. */
  readonly nextLine: number;
}

/**
 * The tree of Markdown as `parse` gives it, in pieces one after the other, so that memory grows with none of what was
 * before. A piece ends where no list, quotation, table, code or HTML goes on. Long Markdown that may define something
 * is read once before up to where it last does, since a piece may name what only a later one defines.
 * @param parse parses plain CommonMark; it is asked up to three times for a piece that names definitions of another
 */
export function* piecesOfTree(markdown: string, parse: Parse, length = PIECE_LENGTH): Generator<TreePiece> {
  const defined = new Map<string, string>();
  let next: Place = START;
  if (markdown.length > length) {
    const read: ReadPiece[] = [];
    const last = markdown.lastIndexOf(DEFINES);
    for (const piece of last < 0 ? [] : cut(markdown, parse, length, START)) {
      const labels = [...labelsIn(piece.tree)];
      for (const label of labels) defined.set(normalizeIdentifier(label), label);
      read.push({ ...piece, tree: piece.end.offset <= KEPT_LENGTH ? piece.tree : null, labels });
      if (piece.end.offset > last) break;
    }
    for (const piece of read) yield finished(markdown, piece, defined, parse);
    next = read.at(-1)?.end ?? START;
  }
  for (const piece of cut(markdown, parse, length, next))
    yield finished(markdown, { ...piece, labels: [...labelsIn(piece.tree)] }, defined, parse);
}

interface Place {
  /** Lines and characters before it. */
  readonly line: number;
  readonly offset: number;
}

const START: Place = { line: 0, offset: 0 };

/** From one place to another. */
interface Piece {
  readonly start: Place;
  readonly end: Place;
  readonly tree: Root;
}

interface ReadPiece extends Omit<Piece, 'tree'> {
  /** `null` when it is to be parsed again. */
  readonly tree: Root | null;
  /** What it defines itself. */
  readonly labels: readonly string[];
}

function finished(
  markdown: string,
  { start, end, tree, labels }: ReadPiece,
  defined: ReadonlyMap<string, string>,
  parse: Parse,
): TreePiece {
  const text = markdown.slice(start.offset, end.offset);
  const wanted = defined.size === 0 ? [] : wantedIn(text, labels, defined);
  const isFirst = start.offset === 0;
  const { children } =
    wanted.length > 0 ? withDefinitions(text, wanted, parse, isFirst) : (tree ?? parse(text));
  for (const child of children) shift(child, start);
  return { children, nextLine: end.line + 1 };
}

function* cut(markdown: string, parse: Parse, length: number, from: Place): Generator<Piece> {
  let start = from;
  do {
    const inside = start.offset === 0 ? frontMatterEnd(markdown) : start.offset;
    let text = '';
    let tree: Root | null = null;
    // What is open at the end of a piece may go on: then it is twice as long.
    for (let least = length; !tree; least *= 2) {
      text = markdown.slice(start.offset, boundaryAt(markdown, Math.max(inside, start.offset + least)));
      const parsed = parse(text);
      if (start.offset + text.length === markdown.length || !isOpen(parsed, text)) tree = parsed;
    }
    const end = { line: start.line + breaksIn(text), offset: start.offset + text.length };
    yield { start, end, tree };
    start = end;
  } while (start.offset < markdown.length);
}

function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
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
function wantedIn(text: string, labels: readonly string[], defined: ReadonlyMap<string, string>): string[] {
  const own = new Set(labels.map(normalizeIdentifier));
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
