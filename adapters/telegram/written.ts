import type { Message, User } from 'grammy/types';
import { formQuestion, type Trusted, writtenResult } from '../chat/correcting.js';
import { resultFor } from '../chat/interactions.js';
import type { Turn } from '../records/turns.js';
import type { Desk } from './desk.js';
import { rulePlace } from './parse-message.js';
import { post } from './platform.js';
import { RENDERING } from './render.js';

/** There are no forms: the bot asks for a reply. What it asks with holds the question, so that it works after a restart. */
const LEAD = 'Reply to this message with the right answer to: ';
const LEAD_WHOLE =
  'Reply to this message with the whole question, and below it, on a line of its own, its answer.';

/** What asks for the right answer to a question. */
export function promptFor(turn: Turn): string {
  const question = formQuestion(turn);
  return question === '' ? LEAD_WHOLE : `${LEAD}${question}`;
}

/** An answer that somebody wrote in reply to that. */
export interface Written {
  readonly message: Message;
  readonly from: User;
  readonly question: string;
  readonly text: string;
}

/** What a message says to be the right answer, where it replies to what asks for it; `null` else. */
export function writtenIn(message: Message, me: Pick<User, 'id'>): Written | null {
  const { from, text, reply_to_message: prompt } = message;
  if (!from || !text || prompt?.from?.id !== me.id || !prompt.text) return null;
  if (prompt.text.startsWith(LEAD)) return { message, from, question: prompt.text.slice(LEAD.length), text };
  if (prompt.text !== LEAD_WHOLE) return null;
  const [question = '', ...rest] = text.split('\n');
  return { message, from, question, text: rest.join('\n') };
}

/** Makes it the verified answer, if who wrote it is trusted; they are told in reply. */
export async function onWritten(desk: Desk, { message, from, ...written }: Written): Promise<void> {
  const { id: chat } = message.chat;
  const place = rulePlace(message.chat, topicOf(message));
  const own = { person: String(from.id), who: String(from.id), room: String(chat), place };
  const press = {
    ...own,
    ...{ answer: `${chat} ${message.message_id}`, talk: null, isPrivate: true, mayShare: false },
    trust: () => trustedIn(desk, chat, from),
  };
  const { pages } = await resultFor(RENDERING, desk, own, () =>
    writtenResult(RENDERING, desk, press, written),
  );
  for (const page of pages) await post(desk.api, { chat, topic: topicOf(message) }, page, message.message_id);
}

const topicOf = ({ is_topic_message: isTopic, message_thread_id: topic }: Message): number | undefined =>
  isTopic ? topic : undefined;

/** Whether somebody may correct answers: by their account, or as an administrator of the group. */
export async function trustedIn(
  { trusted, groupOf, api, log }: Pick<Desk, 'trusted' | 'groupOf' | 'api' | 'log'>,
  chat: number,
  from: User,
): Promise<Trusted | null> {
  const who: Trusted = {
    name: [from.first_name, from.last_name].filter(Boolean).join(' ') || String(from.id),
    reach: String(from.id),
  };
  if (trusted.includes(who.reach ?? '')) return who;
  // What only an administrator is to see comes to their own chat with the bot, where nobody is one.
  const group = chat < 0 ? chat : groupOf.get(from.id);
  if (!trusted.includes('administrators') || group === undefined) return null;
  if (!(await isAdministrator({ api, log }, group, from.id))) return null;
  groupOf.set(from.id, group);
  return who;
}

/** Whether somebody is an administrator of a group; where Telegram does not say, nobody is. */
export async function isAdministrator(
  { api, log }: Pick<Desk, 'api' | 'log'>,
  group: number,
  person: number,
): Promise<boolean> {
  const member = await api.getChatMember(group, person).catch((error) => {
    log.warn('Telegram did not say whether a person is an administrator', { error });
    return null;
  });
  return member?.status === 'creator' || member?.status === 'administrator';
}
