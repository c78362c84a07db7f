/** An object of JSON's. */
export type Thing = Readonly<Record<string, unknown>>;

/** Kinds of formatting. Source: https://core.telegram.org/bots/api#messageentity */
const ENTITIES = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'code',
  'pre',
  'text_link',
]);
/** Source: https://core.telegram.org/bots/api#sendmessage */
const MAX_TEXT = 4096;
/** Source: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MAX_DATA = 64;
/** Source: https://core.telegram.org/bots/api#answercallbackquery */
const MAX_ANSWER = 200;

/** What Telegram would refuse of a text message. */
export function messageFaults({ text, entities, reply_markup: markup }: Thing): string[] {
  if (typeof text !== 'string' || text.trim() === '') return ['message text is empty'];
  return [
    ...(text.length > MAX_TEXT ? [`message is too long: ${text.length}`] : []),
    ...listOf(entities).flatMap((entity) => entityFaults(entity, text.length)),
    ...(markup === undefined ? [] : keyboardFaults(markup as Thing)),
  ];
}

function entityFaults({ type, offset, length, url }: Thing, end: number): string[] {
  const [from, size] = [Number(offset), Number(length)];
  return [
    ...(ENTITIES.has(String(type)) ? [] : [`entity ${type} is not known`]),
    ...(from >= 0 && size > 0 && from + size <= end ? [] : [`entity ${from}+${size} is outside of ${end}`]),
    ...(type === 'text_link' && !/^https?:\/\//.test(String(url)) ? [`link ${url} is no address`] : []),
  ];
}

function keyboardFaults({ inline_keyboard: rows, force_reply: asks }: Thing): string[] {
  if (asks === true) return [];
  const buttons = (rows as Thing[][]).flat();
  return [
    ...(buttons.length === 0 ? ['keyboard is empty'] : []),
    ...buttons.flatMap(({ text, callback_data: data, url }) => [
      ...(typeof text === 'string' && text.trim() !== '' ? [] : ['button has no text']),
      ...(/^https:\/\//.test(String(url)) || (Buffer.byteLength(String(data)) <= MAX_DATA && data)
        ? []
        : [`BUTTON_DATA_INVALID: ${data}`]),
    ]),
  ];
}

export function answerFaults({ text = '' }: Thing): string[] {
  return String(text).length > MAX_ANSWER ? [`MESSAGE_TOO_LONG: ${text}`] : [];
}

export const listOf = (value: unknown): Thing[] => (Array.isArray(value) ? value : []);

/** Names that Telegram finds in a text, whose people it tells. Source: https://core.telegram.org/bots/api#messageentity */
export function mentionsIn(text: string): string[] {
  return text.match(/(?<!\w)@[A-Za-z]\w{3,31}/g) ?? [];
}
