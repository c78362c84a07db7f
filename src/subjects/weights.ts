// Written by npm run train, learned with lists of fingerprint c2a27449a1a8cea2.
import type { SuitWeights } from './suit.js';

/** Learned for telling which subjects suit a question. */
export const SUITS: SuitWeights = {
  constant: -1.066,
  words: 1.498,
  all: 1.861,
  wordsLead: 1.592,
  mostWords: -0.277,
  line: -1.109,
  whole: 1.786,
  lineLead: 7.161,
  lineSpread: 0.273,
  wholeSpread: 0.005,
};
