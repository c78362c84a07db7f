import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';

/** What a person thought of an answer. Holds no name and no id of the person. */
export interface Feedback {
  readonly at: string;
  readonly platform: string;
  readonly helpful: boolean;
  readonly question: string;
  readonly status: string;
  readonly confidence: number;
  /** Sections that were cited. */
  readonly sections: readonly string[];
}

export interface FeedbackStore {
  add(feedback: Feedback): Promise<void>;
}

/** Appends feedback to `feedback.jsonl` in a folder; without one it is kept nowhere. */
export function createFeedbackStore(folder: string | null): FeedbackStore {
  if (folder === null) return { add: async () => undefined };
  return {
    async add(feedback) {
      await mkdir(folder, { recursive: true });
      await appendFile(join(folder, 'feedback.jsonl'), `${JSON.stringify(feedback)}\n`);
    },
  };
}

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
