// Written by npm run train, learned with lists of fingerprint c2a27449a1a8cea2.
import type { SuitWeights } from './suit.js';

/** Learned for telling which subjects suit a question. */
export const SUITS: SuitWeights = {
  constant: -0.939,
  words: 1.483,
  all: 1.934,
  wordsLead: 1.228,
  mostWords: -0.282,
  line: -1.423,
  whole: 0.96,
  lineLead: 6.734,
  lineSpread: 0.342,
  wholeSpread: 0.09,
};
