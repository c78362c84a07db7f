import type { Terminal } from './cli.js';

/** Width of the bar, in characters. */
const BAR = 30;

/** Shows on a terminal how far long work is, on one line that is written anew; nothing where the output goes elsewhere. */
export interface ProgressBar {
  show(done: number, all: number): void;
  /** Takes the line away. */
  clear(): void;
}

/** @param label what is being done to so many: "reading 20 passages" */
export function createProgressBar(
  { stderr }: Pick<Terminal, 'stderr'>,
  label: (all: number) => string,
): ProgressBar {
  let width = 0;
  return {
    show(done, all) {
      if (stderr.isTTY !== true || all === 0) return;
      const filled = Math.floor((BAR * done) / all);
      const line = `docent: ${label(all)} [${'#'.repeat(filled)}${' '.repeat(BAR - filled)}] ${done}`;
      stderr.write(`\r${line.padEnd(width)}`);
      width = line.length;
    },
    clear() {
      if (width > 0) stderr.write(`\r${' '.repeat(width)}\r`);
      width = 0;
    },
  };
}
