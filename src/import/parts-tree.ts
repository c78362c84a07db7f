import type { List, ListItem, Paragraph, Root, RootContent, Table, TableRow } from 'mdast';
import { factOf } from './heading-look.js';
import { leadOf } from './leads.js';
import type { Part } from './parts.js';

/** A point that is this much further in stands below the one before. */
const NESTED_INDENT = 2;

/** Parts in reading order to a Markdown tree. */
export function treeOf(parts: readonly Part[]): Root {
  const children: RootContent[] = [];
  for (let i = 0; i < parts.length; ) {
    const part = parts[i] as Part;
    const to = runEnd(parts, i);
    const run = parts.slice(i, to);
    i = to;
    switch (part.kind) {
      case 'heading':
        children.push({
          type: 'heading',
          depth: part.level as 2,
          children: [{ type: 'text', value: part.text }],
        });
        break;
      case 'paragraph':
        children.push(...paragraphs(run));
        break;
      case 'point':
        children.push(...lists(run));
        break;
      case 'row':
        children.push(tableOf(run.map(({ text }) => text.split('\t').map((cell) => cell.trim()))));
        break;
      case 'fact':
        children.push(factTable(run));
        break;
    }
  }
  return { type: 'root', children };
}

/** Parts of a kind that follow each other; with points, the paragraphs that stand further in than their point. */
function runEnd(parts: readonly Part[], from: number): number {
  const first = parts[from] as Part;
  let to = from + 1;
  if (first.kind === 'heading') return to;
  for (let item = first; to < parts.length; to++) {
    const part = parts[to] as Part;
    const belongs = first.kind === 'point' && part.kind === 'paragraph' && isInside(part, item);
    if (part.kind !== first.kind && !belongs) break;
    if (first.kind === 'row' && columnsOf(part) !== columnsOf(first)) break;
    if (part.kind === 'point') item = part;
  }
  return to;
}

function isInside(part: Part, item: Part): boolean {
  return part.indent >= item.indent + NESTED_INDENT;
}

function columnsOf({ text }: Part): number {
  return text.split('\t').length;
}

/** Paragraphs side by side that each begin with a name are points that have lost their bullets. */
function paragraphs(run: readonly Part[]): RootContent[] {
  const out: RootContent[] = [];
  for (let i = 0; i < run.length; ) {
    let to = i;
    while (to < run.length && leadOf(run[to]?.text ?? '', true)) to++;
    if (to - i >= 2) {
      out.push(...lists(run.slice(i, to).map((part) => ({ ...part, kind: 'point' }))));
      i = to;
    } else out.push(paragraph(run[i++]?.text ?? ''));
  }
  return out;
}

function paragraph(text: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] };
}

/** Points, by their indentation a tree; one of another kind at the same depth begins a list of its own. */
function lists(points: readonly Part[]): List[] {
  const out: List[] = [];
  const open: { list: List; item: ListItem; part: Part }[] = [];
  for (const part of points) {
    if (part.kind === 'paragraph' && open.length > 0) {
      open[open.length - 1]?.item.children.push(paragraph(part.text));
      continue;
    }
    while (open.length > 0 && (open[open.length - 1]?.part.indent ?? 0) > part.indent) open.pop();
    const top = open[open.length - 1];
    const item: ListItem = { type: 'listItem', spread: false, children: [paragraph(part.text)] };
    if (top && part.indent < top.part.indent + NESTED_INDENT && isOrdered(part) === top.list.ordered) {
      top.list.children.push(item);
      open[open.length - 1] = { list: top.list, item, part };
      continue;
    }
    const list: List = { type: 'list', ordered: isOrdered(part), spread: false, children: [item] };
    if (list.ordered) list.start = part.marker?.numbers[0] ?? 1;
    if (top && part.indent >= top.part.indent + NESTED_INDENT) top.item.children.push(list);
    else {
      open.length = 0;
      out.push(list);
    }
    open.push({ list, item, part });
  }
  return out;
}

function isOrdered({ marker }: Part): boolean {
  return marker !== null && marker.kind !== 'bullet';
}

/** The first row of three and more columns names them; a table of two has labels in the first. */
function tableOf(rows: readonly (readonly string[])[]): Table {
  const [first = []] = rows;
  const all = first.length > 2 ? rows : [first.map(() => ''), ...rows];
  return {
    type: 'table',
    children: all.map(
      (cells): TableRow => ({
        type: 'tableRow',
        children: cells.map((value) => ({
          type: 'tableCell',
          children: value ? [{ type: 'text', value }] : [],
        })),
      }),
    ),
  };
}

function factTable(run: readonly Part[]): Table {
  const rows = run.map(({ text }) => {
    const fact = factOf(text);
    return [fact?.label ?? '', fact?.value ?? text];
  });
  const table = tableOf([...rows]);
  const [header] = table.children;
  if (header)
    header.children = ['Fact', 'Value'].map((value) => ({
      type: 'tableCell',
      children: [{ type: 'text', value }],
    }));
  return table;
}
