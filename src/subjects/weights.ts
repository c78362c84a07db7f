// Written by npm run train, learned with lists of fingerprint c2a27449a1a8cea2.
import type { SuitWeights } from './suit.js';

/** Learned for telling which subjects suit a question. */
export const SUITS: SuitWeights = {
  constant: -1.055,
  words: 0.814,
  all: 3.468,
  wordsLead: 1.531,
  mostWords: -0.278,
  line: -1.127,
  whole: 1.4,
  lineLead: 6.888,
  lineSpread: 0.22,
  wholeSpread: 0.226,
};
