import type {
  BlockContent,
  Heading,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
  TableCell,
  TableRow,
} from 'mdast';
import { type HtmlElement, type HtmlNode, htmlElements } from './html-elements.js';
import { phrasingOf, rawText } from './html-inline.js';
import { around, isElement, lines, placed } from './html-places.js';
import { PHRASING, WITHOUT_TEXT } from './tag.js';

/**
 * Reads a piece of HTML as Markdown: tables, lists, lists of terms, headings, code and paragraphs. A table without a heading
 * row gets an empty one, so that its first row stays a row; a list of terms becomes a list of named points.
 * @param line line on which the HTML begins
 */
export function markdownOfHtml(html: string, line: number): RootContent[] {
  return flowOf(htmlElements(html), line) as RootContent[];
}

/** Deepest blocks in one another: what is deeper is read as text. */
const MAX_DEPTH = 20;

function flowOf(nodes: readonly HtmlNode[], base: number, depth = 0): BlockContent[] {
  const out: BlockContent[] = [];
  let run: HtmlNode[] = [];
  const close = () => {
    const children = phrasingOf(run, base);
    run = [];
    if (children.length > 0) out.push(paragraph(children));
  };
  for (const node of nodes) {
    if (!isElement(node) || PHRASING.has(node.name) || depth > MAX_DEPTH) run.push(node);
    else {
      close();
      out.push(...blockOf(node, base, depth + 1));
    }
  }
  close();
  return out;
}

function blockOf(element: HtmlElement, base: number, depth: number): BlockContent[] {
  const { name, children } = element;
  if (WITHOUT_TEXT.has(name) || name === 'hr') return [];
  if (name === 'table') return tableOf(element, base);
  if (name === 'ul' || name === 'ol' || name === 'menu') return listOf(element, base, depth);
  if (name === 'dl') return termsOf(element, base, depth);
  if (name === 'pre')
    return [
      placed({ type: 'code', lang: null, value: rawText(children).replace(/^\n|\s+$/g, '') }, element, base),
    ];
  if (/^h[1-6]$/.test(name)) {
    const heading = {
      type: 'heading',
      depth: Number(name[1]) as Heading['depth'],
      children: phrasingOf(children, base),
    } as const;
    return [placed(heading, element, base) as unknown as BlockContent];
  }
  return flowOf(children, base, depth);
}

/** A paragraph has the lines of what is in it. */
function paragraph(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children, position: around(children) };
}

function tableOf(table: HtmlElement, base: number): BlockContent[] {
  const rows = rowsOf(table);
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  if (width === 0) return [];
  const [first] = rows;
  const hasHead =
    first !== undefined && (first.isHead || first.cells.every((cell) => !cell || cell.name === 'th'));
  const read = rows.map(({ row, cells }): TableRow => {
    const children = Array.from({ length: width }, (_, i) => cellOf(cells[i] ?? null, base));
    return placed({ type: 'tableRow', children }, row, base);
  });
  const empty: TableRow = {
    type: 'tableRow',
    children: Array.from({ length: width }, () => cellOf(null, base)),
    position: lines(base + table.line, base + table.line),
  };
  const caption = table.children.find((child) => isElement(child) && child.name === 'caption');
  const above = caption && isElement(caption) ? flowOf(caption.children, base) : [];
  const children = hasHead ? read : [empty, ...read];
  return [...above, placed<Table>({ type: 'table', children }, table, base)];
}

interface Row {
  readonly row: HtmlElement;
  /** A cell over several columns has `null` behind it for each further one. */
  readonly cells: readonly (HtmlElement | null)[];
  readonly isHead: boolean;
}

/** Most columns that a cell reaches over. */
const MAX_SPAN = 30;

