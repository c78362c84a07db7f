import { LRUCache } from 'lru-cache';

const MAX_VOTES = 20_000;

/** Counts one vote of a person on an answer, and another only when it differs. */
export function createVotes(max = MAX_VOTES): (voter: string, helpful: boolean) => boolean {
  const votes = new LRUCache<string, boolean>({ max });
  return (voter, helpful) => {
    if (votes.get(voter) === helpful) return false;
    votes.set(voter, helpful);
    return true;
  };
}
