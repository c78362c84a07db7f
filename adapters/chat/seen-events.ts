import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { createState, type State } from '../records/state.js';

/** How many events are remembered; Discord replays at most what was missed, Slack retries three times. */
const MAX_EVENTS = 20_000;
/** How long, in milliseconds. Slack's last retry comes after about five minutes. */
const REMEMBERED_MS = 15 * 60_000;
const KIND = 'seen';

/** Tells whether an event came before, so that each is answered once. */
export interface SeenEvents {
  /** True the first time an id is given. */
  first(id: string): boolean;
  /** What it asked is done: it is known after a restart too. What is not done then is done again. */
  done(id: string): void;
}

export interface SeenEventsOptions {
  readonly max?: number;
  readonly ttlMs?: number;
}

/** Remembers events, bounded in number and time. */
export function createSeenEvents(
  state: State = createState(),
  { max = MAX_EVENTS, ttlMs = REMEMBERED_MS }: SeenEventsOptions = {},
): SeenEvents {
  const seen = new LRUCache<string, true>({ max, ttl: ttlMs });
  for (const { value } of state.kept(KIND)) {
    const { data } = z.string().safeParse(value);
    if (data !== undefined) seen.set(data, true);
  }
  return {
    first(id) {
      if (seen.has(id)) return false;
      seen.set(id, true);
      return true;
    },
    done(id) {
      state.keep({ kind: KIND, name: id, value: id, until: Date.now() + ttlMs });
    },
  };
}
