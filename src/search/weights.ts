// Written by bench/train-ranker.ts; learned on the development set of SQuAD 1.1, cross-fitted by article.

/** Weights of `RERANK_FEATURES`. */
export const RERANK: readonly number[] = [
  1.727, // coverage
  1.695, // sentenceCoverage
  1.622, // passageCoverage
  1.841, // retrieval
  1.235, // bigrams
  2.288, // answerType
  1.76, // defines
  0.795, // brevity
  4.169, // neighbours
  2.236, // surface
  1.658, // exact
  3.097, // document
  -0.119, // restOfPassage
  -0.07, // opening
  2.859, // rareInSentence
  1.779, // rareInPassage
  -0.979, // rareBeside
];

/** Constant and weights of `CONFIDENCE_FEATURES`. */
export const CONFIDENCE: readonly number[] = [
  -5.196, // constant
  -0.429, // coverage
  -0.591, // sentenceCoverage
  -0.703, // passageCoverage
  3.809, // probability
  0.602, // margin
  -1.797, // unknown
  0.732, // exact
  -0.025, // answerType
  3.132, // rareInSentence
  -0.854, // rareInPassage
  2.135, // engine
  1.341, // words
];

/** The same, for whether the articles cover the question. */
export const COVERED: readonly number[] = [
  -5.989, // constant
  0.104, // coverage
  0.045, // sentenceCoverage
  -0.134, // passageCoverage
  0.647, // probability
  0.281, // margin
  -2.585, // unknown
  2.187, // exact
  0.051, // answerType
  2.759, // rareInSentence
  0.981, // rareInPassage
  5.445, // engine
  1.281, // words
];
