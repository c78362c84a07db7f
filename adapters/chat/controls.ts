import type { Answer } from '../../src/answer/answer.js';
import type { NamedSubject } from '../../src/knowledge/contents.js';
import type { Turn, TurnStore } from '../records/turns.js';
import { suggestedQuestions } from '../service/suggested-questions.js';
import type { PickAction, TurnAction } from './actions.js';
import { comparableWith } from './offers.js';
import type { EncodeAction } from './platform.js';

/** Most suggested questions below an answer. Ours: on a phone each takes a line. */
const MAX_SUGGESTED = 5;

export interface Button {
  readonly action: (TurnAction | PickAction)['type'];
  readonly label: string;
  /** What it says when it is pressed. */
  readonly value: string;
  /** What screen readers say instead of a label that is short of words. */
  readonly spoken?: string;
}

/** "Compare with…": the subject at hand, and the others of its kind. */
export interface Menu {
  readonly own: NamedSubject;
  readonly others: readonly NamedSubject[];
}

/** The buttons and the menu below an answer. */
export interface Controls {
  /** What belongs to the answer: where it is from, whether it helped. */
  readonly about: readonly Button[];
  readonly compare: Menu | null;
  /** Hands the question to a person. */
  readonly person: Button | null;
  /** Suggested questions, and what stands above them. */
  readonly suggested: readonly Button[];
  readonly lead: string;
}

/** What the controls take beside the answer. */
export interface Offered {
  readonly turn: Turn;
  readonly subjects: readonly NamedSubject[];
  /** Whether more stands in the section that it cites than it shows. */
  readonly hasMore: boolean;
  /** Whether people are reached. */
  readonly reachesPeople?: boolean;
  /** The question as it was typed, where trusted people correct answers. */
  readonly correctable?: Turn | null;
  /** Whether nobody asked for the answer. */
  readonly isUnasked?: boolean;
}

const NONE: Controls = { about: [], compare: null, person: null, suggested: [], lead: '' };

/** @param turns keeps what is too long for a button */
export function controlsOf(
  answer: Answer,
  { turn, subjects, hasMore, reachesPeople = false, correctable = null, isUnasked = false }: Offered,
  encode: EncodeAction,
  turns: TurnStore,
): Controls {
  if (turn.question.trim() === '') return NONE;
  const button = (action: TurnAction['type'], label: string, spoken?: string): Button => ({
    ...{ action, label, value: encode({ type: action, turn }, turns) },
    ...(spoken === undefined ? {} : { spoken }),
  });
  return {
    about:
      answer.status === 'chat'
        ? []
        : [
            ...(answer.citations.length > 0 ? [button('sources', 'Sources')] : []),
            ...(hasMore ? [button('section', 'Whole section')] : []),
            button('why', 'Why?', 'Why this answer?'),
            // Without words they take little of a row on a phone.
            button('helpful', '👍', 'Helpful'),
            isUnasked
              ? button('unwanted', '👎', 'Not helpful: take it away')
              : button('unhelpful', '👎', 'Not helpful'),
            ...(correctable
              ? [
                  {
                    ...({ action: 'correct', label: 'Correct this' } as const),
                    value: encode({ type: 'correct', turn: correctable }, turns),
                  },
                ]
              : []),
          ],
    compare: comparableWith(answer, subjects),
    person:
      reachesPeople && (answer.status === 'abstained' || answer.status === 'closest')
        ? button('person', 'Ask a person')
        : null,
    suggested: questionButtons(suggestedQuestions(answer), encode, turns).slice(0, MAX_SUGGESTED),
    lead: answer.suggestions?.lead ?? '',
  };
}

/** One button for each question; for those that are the same on a button, one. */
export function questionButtons(
  questions: readonly string[],
  encode: EncodeAction,
  turns: TurnStore,
): Button[] {
  const buttons = questions.map((question): Button => {
    const turn = { question, conversation: null };
    return { action: 'ask', label: question, value: encode({ type: 'ask', turn }, turns) };
  });
  return buttons.filter(({ value }, i) => buttons.findIndex((one) => one.value === value) === i);
}
