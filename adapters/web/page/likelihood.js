/**
 * @import { AnswerBody } from '../schemas.js'
 */

/** From which likelihood on which words are said; the lowest begin where the bot begins to answer, or to give what is closest. */
const ANSWERED = /** @type {const} */ ([
  [0.9, 'Very likely the answer'],
  [0.75, 'Likely the answer'],
  [0, 'Probably the answer'],
]);
const CLOSEST = /** @type {const} */ ([
  [0.5, 'Perhaps the answer'],
  [0, 'Less likely the answer than not'],
]);

/**
 * How likely what is quoted answers the question, in words; `null` where nothing is quoted.
 * @param {Pick<AnswerBody, 'status' | 'confidence' | 'citations'>} answer
 * @returns {string | null}
 */
export function likelihoodOf({ status, confidence, citations }) {
  if (citations.length === 0) return null;
  const words = status === 'closest' ? CLOSEST : ANSWERED;
  return words.find(([from]) => confidence >= from)?.[1] ?? null;
}
