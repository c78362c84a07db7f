import { COLUMN_SEPARATOR, type Item } from '../knowledge/corpus.js';
import type { Evidence } from '../retrieval/evidence.js';
import type { StoredBlock } from '../retrieval/ports.js';
import { type Block, framing, name, type Row, type Span, type Step } from './answer.js';
import type { Draft, Place } from './draft.js';
import { NOT_STATED } from './plain-text.js';

/** The blocks of evidence as they stand in the article, the sentence that answers cited first. */
export function quoteEvidence(evidence: Evidence, draft: Draft): Block[] {
  const { passage, blocks, line, beside } = evidence;
  const together: Together = {
    item: line.item,
    from: Math.min(line.sentence, beside ?? line.sentence),
    to: Math.max(line.sentence, beside ?? line.sentence),
  };
  const isShown = blocks.some(({ items }) => items.includes(line.item));
  // Cited first, wherever it stands among what is shown: it is the one that answers.
  if (isShown && line.item.kind !== 'code') draft.sentence(passage, line.item, together.from, together.to);
  return quoteBlocks(passage, blocks, draft, together);
}

/** Blocks as they stand, each box, tab or folded question below what it is called. */
export function quoteBlocks(
  place: Place,
  blocks: readonly StoredBlock[],
  draft: Draft,
  together = NONE,
): Block[] {
  const out: Block[] = [];
  let label: string | null = null;
  for (const block of blocks) {
    const own = block.block.label?.text ?? null;
    if (own !== null && own !== label) out.push({ type: 'paragraph', spans: [name(own), framing(':')] });
    label = own;
    out.push(...quoteBlock(place, block, draft, together));
  }
  return out;
}

/** Sentences of an item that are one quotation. */
interface Together {
  readonly item: Item;
  readonly from: number;
  readonly to: number;
}

const NONE: Together = { item: {} as Item, from: 0, to: 0 };

/** A block as it stands: steps numbered, code as code, a row of a table with the names of its columns. */
export function quoteBlock(
  place: Place,
  { block, items }: StoredBlock,
  draft: Draft,
  together = NONE,
): Block[] {
  switch (block.kind) {
    case 'paragraph':
      return items.map((item) => ({ type: 'paragraph', spans: itemSpans(place, item, draft, together) }));
    case 'code':
      return runsOfCode(items).map((run) => ({ type: 'code', ...draft.code(place, run) }));
    case 'table':
      return quoteTable(place, block.columns, items, draft, together);
    case 'list':
    case 'steps':
      return [quoteList(place, block.kind, items, draft, together)];
  }
}

/** Points as a list, where they are no more than that. */
function quoteList(
  place: Place,
  is: 'list' | 'steps',
  items: readonly Item[],
  draft: Draft,
  together: Together,
): Block {
  const isPlain = is === 'list' && items.every(({ level, kind }) => level === 0 && kind === 'point');
  if (isPlain) return { type: 'list', items: items.map((item) => itemSpans(place, item, draft, together)) };
  return {
    type: 'steps',
    items: runsOfCode(items).map((run): Step => {
      const [item] = run;
      return {
        number: item.number,
        level: item.level,
        content:
          item.kind === 'code'
            ? { type: 'code', ...draft.code(place, run) }
            : { type: 'text', spans: itemSpans(place, item, draft, together) },
      };
    }),
  };
}

/** Items one by one, but pieces of the same code together: line follows on line. */
function runsOfCode(items: readonly Item[]): [Item, ...Item[]][] {
  const runs: [Item, ...Item[]][] = [];
  for (const item of items) {
    const run = runs[runs.length - 1];
    const last = run?.[run.length - 1];
    if (run && last && isPiece(last) && isPiece(item) && item.lines[0] === last.lines[1] + 1) run.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** A piece of long code has just its own lines; whole code has those of its fence too. */
function isPiece({ kind, text, lines }: Item): boolean {
  return kind === 'code' && text.split('\n').length === lines[1] - lines[0] + 1;
}

/** A table of two columns as "label: value", a wider one with its columns. */
function quoteTable(
  place: Place,
  columns: readonly string[],
  items: readonly Item[],
  draft: Draft,
  together: Together,
): Block[] {
  const isWide = items.some(({ name: label }) => label?.includes(COLUMN_SEPARATOR));
  if (!isWide) return [{ type: 'list', items: items.map((item) => itemSpans(place, item, draft, together)) }];
  const shown = columns.slice(1);
  const rows = new Map<number, Item[]>();
  for (const item of items) rows.set(item.row ?? -1, [...(rows.get(item.row ?? -1) ?? []), item]);
  return [
    {
      type: 'table',
      columns: shown.map((column) => name(column)),
      rows: [...rows.values()].map((cells): Row => {
        const [first] = cells;
        const label = first ? rowLabel(first) : '';
        return {
          label: draft.label(place, label),
          cells: shown.map((column) => {
            const cell = cells.find((one) => one.name === label || columnOf(one) === column);
            return cell ? [draft.sentence(place, cell, 0)] : [framing(NOT_STATED)];
          }),
        };
      }),
    },
  ];
}

function rowLabel({ name: label }: Item): string {
  const at = label?.lastIndexOf(COLUMN_SEPARATOR) ?? -1;
  return at < 0 ? (label ?? '') : (label ?? '').slice(0, at);
}

function columnOf({ name: label }: Item): string {
  const at = label?.lastIndexOf(COLUMN_SEPARATOR) ?? -1;
  return at < 0 ? (label ?? '') : (label ?? '').slice(at + COLUMN_SEPARATOR.length);
}

/** The sentences of an item, its name before them. */
export function itemSpans(place: Place, item: Item, draft: Draft, { item: own, from, to } = NONE): Span[] {
  const spans: Span[] = [];
  if (item.name)
    spans.push(
      draft.label(place, item.name),
      framing(item.kind === 'fact' ? ': ' : item.name.endsWith('?') ? ' ' : ' – '),
    );
  item.sentences.forEach((_, i) => {
    const isTogether = item === own && i >= from && i <= to;
    if (isTogether && i > from) return;
    if (i > 0) spans.push(framing(' '));
    spans.push(draft.sentence(place, item, i, isTogether ? to : i));
  });
  return spans;
}
