import { type Api, GrammyError } from 'grammy';
import type { Message, User, UserFromGetMe } from 'grammy/types';
import { z } from 'zod';
import { resultFor, told } from '../chat/interactions.js';
import { CONSENT_BUTTONS, consentShown, consentText, saveText, type ToSave } from '../chat/saving.js';
import type { AuthorPort } from '../service/drafts/drafts.js';
import { TEXTS } from '../service/texts.js';
import type { Desk } from './desk.js';
import { refusalIn } from './errors.js';
import { linkOf } from './handover.js';
import { keyOf, rulePlace, wordsOf } from './parse-message.js';
import { post } from './platform.js';
import { encodeConsent, type Page, RENDERING } from './render.js';
import { trustedIn } from './written.js';

/** What a person types to change what they agreed to. */
export const CONSENT_COMMAND = '/consent';

const COMMAND = /^\/(save|consent)(?:@(\w+))?(?:\s+(.*))?$/is;
const HOW =
  'Reply with /save to the message that is to become an article; behind it, the question that it answers.';

/** Somebody wants to save a message, or says whether theirs may be. */
export interface SavingMessage {
  readonly message: Message;
  readonly from: User;
  readonly command: 'save' | 'consent';
  readonly words: string;
}

/** @returns `null` where a message is something else, or meant for another bot */
export function savingIn(
  message: Message,
  { username }: Pick<UserFromGetMe, 'username'>,
): SavingMessage | null {
  const { text = '', entities, from } = message;
  const [, command, bot = username, words = ''] = COMMAND.exec(text) ?? [];
  if (command === undefined || entities?.[0]?.type !== 'bot_command' || !from) return null;
  if (bot.toLowerCase() !== username.toLowerCase()) return null;
  return {
    message,
    from,
    command: command.toLowerCase() === 'save' ? 'save' : 'consent',
    words: words.trim(),
  };
}

/** What a message, and who wrote it, are found by. */
const AT = z.object({
  chat: z.number(),
  message: z.number(),
  person: z.number(),
  topic: z.number().optional(),
});

/** Does it; what came of it is told in the own chat of who wrote it, or, where there is none, in reply. */
export async function onSaving(desk: Desk, { message, from, command, words }: SavingMessage): Promise<void> {
  const { chat, message_id: id } = message;
  const topic = topicOf(message);
  const person = String(from.id);
  const asker = { person, who: person, room: String(chat.id), place: rulePlace(chat, topic) };
  const { pages } = await resultFor(RENDERING, desk, asker, async () => {
    if (command === 'consent')
      return told(RENDERING, await consentText(desk, { person, name: nameOf(from) }, words));
    const { reply_to_message: saved } = message;
    if (!saved || saved.forum_topic_created) return told(RENDERING, HOW);
    const saver = { person, trust: () => trustedIn(desk, chat.id, from) };
    // Who forwards it is not its author, who could not be asked here.
    if (saved.forward_origin && (await saver.trust())) return told(RENDERING, TEXTS.saveForwarded);
    return told(RENDERING, await saveText(desk, saver, toSave(saved, words)));
  });
  for (const page of pages)
    await post(desk.api, { chat: from.id, topic: undefined }, page, null).catch((error) => {
      if (chat.id === from.id || refusalIn(error) !== 'may-not-write') throw error;
      return post(desk.api, { chat: chat.id, topic }, page, id);
    });
}

function toSave(saved: NonNullable<Message['reply_to_message']>, question: string): ToSave {
  const { chat, message_id: id, from } = saved;
  const topic = topicOf(saved);
  const at = { chat: chat.id, message: id, person: from?.id ?? 0, ...(topic === undefined ? {} : { topic }) };
  const isPerson = from && !from.is_bot && !saved.via_bot && !saved.sender_chat;
  return {
    ...{ message: keyOf(chat.id, id), person: String(from?.id), place: rulePlace(chat, topic) },
    at: JSON.stringify(at),
    isByApp: !isPerson,
    words: { text: wordsOf(saved), name: from ? nameOf(from) : null },
    // Telegram gives a bot no message a second time.
    canBeRead: false,
    question: question === '' ? null : question,
    link: linkOf(chat.id, id),
    on: new Date(saved.date * 1000),
    under: topic === undefined ? [] : [`${chat.id} topic ${topic}`],
  };
}

const topicOf = ({ is_topic_message: isTopic, message_thread_id: topic }: Message): number | undefined =>
  isTopic ? topic : undefined;

const nameOf = ({ first_name: first, last_name: last }: User): string =>
  [first, last].filter(Boolean).join(' ');

/** How Telegram reaches who wrote a message: in their own chat with the bot, or, if they have none, in reply to it. */
export function createAuthorPort(api: Api): AuthorPort {
  return {
    asksOnce: false,
    async ask(at, id) {
      const { chat, message, person, topic } = AT.parse(JSON.parse(at));
      const page = consentPage(id, linkOf(chat, message));
      try {
        await post(api, { chat: person, topic: undefined }, page, null);
      } catch (error) {
        if (chat === person || refusalIn(error) !== 'may-not-write') throw error;
        await post(api, { chat, topic }, page, message);
      }
    },
    read: async () => 'gone',
    mayHaveArrived: (error) => !(error instanceof GrammyError) || error.error_code >= 500,
  };
}

function consentPage(id: string, link: string | null): Page {
  const [page] = RENDERING.shown(consentShown(CONSENT_COMMAND));
  if (!page) throw new RangeError('What asks for consent is a page');
  const rows = [
    CONSENT_BUTTONS.map(({ type, label }) => ({ text: label, callback_data: encodeConsent(type, id) })),
    ...(link === null ? [] : [[{ text: 'The message', url: link }]]),
  ];
  return { ...page, reply_markup: { inline_keyboard: rows } };
}
