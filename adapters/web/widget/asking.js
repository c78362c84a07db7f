/**
 * @import { AnswerBody, ProblemBody } from '../schemas.js'
 */

/** What the server, or the way to it, said against a request. */
export class Refusal extends Error {}

/**
 * @typedef {object} Passage
 * @property {string} document
 * @property {string} title
 * @property {string} section
 * @property {string | null} url
 * @property {string} text
 * @property {{ text: string }} quote
 */

/** @typedef {ReturnType<typeof createAsking>} Asking */

/**
 * What is asked of a server. It is told of the page by its origin alone: no cookie, no path.
 * @param {string} server its origin
 * @param {string} token
 */
export function createAsking(server, token) {
  /**
   * @param {string} path
   * @param {unknown} body
   * @param {AbortSignal} [signal]
   * @returns {Promise<any>}
   * @throws {Refusal} with a message for the reader
   */
  const post = async (path, body, signal) => {
    const response = await fetch(`${server}/widget/v1/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
      credentials: 'omit',
      referrerPolicy: 'origin',
      ...(signal ? { signal } : {}),
    }).catch((error) => {
      if (signal?.aborted) throw error;
      throw new Refusal('The answers cannot be reached from this page.');
    });
    if (response.ok) return response.json();
    /** @type {Partial<ProblemBody>} */
    const problem = await response.json().catch(() => ({}));
    throw new Refusal(
      response.status === 401
        ? 'This page has no access to the answers.'
        : (problem.detail ?? 'That did not work.'),
    );
  };
  return {
    /**
     * @param {string} question
     * @param {string | null} conversation
     * @returns {Promise<AnswerBody>}
     */
    ask: (question, conversation) =>
      post('ask', conversation === null ? { question } : { question, conversation }),
    /**
     * @param {string} query
     * @param {AbortSignal} signal
     * @returns {Promise<readonly Passage[]>}
     */
    search: async (query, signal) => (await post('search', { query }, signal)).passages,
    /**
     * @param {number} limit
     * @returns {Promise<readonly string[]>}
     */
    starters: async (limit) => (await post('starters', { limit })).suggestions,
    /**
     * @param {string} answer
     * @param {boolean} helpful
     * @param {import('../page/reasons.js').Why} [why] it did not help
     * @returns {Promise<{ message: string }>}
     */
    feedback: (answer, helpful, why) => post('feedback', { answer, helpful, ...why }),
  };
}
