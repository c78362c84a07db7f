import { inRequest } from '../process/request.js';

/** How long a stop waits for answers under way, in milliseconds; container hosts kill after 10 s. */
export const DRAIN_MS = 8_000;

/** Counts what is under way, so that a stop can wait for it. */
export interface Underway {
  /** Runs something as a request of its own and counts it until it ends. Nothing is started once `close` was called. */
  run(work: () => Promise<void>): void;
  /** Lets nothing more start and waits for what is under way. @returns false when it took longer */
  close(timeoutMs: number): Promise<boolean>;
}

/** @param failed is told of what the work throws */
export function createUnderway(failed: (error: unknown) => void): Underway {
  const running = new Set<Promise<void>>();
  let open = true;
  return {
    run(work) {
      if (!open) return;
      const one: Promise<void> = inRequest(() => work().catch(failed)).finally(() => running.delete(one));
      running.add(one);
    },
    async close(timeoutMs) {
      open = false;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), timeoutMs);
      });
      const done = async (): Promise<true> => {
        while (running.size > 0) await Promise.all(running);
        return true;
      };
      const inTime = await Promise.race([done(), late]);
      clearTimeout(timer);
      return inTime;
    },
  };
}

/** Runs what concerns one key in the order in which it came, and different keys side by side. */
export function createQueues(): (key: string, work: () => Promise<void>) => Promise<void> {
  const tails = new Map<string, Promise<void>>();
  return (key, work) => {
    const before = tails.get(key) ?? Promise.resolve();
    const now = before.then(work);
    const tail = now
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    tails.set(key, tail);
    return now;
  };
}
