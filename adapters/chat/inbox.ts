import { z } from 'zod';
import type { Shared } from '../records/shared.js';
import { createState, type Entry, type State } from '../records/state.js';

/** After so long nobody waits for an answer any more, in milliseconds. Ours; platforms repeat as long. */
const WAITS_FOR_MS = 15 * 60_000;

/** A message that asks the bot, by what the platform gives it back for; never its text. */
const RECEIVED = z.object({
  id: z.string(),
  channel: z.string(),
  /** `null` for direct messages. */
  server: z.string().nullable(),
});
export type Received = Readonly<z.infer<typeof RECEIVED>>;

/** Which messages came and are not answered yet, so that they are after the process was killed. */
export interface Inbox {
  /** @returns false: another process has it, or had */
  received(message: Received): Promise<boolean>;
  done(id: string): void;
  /** What came before the start and was not done. */
  readonly left: readonly Received[];
  /** From now on gets what is left, now and, where processes share, when another of this name ends. */
  inherit(heir: (left: Received) => void): void;
}

/**
 * Notes messages of one process until they are done, for a quarter of an hour at most.
 * @param name of the process: two have no inbox in common
 */
export function createInbox(name: string, state: State = createState(), now: () => number = Date.now): Inbox {
  const kind = `inbox ${name}`;
  if (state.shared) return sharedInbox(kind, state.shared, now);
  const waiting = new Map<string, Received>();
  for (const { value, until } of state.kept(kind)) {
    const { data } = RECEIVED.safeParse(value);
    if (data && until > now()) waiting.set(data.id, data);
  }
  const left = [...waiting.values()];
  return {
    left,
    inherit: (heir) => left.forEach(heir),
    async received(message) {
      // One that is caught up with waits since it came: what ends the process each time does so for a quarter of an hour.
      if (waiting.has(message.id)) return true;
      waiting.set(message.id, message);
      state.keep(receivedEntry(name, message, now()));
      return true;
    },
    done(id) {
      if (waiting.delete(id)) state.drop(kind, id);
    },
  };
}

/** The same among processes. Messages are called as {@link SeenEvents} calls them, so that one claim is both. */
function sharedInbox(kind: string, shared: Shared, now: () => number): Inbox {
  const nameOf = (id: string) => `message ${id}`;
  const mine = new Set<string>();
  return {
    left: [],
    inherit(heir) {
      shared.inherit(kind, (value) => {
        const { data } = RECEIVED.safeParse(value);
        if (!data) return;
        mine.add(data.id);
        heir(data);
      });
    },
    async received(message) {
      const task = { name: nameOf(message.id), kind, value: message, until: now() + WAITS_FOR_MS };
      const isOwn = await shared.take({ ...task, isBroughtAgain: false });
      if (isOwn) mine.add(message.id);
      return isOwn;
    },
    done(id) {
      if (mine.delete(id)) shared.done(nameOf(id));
    },
  };
}

/** @param at when it came, in milliseconds since 1970 */
export const receivedEntry = (name: string, message: Received, at: number): Entry => ({
  ...{ kind: `inbox ${name}`, name: message.id, value: message },
  until: at + WAITS_FOR_MS,
});
