import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { createState, type State } from './state.js';

const MAX_VOTES = 20_000;
/** How long a vote is known after a restart, in milliseconds. Ours: as long as anybody comes back to an answer. */
const KEPT_FOR_MS = 30 * 86_400_000;
const KIND = 'vote';
const KEPT = z.tuple([z.string(), z.boolean()]);

/** Whose vote, and on which of the platform's answers. */
export interface Voter {
  readonly person: string;
  readonly place: string;
}

/**
 * Counts one vote of a person on an answer, and another only when it differs. @returns whether it counts; later where
 * other processes are asked, and where those cannot be, as far as this one knows
 */
export type Votes = (voter: Voter, helpful: boolean) => boolean | Promise<boolean>;

export function createVotes(state: State = createState(), max = MAX_VOTES): Votes {
  const votes = new LRUCache<string, boolean>({ max });
  for (const { value } of state.kept(KIND)) {
    const { data } = KEPT.safeParse(value);
    if (data) votes.set(...data);
  }
  return ({ person, place }, helpful) => {
    const voter = `${person} ${place}`;
    const until = Date.now() + KEPT_FOR_MS;
    const entry = { kind: KIND, name: voter, value: [voter, helpful], until, person };
    const isNew = votes.get(voter) !== helpful;
    if (state.shared) {
      const isOther = (present: unknown) => KEPT.safeParse(present).data?.[1] !== helpful;
      return state.certain
        .change(KIND, voter, (present) => (isOther(present) ? entry : null))
        .catch(() => isNew)
        .finally(() => votes.set(voter, helpful));
    }
    if (!isNew) return false;
    votes.set(voter, helpful);
    state.keep(entry);
    return true;
  };
}
