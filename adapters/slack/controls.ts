import type { ActionsBlock, ActionsBlockElement, Button } from '@slack/types';
import type { Answer } from '../../src/answer/answer.js';
import type { Subject } from '../../src/knowledge/corpus.js';
import { comparableWith, suggestedQuestions } from '../shared/offers.js';
import type { Turn, TurnStore } from '../shared/turns.js';
import { MAX_BUTTON_LABEL, MAX_OPTION_LENGTH, MAX_PLACEHOLDER, MAX_SELECT_OPTIONS } from './limits.js';
import { plain } from './objects.js';
import { ACTIONS, encodeTurn } from './values.js';

/** Most suggested questions below an answer. Ours: on a phone each takes a line. */
const MAX_SUGGESTED = 5;

/**
 * The buttons and the menu below an answer. "Helpful" and "Not helpful" are plain buttons and not Slack's
 * `feedback_buttons`, which are for messages alone: private answers and modals have them too.
 */
export function controlsFor(
  answer: Answer,
  turn: Turn,
  subjects: readonly Subject[],
  turns: TurnStore,
  mayShare: boolean,
): ActionsBlock[] {
  if (turn.question.trim() === '') return [];
  const value = encodeTurn(turn, turns);
  const about = [
    ...(answer.citations.length > 0 ? [button('Sources', ACTIONS.sources, value)] : []),
    button('Why this answer?', ACTIONS.why, value),
    button('👍 Helpful', ACTIONS.helpful, value),
    button('👎 Not helpful', ACTIONS.unhelpful, value),
  ];
  const first = [
    ...(answer.status === 'chat' ? [] : about),
    ...(mayShare && answer.status !== 'chat' ? [button('Share in channel', ACTIONS.share, value)] : []),
  ];
  const suggested = suggestedQuestions(answer)
    .slice(0, MAX_SUGGESTED)
    .map((question, i) =>
      button(question, `${ACTIONS.ask}.${i}`, encodeTurn({ question, conversation: null }, turns)),
    );
  return [first, compareMenu(answer, subjects), suggested]
    .filter((elements) => elements.length > 0)
    .map((elements) => ({ type: 'actions', elements }));
}

/** "Compare with…", below an answer about one subject that has others beside it. */
function compareMenu(answer: Answer, subjects: readonly Subject[]): ActionsBlockElement[] {
  const offer = comparableWith(answer, subjects);
  if (!offer) return [];
  const options = offer.others
    .map((other) => ({ name: other.name, value: `${offer.own.id} ${other.id}` }))
    .filter(({ value }) => value.length <= MAX_OPTION_LENGTH)
    .slice(0, MAX_SELECT_OPTIONS);
  if (options.length === 0) return [];
  return [
    {
      type: 'static_select',
      action_id: ACTIONS.compare,
      placeholder: plain(`Compare ${offer.own.name} with…`, MAX_PLACEHOLDER),
      options: options.map(({ name, value }) => ({ text: plain(name, MAX_OPTION_LENGTH), value })),
    },
  ];
}

export function button(text: string, action: string, value: string): Button {
  return {
    type: 'button',
    text: plain(text, MAX_BUTTON_LABEL),
    action_id: action,
    value,
  };
}
