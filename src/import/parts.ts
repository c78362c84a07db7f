import { compact } from '../text/compact.js';
import { factOf, looksLikeHeading } from './heading-look.js';
import type { TextBlock } from './lines.js';
import { countsOn } from './markers.js';

/** A block with what it is. */
export interface Part extends TextBlock {
  readonly kind: 'heading' | 'paragraph' | 'point' | 'row' | 'fact';
  /** Of a heading: 2 to 6. */
  readonly level: number;
}

/** Fewest short lines one after the other that make a list, where bullets were lost in copying. */
const MIN_BARE_LIST = 3;

/** Tells headings, points, table rows and paragraphs apart, by the look of each block and of its neighbours. */
export function partsOf(blocks: readonly TextBlock[]): Part[] {
  const parts: Part[] = [];
  for (const [i, block] of blocks.entries()) {
    const kind = block.marker
      ? markedKind(block, parts, blocks[i + 1])
      : plainKind(block, blocks[i - 1], blocks[i + 1]);
    parts.push({ ...block, kind, level: 0 });
  }
  return withBareLists(parts).map(withoutColon);
}

/** Numbered lines that follow each other are points; a short one with something else below it is a heading. */
function markedKind(block: TextBlock, before: readonly Part[], after: TextBlock | undefined): Part['kind'] {
  const { marker } = block;
  if (marker?.kind !== 'number' || after === undefined || !isShortLine(block)) return 'point';
  if (countsOn(marker, after.marker) && after.indent === block.indent) return 'point';
  const point = pointBefore(before, block.indent);
  if (!point || !countsOn(point.marker, marker)) return 'heading';
  // It counts on from the points above and from the heading above them: its own name below it decides.
  const heading = last(before, (part) => part.kind === 'heading' && part.marker !== null);
  const countsOnHeading = countsOn(heading?.marker ?? null, marker);
  const isNamedBelow = !after.marker && compact(after.text).includes(compact(block.text));
  return countsOnHeading && (!isShortLine(point) || isNamedBelow) ? 'heading' : 'point';
}

/** The point that a block would follow in its list: the last one no further in, with nothing but points between. */
function pointBefore(parts: readonly Part[], indent: number): Part | undefined {
  const above = last(
    parts,
    (part) => part.indent <= indent || (part.kind !== 'point' && part.kind !== 'paragraph'),
  );
  return above?.kind === 'point' ? above : undefined;
}

function last(parts: readonly Part[], test: (part: Part) => boolean): Part | undefined {
  for (let i = parts.length - 1; i >= 0; i--) if (test(parts[i] as Part)) return parts[i];
  return undefined;
}

function plainKind(
  block: TextBlock,
  before: TextBlock | undefined,
  after: TextBlock | undefined,
): Part['kind'] {
  const alike = (test: (other: TextBlock) => boolean) =>
    (before !== undefined && test(before)) || (after !== undefined && test(after));
  const cells = block.text.split('\t').length;
  if (cells > 1 && alike(({ text }) => text.split('\t').length === cells)) return 'row';
  if (factOf(block.text) && alike((other) => !other.marker && factOf(other.text) !== null)) return 'fact';
  return after !== undefined && looksLikeHeading(block) ? 'heading' : 'paragraph';
}

/** A numbered line may begin with a small letter: names do. */
function isShortLine(block: TextBlock): boolean {
  return looksLikeHeading({ ...block, text: block.text.charAt(0).toUpperCase() + block.text.slice(1) });
}

/**
 * Short lines in a row: the first is the heading, and what is below it has lost its bullets. The last is a
 * heading again where a paragraph or a list follows, unless room is between them, or a colon announced them
 * all. A line that names another heading ("Advantages of X") stays one.
 */
function withBareLists(parts: readonly Part[]): Part[] {
  const out = [...parts];
  for (let from = 0; from < out.length; from++) {
    if (!isBare(out[from])) continue;
    let to = from;
    while (isBare(out[to + 1]) && !beginsGroup(out, to + 1)) to++;
    const isAfterColon = out[from - 1]?.kind === 'paragraph' && /:$/.test(out[from - 1]?.text ?? '');
    const isAnnounced = isAfterColon || /:$/.test(out[from]?.text ?? '');
    const isTight = out[to]?.gap === false && out[to + 1]?.gap === true;
    const first = isAfterColon ? from : from + 1;
    const last = isAnnounced || isTight ? to : to - 1;
    if (to - from + 1 >= MIN_BARE_LIST || (isAnnounced && to > from))
      for (let i = first; i <= last; i++) {
        const part = out[i] as Part;
        if (!namesAnother(part, parts)) out[i] = { ...part, kind: 'point' };
      }
    from = to;
  }
  return out;
}

/** Whether a line stands apart from those above, which stand close together. */
function beginsGroup(parts: readonly Part[], i: number): boolean {
  return parts[i]?.gap === true && parts[i - 1]?.gap === false;
}

function isBare(part: Part | undefined): boolean {
  return part?.kind === 'heading' && part.marker === null && part.underline === null && part.size === null;
}

function namesAnother(part: Part, parts: readonly Part[]): boolean {
  const key = ` ${part.text.toLowerCase()} `;
  return parts.some((other) => {
    if (other === part || other.kind !== 'heading') return false;
    const name = ` ${other.text.toLowerCase()} `;
    return name === key || (name.length < key.length && key.includes(name));
  });
}

function withoutColon(part: Part): Part {
  return part.kind === 'heading' ? { ...part, text: part.text.replace(/\s*:$/, '') } : part;
}
