import type { ActionsBlock, ActionsBlockElement, Button, KnownBlock } from '@slack/types';
import type { Answer } from '../../src/answer/answer.js';
import type { NamedSubject } from '../../src/knowledge/contents.js';
import { label } from '../chat/label.js';
import { comparableWith } from '../chat/offers.js';
import { suggestedQuestions } from '../shared/suggested-questions.js';
import type { Turn, TurnStore } from '../shared/turns.js';
import {
  MAX_BUTTON_LABEL,
  MAX_OPTION_LENGTH,
  MAX_PLACEHOLDER,
  MAX_SELECT_OPTIONS,
  SHOWN_BUTTON_LABEL,
} from './limits.js';
import { plain } from './objects.js';
import { paragraph, run } from './rich-text.js';
import { ACTIONS, encodeTurn } from './values.js';

/** Most suggested questions below an answer. Ours: on a phone each takes a line. */
const MAX_SUGGESTED = 5;

/** What the buttons below an answer take beside it. */
export interface Offered {
  readonly turn: Turn;
  readonly subjects: readonly NamedSubject[];
  /** Whether more stands in the section that it cites than it shows. */
  readonly hasMore: boolean;
  /** Whether who asked may show it to the channel. */
  readonly mayShare: boolean;
}

/**
 * The buttons and the menu below an answer. 👍 and 👎 are plain buttons and not Slack's `feedback_buttons`, which are
 * for messages alone: private answers and modals have them too. Without words they take little of a row on a phone.
 */
export function controlsFor(
  answer: Answer,
  { turn, subjects, hasMore, mayShare }: Offered,
  turns: TurnStore,
): KnownBlock[] {
  if (turn.question.trim() === '') return [];
  const value = encodeTurn(turn, turns);
  const about = [
    ...(answer.citations.length > 0 ? [button('Sources', ACTIONS.sources, value)] : []),
    ...(hasMore ? [button('Whole section', ACTIONS.section, value)] : []),
    button('Why?', ACTIONS.why, value, 'Why this answer?'),
    button('👍', ACTIONS.helpful, value, 'Helpful'),
    button('👎', ACTIONS.unhelpful, value, 'Not helpful'),
  ];
  const first = [
    ...(answer.status === 'chat' ? [] : about),
    ...(mayShare && answer.status !== 'chat' ? [button('Share in channel', ACTIONS.share, value)] : []),
  ];
  const suggested = suggestedQuestions(answer).slice(0, MAX_SUGGESTED);
  return [
    ...row(first),
    ...row(compareMenu(answer, subjects)),
    ...questionButtons(suggested, turns, answer.suggestions?.lead),
  ];
}

/**
 * A button for each question. Where one is longer than what a button shows, all stand above, numbered, and the buttons
 * bear the numbers.
 * @param lead what stands above the numbered ones
 */
export function questionButtons(questions: readonly string[], turns: TurnStore, lead = ''): KnownBlock[] {
  const areShort = questions.every((question) => question.length <= SHOWN_BUTTON_LABEL);
  const elements = questions.map((question, i) => {
    const [action, value] = [`${ACTIONS.ask}.${i}`, encodeTurn({ question, conversation: null }, turns)];
    return areShort ? button(question, action, value) : button(String(i + 1), action, value, question);
  });
  if (areShort) return row(elements);
  const lines = [...(lead === '' ? [] : [lead]), ...questions.map((question, i) => `${i + 1}. ${question}`)];
  return [...paragraph([run(lines.join('\n'))]), ...row(elements)];
}

const row = (elements: ActionsBlockElement[]): ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements }];

/** "Compare with…", below an answer about one subject that has others beside it. */
function compareMenu(answer: Answer, subjects: readonly NamedSubject[]): ActionsBlockElement[] {
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

/** @param spoken what screen readers say instead of a label that is short of words */
export function button(text: string, action: string, value: string, spoken?: string): Button {
  return {
    type: 'button',
    text: plain(text, MAX_BUTTON_LABEL),
    action_id: action,
    value,
    ...(spoken === undefined ? {} : { accessibility_label: label(spoken, MAX_BUTTON_LABEL) }),
  };
}
