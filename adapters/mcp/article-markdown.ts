import type { BlockContent, Code, List, ListItem, PhrasingContent, Root, Table } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Article, ArticleBlock, ArticleItem } from '../../src/knowledge/article.js';
import { COLUMN_SEPARATOR } from '../../src/knowledge/corpus.js';

/** Deepest heading. Source: CommonMark, section 4.2. */
const MAX_DEPTH = 6;

/** An article as Markdown, for who reads it whole: what the bot read of its file, and nothing else of it. */
export function articleMarkdown({ title, sections }: Article): string {
  const tree: Root = {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [text(title)] },
      ...sections.flatMap(({ heading, depth, blocks }) => [
        ...(depth === 0 ? [] : [headingOf(heading, depth)]),
        ...blocks.flatMap(blockNodes),
      ]),
    ],
  };
  return toMarkdown(tree, { extensions: [gfmTableToMarkdown()], bullet: '-' });
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });

function headingOf(heading: string, depth: number): Root['children'][number] {
  const level = Math.min(depth + 1, MAX_DEPTH) as 2 | 3 | 4 | 5 | 6;
  return { type: 'heading', depth: level, children: [text(heading)] };
}

function blockNodes(block: ArticleBlock): BlockContent[] {
  const label = block.label?.text;
  const named: BlockContent[] =
    label === undefined
      ? []
      : [{ type: 'paragraph', children: [{ type: 'strong', children: [text(label)] }] }];
  return [...named, ...(block.kind === 'table' ? [tableOf(block)] : itemNodes(block.items))];
}

/** Items, each with those below it inside: what stands deeper belongs to what stands before it. */
function itemNodes(items: readonly ArticleItem[]): BlockContent[] {
  const nodes: BlockContent[] = [];
  for (let i = 0; i < items.length; ) {
    const item = items[i] as ArticleItem;
    const end = items.findIndex((one, at) => at > i && one.level <= item.level);
    const below = items.slice(i + 1, end < 0 ? items.length : end);
    i += 1 + below.length;
    if (item.kind === 'code') nodes.push(codeOf(item), ...itemNodes(below));
    else if (item.kind === 'paragraph') nodes.push(paragraphOf(item), ...itemNodes(below));
    else addPoint(nodes, item, [paragraphOf(item), ...itemNodes(below)]);
  }
  return nodes;
}

/** A point or step, in the list before it where that goes on. */
function addPoint(nodes: BlockContent[], { number }: ArticleItem, children: BlockContent[]): void {
  const last = nodes.at(-1);
  const isOrdered = number !== null;
  const point: ListItem = { type: 'listItem', spread: false, children };
  if (last?.type === 'list' && last.ordered === isOrdered) last.children.push(point);
  else {
    const list: List = { type: 'list', ordered: isOrdered, spread: false, children: [point] };
    nodes.push(isOrdered ? { ...list, start: number } : list);
  }
}

function codeOf({ text: value, language }: ArticleItem): Code {
  return { type: 'code', value, lang: language };
}

function paragraphOf({ name, text: value }: ArticleItem): BlockContent {
  const children: PhrasingContent[] =
    name === null
      ? [text(value)]
      : [{ type: 'strong', children: [text(name)] }, text(value === '' ? '' : ` – ${value}`)];
  return { type: 'paragraph', children };
}

function tableOf({ columns, items }: ArticleBlock): Table {
  const rows = new Map<number, ArticleItem[]>();
  for (const item of items) rows.set(item.row ?? -1, [...(rows.get(item.row ?? -1) ?? []), item]);
  const rowOf = (cells: readonly string[]): Table['children'][number] => ({
    type: 'tableRow',
    children: cells.map((cell) => ({ type: 'tableCell', children: [text(cell)] })),
  });
  const cellsOf = (cells: readonly ArticleItem[]): string[] => {
    const [label = ''] = (cells[0]?.name ?? '').split(COLUMN_SEPARATOR);
    const named = (column: string) =>
      cells.find(({ name }) => name === label || name === `${label}${COLUMN_SEPARATOR}${column}`);
    return [label, ...columns.slice(1).map((column) => named(column)?.text ?? '')];
  };
  return { type: 'table', children: [rowOf(columns), ...[...rows.values()].map(cellsOf).map(rowOf)] };
}
