import { COLUMN_SEPARATOR, type Item } from '../knowledge/corpus.js';
import type { Evidence } from '../retrieval/evidence.js';
import type { PassageStore } from '../retrieval/ports.js';
import { terms } from '../text/tokenize.js';

/** The longest column that is shown, in cells. */
export const MAX_CELLS = 20;

const MOST =
  /\b(?:most|least|fewest|best|worst|(?:bigg|bright|bus[iy]|cheap|clean|close|cold|cool|dark|dear|deep|earli|easi|fast|full|hard|heavi|high|hott|large?|late?|light|long|loud|low|near|new|old|poor|quick|quiet|rich|safe?|short|simple?|slow|small|strict|strong|tall|thick|thinn|warm|weak|wide?|young)e?st)\b/i;

/** Whether a question asks which of several has the most of something: "the cheapest room". */
export function asksForMost(question: string): boolean {
  return MOST.test(question);
}

/** Whether a question names the row in which a cell stands, and so asks about no other. */
function namesRow(question: string, row: string): boolean {
  const asked = new Set(terms(question));
  return terms(row).every((stem) => asked.has(stem));
}

/**
 * The cells among which a question seeks the most or the least, in reading order: the table column in which the
 * cell found first stands. That cell alone does not say that it is the lowest or the highest.
 * @returns nothing when the question seeks none, names the row, or no cell of such a table was found
 */
export async function soughtColumn(
  question: string,
  { line: { item: cell }, passage }: Evidence,
  store: PassageStore,
): Promise<readonly Item[]> {
  const { kind, name, subject, block } = cell;
  const at = name?.lastIndexOf(COLUMN_SEPARATOR) ?? -1;
  if (!name || kind !== 'fact' || subject !== null || at < 0 || !asksForMost(question)) return [];
  if (namesRow(question, name.slice(0, at))) return [];
  const column = name.slice(at);
  const all = await store.section(passage.id);
  return all
    .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items))
    .filter((one) => one.block === block && one.name?.endsWith(column));
}
