import { ask } from './api.js';
import { byId } from './dom.js';
import { keep, kept } from './kept.js';
import { addressFor } from './permalink.js';
import { createTurn, showAnswer, showChange, showFault, showRestored } from './turn.js';

/**
 * @import { AnswerBody } from '../schemas.js'
 * @import { Asked } from './permalink.js'
 */

/**
 * A question with its answer, and what its asker said of it: whether it helped, and whether why it did not.
 * @typedef {{ question: string, answer: AnswerBody, helpful: boolean | null, isTold?: boolean }} Turn
 */

/**
 * What is asked and answered in this tab. It is kept there, so that a reload shows it again.
 */
export function createConversation() {
  const input = byId('question', HTMLInputElement);
  const list = byId('turns', HTMLElement);
  const talk = byId('talk', HTMLElement);
  const restart = byId('restart', HTMLButtonElement);
  /** @type {Turn[]} */
  let turns = [];
  /** What was asked, answered or not. @type {string[]} */
  let asked = [];
  /** @type {string | null} */
  let id = null;
  /** The address that it was begun with. @type {string | null} */
  let begunWith = null;
  /** The answer that is waited for, if any: one that comes when another conversation has begun is nobody's. */
  let waiting = Symbol('nothing');
  let isBusy = false;

  const save = () => keep({ begun: begunWith, conversation: id, turns });
  const show = (/** @type {boolean} */ hasTurns) => {
    talk.classList.toggle('empty', !hasTurns);
    restart.disabled = !hasTurns;
  };
  /** @param {Turn} turn */
  const controls = (turn) => ({
    ask: put,
    address: () => addressFor(turns, turns.indexOf(turn)),
    voted: (/** @type {boolean} */ isHelpful) => {
      if (turn.helpful !== isHelpful) turn.isTold = false;
      turn.helpful = isHelpful;
      save();
    },
    told: () => {
      turn.isTold = true;
      save();
    },
  });

  /**
   * @param {string} question
   * @param {string | null} since what the articles were when a link to the answer was made
   * @returns {Promise<boolean>} whether it was answered
   */
  async function put(question, since = null) {
    if (isBusy || question.trim() === '') return false;
    const { item, body } = createTurn(question);
    show(true);
    list.append(item);
    asked.push(question);
    input.value = '';
    item.scrollIntoView({ block: 'start' });
    return answer(question, body, since);
  }

  /**
   * @param {string} question
   * @param {HTMLElement} body
   * @param {string | null} since
   * @returns {Promise<boolean>} whether it was answered
   */
  async function answer(question, body, since) {
    if (isBusy) return false;
    isBusy = true;
    const own = Symbol(question);
    waiting = own;
    try {
      const given = await ask(question, id);
      if (waiting !== own) return false;
      id = given.conversation;
      const turn = { question, answer: given, helpful: null };
      turns.push(turn);
      save();
      showAnswer(body, turn, controls(turn));
      if (since !== null && given.knowledge !== null && since !== given.knowledge) showChange(body);
      isBusy = false;
      return true;
    } catch (error) {
      if (waiting !== own) return false;
      isBusy = false;
      showFault(body, error, () => void answer(question, body, since));
      return false;
    }
  }

  /** Forgets what was said. @param {string | null} address that the next one is begun with */
  function begin(address) {
    [turns, asked, id, begunWith, isBusy] = [[], [], null, address, false];
    waiting = Symbol('nothing');
    list.replaceChildren();
    show(false);
    save();
  }

  return {
    put: (/** @type {string} */ question) => put(question),
    /** @param {Asked} asked */
    async putAll({ questions, since }) {
      const own = begunWith;
      // A question that leans on one without an answer would be answered otherwise.
      for (const [i, question] of questions.entries()) {
        if (begunWith !== own) return;
        if (!(await put(question, i === questions.length - 1 ? since : null))) return;
      }
    },
    /** Brings the last question to the top. */
    showLast: () => list.lastElementChild?.scrollIntoView({ block: 'start', behavior: 'instant' }),
    questions: () => asked,
    begun: () => begunWith,
    begin,
    /** Shows what this tab holds. What cannot be shown was kept by another version of the page: it is dropped. */
    restore() {
      const before = kept();
      if (before === null || before.turns.length === 0) return;
      try {
        [turns, id, begunWith] = [before.turns, before.conversation, before.begun];
        asked = turns.map(({ question }) => question);
        for (const turn of turns) {
          const { item, body } = createTurn(turn.question);
          list.append(item);
          showRestored(body, turn, controls(turn));
        }
        show(true);
      } catch {
        begin(null);
      }
    },
  };
}
