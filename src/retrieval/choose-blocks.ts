import type { Item } from '../knowledge/corpus.js';
import type { LinePlace } from './evidence.js';
import type { StoredBlock, StoredPassage } from './ports.js';

/** A passage is quoted whole up to this length, in characters. */
export const WHOLE_PASSAGE = 520;
/** Of a longer one the best block and its neighbours, up to this length. */
export const QUOTED_LENGTH = 640;
/** Steps and code are of use only when they are whole: they may be as long as this. */
const WHOLE_BLOCK = 1400;
/** Numbered points where nobody asks how may be rules as well as steps; of longer ones the best are quoted. */
const WHOLE_POINTS = 700;

/** What of a passage is quoted, and where in it the best line stands. */
export interface Chosen {
  readonly blocks: readonly StoredBlock[];
  readonly line: LinePlace;
}

/** What is measured of a passage's parts. */
export interface Scores {
  /** Of its blocks. */
  readonly blocks: ArrayLike<number>;
  /** Of an item, that of its best line. */
  readonly items: ReadonlyMap<Item, number>;
}

export interface Wish {
  /** Most characters, but for steps and code, which stay whole. */
  readonly room?: number;
  /** Whether it is asked how: only then numbered points that have names are taken for steps. */
  readonly howTo?: boolean;
}

/**
 * The blocks of a passage to quote: the best one, with what introduces it, and those beside it while there is room;
 * of a long paragraph the sentences around the best line, of a long list or table the best points or rows.
 * @param line the best line
 */
export function chooseBlocks(
  passage: StoredPassage,
  { blocks: scores, items }: Scores,
  line: LinePlace,
  { room = QUOTED_LENGTH, howTo = true }: Wish = {},
): Chosen {
  const blocks = passage.blocks.map((block) => telling(asPoints(block, howTo), items));
  const lengths = blocks.map(lengthOf);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total <= Math.min(room, WHOLE_PASSAGE)) return { blocks: [...blocks], line };
  let first = 0;
  for (let b = 1; b < blocks.length; b++) if ((scores[b] as number) > (scores[first] as number)) first = b;
  const main = blocks[first] as StoredBlock;
  const { kind } = main.block;
  const whole = kind === 'steps' && !howTo ? WHOLE_POINTS : WHOLE_BLOCK;
  const isWhole = kind === 'code' || (kind === 'steps' && (howTo || (lengths[first] as number) <= whole));
  const isLong = (lengths[first] as number) > (isWhole ? whole : room);
  // Of steps none is left out between two.
  const points = isLong && !isWhole && kind !== 'steps' ? bestUnits(main, items, line, room) : null;
  const shown = points ?? (isLong ? part(main, line, room) : { block: main, line });
  let from = first;
  let to = first;
  let left = room - lengthOf(shown.block);
  const taken = new Map([[first, shown.block]]);
  const take = (b: number) => {
    taken.set(b, blocks[b] as StoredBlock);
    left -= lengths[b] as number;
    from = Math.min(from, b);
    to = Math.max(to, b);
  };
  // What announces it belongs to it, and what it announces too.
  if (main.block.lead !== null && blocks[first - 1]?.block.id === main.block.lead) take(first - 1);
  if (
    blocks[first + 1]?.block.lead === main.block.id &&
    (lengths[first + 1] as number) <= Math.max(left, WHOLE_BLOCK)
  )
    take(first + 1);
  for (;;) {
    const sides = [from - 1, to + 1].filter(
      (b) => b >= 0 && b < blocks.length && (lengths[b] as number) <= left,
    );
    const [next] = sides.sort((a, b) => (scores[b] as number) - (scores[a] as number));
    if (next === undefined) break;
    take(next);
  }
  return { blocks: [...taken].sort(([a], [b]) => a - b).map(([, block]) => block), line: shown.line };
}

/** Rows and points that are less likely than the best one by so much, in log-odds, are not quoted with it. */
const LEAD = 3;

/** Of a table and of points with names those that answer best: who asks for one looks for it among the others else. */
function telling(stored: StoredBlock, scores: ReadonlyMap<Item, number>): StoredBlock {
  const { block, items } = stored;
  if (block.kind !== 'table' && !(block.kind === 'list' && areNamed(items))) return stored;
  const units = unitsOf(items, scores);
  const least = Math.max(...units.map(({ score }) => score)) - LEAD;
  const kept = units.filter(({ score }) => !(score < least)).flatMap((unit) => unit.items);
  return kept.length < items.length ? { block, items: kept } : stored;
}

/** A row of a table, or a point with what stands below it. */
interface Unit {
  readonly items: Item[];
  /** Of its best line. */
  score: number;
  length: number;
}

