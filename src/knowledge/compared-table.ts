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

/**
 * Tells which rows are about what a heading names: those that are called by its name, or by its first or last words; in
 * their order. Takes time by the rows and the headings, not by the one times the other.
 */
export function rowsAbout(all: Iterable<string>): (heading: string) => readonly string[] {
  const rows = [...new Set(all)];
  const byWords = new Map<string, number[]>();
  const lengths = new Set<number>();
  for (const [i, row] of rows.entries()) {
    const words = wordsOf(row);
    if (words.length === 0) continue;
    lengths.add(words.length);
    const same = byWords.get(words.join(' '));
    if (same) same.push(i);
    else byWords.set(words.join(' '), [i]);
  }
  return (heading) => {
    const words = wordsOf(heading);
    const parts = [...lengths]
      .filter((length) => length <= words.length)
      .flatMap((length) => [words.slice(0, length), words.slice(words.length - length)]);
    const found = new Set(parts.flatMap((part) => byWords.get(part.join(' ')) ?? []));
    return [...found].sort((a, b) => a - b).map((i) => rows[i] as string);
  };
}

const wordsOf = (text: string): readonly string[] => tokenize(text).map(({ joined }) => joined);
