import type { Health } from './health.js';
import type { Metrics } from './metrics.js';
import type { Observer } from './observed.js';

/** What the one who runs the bot sees of it. One for all platforms. */
export interface Operations {
  readonly observer: Observer;
  readonly metrics: Metrics;
  readonly health: Health;
}
