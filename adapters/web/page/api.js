import { byId } from './dom.js';

/**
 * @import { AnswerBody, ArticleBody, Blocks, ProblemBody, TopicsBody } from '../schemas.js'
 */

const TOKEN = 'docent-token';

/** What the server, or the way to it, said against a request. */
export class Refusal extends Error {}

/**
 * @param {string} path
 * @param {{ body?: unknown, signal?: AbortSignal }} options with a body, it is posted
 * @returns {Promise<any>}
 * @throws {Refusal} with a message for the reader
 */
async function call(path, { body, signal } = {}) {
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(`/api/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error) => {
    if (signal?.aborted) throw error;
    throw new Refusal('Docent cannot be reached. Look whether it still runs, then try again.');
  });
  if (response.ok) return response.json();
  if (response.status === 401) {
    await askForToken(token !== null);
    return call(path, { body, ...(signal === undefined ? {} : { signal }) });
  }
  /** @type {Partial<ProblemBody>} */
  const problem = await response.json().catch(() => ({}));
  throw new Refusal(problem.detail ?? `The server answered ${response.status}. Try again.`);
}

/** @type {Promise<void> | null} */
let asking = null;

/**
 * Shows the dialog for the token until one is given; further requests wait for the same.
 * @param {boolean} refused whether one was given that is wrong
 */
function askForToken(refused) {
  asking ??= new Promise((resolve) => {
    const dialog = byId('token-dialog', HTMLDialogElement);
    const input = byId('token', HTMLInputElement);
    byId('token-fault', HTMLElement).textContent = refused ? 'That token is not the right one.' : '';
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    byId('token-form', HTMLFormElement).addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        // A header takes no other characters; a wrong token is refused by the server.
        sessionStorage.setItem(TOKEN, input.value.replace(/[^\x21-\x7e]/g, ''));
        input.value = '';
        dialog.close();
        asking = null;
        resolve(undefined);
      },
      { once: true },
    );
    dialog.showModal();
  });
  return asking;
}

/**
 * @param {string} question
 * @param {string | null} conversation
 * @returns {Promise<AnswerBody>}
 */
export const ask = (question, conversation) =>
  call('ask', { body: conversation === null ? { question } : { question, conversation } });

/**
 * @param {string} typed
 * @param {AbortSignal} signal
 * @returns {Promise<readonly string[]>}
 */
export const suggest = async (typed, signal) =>
  (await call(`suggest?q=${encodeURIComponent(typed)}`, { signal })).suggestions;

/**
 * Questions to begin with, as far as they are found by now.
 * @param {number} limit
 * @returns {Promise<readonly string[]>}
 */
export const starters = async (limit) => (await call(`suggest?kind=starters&limit=${limit}`)).suggestions;

/** @returns {Promise<TopicsBody>} */
export const topics = () => call('topics');

/**
 * @param {string} id
 * @returns {Promise<ArticleBody>}
 */
export const article = (id) => call(`articles/${encodeURIComponent(id)}`);

/**
 * @param {string} answer
 * @returns {Promise<{ blocks: Blocks }>}
 */
export const why = (answer) => call(`answers/${answer}/why`);

/**
 * @param {string} answer
 * @param {boolean} helpful
 * @param {import('./reasons.js').Why} why it did not help
 * @returns {Promise<{ message: string }>}
 */
export const feedback = (answer, helpful, why = {}) =>
  call('feedback', { body: { answer, helpful, ...why } });
