import { button, el } from '../page/dom.js';
import { feedbackOf, renderAnswer, spoken, textOf } from './answer.js';

/**
 * @import { Asking } from './asking.js'
 */

/** Questions that are offered before the first. */
const STARTERS = 3;
/** Longest question, as the server takes it. */
const MAX_LENGTH = 2000;

let count = 0;

/**
 * A conversation with the box to type in. It lives as long as the page: nothing of it is kept anywhere.
 * @param {Asking} asking
 * @param {{ label: string, placeholder: string, greeting: string }} texts
 */
export function createConversation(asking, { label, placeholder, greeting }) {
  /** @type {string | null} */
  let conversation = null;
  let isBusy = false;
  const said = el('p', { class: 'unseen', role: 'status' });
  const say = (/** @type {string} */ text) => {
    // The same text twice would not be read a second time.
    said.textContent = said.textContent === text ? `${text}\u00a0` : text;
  };
  const turns = el('ol', { class: 'turns' });
  const first = el('div', { class: 'first' }, ...(greeting === '' ? [] : [el('p', {}, greeting)]));
  const input = el('input', {
    ...{ type: 'text', name: 'question', autocomplete: 'off', enterkeyhint: 'send', maxlength: MAX_LENGTH },
    ...{ placeholder, 'aria-label': label },
  });
  const form = el('form', {}, input, el('button', { class: 'send' }, 'Ask'));
  // What is typed stays with the visitor: the form sends nothing by itself.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const question = input.value.trim();
    if (question === '' || isBusy) return;
    input.value = '';
    void ask(question);
  });
  const scroll = el(
    'div',
    { class: 'scroll-y', tabindex: 0, role: 'group', 'aria-label': 'Conversation' },
    first,
    turns,
  );
  const element = el('div', { class: 'conversation' }, scroll, form, said);

  async function ask(/** @type {string} */ question) {
    if (isBusy) return;
    isBusy = true;
    first.remove();
    const id = `q${++count}`;
    const body = el('div', { class: 'answer', 'aria-busy': true }, el('p', { class: 'aside' }, '…'));
    const item = el('li', {}, el('article', { 'aria-labelledby': id }, el('h3', { id }, question), body));
    turns.append(item);
    item.scrollIntoView({ block: 'start' });
    try {
      const answer = await asking.ask(question, conversation);
      conversation = answer.conversation;
      body.classList.add(answer.status);
      body.replaceChildren(...renderAnswer(answer, ask), ...feedbackOf(answer, asking, say));
      say(spoken(answer));
    } catch (error) {
      const again = button('Try again', () => {
        item.remove();
        void ask(question);
      });
      body.replaceChildren(el('p', { class: 'fault', role: 'alert' }, textOf(error)), again);
    } finally {
      isBusy = false;
      body.removeAttribute('aria-busy');
    }
  }

  let isOffered = false;
  /** Shows what can be asked, once: without an offer one can still ask. */
  async function offer() {
    if (isOffered) return;
    isOffered = true;
    const questions = await asking.starters(STARTERS).catch(() => []);
    const items = questions.map((question) =>
      el(
        'li',
        {},
        button(question, () => ask(question)),
      ),
    );
    if (items.length > 0) first.append(el('ul', { class: 'questions' }, ...items));
  }
  return { element, input, offer };
}
