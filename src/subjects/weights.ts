// Written by npm run train, learned with lists of fingerprint c2a27449a1a8cea2.
import type { SuitWeights } from './suit.js';

/** Learned for telling which subjects suit a question. */
export const SUITS: SuitWeights = {
  constant: -0.989,
  words: 0.89,
  all: 3.525,
  wordsLead: 1.525,
  mostWords: -0.373,
  line: -1.034,
  whole: 1.004,
  lineLead: 6.87,
  lineSpread: 0.212,
  wholeSpread: 0.248,
};
