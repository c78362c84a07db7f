import { feedback, Refusal, why } from './api.js';
import { renderBlock, renderSuggestions, renderTitle, tableName } from './blocks.js';
import { copyButton } from './copy.js';
import { button, el, say } from './dom.js';
import { icon, iconButton } from './icons.js';
import { likelihoodOf } from './likelihood.js';
import { markdownOf } from './markdown.js';
import { passagesOf } from './passages.js';
import { createReasons } from './reasons.js';
import { searchedNote } from './searched.js';
import { placeName, sourceList, sourcesOf } from './sources.js';

/**
 * @import { AnswerBody, Block } from '../schemas.js'
 * @import { Turn } from './conversation.js'
 */

/** How much of an answer is read out as it comes, in UTF-16 units; the rest can be read in the page. */
const SAID_LENGTH = 400;

/**
 * What an answer's buttons do.
 * @typedef {object} Controls
 * @property {(question: string) => void} ask
 * @property {() => string} address of the answer
 * @property {(isHelpful: boolean) => void} voted
 * @property {() => void} told why it did not help
 */

let count = 0;

/**
 * A question, with room for its answer.
 * @param {string} question
 * @returns {{ item: HTMLLIElement, body: HTMLElement }}
 */
export function createTurn(question) {
  count++;
  const id = `turn-${count}`;
  const body = el(
    'div',
    { class: 'answer' },
    el('p', { class: 'waiting' }, el('span', { class: 'unseen' }, 'Looking')),
  );
  const item = el(
    'li',
    { class: 'turn' },
    el('article', { 'aria-labelledby': id }, el('h2', { id }, question), body),
  );
  return { item, body };
}

/**
 * @param {HTMLElement} body
 * @param {Turn} turn
 * @param {Controls} controls
 */
export function showAnswer(body, turn, controls) {
  showRestored(body, turn, controls);
  say(spoken(turn.answer));
}

/**
 * The same without a word: it was read out before the page was loaded again.
 * @param {HTMLElement} body
 * @param {Turn} turn
 * @param {Controls} controls
 */
export function showRestored(body, turn, controls) {
  const { answer } = turn;
  const { title, suggestions, status } = answer;
  const { asides, rest } = partsOf(answer);
  const { passages, isPlaced } = passagesOf(rest, answer);
  const likelihood = likelihoodOf(answer);
  const isCompared = rest.some((block) => block.type === 'table' && tableName(block, answer).isComparison);
  const quoted = [
    // The heads of a comparison's columns say what it is of.
    ...(title === null || isCompared ? [] : [renderTitle(title, answer)]),
    ...passages,
    ...(answer.citations.length > 0 && !isPlaced ? [sourceList(answer)] : []),
    ...(answer.searched === null ? [] : [searchedNote(answer.searched)]),
    ...(likelihood === null ? [] : [likelihoodLine(likelihood, status)]),
  ];
  body.className = `answer ${status}`;
  body.replaceChildren(
    ...asides.map((aside, i) => renderAside(aside, answer, i === asides.length - 1)),
    ...(quoted.length > 0 ? [el('div', { class: 'blocks' }, ...quoted)] : []),
    ...(suggestions === null ? [] : [renderSuggestions(suggestions, controls.ask)]),
    actions(turn, controls),
  );
}

/**
 * Says that the articles are not those any more that a link was made of.
 * @param {HTMLElement} body
 */
export function showChange(body) {
  body.prepend(
    el(
      'p',
      { class: 'change', role: 'note' },
      'The articles have changed since this link was made; the answer may differ.',
    ),
  );
}

/**
 * Whether a paragraph names the sections that are listed as the nearest.
 * @param {Block} block
 * @param {AnswerBody} answer
 */
function isOfNearest(block, { searched }) {
  if (searched === null || block.type !== 'paragraph') return false;
  const names = block.spans.filter(({ type }) => type === 'name');
  const listed = new Set(
    searched.nearest.flatMap((one) => [placeName(one), `${one.title} › ${one.section}`]),
  );
  return names.length > 0 && names.every(({ text }) => listed.has(text));
}

