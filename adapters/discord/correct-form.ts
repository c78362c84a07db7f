import type {
  APIModalInteractionResponseCallbackData,
  APIModalSubmission,
  APITextInputComponent,
} from 'discord.js';
import { ComponentType, TextInputStyle } from 'discord.js';
import { formQuestion } from '../chat/correcting.js';
import { MAX_NOTE } from '../chat/reasons.js';
import type { Turn } from '../records/turns.js';
import { MAX_VERIFIED_QUESTION, MAX_VERIFIED_TEXT } from '../service/corrections/corrections.js';

/** Ids of the fields. */
const QUESTION = 'question';
const TEXT = 'text';

/** The form in which the right answer to a question is written. @param id says which question it is */
export function correctForm(id: string, turn: Turn): APIModalInteractionResponseCallbackData {
  const value = formQuestion(turn);
  return {
    custom_id: id,
    title: 'The right answer',
    components: [
      row({
        ...{ type: ComponentType.TextInput, custom_id: QUESTION, style: TextInputStyle.Short },
        ...{ label: 'Question, as a whole', max_length: MAX_VERIFIED_QUESTION, required: true },
        ...(value === '' ? {} : { value }),
      }),
      row({
        ...{ type: ComponentType.TextInput, custom_id: TEXT, style: TextInputStyle.Paragraph },
        ...{ label: 'Answer', max_length: MAX_VERIFIED_TEXT, required: true },
      }),
    ],
  };
}

/** The form in which somebody writes why an answer did not help. @param id says which question it was */
export const noteForm = (id: string): APIModalInteractionResponseCallbackData => ({
  custom_id: id,
  title: 'What was it?',
  components: [
    row({
      ...{ type: ComponentType.TextInput, custom_id: TEXT, style: TextInputStyle.Paragraph },
      ...{ label: 'Note', max_length: MAX_NOTE, required: true },
    }),
  ],
});

const row = (input: APITextInputComponent) => ({
  type: ComponentType.ActionRow as const,
  components: [input],
});

/** What was written into it. */
export function writtenInto({ components }: APIModalSubmission): { question: string; text: string } {
  const fields = components.flatMap((one) => ('components' in one ? one.components : []));
  const valueIn = (id: string) => {
    const field = fields.find(({ custom_id }) => custom_id === id);
    return field && 'value' in field ? field.value : '';
  };
  return { question: valueIn(QUESTION), text: valueIn(TEXT) };
}
