import { ask, starters, suggest, topics } from './api.js';
import { createCombobox } from './combobox.js';
import { button, byId, el, say } from './dom.js';
import { createSourcePanel } from './source-panel.js';
import { createTurn, showAnswer, showFault } from './turn.js';
import { createSwitch, forgetViews } from './views.js';

/** Questions that a new conversation offers. */
const EXAMPLES = 10;
/** Articles that it names. */
const NAMED = 3;

const input = byId('question', HTMLInputElement);
const form = byId('ask', HTMLFormElement);
const turns = byId('turns', HTMLElement);
const welcome = byId('welcome', HTMLElement);
const restart = byId('restart', HTMLButtonElement);

/** @type {string | null} */
let conversation = null;
let isBusy = false;

/** @param {string} question */
async function put(question) {
  if (isBusy || question.trim() === '') return;
  const { item, body } = createTurn(question);
  turns.append(item);
  welcome.hidden = true;
  restart.disabled = false;
  input.value = '';
  await answer(question, item, body);
}

/**
 * @param {string} question
 * @param {HTMLElement} item
 * @param {HTMLElement} body
 */
async function answer(question, item, body) {
  isBusy = true;
  const asked = conversation;
  try {
    const given = await ask(question, asked);
    conversation = given.conversation;
    await showAnswer(body, given, put);
  } catch (error) {
    showFault(body, error, () => answer(question, item, body));
  }
  isBusy = false;
  item.scrollIntoView({ block: 'start' });
}

const combobox = createCombobox(input, byId('suggestions', HTMLElement), suggest, put);

form.addEventListener('submit', (event) => {
  event.preventDefault();
  combobox.close();
  put(input.value);
});

restart.addEventListener('click', () => {
  conversation = null;
  turns.replaceChildren();
  forgetViews();
  welcome.hidden = false;
  restart.disabled = true;
  if (location.hash !== '') location.hash = '#/';
  input.focus();
  say('A new conversation');
});

async function greet() {
  // One after the other: where a token is wanted, one request is refused, not two.
  const { articles } = await topics();
  const questions = await starters(EXAMPLES);
  byId('knows', HTMLElement).prepend(`I answer from ${known(articles.map(({ title }) => title))}. `);
  byId('examples', HTMLElement).replaceChildren(
    ...questions.map((text) =>
      el(
        'li',
        {},
        button(text, () => put(text)),
      ),
    ),
  );
}

/**
 * What the articles are, the first few by their titles.
 * @param {readonly string[]} titles
 */
function known(titles) {
  const named = titles.slice(0, NAMED).map((title) => `“${title}”`);
  if (titles.length === 1) return named.join('');
  const more = titles.length > NAMED ? ' and others' : '';
  return `${titles.length} articles: ${named.join(', ')}${more}`;
}

createSwitch();
// Without examples one can still ask: what is wrong is said with the first answer.
await greet().catch(() => undefined);
await createSourcePanel(() => byId('desk', HTMLElement).classList.remove('loading'));
