import { el } from '../page/dom.js';
import { feedbackOf, renderAnswer, spoken, textOf } from './answer.js';
import { citedPage } from './cited-page.js';

/**
 * @import { Asking, Passage } from './asking.js'
 */

/** How long after the last key is searched, in milliseconds, and from how many characters on. */
const PAUSE_MS = 150;
const MIN_TYPED = 2;
/** Longest question, as the server takes it. */
const MAX_LENGTH = 2000;

let count = 0;

/**
 * A box with results as one types, and the answer on Enter: the pattern "editable combobox" of the ARIA Authoring
 * Practices. The keys stay in the box, arrows choose, Enter takes what is chosen or asks, Escape closes.
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

  let underway = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let chosen = -1;
  const options = () => [...list.children];
  const choose = (/** @type {number} */ position) => {
    chosen = position;
    for (const [i, option] of options().entries()) option.setAttribute('aria-selected', String(i === chosen));
    const option = options()[chosen];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  };
  const close = () => {
    clearTimeout(timer);
    underway.abort();
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    choose(-1);
  };
  const show = (/** @type {readonly Passage[]} */ passages) => {
    if (passages.length === 0) return close();
    list.replaceChildren(...passages.map((passage, i) => optionOf(passage, `${id}-${i}`)));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    choose(-1);
    said.textContent = passages.length === 1 ? 'One result' : `${passages.length} results`;
  };
  const refresh = async () => {
    underway.abort();
    underway = new AbortController();
    const { signal } = underway;
    const query = input.value.trim();
    if (query.length < MIN_TYPED) return close();
    // Without results one can still ask, so a fault here is not worth a word.
    const found = await asking.search(query, signal).catch(() => []);
    if (!signal.aborted) show(oneOfEach(found));
  };

  async function ask(/** @type {string} */ question) {
    close();
    input.value = question;
    answer.hidden = false;
    answer.replaceChildren(el('p', { class: 'aside' }, '…'));
    try {
      // A search stands by itself: no question leans on the one before.
      const given = await asking.ask(question, null);
      const say = (/** @type {string} */ text) => {
        said.textContent = text;
      };
      answer.replaceChildren(headingOf(), ...renderAnswer(given, ask), ...feedbackOf(given, asking, say));
      say(spoken(given));
    } catch (error) {
      answer.replaceChildren(el('p', { class: 'fault', role: 'alert' }, textOf(error)));
    }
  }

  /** Goes to the page that a result is of; where it is of none, shows what it says. */
  const take = (/** @type {Element} */ option) => {
    const { href, title = '', text = '' } = /** @type {HTMLElement} */ (option).dataset;
    if (href !== undefined) return location.assign(href);
    close();
    answer.hidden = false;
    answer.replaceChildren(
      headingOf(),
      el('h3', {}, title),
      ...text.split('\n').map((line) => el('p', {}, line)),
    );
    said.textContent = text;
  };
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role=option]') : null;
    if (option) take(option);
  });
  // A press on a result must not take the focus, which would close the list before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  input.addEventListener('blur', close);
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    const length = options().length;
    if (event.key === 'Escape' && length > 0) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && length > 0) {
      event.preventDefault();
      // Beyond the ends is the box itself.
      const step = event.key === 'ArrowDown' ? 1 : -1;
      choose(((chosen + 1 + step + length + 1) % (length + 1)) - 1);
    }
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const option = options()[chosen];
    const question = input.value.trim();
    if (option) take(option);
    else if (question !== '') void ask(question);
  });
  return { element, input, ask };
}

/** What stands above an answer for who goes from heading to heading. */
const headingOf = () => el('h2', { class: 'unseen' }, 'Answer');

/** The best passage of each section. @param {readonly Passage[]} passages */
function oneOfEach(passages) {
  const byPlace = new Map([...passages].reverse().map((one) => [`${one.document}\n${one.section}`, one]));
  return passages.filter((one) => byPlace.get(`${one.document}\n${one.section}`) === one);
}

/**
 * @param {Passage} passage
 * @param {string} id
 */
function optionOf({ title, section, url, text, quote }, id) {
  const name = section === title ? title : `${title} › ${section}`;
  const address = citedPage(url, [quote.text]);
  return el(
    'div',
    {
      ...{ id, role: 'option', 'aria-selected': 'false', 'data-title': name, 'data-text': text },
      // No link inside: what is inside a choice cannot be reached by itself.
      ...(address === null ? {} : { 'data-href': address }),
    },
    el('strong', {}, name),
    el('span', { class: 'aside' }, quote.text),
  );
}
