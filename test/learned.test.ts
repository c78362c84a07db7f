import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  intentsFingerprint,
  learnedWith,
  rankerFingerprint,
  suitsFingerprint,
} from '../bench/train/fingerprint.js';
import { ROOT } from './builders.js';

/** A word list that changes measures otherwise: what was learned before does not fit it any more. */
describe('learned weights', () => {
  it.each([
    ['src/retrieval/weights/words.ts', rankerFingerprint],
    ['src/retrieval/weights/meaning.ts', rankerFingerprint],
    ['src/retrieval/weights/reranked.ts', rankerFingerprint],
    ['src/subjects/weights.ts', suitsFingerprint],
    ['src/query/intents/weights.ts', intentsFingerprint],
  ])(
    '%s was learned with the lists as they are (else: npm run train -- MANIFEST --write)',
    async (file, print) => {
      const [first] = (await readFile(join(ROOT, file), 'utf8')).split('\n');
      expect(first).toBe(learnedWith(await print()));
    },
  );
});
