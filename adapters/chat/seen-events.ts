import { LRUCache } from 'lru-cache';

/** How many events are remembered; Discord replays at most what was missed, Slack retries three times. */
const MAX_EVENTS = 20_000;
/** How long, in milliseconds. Slack's last retry comes after about five minutes. */
const REMEMBERED_MS = 15 * 60_000;

/** Tells whether an event came before, so that each is answered once. */
export interface SeenEvents {
  /** True the first time an id is given. */
  first(id: string): boolean;
}

/** Remembers events in memory, bounded in number and time. */
export function createSeenEvents({ max = MAX_EVENTS, ttlMs = REMEMBERED_MS } = {}): SeenEvents {
  const seen = new LRUCache<string, true>({ max, ttl: ttlMs });
  return {
    first(id) {
      if (seen.has(id)) return false;
      seen.set(id, true);
      return true;
    },
  };
}