/**
 * The paragraphs of an answer that stand first and quote nothing, how the question was read, and the reserve or the refusal; and the rest.
 * @param {AnswerBody} answer
 */
function partsOf(answer) {
  const { blocks, reading, status } = answer;
  const said = status === 'closest' || status === 'abstained' || status === 'clarify' ? 1 : 0;
  // Who verified it stands first, too.
  const most = (reading === null ? 0 : 1) + said + (answer.verified ? 1 : 0);
  const at = blocks.findIndex(
    (block) => block.type !== 'paragraph' || block.spans.some(({ type }) => type === 'quoted'),
  );
  const number = Math.min(most, at < 0 ? blocks.length : at);
  return {
    asides: blocks.slice(0, number),
    rest: blocks.slice(number).filter((block) => !isOfNearest(block, answer)),
  };
}

/**
 * @param {Block} block
 * @param {AnswerBody} answer
 * @param {boolean} isLast
 */
function renderAside(block, answer, isLast) {
  const paragraph = renderBlock(block, answer);
  const sign = { closest: 'doubt', abstained: 'searched', clarify: 'doubt', answered: null, chat: null }[
    answer.status
  ];
  if (!isLast || sign === null) {
    paragraph.classList.add('aside');
    return paragraph;
  }
  paragraph.classList.add('outcome');
  paragraph.prepend(icon(/** @type {'doubt' | 'searched'} */ (sign)));
  return paragraph;
}

/**
 * @param {string} likelihood in words
 * @param {AnswerBody['status']} status
 */
function likelihoodLine(likelihood, status) {
  return el(
    'p',
    { class: 'likelihood' },
    icon(status === 'closest' ? 'doubt' : 'sure'),
    el('span', {}, el('strong', {}, likelihood), ', quoted word for word'),
  );
}

/** @param {AnswerBody} answer */
function spoken(answer) {
  const { blocks, text } = answer;
  const table = blocks.find((block) => block.type === 'table');
  const count = sourcesOf(answer).length;
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
 * What can be done with an answer: take it along, say whether it helped, and see why it was given.
 * @param {Turn} turn
 * @param {Controls} controls
 */
function actions(turn, { address, voted, told }) {
  const { answer, question } = turn;
  if (answer.status === 'chat') return '';
  const helpful = iconButton('Helpful', 'up', () => vote(true));
  const unhelpful = iconButton('Not helpful', 'down', () => vote(false));
  const mark = () => {
    helpful.setAttribute('aria-pressed', String(turn.helpful === true));
    unhelpful.setAttribute('aria-pressed', String(turn.helpful === false));
  };
  mark();
  const vote = async (/** @type {boolean} */ isHelpful) => {
    try {
      const { message } = await feedback(answer.id, isHelpful);
      if (turn.helpful !== isHelpful) whyNot.begin();
      voted(isHelpful);
      mark();
      say(isHelpful ? message : whyNot.ask(message));
    } catch (error) {
      note(error);
    }
  };
  const whyNot = createReasons({
    isSent: turn.isTold === true,
    send: async (why) => {
      const { message } = await feedback(answer.id, false, why);
      told();
      say(message);
    },
    closed: () => unhelpful.focus(),
    faultText,
  });
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
    fault.textContent = faultText(error);
  };
  return el(
    'div',
    { class: 'actions' },
    copyButton('Copy answer', 'copy', () => markdownOf(question, answer)),
    copyButton('Copy link', 'link', address),
    helpful,
    unhelpful,
    toggle,
    correctLink(turn),
    fault,
    whyNot.form,
    reasons,
  );
}

const faultText = (/** @type {unknown} */ error) =>
  error instanceof Refusal ? error.message : 'That did not work. Try again.';

/**
 * Leads those who may correct answers to where they do.
 * @param {Turn} turn
 */
function correctLink({ question, answer }) {
  if (document.body.dataset.corrects !== 'on') return '';
  // What leans on the question before is no whole question: it is written there.
  const asked = answer.leans ? '' : question;
  const href = `/correct?question=${encodeURIComponent(asked)}`;
  return el('a', { class: 'button', href }, 'Correct this');
}
