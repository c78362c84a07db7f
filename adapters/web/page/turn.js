import { feedback, Refusal, why } from './api.js';
import { renderBlock, renderSuggestions, renderTitle, tableName } from './blocks.js';
import { button, el, say } from './dom.js';
import { sourceList } from './sources.js';
import { createView } from './views.js';

/**
 * @import { AnswerBody } from '../schemas.js'
 */

/** How much of an answer is read out as it comes, in UTF-16 units; the rest can be read in the page. */
const SAID_LENGTH = 400;

let count = 0;

/**
 * A question, with room for its answer.
 * @param {string} question
 * @returns {{ item: HTMLLIElement, body: HTMLElement }}
 */
export function createTurn(question) {
  count++;
  const id = `turn-${count}`;
  const body = el('div', { class: 'answer' }, el('p', { class: 'aside' }, '…'));
  const item = el(
    'li',
    { class: 'turn' },
    el('article', { 'aria-labelledby': id }, el('h2', { id }, question), body),
  );
  return { item, body };
}

/**
 * @param {HTMLElement} body
 * @param {AnswerBody} answer
 * @param {(question: string) => void} ask
 */
export async function showAnswer(body, answer, ask) {
  body.classList.add(answer.status);
  const { title, blocks, suggestions, citations } = answer;
  const shown = blocks.map((block) => renderBlock(block, answer));
  for (const part of shown.slice(0, asidesOf(answer))) part.classList.add('aside');
  const view = createView(answer.id, [
    ...(title === null ? [] : [renderTitle(title, answer)]),
    ...shown,
    ...(citations.length > 0 ? [sourceList(answer)] : []),
    ...(suggestions === null ? [] : [renderSuggestions(suggestions, ask)]),
  ]);
  body.replaceChildren(...view.parts);
  await view.ready();
  body.append(actions(answer));
  say(spoken(answer));
}

/**
 * How many paragraphs stand first and are no part of the answer: how the question was read, and the reserve.
 * @param {AnswerBody} answer
 */
function asidesOf({ blocks, reading, status }) {
  const most = (reading === null ? 0 : 1) + (status === 'closest' ? 1 : 0);
  const at = blocks.findIndex(
    (block) => block.type !== 'paragraph' || block.spans.some(({ type }) => type !== 'framing'),
  );
  return Math.min(most, at < 0 ? blocks.length : at);
}

/** @param {AnswerBody} answer */
function spoken(answer) {
  const { blocks, citations, text } = answer;
  const table = blocks.find((block) => block.type === 'table');
  const count = new Set(citations.map(({ source }) => source)).size;
  const sources = count === 0 ? '' : count === 1 ? ' One source.' : ` ${count} sources.`;
  if (table?.type === 'table') {
    const { names, isComparison } = tableName(table, answer);
    if (isComparison) return `A comparison of ${names.join(' and ')}, ${table.rows.length} rows.${sources}`;
  }
  const [whole = ''] = text.split('\n\nSources');
  const said = whole.replace(/ \[\d+\]/g, '');
  return `${said.length > SAID_LENGTH ? `${said.slice(0, SAID_LENGTH)}…` : said}${sources}`;
}

/**
 * @param {HTMLElement} body
 * @param {unknown} error
 * @param {() => void} again
 */
export function showFault(body, error, again) {
  const text =
    error instanceof Refusal ? error.message : 'Something went wrong in this page. Reload it and try again.';
  body.classList.add('failed');
  body.replaceChildren(el('p', { class: 'fault', role: 'alert' }, text), button('Try again', again));
}

/**
 * What can be done with an answer: say whether it helped, and see why it was given.
 * @param {AnswerBody} answer
 */
function actions(answer) {
  if (answer.status === 'chat') return '';
  const helpful = button('Helpful', () => vote(true), { 'aria-pressed': 'false' });
  const unhelpful = button('Not helpful', () => vote(false), { 'aria-pressed': 'false' });
  const vote = async (/** @type {boolean} */ isHelpful) => {
    try {
      const { message } = await feedback(answer.id, isHelpful);
      helpful.setAttribute('aria-pressed', String(isHelpful));
      unhelpful.setAttribute('aria-pressed', String(!isHelpful));
      say(message);
    } catch (error) {
      note(error);
    }
  };
  const reasons = el('div', { class: 'why', hidden: true });
  const toggle = button('Why this answer?', () => explain(), { 'aria-expanded': 'false' });
  const explain = async () => {
    const isOpen = toggle.getAttribute('aria-expanded') === 'true';
    if (!isOpen && reasons.childElementCount === 0) {
      try {
        const { blocks } = await why(answer.id);
        reasons.replaceChildren(...blocks.map((block) => renderBlock(block, answer)));
      } catch (error) {
        return note(error);
      }
    }
    toggle.setAttribute('aria-expanded', String(!isOpen));
    reasons.hidden = isOpen;
    reasons.scrollIntoView({ block: 'nearest' });
  };
  const fault = el('p', { class: 'fault', role: 'alert' });
  const note = (/** @type {unknown} */ error) => {
    fault.textContent = error instanceof Refusal ? error.message : 'That did not work. Try again.';
  };
  return el('div', { class: 'actions' }, helpful, unhelpful, toggle, fault, reasons);
}
