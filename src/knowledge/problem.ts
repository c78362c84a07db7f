/** What is wrong with the knowledge, where, and what to do about it. */
export interface Problem {
  /** A notice tells how something was read, where the author may have meant it so. */
  readonly severity: 'error' | 'warning' | 'notice';
  /** Path below the knowledge folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 units, where the place is narrower than a line. */
  readonly column?: number;
  /** Stable name of the rule: `front-matter`, `duplicate-alias`. */
  readonly rule: string;
  /** What was found and what to write instead. */
  readonly message: string;
}

/** The rule of a problem that says that an article is left out of what is served. */
export const LEFT_OUT = 'left-out';

/** Orders problems as one reads: by file, line and column. */
export function byPlace(a: Problem, b: Problem): number {
  return a.file.localeCompare(b.file) || a.line - b.line || (a.column ?? 1) - (b.column ?? 1);
}

/** One line for a person or an editor: `teas.md:3: error: … [front-matter]`, with the column where there is one. */
export function problemText({ severity, file, line, column, rule, message }: Problem): string {
  const place = column === undefined ? line : `${line}:${column}`;
  return `${file}:${place}: ${severity}: ${message} [${rule}]`;
}

/**
 * A line by which GitHub Actions marks the place in a pull request.
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 * @param folder where the file is, as seen from the root of the repository; empty for the root
 */
export function problemCommand(
  { severity, file, line, column, rule, message }: Problem,
  folder: string,
): string {
  const path = folder === '' ? file : `${folder.replace(/\/+$/, '')}/${file}`;
  const properties = { file: path, line, ...(column !== undefined && { col: column }), title: rule };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${severity} ${written.join(',')}::${escapeData(message)}`;
}

/** The escapes of workflow commands. Source: actions/toolkit, packages/core/src/command.ts. */
const escapeData = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const escapeProperty = (text: string): string => escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
