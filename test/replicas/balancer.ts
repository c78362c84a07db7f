import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Delivery } from '../slack-server/delivery.js';
import { bodyOf } from '../slack-server/http-mode.js';
import { SIGNING_SECRET } from '../slack-server/world.js';

/** Time to the answer, in milliseconds. Source: https://docs.slack.dev/apis/events-api/#responding */
const DEADLINE_MS = 3_000;
/** When an event is sent again, in milliseconds. Slack's are at once, a minute and five minutes; these are quicker. */
const AGAIN_MS: readonly number[] = [200, 1_000, 3_000, 8_000, 15_000];
/** Most deliveries of one event. */
const MAX_COPIES = 3;
/** Within so long they come. */
const APART_MS = 300;

/** What sends Slack's requests to replicas, any of them, an event up to three times. */
export interface Balancer {
  deliver(delivery: Delivery): void;
  /** Requests, those that no replica took, and those that were not acknowledged. */
  readonly counts: { requests: number; refused: number; unacknowledged: number };
  /** Times to acknowledgements, in milliseconds. */
  readonly acknowledged: number[];
  readonly pending: () => number;
}

/** @param random 0 to 1 @param ports of those that are there @param changed is called after each delivery */
export function createBalancer(
  random: () => number,
  ports: () => readonly number[],
  changed: () => void,
): Balancer {
  const counts = { requests: 0, refused: 0, unacknowledged: 0 };
  const acknowledged: number[] = [];
  let pending = 0;

  async function send(delivery: Delivery): Promise<boolean> {
    const all = ports();
    const port = all[Math.floor(random() * all.length)];
    const [body, type] = bodyOf(delivery);
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', SIGNING_SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
    counts.requests++;
    const began = performance.now();
    try {
      const response = await fetch(`http://127.0.0.1:${port}/slack/events`, {
        method: 'POST',
        headers: {
          'content-type': type,
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${hash}`,
        },
        body,
        signal: AbortSignal.timeout(DEADLINE_MS),
      });
      await response.text();
      if (response.ok) {
        acknowledged.push(performance.now() - began);
        return true;
      }
      counts.unacknowledged++;
    } catch {
      counts.refused++;
    }
    return false;
  }

  async function bring(delivery: Delivery): Promise<void> {
    for (const pause of [0, ...AGAIN_MS]) {
      await wait(pause);
      if (await send(delivery)) return delivery.acknowledged({});
      // What nobody took a balancer gives to another; beside that, interactions are sent once.
      if (delivery.type !== 'events_api' && pause > 1_000) return;
    }
  }

  return {
    counts,
    acknowledged,
    pending: () => pending,
    deliver(delivery) {
      const copies = 1 + Math.floor(random() * MAX_COPIES);
      for (let i = 0; i < copies; i++) {
        pending++;
        void wait(i === 0 ? 0 : random() * APART_MS)
          .then(() => bring(delivery))
          .finally(() => {
            pending--;
            changed();
          });
      }
    },
  };
}
