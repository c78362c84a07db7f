/**
 * @import { Turn } from './conversation.js'
 */

/** Most questions in an address: the one whose answer is shown, and those that it leans on. */
const MAX_QUESTIONS = 20;
/** Longest question, as the server takes it. */
const MAX_LENGTH = 2000;

/**
 * What an address asks: questions in order, and what the articles were when it was made.
 * @typedef {{ questions: readonly string[], since: string | null }} Asked
 */

/**
 * The address of an answer: its question, which has the same answer as long as the articles stay the same. A question that was completed
 * from what was said before has that before it. What stands behind the `#` is not sent to the server as an address.
 * @param {readonly Turn[]} turns
 * @param {number} at
 */
export function addressFor(turns, at) {
  let from = at;
  while (from > 0 && at - from < MAX_QUESTIONS - 1 && turns[from]?.answer.leans) from--;
  const query = new URLSearchParams(turns.slice(from, at + 1).map(({ question }) => ['q', question]));
  const since = turns[at]?.answer.knowledge ?? null;
  if (since !== null) query.append('of', since);
  return `${location.origin}${location.pathname}#/ask?${query}`;
}

/**
 * @param {string} address the part of an address from `#` on
 * @returns {Asked | null} `null` when it asks nothing
 */
export function askedIn(address) {
  const [, search] = /^#\/ask\?(.+)$/.exec(address) ?? [];
  const query = new URLSearchParams(search ?? '');
  const questions = query
    .getAll('q')
    .map((question) => question.trim().slice(0, MAX_LENGTH))
    .filter((question) => question !== '')
    .slice(-MAX_QUESTIONS);
  return questions.length === 0 ? null : { questions, since: query.get('of') };
}
