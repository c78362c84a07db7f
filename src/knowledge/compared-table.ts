import { REFERENCE_LABELS } from '../english/compared.js';
import { tokenize } from '../text/tokenize.js';
import { COLUMN_SEPARATOR } from './corpus.js';
import type { ParsedSection } from './parse-article.js';
import type { ParsedBlock, ParsedItem } from './parse-blocks.js';

/** Of a table that lines things up: what a row is about, and what a column says of it. */
export interface ComparedCell {
  readonly row: string;
  readonly column: string;
  readonly item: ParsedItem;
}

/** A table lines things up by so many columns that tell what a thing is like, and by most of its columns. */
const MIN_COLUMNS = 2;
const MAX_LABEL_WORDS = 4;

/** The cells of a section's tables that line things up, a row for each. */
export function comparedCells({ blocks }: Pick<ParsedSection, 'blocks'>): ComparedCell[] {
  return blocks.filter(linesUp).flatMap(({ items }) =>
    items.flatMap((item) => {
      const at = item.name?.lastIndexOf(COLUMN_SEPARATOR) ?? -1;
      if (item.name === null || at < 0) return [];
      const column = item.name.slice(at + COLUMN_SEPARATOR.length);
      return [{ row: item.name.slice(0, at), column, item }];
    }),
  );
}

function linesUp({ kind, columns }: ParsedBlock): boolean {
  const told = columns.slice(1);
  const labels = told.filter(isFactLabel);
  return kind === 'table' && labels.length >= MIN_COLUMNS && 2 * labels.length > told.length;
}

/** "Frame material", not `frame_material`, "Default value" or "GET". */
export function isFactLabel(label: string): boolean {
  const words = label.split(/\s+/);
  if (!/^\p{Lu}/u.test(label) || !/\p{Ll}/u.test(label) || words.length > MAX_LABEL_WORDS) return false;
  return (
    /^[\p{L}\p{N}\s’'()%°?/-]+$/u.test(label) &&
    !words.some((word) => REFERENCE_LABELS.has(word.toLowerCase()))
  );
}

/** Whether a row is about what a heading names: its name, or its first or last words. */
export function isRowOf(row: string, heading: string): boolean {
  const [own, whole] = [row, heading].map((text) => tokenize(text).map(({ joined }) => joined));
  if (!own || !whole || own.length === 0 || own.length > whole.length) return false;
  const begins = own.every((word, i) => word === whole[i]);
  return begins || own.every((word, i) => word === whole[whole.length - own.length + i]);
}
