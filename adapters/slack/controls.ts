import type { ActionsBlock, ActionsBlockElement, Button, KnownBlock } from '@slack/types';
import type { Controls, Menu, Button as Offer } from '../chat/controls.js';
import { label } from '../chat/label.js';
import {
  MAX_BUTTON_LABEL,
  MAX_OPTION_LENGTH,
  MAX_PLACEHOLDER,
  MAX_SELECT_OPTIONS,
  SHOWN_BUTTON_LABEL,
} from './limits.js';
import { plain } from './objects.js';
import { paragraph, run } from './rich-text.js';
import { ACTIONS } from './values.js';

/**
 * The buttons and the menu below an answer. 👍 and 👎 are plain buttons and not Slack's `feedback_buttons`, which are
 * for messages alone: private answers and modals have them too.
 * @param mayShare whether who asked may show the answer to the channel
 */
export function controlBlocks(
  { about, compare, person, suggested, lead }: Controls,
  mayShare: boolean,
): KnownBlock[] {
  const [first] = about;
  return [
    ...row([
      ...about.map(({ label: text, action, value, spoken }) => button(text, ACTIONS[action], value, spoken)),
      ...(mayShare && first ? [button('Share in channel', ACTIONS.share, first.value)] : []),
    ]),
    ...row(person ? [button(person.label, ACTIONS[person.action], person.value)] : []),
    ...row(compare ? compareMenu(compare) : []),
    ...questionBlocks(suggested, lead),
  ];
}

/**
 * A button for each question. Where one is longer than what a button shows, all stand above, numbered, and the buttons
 * bear the numbers.
 * @param lead what stands above the numbered ones
 */
export function questionBlocks(questions: readonly Offer[], lead = ''): KnownBlock[] {
  const areShort = questions.every(({ label: question }) => question.length <= SHOWN_BUTTON_LABEL);
  const elements = questions.map(({ label: question, value, action: does }, i) => {
    const action = `${ACTIONS[does]}.${i}`;
    return areShort ? button(question, action, value) : button(String(i + 1), action, value, question);
  });
  if (areShort) return row(elements);
  const lines = [
    ...(lead === '' ? [] : [lead]),
    ...questions.map(({ label: question }, i) => `${i + 1}. ${question}`),
  ];
  return [...paragraph([run(lines.join('\n'))]), ...row(elements)];
}

const row = (elements: ActionsBlockElement[]): ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements }];

/** "Compare with…", below an answer about one subject that has others beside it. */
function compareMenu({ own, others }: Menu): ActionsBlockElement[] {
  const options = others
    .map((other) => ({ name: other.name, value: `${own.id} ${other.id}` }))
    .filter(({ value }) => value.length <= MAX_OPTION_LENGTH)
    .slice(0, MAX_SELECT_OPTIONS);
  if (options.length === 0) return [];
  return [
    {
      type: 'static_select',
      action_id: ACTIONS.compare,
      placeholder: plain(`Compare ${own.name} with…`, MAX_PLACEHOLDER),
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
