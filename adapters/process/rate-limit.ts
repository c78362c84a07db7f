import { LRUCache } from 'lru-cache';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

const WINDOW_SECONDS = 60;
/** How many people and channels are remembered as told that they were too fast. */
const MAX_TOLD = 10_000;

export type Admission =
  | { readonly admitted: true }
  /** `tell` is true once in a window for each person, so that the refusals are no flood themselves. */
  | { readonly admitted: false; readonly waitSeconds: number; readonly tell: boolean };

/** Decides who may ask now. */
export interface RateLimit {
  admit(person: string, channel: string): Promise<Admission>;
}

/** Counts questions of every person and in every channel, in windows of a minute. */
export function createRateLimit(limits: {
  readonly perPerson: number;
  readonly perChannel: number;
}): RateLimit {
  const people = new RateLimiterMemory({ points: limits.perPerson, duration: WINDOW_SECONDS });
  const channels = new RateLimiterMemory({ points: limits.perChannel, duration: WINDOW_SECONDS });
  const told = new LRUCache<string, true>({ max: MAX_TOLD });
  return {
    async admit(person, channel) {
      const refusal =
        (await consume(people, person)) ??
        (await consume(channels, channel, () => people.reward(person).then(() => undefined)));
      if (!refusal) return { admitted: true };
      const tell = !told.has(person);
      if (tell) told.set(person, true, { ttl: Math.max(1, refusal.msBeforeNext) });
      return { admitted: false, waitSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)), tell };
    },
  };
}

/** Takes a point. @returns what the limiter says when there is none left */
async function consume(
  limiter: RateLimiterMemory,
  key: string,
  refused: () => Promise<void> = async () => undefined,
): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    await refused();
    return refusal;
  }
}
