/** Columns of a tab. Source: CommonMark 0.31, Tabs. */
const TAB = 4;

/** White space at the beginning of a line, in columns. */
export function indentOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character === ' ') columns++;
    else if (character === '\t') columns += TAB - (columns % TAB);
    else break;
  }
  return columns;
}

/** A line without so many columns of white space at its beginning, or without as many as it has. */
export function dedented(text: string, columns: number): string {
  let at = 0;
  let gone = 0;
  while (gone < columns && (text[at] === ' ' || text[at] === '\t')) {
    gone += text[at] === '\t' ? TAB - (gone % TAB) : 1;
    at++;
  }
  // A tab may reach further than what is taken away.
  return ' '.repeat(Math.max(0, gone - columns)) + text.slice(at);
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}
