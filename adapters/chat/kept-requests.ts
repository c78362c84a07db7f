import { z } from 'zod';
import { createState, type Entry, type State } from '../records/state.js';
import { createSeenEvents } from './seen-events.js';

const KEPT = z.object({ id: z.string(), request: z.unknown(), isSending: z.boolean() });

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
   * @returns when it is kept, as far as that is waited for
   */
  keep(id: string, request: unknown, until: number): Promise<void>;
  /** From here on its answer may have arrived. @returns when that is kept, as far as it is waited for */
  sending(id: string): Promise<void>;
  /** What it asks was edited: as it is now it is done after a restart. */
  replace(id: string, request: unknown): void;
  done(id: string): void;
  /** What came before the start, was not done and can still be answered. */
  readonly left: readonly LeftRequest[];
}

/** @param name of the platform's part in it: two processes have none in common */
export function createKeptRequests(
  name: string,
  state: State = createState(),
  now: () => number = Date.now,
): KeptRequests {
  const kind = `request ${name}`;
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
  return {
    left: [...waiting.values()].map(({ until: _, ...request }) => request),
    async keep(id, request, until) {
      if (seen.first(id)) write({ id, request, isSending: false, until });
      await state.settled();
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

export const requestEntry = (
  name: string,
  { id, request, isSending }: LeftRequest,
  until: number,
): Entry => ({
  ...{ kind: `request ${name}`, name: id, value: { id, request, isSending } },
  until,
});
