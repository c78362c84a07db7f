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
