/**
 * Loaded into the program under attack, before it: tells what it holds and how long its main thread stood still, and
 * may set its clock wrong by `ATTACK_CLOCK_AHEAD_MS`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

/** How often the thread is looked at, in milliseconds; a shorter stall is not seen. */
const RESOLUTION_MS = 5;

const ahead = Number(process.env.ATTACK_CLOCK_AHEAD_MS ?? 0);
if (ahead !== 0) {
  const { Date: Right } = globalThis;
  globalThis.Date = class extends Right {
    constructor(...parts) {
      if (parts.length === 0) super(Right.now() + ahead);
      else super(...parts);
    }

    static now() {
      return Right.now() + ahead;
    }
  };
}

if (isMainThread && process.channel) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  process.on('message', ({ collect = false }) => {
    const stallMs = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
    if (collect) for (let i = 0; i < 2; i++) globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    process.send({
      rssMb: rss / 2 ** 20,
      heapMb: heapUsed / 2 ** 20,
      externalMb: external / 2 ** 20,
      stallMs,
    });
    // A stall of the collection that was asked for is nobody's fault.
    setImmediate(() => delay.reset());
  });
  // That somebody may ask keeps no program running.
  process.channel.unref();
}
