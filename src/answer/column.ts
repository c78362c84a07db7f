import { COLUMN_SEPARATOR, type Corpus, type Passage } from '../knowledge/corpus.js';
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
 * The cells among which a question seeks the most or the least, in reading order: the table column in which one
 * stands. That cell alone does not say that it is the lowest or the highest.
 * @returns nothing when the question seeks none, names the row, or the passage is no cell of such a table
 */
export function soughtColumn(question: string, cell: Passage, corpus: Corpus): readonly Passage[] {
  const { kind, name, section, subject, id } = cell;
  const at = name?.lastIndexOf(COLUMN_SEPARATOR) ?? -1;
  if (!name || kind !== 'fact' || subject !== null || at < 0 || !asksForMost(question)) return [];
  if (namesRow(question, name.slice(0, at))) return [];
  const column = name.slice(at);
  let from = id;
  while (corpus.passages[from - 1]?.section === section) from--;
  const cells: Passage[] = [];
  for (let i = from; corpus.passages[i]?.section === section; i++) {
    const one = corpus.passages[i] as Passage;
    if (one.kind === 'fact' && one.name?.endsWith(column)) cells.push(one);
  }
  return cells;
}
