/** Runs work one at a time: what is asked for meanwhile is done once, afterwards. */
export function createRepeat(
  work: () => Promise<void>,
  failed: (error: unknown) => void,
): { run: () => Promise<void>; idle: () => Promise<void> } {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = work()
      .catch(failed)
      .finally(() => {
        running = null;
      });
    return running;
  };
  return {
    run() {
      if (!running) return start();
      next ??= running.then(() => {
        next = null;
        return start();
      });
      return next;
    },
    async idle() {
      while (next ?? running) await (next ?? running);
    },
  };
}
