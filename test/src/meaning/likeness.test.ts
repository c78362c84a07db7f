import { expect, it } from 'vitest';
import { DIMENSIONS } from '../../../src/meaning/inference.js';
import { likenessOf } from '../../../src/meaning/likeness.js';
import { encodePassages } from '../../../src/meaning/vectors.js';

/** A unit vector at an angle, in degrees. */
function at(angle: number): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  vector.set([Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]);
  return vector;
}

it('measures passages by the whole of them, and sentences by their own', async () => {
  const texts = [0, 60].map((angle) => ({ place: `${angle}`, lines: ['one', 'two'] }));
  const vectors = await encodePassages(2, (i) => texts[i] as (typeof texts)[number], {
    inference: {
      passage: async ({ place }) => ({ whole: at(+place), place: at(0), lines: [at(0), at(+place + 30)] }),
    },
  });
  const { passages, sentences } = likenessOf(vectors);
  expect(passages(0, 1)).toBeCloseTo(0.5, 2);
  expect(passages(0, 0)).toBeCloseTo(1, 2);
  expect(sentences(0, 0, 1, 0)).toBeCloseTo(1, 2);
  expect(sentences(0, 1, 1, 1)).toBeCloseTo(0.5, 2);
});
