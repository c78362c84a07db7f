import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../process/logger.js';

const DAY_MS = 86_400_000;

/** Name of the file in the data folder that outlives a restart. */
export const CLOCK_FILE = 'retention.json';

/**
 * How far the clock may have gone on while nobody watched it, in days: holidays of the machine, or its sleep. Ours; a
 * clock that is wrong by 400 days then costs the records of these days, which were the next to go, and no others.
 */
export const MAX_AWAY_DAYS = 7;

/** What a run of the deletion leaves for the next. */
const STATE = z.object({
  /** What the clock said, in milliseconds since 1970. */
  at: z.number(),
  /** What of that was believed. */
  believed: z.number(),
});
type State = z.infer<typeof STATE>;

export interface BelievedClockOptions {
  readonly folder: string;
  readonly log: Pick<Logger, 'warn'>;
  readonly now?: () => number;
  /** Milliseconds from any beginning, by a clock that nobody sets. */
  readonly steady?: () => number;
}

/**
 * The time as far as it is believed when something is deleted for its age: since the last call it has gone on no
 * further than a clock that nobody can set, and {@link MAX_AWAY_DAYS} for what that does not see. So a clock that is
 * set wrong does not take all records away; what the file in the folder holds is believed over a restart.
 * @returns milliseconds since 1970, never after what the clock says
 */
export function createBelievedClock(options: BelievedClockOptions): () => number {
  const { folder, log, now = Date.now, steady = () => performance.now() } = options;
  const file = join(folder, CLOCK_FILE);
  let state = readState(file);
  let ticked = steady();
  return () => {
    const at = now();
    const ticks = steady();
    if (state) {
      const progress = Math.max(0, at - state.at);
      const allowed = ticks - ticked + MAX_AWAY_DAYS * DAY_MS;
      if (progress > allowed)
        log.warn(
          `The clock is ${Math.round(progress / DAY_MS)} days ahead of the last time it was looked at, so it may be wrong; records are kept for so much longer. If it is right, delete ${file} and start again`,
        );
      state = { at, believed: Math.min(at, state.believed + Math.min(progress, allowed)) };
    } else state = { at, believed: at };
    ticked = ticks;
    write(folder, file, state, log);
    return state.believed;
  };
}

/** @returns `null` when there is none, or it holds something else */
function readState(file: string): State | null {
  try {
    return STATE.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Without a file the clock is believed at the next start: nothing else depends on it. */
function write(folder: string, file: string, state: State, log: Pick<Logger, 'warn'>): void {
  try {
    mkdirSync(folder, { recursive: true });
    const aside = `${file}.${process.pid}.tmp`;
    writeFileSync(aside, JSON.stringify(state), { mode: 0o600 });
    renameSync(aside, file);
  } catch (error) {
    log.warn('What the clock said cannot be kept, so a wrong one is not noticed at the next start', {
      error,
    });
  }
}
