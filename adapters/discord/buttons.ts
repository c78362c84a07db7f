import type { APIButtonComponentWithCustomId } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord.js';
import type { Answer } from '../../src/answer/answer.js';
import type { NamedSubject } from '../../src/knowledge/contents.js';
import { label } from '../chat/label.js';
import { comparableWith } from '../chat/offers.js';
import { suggestedQuestions } from '../shared/suggested-questions.js';
import type { Turn, TurnStore } from '../shared/turns.js';
import { type Action, encodeAction } from './custom-id.js';
import {
  MAX_BUTTON_LABEL,
  MAX_BUTTONS_IN_ROW,
  MAX_CUSTOM_ID,
  MAX_OPTION_LENGTH,
  MAX_SELECT_OPTIONS,
} from './limits.js';
import type { Row } from './render.js';

/** Most subjects that are compared with the one at hand at a time: what `/compare` takes. */
const MAX_COMPARED_WITH = 2;

/** What the buttons below an answer take beside it. */
export interface Offered {
  readonly turn: Turn;
  readonly subjects: readonly NamedSubject[];
  /** Whether more stands in the section that it cites than it shows. */
  readonly hasMore: boolean;
}

/** The buttons and the menu below an answer. */
export function rowsFor(answer: Answer, { turn, subjects, hasMore }: Offered, turns: TurnStore): Row[] {
  if (turn.question.trim() === '') return [];
  const id = (action: Action) => encodeAction(action, turns);
  const rows: (Row | null)[] = [
    answer.status === 'chat'
      ? null
      : buttons([
          ...(answer.citations.length > 0
            ? [button('Sources', id({ type: 'sources', turn }), ButtonStyle.Secondary)]
            : []),
          ...(hasMore ? [button('Whole section', id({ type: 'section', turn }), ButtonStyle.Secondary)] : []),
          button('Why?', id({ type: 'why', turn }), ButtonStyle.Secondary),
          // Without words they take little of a row on a phone.
          emojiButton('👍', id({ type: 'helpful', turn })),
          emojiButton('👎', id({ type: 'unhelpful', turn })),
        ]),
    compareMenu(answer, subjects, id),
    suggestionButtons(answer, id),
  ];
  return rows.filter((row) => row !== null);
}

/** One button for every suggested question. */
function suggestionButtons(answer: Answer, id: (action: Action) => string): Row | null {
  const ids = new Set<string>();
  const row = suggestedQuestions(answer).flatMap((question) => {
    const own = id({ type: 'ask', turn: { question, conversation: null } });
    if (ids.has(own)) return [];
    ids.add(own);
    return [button(question, own, ButtonStyle.Primary)];
  });
  return buttons(row.slice(0, MAX_BUTTONS_IN_ROW));
}

/** "Compare with…", below an answer about one subject that has others beside it. */
function compareMenu(
  answer: Answer,
  subjects: readonly NamedSubject[],
  id: (action: Action) => string,
): Row | null {
  const offer = comparableWith(answer, subjects);
  if (!offer) return null;
  const { own } = offer;
  const customId = id({ type: 'compare', subject: own.id });
  const others = offer.others
    .filter((one) => one.id.length <= MAX_OPTION_LENGTH)
    .slice(0, MAX_SELECT_OPTIONS);
  if (others.length === 0 || customId.length > MAX_CUSTOM_ID) return null;
  return {
    type: ComponentType.ActionRow,
    components: [
      {
        type: ComponentType.StringSelect,
        custom_id: customId,
        placeholder: label(`Compare ${own.name} with…`, MAX_OPTION_LENGTH),
        min_values: 1,
        max_values: Math.min(MAX_COMPARED_WITH, others.length),
        options: others.map((other) => ({ label: label(other.name, MAX_OPTION_LENGTH), value: other.id })),
      },
    ],
  };
}

function buttons(components: APIButtonComponentWithCustomId[]): Row | null {
  return components.length === 0 ? null : { type: ComponentType.ActionRow, components };
}

function button(
  text: string,
  customId: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return { type: ComponentType.Button, style, label: label(text, MAX_BUTTON_LABEL), custom_id: customId };
}

function emojiButton(emoji: string, customId: string): APIButtonComponentWithCustomId {
  const { Button: type } = ComponentType;
  return { type, style: ButtonStyle.Secondary, emoji: { name: emoji }, custom_id: customId };
}
