import { createCombobox } from '../page/combobox.js';
import { el } from '../page/dom.js';
import { feedbackOf, nameOf, renderAnswer, spoken, textOf } from './answer.js';
import { citedPage } from './cited-page.js';

/**
 * @import { Asking, Passage } from './asking.js'
 */

/** Longest question, as the server takes it. */
const MAX_LENGTH = 2000;

let count = 0;

/**
 * A box with results as one types, and the answer on Enter where none of them is chosen.
 * @param {Asking} asking
 * @param {{ label: string, placeholder: string }} texts
 */
export function createSearch(asking, { label, placeholder }) {
  const id = `s${++count}`;
  const said = el('p', { class: 'unseen', role: 'status' });
  const list = el('div', { id, role: 'listbox', 'aria-label': 'Results', hidden: true });
  const answer = el('div', { class: 'answer', hidden: true });
  const input = el('input', {
    ...{ type: 'search', autocomplete: 'off', enterkeyhint: 'search', maxlength: MAX_LENGTH, placeholder },
    ...{ role: 'combobox', 'aria-label': label, 'aria-autocomplete': 'list' },
    ...{ 'aria-expanded': 'false', 'aria-controls': id },
  });
  const form = el('form', {}, input, el('button', { class: 'send' }, 'Ask'));
  const element = el(
    'div',
    { class: 'search', role: 'search', 'aria-label': label },
    form,
    list,
    answer,
    said,
  );

  /** What was asked or taken last: an answer that comes after it is not shown. */
  let latest = 0;

  async function ask(/** @type {string} */ question) {
    const own = ++latest;
    combobox.close();
    input.value = question;
    answer.hidden = false;
    answer.replaceChildren(el('p', { class: 'aside' }, '…'));
    try {
      // A search stands by itself: no question leans on the one before.
      const given = await asking.ask(question, null);
      if (own !== latest) return;
      answer.className = `answer ${given.status}`;
      const say = (/** @type {string} */ text) => {
        said.textContent = text;
      };
      answer.replaceChildren(headingOf(), ...renderAnswer(given, ask), ...feedbackOf(given, asking, say));
      say(spoken(given));
    } catch (error) {
      if (own !== latest) return;
      answer.replaceChildren(el('p', { class: 'fault', role: 'alert' }, textOf(error)));
    }
  }

  /** Goes to the page that a result is of; where it is of none, shows what it says. */
  const take = (/** @type {Passage} */ { title, section, url, text, quote }) => {
    const address = citedPage(url, [quote.text]);
    // No link in the list: what is inside a choice cannot be reached by itself.
    if (address !== null) return location.assign(address);
    latest++;
    answer.hidden = false;
    answer.className = 'answer';
    answer.replaceChildren(
      headingOf(),
      el('h3', {}, nameOf(title, section)),
      ...text.split('\n').map((line) => el('p', {}, line)),
    );
    said.textContent = text;
  };
  const combobox = createCombobox(
    input,
    list,
    async (typed, signal) => oneOfEach(await asking.search(typed, signal)),
    take,
    {
      show: ({ title, section, quote }) => [
        el('strong', {}, nameOf(title, section)),
        el('span', { class: 'aside' }, quote.text),
      ],
      tell: (count) => {
        said.textContent = count === 1 ? 'One result' : `${count} results`;
      },
    },
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const question = input.value.trim();
    if (question !== '') void ask(question);
  });
  return element;
}

/** What stands above an answer for who goes from heading to heading. */
const headingOf = () => el('h2', { class: 'unseen' }, 'Answer');

/** The best passage of each section. @param {readonly Passage[]} passages */
function oneOfEach(passages) {
  const byPlace = new Map([...passages].reverse().map((one) => [`${one.document}\n${one.section}`, one]));
  return passages.filter((one) => byPlace.get(`${one.document}\n${one.section}`) === one);
}
