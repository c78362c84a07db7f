import { indentOf, isBlank } from './columns.js';
import type { Line } from './page.js';

/** A line that may still change, or go, or stand apart from the one above. */
export type Draft = Line & { isGone?: boolean; isApart?: boolean };

const DEFINITION = /^( {0,3}):([ \t]+)(\S.*)$/;
/** What no term begins with: headings, lists, rows, quotations, code. */
const NO_TERM = /^\s*(?:[#>|:=<]|~~~|```|[-+*]\s|\d+[.)]\s|!\[|$)/;

/** Columns by which the text of a definition is indented. Source: PHP Markdown Extra, Definition lists. */
const TEXT_INDENT = 4;

/**
 * Lists of terms, `Term` with `: text` below it, become lists of points with a name: "- **Term** – text". Each line stays a line.
 */
export function readDefinitions(lines: Draft[]): void {
  /** The last line of the definition before. */
  let last = -1;
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] as Draft;
    const match = line.kind === 'text' ? DEFINITION.exec(line.text) : null;
    if (!match) continue;
    const [, , , said = ''] = match;
    const at = isBlank(lines[i - 1]?.text ?? '') ? i - 2 : i - 1;
    if (at === last && last >= 0) {
      // Another definition of the same term is a paragraph of its own.
      line.text = `  ${said}`;
      line.isApart = true;
    } else {
      const term = lines[at];
      // Below a table it is what the table is called.
      if (term && /^\s*\|/.test(term.text)) line.text = said;
      if (!term || !isTerm(term)) continue;
      const name = term.text.trim();
      term.text = `- ${/^(\*\*|__).+\1$/.test(name) ? name : `**${name}**`}`;
      line.text = `  – ${said}`;
      if (at === i - 2) (lines[i - 1] as Draft).isGone = true;
    }
    i = readOn(lines, i);
    last = i;
  }
}

function isTerm({ kind, text }: Draft): boolean {
  return kind === 'text' && !NO_TERM.test(text) && indentOf(text) < TEXT_INDENT && text.length <= MAX_TERM;
}

/** Longest term, in characters: a longer line is a sentence. */
const MAX_TERM = 120;

/** Goes on with the text of a definition. @returns the position of its last line */
function readOn(lines: Draft[], from: number): number {
  let last = from;
  let wasBlank = false;
  for (let i = from + 1; i < lines.length; i++) {
    const line = lines[i] as Draft;
    if (isBlank(line.text)) {
      wasBlank = true;
      continue;
    }
    const isIndented =
      indentOf(line.text) >= TEXT_INDENT || (line.kind === 'code' && indentOf(line.text) > 0);
    if (line.kind === 'mark' || (wasBlank && !isIndented)) break;
    if (!wasBlank && (DEFINITION.test(line.text) || NO_TERM.test(line.text)) && !isIndented) break;
    line.text = `  ${isIndented ? line.text.replace(/^(?: {4}|\t| {1,3}\t?)/, '') : line.text.trimStart()}`;
    if (line.kind === 'indented') line.kind = 'text';
    last = i;
    wasBlank = false;
  }
  return last;
}
