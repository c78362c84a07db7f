import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { createState, type Entry, type State } from '../records/state.js';

/** How many threads are remembered, and for how long after the last answer in them, in milliseconds. */
const MAX_THREADS = 10_000;
const DAY_MS = 24 * 60 * 60_000;
/** Most threads and askers of a day that outlive a restart. Ours. */
const MAX_KEPT = 20_000;
const KIND = 'thread';
/** The keyed hashes of a thread, and of who was answered there. */
const KEPT = z.tuple([z.string(), z.string()]);

/** In which threads the bot answered, and whom: who speaks there again need not mention it. */
export interface Threads {
  knows(thread: string): boolean;
  knowsAsker(thread: string, person: string): boolean;
  add(thread: string, person: string): void;
}

export interface ThreadsOptions {
  readonly now?: () => number;
  readonly maxKept?: number;
}

/**
 * Remembers threads and who was answered there, as keyed hashes; after a restart until the end of the day (UTC) that
 * follows.
 */
export function createThreads(
  state: State = createState(),
  { now = Date.now, maxKept = MAX_KEPT }: ThreadsOptions = {},
): Threads {
  const kept = new LRUCache<string, Set<string>>({
    max: MAX_THREADS,
    ttl: DAY_MS,
    ttlResolution: 0,
    perf: { now },
  });
  const threadOf = (thread: string) => state.hash('thread', thread);
  const askerOf = (thread: string, person: string) => state.hash('asker', `${thread} ${person}`);
  const remember = (thread: string, asker: string, ttl = DAY_MS) =>
    kept.set(thread, (kept.get(thread) ?? new Set()).add(asker), { ttl });
  const know = (value: unknown, until: number) => {
    const { data } = KEPT.safeParse(value);
    if (data && until > now()) remember(...data, until - now());
  };
  for (const { value, until } of state.kept(KIND)) know(value, until);
  state.shared?.onKept(KIND, know);

  let day = dayOf(now());
  let written = new Set<string>();
  function write(thread: string, asker: string): void {
    if (day !== dayOf(now())) {
      day = dayOf(now());
      written = new Set();
    }
    const one = threadEntry(thread, asker, day);
    if (written.has(one.name) || written.size >= maxKept) return;
    state.keep(one);
    written.add(one.name);
  }

  return {
    knows: (thread) => kept.has(threadOf(thread)),
    knowsAsker: (thread, person) => kept.get(threadOf(thread))?.has(askerOf(thread, person)) ?? false,
    add(thread, person) {
      const [own, asker] = [threadOf(thread), askerOf(thread, person)];
      remember(own, asker);
      write(own, asker);
    },
  };
}

/** `2026-11-23` */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** @param day in which somebody was answered there */
export const threadEntry = (thread: string, asker: string, day: string): Entry => ({
  ...{ kind: KIND, name: `${thread} ${asker}`, value: [thread, asker] },
  until: Date.parse(day) + 2 * DAY_MS,
});
