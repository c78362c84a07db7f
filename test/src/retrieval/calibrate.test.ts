import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelihoodOf } from '../../../src/retrieval/calibrate.js';
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
