/** How long something that must happen may take on a slow machine, in milliseconds. */
const PATIENCE_MS = 25_000;

/** Waits for what a server comes to hold. */
export interface Waiting {
  /** To be called after everything that happens at the server. */
  readonly changed: () => void;
  /**
   * Waits until something is so; looks after each change.
   * @throws when it does not come to be so in `patienceMs`: what was waited for, and the faults so far
   */
  readonly until: (what: string, isSo: () => boolean, patienceMs?: number) => Promise<void>;
}

/** @param faults what is held against the one who is waited for */
export function createWaiting(faults: () => readonly string[]): Waiting {
  const waiting = new Set<() => void>();
  return {
    changed() {
      for (const look of waiting) look();
    },
    async until(what, isSo, patienceMs = PATIENCE_MS) {
      if (isSo()) return;
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!isSo()) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          const held = faults().join('; ') || 'none';
          reject(new Error(`It was waited in vain until ${what}. Faults: ${held}`));
        }, patienceMs);
        waiting.add(look);
      });
    },
  };
}
