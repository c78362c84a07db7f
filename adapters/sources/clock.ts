import { setTimeout as sleep } from 'node:timers/promises';

/** Time, as what waits for something sees it; tests give their own. */
export interface Clock {
  /** In milliseconds since 1970. */
  now(): number;
  wait(ms: number): Promise<void>;
}

export const CLOCK: Clock = { now: Date.now, wait: (ms) => sleep(ms) };
