import type { Code, Heading, List, ListItem, Paragraph, RootContent, Table } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { type Block, COLUMN_SEPARATOR, type Item, type Label, type LineRange, type Range } from './corpus.js';
import { clean, linesOf, writtenText } from './written-text.js';

/** A part of a block, before it is known which subject it belongs to. */
export type ParsedItem = Pick<
  Item,
  'kind' | 'name' | 'text' | 'sentences' | 'level' | 'number' | 'row' | 'language' | 'lines'
>;

export interface ParsedBlock extends Pick<Block, 'kind' | 'label' | 'columns' | 'lines'> {
  /** Position in its section of the paragraph that introduces it. */
  readonly lead: number | null;
  readonly items: readonly ParsedItem[];
}

/** Steps that go on are added to in place: copied for each, a thousand steps with code between took a minute. */
type OpenBlock = ParsedBlock & { readonly items: ParsedItem[] };

const PLAIN = { name: null, level: 0, number: null, row: null, language: null } as const;

/** Reads a piece of Markdown below a heading, and puts its blocks behind those before it. */
export function appendBlocks(blocks: ParsedBlock[], node: RootContent, label: Label | null): void {
  switch (node.type) {
    // A heading is one below another heading only; in a quotation or a point it is what they say.
    case 'heading':
    case 'paragraph':
      append(blocks, label, 'paragraph', paragraphItems(node, 0), linesOf(node));
      break;
    case 'list':
      appendList(blocks, node, label);
      break;
    case 'table':
      appendTable(blocks, node, label);
      break;
    case 'code':
      append(blocks, label, 'code', codeItems(node), linesOf(node));
      break;
    case 'blockquote':
    case 'containerDirective':
    case 'footnoteDefinition':
      for (const child of node.children) appendBlocks(blocks, child as RootContent, label);
      break;
  }
}

function append(
  blocks: ParsedBlock[],
  label: Label | null,
  kind: Block['kind'],
  items: readonly ParsedItem[],
  lines: LineRange,
  columns: readonly string[] = [],
): void {
  if (items.length === 0) return;
  blocks.push({ kind, label, columns, lines, lead: leadAt(blocks, kind, label), items });
}

/** The paragraph right before a block, where it announces what follows; code belongs to what is said before it. */
function leadAt(blocks: readonly ParsedBlock[], kind: Block['kind'], label: Label | null): number | null {
  const at = blocks.length - 1;
  const before = blocks[at];
  if (before?.kind !== 'paragraph') return null;
  const announces = (before.items[0]?.text ?? '').endsWith(':');
  // What is announced may be in tabs, one for each way to do it.
  if (before.label === null && label?.kind === 'tab') return announces ? at : null;
  if (kind === 'paragraph' || before.label?.text !== label?.text) return null;
  return kind === 'code' || announces ? at : null;
}

function paragraphItems(node: Heading | Paragraph, level: number): ParsedItem[] {
  const written = writtenText(node.children);
  if (written.text === '') return [];
  const { name, start } = nameOf(node, written.text, /[?:.]$/);
  const text = written.text.slice(start);
  return [
    {
      ...PLAIN,
      kind: 'paragraph',
      name,
      level,
      text,
      sentences: written.sentences(start),
      lines: linesOf(node),
    },
  ];
}

/** A list whose numbers go on from the steps above the code or picture between is one with them. */
function appendList(blocks: ParsedBlock[], list: List, label: Label | null): void {
  const items = listItems(list, 0);
  const before = goesOn(blocks, list);
  if (before === null) {
    const kind = list.ordered && items.filter(({ number }) => number !== null).length > 1 ? 'steps' : 'list';
    const single = list.ordered && (list.start ?? 1) === 1 ? 'steps' : kind;
    append(blocks, label, items.length > 0 && list.ordered ? single : kind, items, linesOf(list));
    return;
  }
  const between = blocks
    .splice(before + 1)
    .flatMap(({ items: inner }) => inner.map((one) => ({ ...one, level: one.level + 1 })));
  const steps = blocks[before] as OpenBlock;
  for (const one of between) steps.items.push(one);
  for (const one of items) steps.items.push(one);
  blocks[before] = { ...steps, kind: 'steps', lines: [steps.lines[0], linesOf(list)[1]] };
}

/** Most blocks between two steps that belong to the first. */
const MAX_BETWEEN = 3;

function goesOn(blocks: readonly ParsedBlock[], list: List): number | null {
  const start = list.start ?? 1;
  if (!list.ordered || start < 2) return null;
  for (let at = blocks.length - 1; at >= Math.max(0, blocks.length - 1 - MAX_BETWEEN); at--) {
    const { kind, items } = blocks[at] as ParsedBlock;
    if (kind !== 'steps') continue;
    return lastNumber(items) === start - 1 ? at : null;
  }
  return null;
}

/** Looked for from the end: it is one of the last, and there may be thousands. */
function lastNumber(items: readonly ParsedItem[]): number | null {
  for (let at = items.length - 1; at >= 0; at--) {
    const { level, number } = items[at] as ParsedItem;
    if (level === 0 && number !== null) return number;
  }
  return null;
}

function listItems(list: List, level: number): ParsedItem[] {
  return list.children.flatMap((item, i) =>
    pointItems(item, level, list.ordered ? (list.start ?? 1) + i : null),
  );
}

