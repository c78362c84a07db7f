import { describe, expect, it } from 'vitest';
import {
  createBar,
  LEAST_LIKELIHOOD,
  leastLikelihood,
  MIN_VOTES,
} from '../../../adapters/chat/least-likelihood.js';
import type { Voted } from '../../../adapters/records/record.js';

/** So many votes on answers of a likelihood, of which so many say that it did not help. */
const votes = (confidence: number, count: number, wrong = 0): Voted[] =>
  Array.from({ length: count }, (_, i) => ({ confidence, helpful: i >= wrong }));

describe('the likelihood that votes ask for', () => {
  it('is the least from which on two in a hundred are wrong at most', () => {
    const all = [...votes(0.95, 200, 2), ...votes(0.8, 100, 4), ...votes(0.7, 100, 20)];
    expect(leastLikelihood(all)).toBe(0.8);
    expect(leastLikelihood(all.slice().reverse())).toBe(0.8);
  });

  it('goes below a worse one where that is made up for', () => {
    expect(leastLikelihood([...votes(0.95, 150, 4), ...votes(0.9, 200)])).toBe(0.9);
  });

  it('takes all votes of one likelihood together', () => {
    expect(leastLikelihood([...votes(0.9, 150), ...votes(0.9, 50, 10)])).toBeNull();
  });

  it('is not told by fewer votes than show anything, nor by bad ones', () => {
    expect(leastLikelihood(votes(0.9, MIN_VOTES - 1))).toBeNull();
    expect(leastLikelihood(votes(0.9, MIN_VOTES))).toBe(0.9);
    expect(leastLikelihood(votes(0.9, 1_000, 21))).toBeNull();
    expect(leastLikelihood([])).toBeNull();
  });
});

describe('how likely an answer must be right that nobody asked for', () => {
  const failed = () => undefined;

  it('is what is set, else what the votes say, else the default', async () => {
    const voted = async () => votes(0.7, 200);
    expect(await createBar({ set: 0.99, voted, failed })()).toEqual({
      ...{ likelihood: 0.99, from: 'setting', votes: 0 },
    });
    expect(await createBar({ voted, failed })()).toEqual({ likelihood: 0.7, from: 'votes', votes: 200 });
    expect(await createBar({ voted: async () => votes(0.7, 3), failed })()).toEqual({
      ...{ likelihood: LEAST_LIKELIHOOD, from: 'default', votes: 3 },
    });
  });

  it('is read again after an hour, and stays where it cannot be', async () => {
    let now = 0;
    let kept: Voted[] | null = votes(0.7, 200);
    const errors: unknown[] = [];
    const bar = createBar({
      voted: async () => kept ?? Promise.reject(new Error('away')),
      failed: (error) => errors.push(error),
      now: () => now,
    });
    expect((await bar()).likelihood).toBe(0.7);
    kept = votes(0.8, 200);
    expect((await bar()).likelihood).toBe(0.7);
    now = 3_600_000;
    expect((await bar()).likelihood).toBe(0.8);
    kept = null;
    now = 7_200_000;
    expect((await bar()).likelihood).toBe(0.8);
    expect(errors).toHaveLength(1);
    // What could not be read was not read: it is tried again soon, and not at each post.
    kept = votes(0.9, 200);
    now += 59_999;
    expect((await bar()).likelihood).toBe(0.8);
    now += 1;
    expect((await bar()).likelihood).toBe(0.9);
  });

  it('is the one that is being read for all who ask meanwhile', async () => {
    let reads = 0;
    const voted = async () => {
      reads++;
      return votes(0.7, 200);
    };
    const bar = createBar({ voted, failed });
    const all = await Promise.all([bar(), bar(), bar()]);
    expect([all.map(({ likelihood }) => likelihood), reads]).toEqual([[0.7, 0.7, 0.7], 1]);
  });
});
