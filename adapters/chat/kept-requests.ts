import { z } from 'zod';
import type { Shared } from '../records/shared.js';
import { createState, type Entry, type State } from '../records/state.js';
import { createSeenEvents } from './seen-events.js';

const KEPT = z.object({ id: z.string(), request: z.unknown(), isSending: z.boolean() });

/** Most requests of which it is remembered that another process left them. Ours. */
const MAX_INHERITED = 1_000;

/** A request that came before the start and was not done. */
export interface LeftRequest {
  readonly id: string;
  /** As the platform sent it. */
  readonly request: unknown;
  /** Whether its answer was on its way: whether it arrived, only the platform can say. */
  readonly isSending: boolean;
}

/**
 * Requests that a platform does not give back, from when they come until they are answered, so that they are after the
 * process was killed.
 */
export interface KeptRequests {
  /**
   * Does nothing for one that came before. @param until it can be answered, in milliseconds since 1970
   * @returns when it is kept, as far as that is waited for; false: another process has it, or had
   * @throws {UnknownHolder} where nobody can tell whether another has it, and the platform brings it again
   */
  keep(id: string, request: unknown, until: number, isBroughtAgain?: boolean): Promise<boolean>;
  /** From here on its answer may have arrived. @returns when that is kept, as far as it is waited for */
  sending(id: string): Promise<void>;
  /** What it asks was edited: as it is now it is done after a restart. */
  replace(id: string, request: unknown): void;
  done(id: string): void;
  /** What came before the start, was not done and can still be answered; where processes share, what was taken over. */
  readonly left: readonly LeftRequest[];
  /** From now on gets what is left, now and, where processes share, when another ends. */
  inherit(heir: (left: LeftRequest) => Promise<void> | void): Promise<void>;
}

/** @param name of the platform's part in it: two processes have none in common */
export function createKeptRequests(
  name: string,
  state: State = createState(),
  now: () => number = Date.now,
): KeptRequests {
  const kind = `request ${name}`;
  if (state.shared) return sharedRequests(kind, state.shared);
  const seen = createSeenEvents();
  /** What is not done, by id, and until when it can be answered. */
  const waiting = new Map<string, LeftRequest & { readonly until: number }>();
  for (const { value, until } of state.kept(kind)) {
    const { data } = KEPT.safeParse(value);
    if (!data || until <= now() || !seen.first(data.id)) continue;
    waiting.set(data.id, { ...data, until });
  }
  const write = ({ until, ...request }: LeftRequest & { readonly until: number }) => {
    waiting.set(request.id, { ...request, until });
    state.keep(requestEntry(name, request, until));
  };
  const left = [...waiting.values()].map(({ until: _, ...request }) => request);
  return {
    left,
    async inherit(heir) {
      for (const one of left) await heir(one);
    },
    async keep(id, request, until) {
      if (seen.first(id)) write({ id, request, isSending: false, until });
      await state.settled();
      return true;
    },
    async sending(id) {
      const one = waiting.get(id);
      if (one && !one.isSending) write({ ...one, isSending: true });
      await state.settled();
    },
    replace(id, request) {
      const one = waiting.get(id);
      if (one) write({ ...one, request });
    },
    done(id) {
      if (waiting.delete(id)) state.drop(kind, id);
    },
  };
}

/** The same among processes: each has what it took, and takes over what one had that has ended. */
function sharedRequests(kind: string, shared: Shared): KeptRequests {
  const mine = new Map<string, LeftRequest>();
  const left: LeftRequest[] = [];
  const note = (one: LeftRequest) => {
    mine.set(one.id, one);
    return shared.note({ name: one.id, value: one });
  };
  return {
    left,
    async inherit(heir) {
      shared.inherit(kind, async (value) => {
        const { data: one } = KEPT.safeParse(value);
        if (!one) return;
        mine.set(one.id, one);
        left.push(one);
        if (left.length > MAX_INHERITED) left.shift();
        await heir(one);
      });
    },
    async keep(id, request, until, isBroughtAgain = false) {
      const value: LeftRequest = { id, request, isSending: false };
      if (!(await shared.take({ name: id, kind, value, until, isBroughtAgain }))) return false;
      if (!mine.has(id)) mine.set(id, value);
      return true;
    },
    async sending(id) {
      const one = mine.get(id);
      if (one && !one.isSending) await note({ ...one, isSending: true });
    },
    replace(id, request) {
      const one = mine.get(id);
      if (one) void note({ ...one, request });
    },
    done(id) {
      if (mine.delete(id)) shared.done(id);
    },
  };
}

export const requestEntry = (
  name: string,
  { id, request, isSending }: LeftRequest,
  until: number,
): Entry => ({
  ...{ kind: `request ${name}`, name: id, value: { id, request, isSending } },
  until,
});