function pointItems(item: ListItem, level: number, number: number | null): ParsedItem[] {
  const out: ParsedItem[] = [];
  for (const [i, child] of item.children.entries()) {
    if (child.type === 'paragraph')
      out.push(...(i === 0 ? point(child, level, number) : paragraphItems(child, level + 1)));
    else if (child.type === 'list') out.push(...listItems(child, level + 1));
    else {
      const inner: ParsedBlock[] = [];
      for (const one of child.type === 'containerDirective' ? child.children : [child])
        appendBlocks(inner, one as RootContent, null);
      for (const block of inner)
        out.push(...block.items.map((one) => ({ ...one, level: level + 1 + one.level })));
    }
  }
  // A step that begins with code or a picture keeps its number.
  const [first, ...rest] = out;
  return first && number !== null && first.number === null ? [{ ...first, level, number }, ...rest] : out;
}

/** A list item; "**Name** – text" and "**Name:** text" have a name. */
function point(node: Paragraph, level: number, number: number | null): ParsedItem[] {
  const written = writtenText(node.children);
  if (written.text === '') return [];
  const { name, start } = nameOf(node, written.text, /[:.?]$/);
  return [
    {
      ...PLAIN,
      kind: 'point',
      name,
      level,
      number,
      text: written.text.slice(start),
      sentences: written.sentences(start),
      lines: linesOf(node),
    },
  ];
}

/** The bold words that open a paragraph, where a dash, a colon or their own end sets them apart from the text. */
function nameOf(
  node: Heading | Paragraph,
  text: string,
  ends: RegExp,
): { name: string | null; start: number } {
  const [head] = node.children;
  if (head?.type !== 'strong') return { name: null, start: 0 };
  const bold = clean(textOf(head));
  const rest = text.slice(text.indexOf(bold) + bold.length);
  const separator = /^\s*(?:[–—:-]\s+|\.\s+)/.exec(rest) ?? (ends.test(bold) ? /^\s+/.exec(rest) : null);
  if (!separator || rest.length === separator[0].length) return { name: null, start: 0 };
  const start = text.length - rest.length + separator[0].length;
  return { name: bold.replace(/[:.]$/, ''), start };
}

/**
 * Rows of a table, an item a cell. In a table of two columns the first is the label; in a wider one each further
 * cell is a fact named by the row and its column.
 */
function appendTable(blocks: ParsedBlock[], table: Table, label: Label | null): void {
  const [header, ...rows] = table.children;
  if (!header) return;
  const columns = header.children.map((cell) => clean(writtenText(cell.children).text));
  const items: ParsedItem[] = [];
  for (const [row, { children, ...node }] of rows.entries()) {
    const cells = children.map((cell) => clean(writtenText(cell.children).text));
    const [first = '', ...values] = cells;
    const lines = linesOf(node as never);
    values.forEach((text, i) => {
      if (text === '') return;
      const name = values.length > 1 ? [first, columns[i + 1]].filter(Boolean).join(COLUMN_SEPARATOR) : first;
      items.push({ ...PLAIN, kind: 'fact', name, row, text, sentences: [{ text, lines }], lines });
    });
    if (values.length === 0 && first !== '')
      items.push({
        ...PLAIN,
        kind: 'fact',
        name: null,
        row,
        text: first,
        sentences: [{ text: first, lines }],
        lines,
      });
  }
  append(blocks, label, 'table', items, linesOf(table), columns);
}

/** Longest piece of code, in characters: longer code is found and quoted piece by piece. */
export const CODE_LENGTH = 1200;

/** Code; long code in pieces of whole lines, one behind the other without a gap. */
function codeItems(node: Code): ParsedItem[] {
  const all = node.value.split('\n');
  const blank = (line: string) => line.trim() === '';
  const start = all.findIndex((line) => !blank(line));
  if (start < 0) return [];
  const written = all.slice(start, all.length - [...all].reverse().findIndex((line) => !blank(line)));
  const [opening, end] = linesOf(node);
  const language = /^[\w+#.-]{1,20}/.exec(node.lang ?? '')?.[0] ?? null;
  const itemOf = (text: string, lines: LineRange): ParsedItem => ({
    ...PLAIN,
    kind: 'code',
    text,
    language,
    sentences: [{ text, lines }],
    lines,
  });
  const pieces = piecesOf(written);
  if (pieces.length === 1) return [itemOf(written.join('\n').trimEnd(), [opening, end])];
  const first = opening + start + (isFenced(node, all.length) ? 1 : 0);
  return pieces.map(([from, to]) =>
    itemOf(written.slice(from, to).join('\n'), [first + from, first + to - 1]),
  );
}

/** Indented code has no line above it that opens it. */
function isFenced(node: Code, lines: number): boolean {
  const [opening, end] = linesOf(node);
  return end - opening + 1 > lines;
}

/**
 * Where long code is cut: behind a blank line, else before the line that stands farthest to the left, the last such.
 * @returns runs of lines, the end not included
 */
function piecesOf(lines: readonly string[]): Range[] {
  const lengths = lines.map(({ length }) => length + 1);
  let left = lengths.reduce((sum, length) => sum + length, 0);
  const out: Range[] = [];
  let from = 0;
  while (left > CODE_LENGTH) {
    let length = 0;
    let to = from;
    let cut = from + 1;
    let cost = Number.POSITIVE_INFINITY;
    for (; to < lines.length && length + (lengths[to] as number) <= CODE_LENGTH; to++) {
      if (to > from && length >= CODE_LENGTH / 3) {
        const own = (lines[to - 1] as string).trim() === '' ? -1 : (lines[to] as string).search(/\S|$/);
        if (own <= cost) [cut, cost] = [to, own];
      }
      length += lengths[to] as number;
    }
    if (cost === Number.POSITIVE_INFINITY) cut = Math.max(from + 1, to);
    out.push([from, cut]);
    left -= lengths.slice(from, cut).reduce((sum, one) => sum + one, 0);
    from = cut;
  }
  if (from < lines.length) out.push([from, lines.length]);
  return out;
}
