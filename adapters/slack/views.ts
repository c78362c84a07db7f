import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { questionButtons } from '../chat/controls.js';
import { formQuestion } from '../chat/correcting.js';
import { MAX_NOTE } from '../chat/reasons.js';
import type { Turn } from '../records/turns.js';
import { MAX_VERIFIED_QUESTION, MAX_VERIFIED_TEXT } from '../service/corrections/corrections.js';
import type { Place } from '../service/scopes/place.js';
import { suggestedQuestions } from '../service/suggested-questions.js';
import { blockKit } from './block-kit.js';
import { button, questionBlocks } from './controls.js';
import type { Desk } from './desk.js';
import { MAX_PROMPTS, MAX_TEXT_LENGTH, MAX_VIEW_BLOCKS, MAX_VIEW_TITLE } from './limits.js';
import { header, plain, section } from './objects.js';
import { type Message, RENDERING } from './render.js';
import { ACTIONS } from './values.js';

/** The form in which a question is typed, by its callback id, and the place of its field. */
export const FORM = 'form';
const FIELD = 'question';

/** Examples in the App Home. */
const MAX_EXAMPLES = 6;

/** Questions that the bot answers, for people who do not know what to ask. */
export async function exampleQuestions(
  { bot, completer }: Pick<Desk, 'bot' | 'completer'>,
  limit = MAX_PROMPTS,
): Promise<string[]> {
  const chosen = suggestedQuestions(await bot.ask('/help'));
  const more = chosen.length < limit ? await completer.questions('', limit + chosen.length) : [];
  return [...new Set([...chosen, ...more])].slice(0, limit);
}

/** The App Home: a search field, examples to press, and what the articles are about. */
export async function homeView(desk: Pick<Desk, 'bot' | 'completer' | 'turns'>): Promise<HomeView> {
  const examples = await exampleQuestions(desk, MAX_EXAMPLES);
  const { blocks: topics } = await desk.bot.ask('/topics');
  const blocks: KnownBlock[] = [
    header('Ask about the articles'),
    {
      type: 'input',
      dispatch_action: true,
      label: plain('Your question, in plain words', MAX_TEXT_LENGTH),
      element: {
        type: 'plain_text_input',
        action_id: ACTIONS.search,
        max_length: MAX_TEXT_LENGTH,
        placeholder: plain(examples[0] ?? 'What can I ask?', MAX_PLACEHOLDER_SHOWN),
        dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
      },
    },
    { type: 'actions', elements: [button('Write it in a form', ACTIONS.form, FORM)] },
    ...(examples.length === 0
      ? []
      : [
          header('For example'),
          ...questionBlocks(questionButtons(examples, RENDERING.encodeAction, desk.turns)),
        ]),
    header('Topics'),
    ...topics.flatMap(blockKit),
  ];
  return { type: 'home', blocks: blocks.slice(0, MAX_VIEW_BLOCKS) };
}

/** A placeholder that is longer is not seen whole. */
const MAX_PLACEHOLDER_SHOWN = 75;

/** The form in which a question is typed. */
export function formView(): ModalView {
  return {
    ...modal([
      {
        type: 'input',
        block_id: FIELD,
        label: plain('Your question, in plain words', MAX_TEXT_LENGTH),
        element: {
          type: 'plain_text_input',
          action_id: FIELD,
          multiline: true,
          max_length: MAX_TEXT_LENGTH,
        },
      },
    ]),
    callback_id: FORM,
    submit: plain('Ask', MAX_VIEW_TITLE),
  };
}

/** The form in which the right answer to a question is written, by its callback id, and the place of its field. */
export const CORRECT_FORM = 'correct';
const TEXT = 'text';

/** The form in which the right answer to a question is written. */
export function correctView(turn: Turn, { channel }: Place): ModalView {
  const value = formQuestion(turn);
  const input = (id: string, label: string, max_length: number, more: object): KnownBlock => ({
    type: 'input',
    block_id: id,
    label: plain(label, MAX_TEXT_LENGTH),
    element: { type: 'plain_text_input', action_id: id, max_length, ...more },
  });
  return {
    ...modal([
      input(
        FIELD,
        'Question, as a whole',
        MAX_VERIFIED_QUESTION,
        value === '' ? {} : { initial_value: value },
      ),
      input(TEXT, 'Answer', MAX_VERIFIED_TEXT, { multiline: true }),
    ]),
    callback_id: CORRECT_FORM,
    // What is sent in does not say in which channel it was opened.
    private_metadata: channel ?? '',
    submit: plain('Verify', MAX_VIEW_TITLE),
  };
}

/** What the form says of where it was opened: the channel, `null` for none, and what it is about. */
export function openedIn({ private_metadata: written }: { readonly private_metadata?: unknown }): {
  readonly channel: string | null;
  readonly turn: string;
} {
  const [channel = '', ...turn] = typeof written === 'string' ? written.split(' ') : [];
  return { channel: channel === '' ? null : channel, turn: turn.join(' ') };
}

/** The form in which somebody writes why an answer did not help, by its callback id. */
export const NOTE_FORM = 'note';

/** @param turn the value of the button that leads to it, which says what was asked */
export const noteView = (turn: string, { channel }: Place): ModalView => ({
  ...modal([
    {
      type: 'input',
      block_id: TEXT,
      label: plain('What was it?', MAX_TEXT_LENGTH),
      element: { type: 'plain_text_input', action_id: TEXT, max_length: MAX_NOTE, multiline: true },
    },
  ]),
  callback_id: NOTE_FORM,
  private_metadata: `${channel ?? ''} ${turn}`,
  submit: plain('Send', MAX_VIEW_TITLE),
});

/** What was written into it. */
export function writtenInto(view: TypedView): { question: string; text: string } {
  return { question: typedInto(view), text: view.state.values[TEXT]?.[TEXT]?.value?.trim() ?? '' };
}

interface TypedView {
  readonly state: { readonly values: Record<string, Record<string, { value?: string | null }>> };
}

/** What was typed into the form. */
export function typedInto(view: TypedView): string {
  return view.state.values[FIELD]?.[FIELD]?.value?.trim() ?? '';
}

/** What a form shows until the answer is there. */
export function waitingView(): ModalView {
  return modal([section('Looking through the articles…')]);
}

/** Messages in a modal. */
export function messagesView(messages: readonly Message[]): ModalView {
  return modal(messages.flatMap(({ blocks }) => blocks));
}

function modal(blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: plain('Docent', MAX_VIEW_TITLE),
    close: plain('Close', MAX_VIEW_TITLE),
    blocks: blocks.slice(0, MAX_VIEW_BLOCKS),
  };
}
