import type { Running } from '../app/start.js';
import type { Health } from '../process/health.js';
import type { ChatDesk } from './desk.js';
import { DRAIN_MS, type Underway } from './underway.js';

type Tools = Pick<ChatDesk, 'log' | 'counters'>;

/** Counts and logs what goes wrong where nobody waits for it. */
export const unhandledAt =
  ({ log, counters }: Tools) =>
  (error: unknown): void => {
    counters.add('unhandled');
    log.error('An event was not handled', { error });
  };

export interface Service {
  /** As it is named in what is told of the program's health. */
  readonly name: string;
  readonly health: Health | undefined;
  readonly underway: Underway;
  /** Rejects when the platform will have no more of it; never resolves. */
  readonly failed: Promise<never>;
  /** Disconnects. @param drain waits until the answers under way are done, and lets nothing more start */
  readonly end: (drain: () => Promise<void>) => Promise<void>;
}

/** A platform that is connected, and how it is stopped. */
export function createRunning(
  { log, counters }: Tools,
  { name, health, underway, failed, end }: Service,
): Running {
  const stop = async () => {
    log.info('Stopping');
    health?.set(name, 'stopping');
    await end(async () => {
      if (!(await underway.close(DRAIN_MS))) log.warn('Some answers under way were not finished');
    });
    log.info('Stopped', counters.counts);
  };
  let stopped: Promise<void> | null = null;
  return {
    failed,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  };
}
