import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type GivenWhy, noteReason } from '../chat/reasons.js';
import type { Turn } from '../records/turns.js';
import { TEXTS } from '../service/texts.js';
import type { WebDesk } from './desk.js';
import { MAX_REASONS_PER_DAY, MAX_REASONS_PER_PERSON } from './limits.js';

const DAY_SECONDS = 86_400;

/** Whether a reason of a person for one more answer may be kept: anybody may give one, and what is kept is bounded. */
export type ReasonLimit = (person: string) => Promise<boolean>;

export function createReasonLimit(): ReasonLimit {
  const people = new RateLimiterMemory({ points: MAX_REASONS_PER_PERSON, duration: DAY_SECONDS });
  const all = new RateLimiterMemory({ points: MAX_REASONS_PER_DAY, duration: DAY_SECONDS });
  return (person) =>
    people
      .consume(person)
      .then(() => all.consume(''))
      .then(
        () => true,
        () => false,
      );
}

/** Notes why an answer did not help. @returns what who says so is told */
export async function noteWhy(desk: WebDesk, turn: Turn, person: string, given: GivenWhy): Promise<string> {
  const own = { ...desk, platform: 'web' };
  const became = await noteReason(own, turn, person, given, () => desk.reasonLimit(person));
  return { kept: TEXTS.thanksForReason, full: TEXTS.reasonsFull, failed: TEXTS.thanks }[became];
}
