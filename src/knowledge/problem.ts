/** What is wrong with the knowledge, where, and what to do about it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Path below the knowledge folder. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Stable name of the rule: `front-matter`, `duplicate-alias`. */
  readonly rule: string;
  /** What was found and what to write instead. */
  readonly message: string;
}

/** One line for a person or an editor: `teas.md:3: error: … [front-matter]`. */
export function problemText({ severity, file, line, rule, message }: Problem): string {
  return `${file}:${line}: ${severity}: ${message} [${rule}]`;
}

/**
 * A line by which GitHub Actions marks the place in a pull request.
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 * @param folder where the file is, as seen from the root of the repository
 */
export function problemCommand({ severity, file, line, rule, message }: Problem, folder: string): string {
  const properties = { file: `${folder.replace(/\/+$/, '')}/${file}`, line: String(line), title: rule };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${severity} ${written.join(',')}::${escapeData(message)}`;
}

/** The escapes of workflow commands. Source: actions/toolkit, packages/core/src/command.ts. */
const escapeData = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const escapeProperty = (text: string): string => escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
