import { LRUCache } from 'lru-cache';
import type { Conversation } from '../../src/query/query.js';

const MAX_CONVERSATIONS = 10_000;
/** How long a follow-up may lean on what was said, in milliseconds. */
const LEANS_FOR_MS = 30 * 60_000;

/** What was last spoken of, by the place where it was: a thread, a direct message, a message replied to. */
export interface Conversations {
  get(place: string): Conversation | null;
  set(place: string, conversation: Conversation | null): void;
}

/** Remembers conversations in memory, bounded in number and time. */
export function createConversations({ max = MAX_CONVERSATIONS, ttlMs = LEANS_FOR_MS } = {}): Conversations {
  const kept = new LRUCache<string, Conversation>({ max, ttl: ttlMs });
  return {
    get: (place) => kept.get(place) ?? null,
    set(place, conversation) {
      if (conversation) kept.set(place, conversation);
    },
  };
}
