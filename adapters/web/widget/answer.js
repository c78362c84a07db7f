import { renderBlock, renderSuggestions, renderTitle } from '../page/blocks.js';
import { button, el } from '../page/dom.js';
import { createReasons } from '../page/reasons.js';
import { Refusal } from './asking.js';
import { citedPage } from './cited-page.js';

/**
 * @import { AnswerBody, CitationBody } from '../schemas.js'
 * @import { Asking } from './asking.js'
 */

/** How much of an answer is read out as it comes, in UTF-16 units; the rest can be read in the page. */
const SAID_LENGTH = 400;

/**
 * What an answer shows: its blocks, the pages that it cites, and what can be asked next.
 * @param {AnswerBody} answer
 * @param {(question: string) => void} ask
 */
export function renderAnswer(answer, ask) {
  const { title, blocks, suggestions, citations } = answer;
  const parts = [
    ...(title === null ? [] : [renderTitle(title, answer)]),
    ...blocks.map((block) => renderBlock(block, answer)),
  ];
  for (const part of parts) leadOut(part, citations);
  return [
    ...parts,
    ...(citations.length > 0 ? [sourceList(citations)] : []),
    ...(suggestions === null ? [] : [renderSuggestions(suggestions, ask)]),
  ];
}

/**
 * Numbers of sources lead to the pages that are cited, not to a place in this one.
 * @param {HTMLElement} part
 * @param {readonly CitationBody[]} citations
 */
function leadOut(part, citations) {
  for (const mark of part.querySelectorAll('a.mark')) {
    const number = Number(mark.textContent);
    const own = citations.filter(({ source }) => source === number);
    mark.replaceWith(markOf(number, own));
  }
}

/**
 * @param {number} number
 * @param {readonly CitationBody[]} citations of one source
 */
function markOf(number, citations) {
  const label = `Source ${number}: ${citations[0]?.section ?? ''}`;
  const address = addressOf(citations);
  return address === null
    ? el('span', { class: 'mark', role: 'note', 'aria-label': label }, `${number}`)
    : el('a', { class: 'mark', 'aria-label': label, ...leadsTo(address) }, `${number}`);
}

/** @param {readonly CitationBody[]} citations of one source */
const addressOf = (citations) =>
  citedPage(
    citations[0]?.url ?? null,
    citations.map(({ quote }) => quote),
  );

/** Without an opener, or a browser does not look for the words. @param {string} address */
const leadsTo = (address) => ({ href: address, target: '_blank', rel: 'noopener' });

/**
 * The text below a title is a section of the same name.
 * @param {string} title
 * @param {string} section
 */
export const nameOf = (title, section) => (section === title ? title : `${title} › ${section}`);

/** @param {readonly CitationBody[]} citations */
function sourceList(citations) {
  const numbers = [...new Set(citations.map(({ source }) => source))].sort((a, b) => a - b);
  const items = numbers.map((number) => {
    const own = citations.filter(({ source }) => source === number);
    const { title = '', section = '' } = own[0] ?? {};
    const name = nameOf(title, section);
    const address = addressOf(own);
    return el(
      'li',
      { value: number },
      address === null
        ? name
        : el('a', leadsTo(address), name, el('span', { class: 'unseen' }, ' (new window)')),
    );
  });
  return el('div', { class: 'sources' }, el('p', { class: 'aside' }, 'Sources'), el('ol', {}, ...items));
}

/** What is read out of an answer. @param {AnswerBody} answer */
export function spoken({ text }) {
  const [whole = ''] = text.split('\n\nSources');
  const said = whole.replace(/ \[\d+\]/g, '');
  return said.length > SAID_LENGTH ? `${said.slice(0, SAID_LENGTH)}…` : said;
}

/**
 * Whether an answer helped.
 * @param {AnswerBody} answer
 * @param {Asking} asking
 * @param {(text: string) => void} say
 */
export function feedbackOf({ id, status }, asking, say) {
  if (status === 'chat') return [];
  const vote = async (/** @type {boolean} */ isHelpful) => {
    try {
      const { message } = await asking.feedback(id, isHelpful);
      const pressed = isHelpful ? yes : no;
      if (pressed.getAttribute('aria-pressed') === 'false') whyNot.begin();
      yes.setAttribute('aria-pressed', String(isHelpful));
      no.setAttribute('aria-pressed', String(!isHelpful));
      say(isHelpful ? message : whyNot.ask(message));
    } catch (error) {
      say(textOf(error));
    }
  };
  const yes = button('Helpful', () => vote(true), { 'aria-pressed': 'false' });
  const no = button('Not helpful', () => vote(false), { 'aria-pressed': 'false' });
  const whyNot = createReasons({
    isSent: false,
    send: async (why) => say((await asking.feedback(id, false, why)).message),
    closed: () => no.focus(),
    faultText: textOf,
  });
  return [el('div', { class: 'votes' }, yes, no), whyNot.form];
}

/** What is said of a fault. @param {unknown} error */
export const textOf = (error) => (error instanceof Refusal ? error.message : 'That did not work.');
