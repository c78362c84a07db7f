import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * Keystrokes of a person that are completed in a time, in seconds. Ours: Discord's own client sends one when the typing
 * pauses, at most a few in a second.
 */
const KEYSTROKES = 30;
const WINDOW_SECONDS = 10;
/** How many people are remembered as typing. */
const MAX_PEOPLE = 10_000;

/** Tells of people who type which of their keystrokes is the last. */
export interface Keystrokes {
  /** @returns whether this keystroke is still to be answered; `null` for who types faster than anybody can */
  take(person: string): Promise<(() => boolean) | null>;
}

/** @param answerWithinMs after so long it is too late for an answer, in milliseconds */
export function createKeystrokes(
  answerWithinMs: number,
  now: () => number = () => performance.now(),
): Keystrokes {
  const limiter = new RateLimiterMemory({ points: KEYSTROKES, duration: WINDOW_SECONDS });
  const last = new LRUCache<string, object>({ max: MAX_PEOPLE });
  return {
    async take(person) {
      const own = {};
      const until = now() + answerWithinMs;
      last.set(person, own);
      try {
        await limiter.consume(person);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return null;
      }
      return () => last.get(person) === own && now() < until;
    },
  };
}
