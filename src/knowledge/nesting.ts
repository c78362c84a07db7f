/**
 * Most lists and quotations inside one another. Ours: people write a dozen at most, and the parser, which reads
 * the rest of a line anew for each list that the line begins, takes minutes for some thousands.
 */
export const MAX_NESTING = 50;

/** The beginning of a list item or a quotation, with the white space before it. */
const MARKER = /[ \t\ufeff]*(?:(>)|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))/y;

/** Columns of a tab, and the fewest that the text of a list item is indented by. Source: CommonMark 0.31, Tabs, List items. */
const TAB = 4;
const LEAST_INDENT = 2;

/** More of the same marker and nothing else are a thematic break. Source: CommonMark 0.31, Thematic breaks. */
const NO_BREAK = 2;

/**
 * Looks for lists and quotations too deep for the parser, before it is given them. Takes time in proportion to
 * the text. No line that lies deeper is missed; one that does not may be taken for one where a block of code
 * has as many markers.
 * @returns the first line, counted from 1, that may lie deeper than `max`, or `null`
 */
export function lineTooDeep(markdown: string, max = MAX_NESTING): number | null {
  let deepest = 0;
  let number = 0;
  for (const line of linesIn(markdown)) {
    number++;
    const { lists, quotations, indent } = beginningOf(line);
    // Of what is open, a list goes on only with its indent.
    const depth = Math.min(deepest, Math.floor(indent / LEAST_INDENT)) + quotations + lists;
    if (depth > max) return number;
    // What is open may stay so whatever a line looks like: "2. x" goes on with a paragraph.
    deepest = Math.max(deepest, depth);
  }
  return null;
}

/** One after the other: a list of all lines of a large text takes several times its size. */
function* linesIn(text: string): Generator<string> {
  const end = /\r\n?|\n/g;
  let from = 0;
  for (let match = end.exec(text); match; match = end.exec(text)) {
    yield text.slice(from, match.index);
    from = end.lastIndex;
  }
  yield text.slice(from);
}

/** What a line begins with: markers, and the columns of white space before the first that begins a list. */
function beginningOf(line: string): { lists: number; quotations: number; indent: number } {
  const breakAt = sameMarkersAt(line);
  let [lists, quotations, indent, atEnd] = [0, 0, 0, 0];
  MARKER.lastIndex = 0;
  for (let match = MARKER.exec(line); match; match = MARKER.exec(line)) {
    if (lists + atEnd === 0) indent += columnsOf(match[0]);
    if (match[1]) quotations++;
    else if (MARKER.lastIndex <= breakAt) lists++;
    else atEnd++;
  }
  return { lists: lists + Math.min(atEnd, NO_BREAK), quotations, indent };
}

function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += character === '\t' ? TAB : character === ' ' ? 1 : 0;
  return columns;
}

/** Where the line begins to have only the same marker, `-` or `*`, and white space up to its end. */
function sameMarkersAt(line: string): number {
  const end = line.trimEnd();
  const marker = end.at(-1);
  let at = end.length;
  if (marker !== '-' && marker !== '*') return at;
  while (at > 0 && (end[at - 1] === marker || end[at - 1] === ' ' || end[at - 1] === '\t')) at--;
  return at;
}
