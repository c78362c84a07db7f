import { GrammyError } from 'grammy';
import type { CallbackQuery } from 'grammy/types';
import { refusedCorrecting } from '../chat/correcting.js';
import { type ChatPress, pressResult, type Result, resultFor } from '../chat/interactions.js';
import { deskAt } from '../service/desk-parts.js';
import type { Desk } from './desk.js';
import { refusalIn } from './errors.js';
import { type Back, linkOf } from './handover.js';
import { MAX_ALERT_LENGTH } from './limits.js';
import { keyOf, rulePlace } from './parse-message.js';
import { post } from './platform.js';
import { decodeAction, type Page, RENDERING } from './render.js';
import { promptFor, trustedIn } from './written.js';

/** Does what a button is for. */
export async function onPress(everywhere: Desk, query: CallbackQuery): Promise<void> {
  const { message, from, data = '' } = query;
  if (!message) return acknowledge(everywhere, query);
  const { chat, message_id: id } = message;
  const place = rulePlace(chat, topicOf(message));
  const desk = await deskAt(everywhere, place);
  const press = {
    ...{ person: String(from.id), who: String(from.id), room: String(chat.id) },
    ...{ answer: keyOf(chat.id, id), talk: null, isPrivate: false, mayShare: false },
    ...{ place, presser: presserOf(from, message) },
    // In a group only a short text is for them alone.
    canBeAsked: chat.type === 'private' ? ('by buttons' as const) : ('not' as const),
    takeAway: () => takeAway(desk, chat.id, id),
    trust: () => trustedIn(desk, chat.id, from),
  };
  const action = decodeAction(data, desk.turns);
  if (action?.type === 'write' && (await refusedCorrecting(desk, press)) === null)
    return askToWrite(desk, query, promptFor(action.turn));
  const result = await resultFor(RENDERING, desk, press, () => pressResult(RENDERING, desk, press, action));
  await bring(desk, query, { chat: chat.id, message: id, topic: topicOf(message) }, result);
}

/** Takes a message away; after two days Telegram lets nobody do that. Source: Bot API, deleteMessage. */
async function takeAway({ api }: Pick<Desk, 'api'>, chat: number, id: number): Promise<void> {
  await api.deleteMessage(chat, id).catch((error) => {
    if (refusalIn(error) !== 'gone' || /can't be deleted/.test(String(error))) throw error;
  });
}

/** Who pressed, as people there see them, and where they are told of an answer. */
function presserOf(
  { id: person, first_name: first, last_name: last }: CallbackQuery['from'],
  message: NonNullable<CallbackQuery['message']>,
): ChatPress['presser'] {
  const topic = topicOf(message);
  const { chat, message_id: id } = message;
  const back: Back = { person, chat: chat.id, message: id, ...(topic === undefined ? {} : { topic }) };
  const name = [first, last].filter(Boolean).join(' ');
  return { name, back: JSON.stringify(back), link: linkOf(chat.id, id) };
}

/** Asks for the right answer, where the button stands, in a message that is to be replied to. */
async function askToWrite(desk: Desk, query: CallbackQuery, prompt: string): Promise<void> {
  const { message } = query;
  if (!message) return acknowledge(desk, query);
  const topic = topicOf(message);
  await desk.api.sendMessage(message.chat.id, prompt, {
    reply_markup: { force_reply: true, selective: true },
    ...(topic === undefined ? {} : { message_thread_id: topic }),
  });
  await acknowledge(desk, query);
}

const topicOf = (message: NonNullable<CallbackQuery['message']>): number | undefined =>
  'is_topic_message' in message && message.is_topic_message ? message.message_thread_id : undefined;

interface Place {
  readonly chat: number;
  readonly message: number;
  readonly topic: number | undefined;
}

/**
 * A short text stands in the acknowledgement, which nobody else sees. What is longer and for who pressed alone goes to
 * their own chat with the bot: a group has no place for it.
 */
async function bring(
  desk: Desk,
  query: CallbackQuery,
  { chat, message, topic }: Place,
  { pages, isPrivate, conversation }: Result<Page>,
): Promise<void> {
  const [first] = pages;
  if (
    isPrivate &&
    first &&
    pages.length === 1 &&
    !first.reply_markup &&
    first.text.length <= MAX_ALERT_LENGTH
  )
    return acknowledge(desk, query, first.text);
  const isElsewhere = isPrivate && chat !== query.from.id;
  const to = isElsewhere ? { chat: query.from.id, topic: undefined } : { chat, topic };
  try {
    for (const [i, page] of pages.entries()) {
      const sent = await post(desk.api, to, page, isElsewhere || i > 0 ? null : message);
      if (conversation) desk.conversations.set(sent.talk, conversation);
    }
  } catch (error) {
    if (!isElsewhere || refusalIn(error) !== 'may-not-write') throw error;
    return acknowledge(desk, query, openFirst(desk));
  }
  await acknowledge(desk, query, isElsewhere ? 'I have written it to you, in our own chat.' : undefined);
}

const openFirst = ({ me }: Pick<Desk, 'me'>): string =>
  `Only you should see this, so I would write it to you. Please open a chat with @${me.username}, press Start, and press the button again.`;

/** Ends the waiting at a button; one that was pressed long ago waits no more. */
async function acknowledge({ api, counters }: Desk, { id }: CallbackQuery, text?: string): Promise<void> {
  const shown = text === undefined ? {} : { text, show_alert: true };
  await api.answerCallbackQuery(id, shown).catch((error) => {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    counters.add('pressTooOld');
  });
}