function unitsOf(items: readonly Item[], scores: ReadonlyMap<Item, number>): Unit[] {
  const units: Unit[] = [];
  for (const item of items) {
    const last = units[units.length - 1];
    const score = scores.get(item) ?? Number.NEGATIVE_INFINITY;
    if (last && (item.level > 0 || sameRow(last.items[0], item))) {
      last.items.push(item);
      last.score = Math.max(last.score, score);
      last.length += lengthOfItem(item);
    } else units.push({ items: [item], score, length: lengthOfItem(item) });
  }
  return units;
}

/**
 * The points of a long list, or rows of a long table, that score best, as many as have room, as they follow in it.
 * @returns `null` where it is none, or the best has no room
 */
function bestUnits(
  { block, items }: StoredBlock,
  scores: ReadonlyMap<Item, number>,
  line: LinePlace,
  room: number,
): { block: StoredBlock; line: LinePlace } | null {
  if (block.kind === 'paragraph' || block.kind === 'code') return null;
  const units = unitsOf(items, scores);
  const own = units.find((unit) => unit.items.includes(line.item));
  if (!own || own.length > room) return null;
  let left = room - own.length;
  const taken = new Set([own]);
  for (const unit of [...units].sort((a, b) => b.score - a.score)) {
    if (taken.has(unit) || unit.length > left) continue;
    taken.add(unit);
    left -= unit.length;
  }
  const kept = units.filter((unit) => taken.has(unit)).flatMap((unit) => unit.items);
  return { block: { block, items: kept }, line };
}

/** The items of a long block around the best line that have room; of a row of a table all. */
function part(
  { block, items }: StoredBlock,
  line: LinePlace,
  room: number,
): { block: StoredBlock; line: LinePlace } {
  const found = items.indexOf(line.item);
  const at = Math.max(0, found);
  const cut = trimmed(items[at] as Item, found < 0 ? 0 : line.sentence, room);
  const kept = items.map((item, i) => (i === at ? cut.item : item));
  let from = at;
  let to = at + 1;
  let left = room - lengthOfItem(cut.item);
  const grow = (i: number): boolean => {
    const item = kept[i];
    if (!item || lengthOfItem(item) > left) return false;
    left -= lengthOfItem(item);
    from = Math.min(from, i);
    to = Math.max(to, i + 1);
    return true;
  };
  // First the rest of its row, or the step that it stands below.
  while (sameRow(kept[from - 1], cut.item) && grow(from - 1));
  while (sameRow(kept[to], cut.item) && grow(to));
  while ((kept[from] as Item).level > 0 && grow(from - 1));
  for (let more = true; more; ) {
    const after = grow(to);
    const before = grow(from - 1);
    more = after || before;
  }
  return {
    block: { block, items: kept.slice(from, to) },
    line: found < 0 ? line : { item: cut.item, sentence: cut.sentence },
  };
}

/** An item with the sentences around one of it that have room, those after it first. */
function trimmed(item: Item, best: number, room: number): { item: Item; sentence: number } {
  const { sentences } = item;
  if (lengthOfItem(item) <= room || sentences.length < 2) return { item, sentence: best };
  let from = best;
  let to = best + 1;
  let left = room - (sentences[best]?.text.length ?? 0);
  for (let more = true; more; ) {
    const after = sentences[to]?.text.length ?? Number.POSITIVE_INFINITY;
    const before = sentences[from - 1]?.text.length ?? Number.POSITIVE_INFINITY;
    more = after <= left || before <= left;
    if (after <= left) {
      left -= after;
      to++;
    } else if (before <= left) {
      left -= before;
      from--;
    }
  }
  const kept = sentences.slice(from, to);
  const text = kept.map((one) => one.text).join(' ');
  return { item: { ...item, text, sentences: kept }, sentence: best - from };
}

/** A step is one or two short sentences; points that are longer in the mean, in characters, are none. */
const STEP_LENGTH = 160;

/** Numbered points of which most have names, "1. **Speed** – …", are no steps, unless it is asked how and they are short. */
function asPoints(stored: StoredBlock, howTo: boolean): StoredBlock {
  const { block, items } = stored;
  if (block.kind !== 'steps' || !areNamed(items)) return stored;
  const points = items.filter(({ level }) => level === 0).length;
  return howTo && lengthOf(stored) <= STEP_LENGTH * points
    ? stored
    : { block: { ...block, kind: 'list' }, items };
}

/** Whether most of them have names. */
function areNamed(items: readonly Item[]): boolean {
  const points = items.filter(({ level }) => level === 0);
  return 2 * points.filter(({ name }) => name !== null).length > points.length;
}

function sameRow(a: Item | undefined, b: Item): boolean {
  return a !== undefined && a.row !== null && a.row === b.row;
}

export function lengthOf({ items }: StoredBlock): number {
  return items.reduce((sum, item) => sum + lengthOfItem(item), 0);
}

function lengthOfItem({ name, text }: Item): number {
  return (name?.length ?? 0) + text.length + 2;
}
