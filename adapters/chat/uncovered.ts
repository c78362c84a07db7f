import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Answer } from '../../src/answer/answer.js';
import type { State } from '../records/state.js';

/** How long it is remembered that a question was not covered, in milliseconds, and of how many messages. Ours: people answer within days. */
const REMEMBERED_MS = 7 * 86_400_000;
const MAX_MESSAGES = 10_000;

const UNCOVERED = z.object({ question: z.string().nullable() });
export type Uncovered = Readonly<z.infer<typeof UNCOVERED>>;

/** Which questions the articles did not cover, or not for certain, so that it is known what people say to them. */
export interface UncoveredQuestions {
  /** @param messages what people may reply to: the question, its answer, the thread that it stands in */
  note(
    messages: readonly string[],
    asked: { readonly question: string; readonly person: string; readonly status: Answer['status'] },
  ): void;
  /** What was asked where a message stands below; its text only where that may be kept, or since the start. */
  find(under: readonly string[]): Promise<Uncovered | null>;
}

/** @param keepsQuestions whether texts of questions may be kept where they outlive a restart */
export function createUncovered(
  platform: string,
  { state, keepsQuestions }: { readonly state: State; readonly keepsQuestions: boolean },
): UncoveredQuestions {
  const kind = `uncovered ${platform}`;
  const known = new LRUCache<string, Uncovered>({ max: MAX_MESSAGES, ttl: REMEMBERED_MS });
  // Whose they are is not known here.
  state.onForgotten(() => known.clear());
  return {
    note(messages, { question, person, status }) {
      if (status !== 'abstained' && status !== 'closest') return;
      const kept: Uncovered = { question: keepsQuestions ? question : null };
      for (const name of new Set(messages)) {
        known.set(name, { question });
        state.keep({ kind, name, value: kept, person, until: Date.now() + REMEMBERED_MS });
      }
    },
    async find(under) {
      for (const name of under) {
        const one = known.get(name) ?? UNCOVERED.safeParse(await state.certain.read(kind, name)).data;
        if (one) return one;
      }
      return null;
    },
  };
}
