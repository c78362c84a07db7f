import type { Voted } from '../records/record.js';

/**
 * How likely an answer must be right that nobody asked for, unless it is set or the operator's own votes say.
 * Chosen by `npm run bench:invited`: from it on at most {@link MAX_WRONG} of what is said is wrong.
 */
export const LEAST_LIKELIHOOD = 0.9;
/** Largest share of what is said unasked that may be wrong. Ours. */
export const MAX_WRONG = 0.02;
/**
 * Fewest votes that a likelihood is read from: where none of so many is bad, the share is below {@link MAX_WRONG} with
 * 95 % confidence. Source: the rule of three, Hanley and Lippman-Hand (1983), JAMA 249 (13).
 */
export const MIN_VOTES = 3 / MAX_WRONG;
/** How long a likelihood that was read from votes is taken for the present one, in milliseconds. Ours. */
const READ_AGAIN_MS = 3_600_000;
/** How long nothing is read where votes could not be, in milliseconds. Ours: each try may hold up a post for seconds. */
const TRY_AGAIN_MS = 60_000;

/** How likely an answer must be right that nobody asked for, and where that is from. */
export interface Bar {
  /** 0 to 1. */
  readonly likelihood: number;
  readonly from: 'setting' | 'votes' | 'default';
  /** How many votes there are. */
  readonly votes: number;
}

/**
 * The least likelihood from which on at most {@link MAX_WRONG} of the answers that somebody voted on did not help.
 * @returns `null` where {@link MIN_VOTES} are not reached, or not so well
 */
export function leastLikelihood(votes: readonly Voted[]): number | null {
  const sorted = [...votes].sort((a, b) => b.confidence - a.confidence);
  let least: number | null = null;
  let wrong = 0;
  for (const [i, { confidence, helpful }] of sorted.entries()) {
    if (!helpful) wrong++;
    // All of one likelihood are said, or none of them.
    if (sorted[i + 1]?.confidence === confidence || i + 1 < MIN_VOTES) continue;
    if (wrong <= MAX_WRONG * (i + 1)) least = confidence;
  }
  return least;
}

/** A likelihood for people: none looks higher than it is. */
export const percent = (likelihood: number): string => `${Math.floor(1000 * likelihood) / 10} %`;

export interface BarOptions {
  /** What the settings say; left out where they leave it to the votes. */
  readonly set?: number | undefined;
  readonly voted: () => Promise<readonly Voted[]>;
  readonly failed: (error: unknown) => void;
  readonly now?: () => number;
}

/** @returns the present bar; votes are read once in a while, by whoever asks then. Never rejects */
export function createBar({ set, voted, failed, now = Date.now }: BarOptions): () => Promise<Bar> {
  let known: Bar = {
    likelihood: set ?? LEAST_LIKELIHOOD,
    from: set === undefined ? 'default' : 'setting',
    votes: 0,
  };
  let dueAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;

  async function read(): Promise<void> {
    try {
      const votes = await voted();
      const own = leastLikelihood(votes);
      known = {
        likelihood: own ?? LEAST_LIKELIHOOD,
        from: own === null ? 'default' : 'votes',
        votes: votes.length,
      };
      dueAt = now() + READ_AGAIN_MS;
    } catch (error) {
      dueAt = now() + TRY_AGAIN_MS;
      failed(error);
    }
  }

  return async () => {
    if (set !== undefined || now() < dueAt) return known;
    reading ??= read().finally(() => {
      reading = null;
    });
    await reading;
    return known;
  };
}