function rowsOf(node: HtmlElement): Row[] {
  return node.children.filter(isElement).flatMap((child): Row[] => {
    if (child.name !== 'tr') return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : [];
    const own = child.children.filter(isElement).filter(({ name }) => name === 'td' || name === 'th');
    const cells = own.flatMap((cell) => {
      const span = Math.min(MAX_SPAN, Number(cell.tag?.named.get('colspan') ?? 1) || 1);
      return [cell, ...Array.from({ length: span - 1 }, () => null)];
    });
    return cells.length > 0 ? [{ row: child, cells, isHead: node.name === 'thead' }] : [];
  });
}

/** What stands in a cell, on one line: its blocks are parted by a semicolon. */
function cellOf(cell: HtmlElement | null, base: number): TableCell {
  if (!cell) return { type: 'tableCell', children: [] };
  const children = flowOf(cell.children, base).flatMap((block, i) => {
    const own = phrasingIn(block);
    return i > 0 && own.length > 0 ? [{ type: 'text', value: '; ' } as const, ...own] : own;
  });
  return placed<TableCell>({ type: 'tableCell', children }, cell, base);
}

function phrasingIn(node: Nodes): PhrasingContent[] {
  if (node.type === 'paragraph' || node.type === 'heading') return node.children;
  if (node.type === 'code')
    return [
      {
        type: 'inlineCode',
        value: node.value.replace(/\s*\n\s*/g, ' '),
        ...(node.position && { position: node.position }),
      },
    ];
  if (!('children' in node)) return [];
  return (node.children as Nodes[]).flatMap((child, i) => {
    const own = phrasingIn(child);
    return i > 0 && own.length > 0 ? [{ type: 'text', value: '; ' } as const, ...own] : own;
  });
}

function listOf(list: HtmlElement, base: number, depth: number): BlockContent[] {
  const children = list.children.filter(isElement).map((child): ListItem => {
    const content = child.name === 'li' ? child.children : [child];
    return placed({ type: 'listItem', spread: false, children: flowOf(content, base, depth) }, child, base);
  });
  const start = Number(list.tag?.named.get('start') ?? 1);
  const ordered = list.name === 'ol';
  const node: List = {
    type: 'list',
    ordered,
    start: ordered ? (Number.isInteger(start) ? start : 1) : null,
    spread: false,
    children,
  };
  return children.length > 0 ? [placed(node, list, base)] : [];
}

/** `<dt>Name</dt><dd>text</dd>` as a list item "**Name** – text". */
function termsOf(list: HtmlElement, base: number, depth: number): BlockContent[] {
  const items: ListItem[] = [];
  let terms: PhrasingContent[] = [];
  const parts = list.children
    .filter(isElement)
    .flatMap((child) => (child.name === 'div' ? child.children.filter(isElement) : [child]));
  for (const part of parts) {
    if (part.name === 'dt') {
      if (terms.length > 0) terms.push({ type: 'text', value: ', ' });
      terms.push(...phrasingOf(part.children, base));
      continue;
    }
    const said = flowOf(part.children, base, depth);
    items.push(namedPoint(terms, said));
    terms = [];
  }
  if (terms.length > 0) items.push(namedPoint([], [paragraph(terms)]));
  const children = items.filter((item) => item.children.length > 0);
  return children.length > 0
    ? [placed<List>({ type: 'list', ordered: false, spread: false, children }, list, base)]
    : [];
}

function namedPoint(terms: PhrasingContent[], said: BlockContent[]): ListItem {
  const [first, ...rest] = said;
  const position = around([...terms, ...said]);
  if (terms.length === 0) return { type: 'listItem', spread: false, children: said, position };
  const name: PhrasingContent = { type: 'strong', children: terms, position: around(terms) };
  if (first?.type !== 'paragraph')
    return { type: 'listItem', spread: false, children: [paragraph([name]), ...said], position };
  const dash: PhrasingContent = { type: 'text', value: ' – ', position: around(terms) };
  return {
    type: 'listItem',
    spread: false,
    children: [paragraph([name, dash, ...first.children]), ...rest],
    position,
  };
}
