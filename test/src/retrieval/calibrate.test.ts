import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverMeasures, likelihoodOf } from '../../../src/retrieval/calibrate.js';
import { MEASURES, namesOf } from '../../../src/retrieval/features.js';
import { WORDS } from '../../../src/retrieval/weights/words.js';

const names = namesOf(MEASURES);
const measures = fc
  .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: names.length, maxLength: names.length })
  .map((values) => Object.fromEntries(names.map((name, i) => [name, values[i] as number])));

describe('the likelihood', () => {
  it('is a number between 0 and 1 whatever is measured', () => {
    fc.assert(
      fc.property(measures, (measured) => {
        const likelihood = likelihoodOf(measured, WORDS);
        expect(likelihood).toBeGreaterThanOrEqual(0);
        expect(likelihood).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('takes what was not measured for 0', () => {
    expect(likelihoodOf({}, WORDS)).toBe(
      likelihoodOf(Object.fromEntries(names.map((name) => [name, 0])), WORDS),
    );
  });

  it('knows nothing of a measure that it has no weight for', () => {
    fc.assert(
      fc.property(measures, fc.double({ noNaN: true }), (measured, value) => {
        expect(likelihoodOf({ ...measured, fame: value }, WORDS)).toBe(likelihoodOf(measured, WORDS));
      }),
    );
  });

  it('falls as more of the question is missing', () => {
    fc.assert(
      fc.property(measures, fc.double({ min: 0.01, max: 1, noNaN: true }), (measured, more) => {
        const { namesMissing = 0 } = measured;
        expect(likelihoodOf({ ...measured, namesMissing: namesMissing + more }, WORDS)).toBeLessThanOrEqual(
          likelihoodOf(measured, WORDS),
        );
      }),
    );
  });
});

describe('what is said in other words', () => {
  const terms = [
    { share: 0.6, held: 0 },
    { share: 0.4, held: 1 },
  ];

  it('is weighed by the share of each term, and the farthest and the rarest are told apart', () => {
    const { rerankedCover, rerankedWorst, rerankedRarest } = coverMeasures(terms, [0.9, 0.5]);
    expect(rerankedCover).toBeCloseTo(0.74);
    expect(rerankedWorst).toBe(0.5);
    expect(rerankedRarest).toBe(0.9);
  });

  it('leaves a gap only where a term is neither there nor near', () => {
    expect(coverMeasures(terms, [0.9, 0]).rerankedGap).toBeCloseTo(0.06);
    expect(coverMeasures(terms, [0.1, 0]).rerankedGap).toBeCloseTo(0.54);
    expect(coverMeasures([], []).rerankedGap).toBe(0);
  });
});
