import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decision, decide, reasonFor } from '../../../src/answer/decide.js';
import { type Evidence, NOTHING, type Retrieved } from '../../../src/retrieval/evidence.js';

const found = (likelihood: number): Retrieved => ({
  ...NOTHING,
  evidence: [{} as Evidence],
  shown: 1,
  likelihood,
});
const likelihoods = fc.double({ min: 0, max: 1, noNaN: true });
const worth: Readonly<Record<Decision, number>> = { abstained: 0, closest: 1, answered: 2 };

describe('what is done with what was found', () => {
  it('is never less for more likelihood', () => {
    fc.assert(
      fc.property(likelihoods, likelihoods, likelihoods, (one, other, least) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(worth[decide(found(high), least)]).toBeGreaterThanOrEqual(worth[decide(found(low), least)]);
      }),
    );
  });

  it('is all of the three, from nothing to certainty', () => {
    expect(decide(found(0), 0)).toBe('abstained');
    expect(decide(found(1), 0)).toBe('answered');
    const all = new Set(Array.from({ length: 101 }, (_, i) => decide(found(i / 100), 0)));
    expect(all).toEqual(new Set(['abstained', 'closest', 'answered']));
  });

  it('is no answer without a reserve below the likelihood that is asked for', () => {
    fc.assert(
      fc.property(likelihoods, likelihoods, (likelihood, least) => {
        if (decide(found(likelihood), least) === 'answered') expect(likelihood).toBeGreaterThanOrEqual(least);
      }),
    );
  });

  it('is nothing where nothing was found', () => {
    fc.assert(
      fc.property(likelihoods, likelihoods, (likelihood, least) => {
        expect(decide({ ...NOTHING, likelihood }, least)).toBe('abstained');
      }),
    );
  });

  it('is told in one sentence', () => {
    for (const likelihood of [0, 0.2, 0.4, 0.7, 1]) {
      const retrieved = found(likelihood);
      const reason = reasonFor(retrieved, decide(retrieved, 0));
      expect(reason).toContain(likelihood.toFixed(2));
      expect(reason).toMatch(/\.$/);
    }
    expect(reasonFor(NOTHING, 'abstained')).toMatch(/\.$/);
  });
});
