import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Conversation } from '../../src/query/query.js';
import { createState, type State } from './state.js';
import { CONVERSATION } from './turns.js';

const MAX_CONVERSATIONS = 10_000;
/** How long a follow-up may lean on what was said, in milliseconds. */
const LEANS_FOR_MS = 30 * 60_000;
const KIND = 'conversation';
const KEPT = z.object({ place: z.string(), conversation: CONVERSATION });

/** What was last spoken of, by the place where it was: a thread, a direct message, a message replied to. */
export interface Conversations {
  get(place: string): Conversation | null;
  set(place: string, conversation: Conversation | null): void;
}

export interface ConversationsOptions {
  readonly max?: number;
  readonly ttlMs?: number;
  /** Whether words of questions may outlive a restart; without, what is then leaned on are subjects and places. */
  readonly keepsQuestions?: boolean;
}

/** Remembers conversations, bounded in number and time. */
export function createConversations(
  state: State = createState(),
  { max = MAX_CONVERSATIONS, ttlMs = LEANS_FOR_MS, keepsQuestions = false }: ConversationsOptions = {},
): Conversations {
  const kept = new LRUCache<string, Conversation>({ max, ttl: ttlMs });
  const know = (value: unknown, until: number) => {
    const { data } = KEPT.safeParse(value);
    const ttl = until - Date.now();
    if (data && ttl > 0) kept.set(data.place, data.conversation, { ttl });
  };
  for (const { value, until } of state.kept(KIND)) know(value, until);
  state.shared?.onKept(KIND, know);
  return {
    get: (place) => kept.get(place) ?? null,
    set(place, conversation) {
      if (!conversation) return;
      kept.set(place, conversation);
      const said = keepsQuestions ? conversation : { ...conversation, topic: '' };
      const value = { place, conversation: said };
      state.keep({ kind: KIND, name: place, value, until: Date.now() + ttlMs });
    },
  };
}
