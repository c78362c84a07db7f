/** One thing that `docent doctor` looked at. `bad` keeps the bot from working, `note` does not. */
export interface Finding {
  readonly state: 'good' | 'note' | 'bad';
  readonly text: string;
  /** What to do, where there is something to do. */
  readonly remedy?: string;
}

/** Exit status when something keeps the bot from working. */
const BAD = 2;

const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'ok  ', note: 'note', bad: 'BAD ' };

/** Writes findings, one line each and the remedy below. @returns the exit status: 0 or 2 */
export function writeFindings(findings: readonly Finding[], write: (text: string) => void): number {
  for (const { state, text, remedy } of findings)
    write(`${MARKS[state]}  ${text}\n${remedy === undefined ? '' : `      → ${remedy}\n`}`);
  return findings.some(({ state }) => state === 'bad') ? BAD : 0;
}
