import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../../src/knowledge/steps.js';

/** After so long, in milliseconds, others have their turn. Ours: nobody notices it, and a turn costs far less. */
const SLICE_MS = 8;

/** Does a work while others are served: between two of its steps they have their turn. */
export async function inSlices<T>(steps: Steps<T>): Promise<T> {
  let from = performance.now();
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    if (performance.now() - from < SLICE_MS) continue;
    await setImmediate();
    from = performance.now();
  }
}
