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
  /** True the first time that this process is given an id. */
  first(id: string): boolean;
  /**
   * True the first time that an id is given to any of the processes on a database; where that does not answer, to
   * this one: two answers are better than none.
   */
  firstOfAll(id: string): Promise<boolean>;
  /** Whether no other process has taken over what was first here. */
  isOurs(id: string): Promise<boolean>;
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
  const { shared } = state;
  const seen = new LRUCache<string, true>({ max, ttl: ttlMs });
  for (const { value } of shared ? [] : state.kept(KIND)) {
    const { data } = z.string().safeParse(value);
    if (data !== undefined) seen.set(data, true);
  }
  function first(id: string): boolean {
    if (seen.has(id)) return false;
    seen.set(id, true);
    return true;
  }
  return {
    first,
    async firstOfAll(id) {
      if (shared) {
        const task = { name: id, kind: KIND, until: Date.now() + ttlMs, isBroughtAgain: false };
        if (!(await shared.take(task))) return false;
      }
      return first(id);
    },
    isOurs: async (id) => shared?.holds(id) ?? true,
    done(id) {
      if (shared) shared.done(id);
      else state.keep({ kind: KIND, name: id, value: id, until: Date.now() + ttlMs });
    },
  };
}
