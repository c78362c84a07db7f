import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Conversation } from '../../src/query/query.js';
import type { State } from '../records/state.js';
import { STATE_KINDS } from '../records/state-rows.js';
import { CONVERSATION } from '../records/turns.js';
import type { Sent } from './platform.js';

/** How many answers are remembered, so that they follow their questions, and for how long, in milliseconds. */
export const MAX_ANSWERED = 10_000;
export const FOLLOWS_FOR_MS = 24 * 60 * 60_000;
/** How long another process may take to see that the question it answers is deleted, in milliseconds. Ours. */
const DELETED_FOR_MS = 15 * 60_000;
const [KIND] = STATE_KINDS.single;

/** A question that was answered by messages. */
export interface Answered<Where> {
  readonly where: Where;
  /** Keyed hash of what was asked. */
  readonly asked: string;
  readonly before: Conversation | null;
  /** What was seen of the articles where it was asked. */
  readonly scope: string;
  readonly said: Conversation | null;
  readonly sent: readonly Sent[];
  /** How often the answer followed its question. */
  readonly edits: number;
  /** Whether nobody asked for it. */
  readonly isUnasked: boolean;
}

const CONVERSED = CONVERSATION.nullable();
const KEPT = z.union([
  z.object({ isDeleted: z.literal(true) }),
  z.object({
    asked: z.string(),
    before: CONVERSED,
    scope: z.string(),
    said: CONVERSED,
    sent: z.array(z.object({ id: z.string(), talk: z.string() })),
    edits: z.number(),
    isUnasked: z.boolean(),
  }),
]);

/** What was answered, by the message that asked; where processes share, whichever answered. No method rejects. */
export interface AnsweredMessages<Where> {
  /** @param where it is, as this process reaches it */
  get(id: string, where: Where): Promise<Answered<Where> | null>;
  /** @param person whose it is, by which it is forgotten @returns false: what asked was deleted meanwhile */
  set(id: string, answered: Answered<Where>, person: string): Promise<boolean>;
  /** What asked is gone. @returns what was answered, once */
  remove(id: string, where: Where): Promise<Answered<Where> | null>;
}

export function createAnswered<Where>(
  { shared, certain }: Pick<State, 'shared' | 'certain'>,
  keepsQuestions: boolean,
): AnsweredMessages<Where> {
  const own = new LRUCache<string, Answered<Where>>({ max: MAX_ANSWERED, ttl: FOLLOWS_FOR_MS });
  const read = (present: unknown) => KEPT.safeParse(present).data ?? null;
  const wordless = (conversation: Conversation | null) =>
    keepsQuestions || conversation === null ? conversation : { ...conversation, topic: '' };
  const entryOf = (name: string, value: z.input<typeof KEPT>, person?: string) => ({
    ...{ kind: KIND, name, value, person },
    until: Date.now() + ('isDeleted' in value ? DELETED_FOR_MS : FOLLOWS_FOR_MS),
  });
  const present = (kept: ReturnType<typeof read>, where: Where): Answered<Where> | null =>
    kept && !('isDeleted' in kept) ? { ...kept, where } : null;

  return {
    async get(id, where) {
      if (!shared) return own.get(id) ?? null;
      try {
        const kept = read(await certain.read(KIND, id));
        return kept ? present(kept, where) : (own.get(id) ?? null);
      } catch {
        return own.get(id) ?? null;
      }
    },
    async set(id, answered, person) {
      own.set(id, answered);
      if (!shared) return true;
      const { where: _, before, said, sent, ...same } = answered;
      const value = { ...same, sent: [...sent], before: wordless(before), said: wordless(said) };
      const isDeleted = (kept: ReturnType<typeof read>) => kept !== null && 'isDeleted' in kept;
      return certain
        .change(KIND, id, (kept) =>
          isDeleted(read(kept)) ? null : entryOf(id, value as z.input<typeof KEPT>, person),
        )
        .catch(() => true);
    },
    async remove(id, where) {
      const known = own.get(id) ?? null;
      own.delete(id);
      if (!shared) return known;
      let before: Answered<Where> | null = null;
      try {
        const isFirst = await certain.change(KIND, id, (kept) => {
          const there = read(kept);
          before = present(there, where);
          return there && 'isDeleted' in there ? null : entryOf(id, { isDeleted: true });
        });
        return isFirst ? (before ?? known) : null;
      } catch {
        return known;
      }
    },
  };
}
