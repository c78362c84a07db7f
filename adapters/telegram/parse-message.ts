import type { Message, MessageEntity, UserFromGetMe } from 'grammy/types';
import type { ChatMessage, Post } from '../chat/platform.js';
import type { Place } from '../service/scopes/place.js';

/** Where the answer to a message goes. */
export interface Where {
  readonly chat: number;
  /** The topic of a forum that it stands in. */
  readonly topic: number | undefined;
  readonly message: number;
  readonly person: number;
}

/** A message as the conversation reads it; `null` for one that no person wrote. */
export function parseMessage(message: Message, me: UserFromGetMe): ChatMessage<Where> | null {
  const { chat, from, message_id: id } = message;
  const text = message.text ?? message.caption;
  if (!from || from.is_bot || message.via_bot || message.sender_chat || text === undefined) return null;
  const topic = message.is_topic_message ? message.message_thread_id : undefined;
  const isDirect = chat.type === 'private';
  const repliedTo = replyOf(message);
  const talk = isDirect ? String(chat.id) : topic === undefined ? null : `${chat.id} topic ${topic}`;
  return {
    ...{ id: keyOf(chat.id, id), person: String(from.id), who: String(from.id), room: String(chat.id) },
    place: rulePlace(chat, topic),
    where: { chat: chat.id, topic, message: id, person: from.id },
    kind: isDirect ? 'direct' : topic === undefined ? 'channel' : 'thread',
    ...spoken(message, text, me),
    words: wordsOf(message),
    post: postIn(message, text, topic),
    mentions: mentionsIn(message, text).map(({ name }) => name.toLowerCase()),
    names: [String(from.id), ...(from.username === undefined ? [] : [`@${from.username.toLowerCase()}`])],
    repliesTo: repliedTo ? keyOf(chat.id, repliedTo.message_id) : null,
    under: repliedTo ? [keyOf(chat.id, repliedTo.message_id)] : [],
    talk,
    thread: isDirect ? null : talk,
    isOwnThread: false,
    mayWrite: true,
    roomName: 'title' in chat && chat.title ? `“${chat.title}”` : 'a group',
  };
}

/** What a person wrote, as they wrote it; a name that would call somebody is a name alone. */
export function wordsOf(message: Message): string {
  const text = message.text ?? message.caption ?? '';
  const calls = entitiesIn(message).filter(({ type }) => type === 'mention');
  return calls
    .reduceRight((rest, { offset }) => `${rest.slice(0, offset)}${rest.slice(offset + 1)}`, text)
    .trim();
}

/** Where something is, for the rules that say what is seen there. */
export const rulePlace = (
  { id, type }: Pick<Message['chat'], 'id' | 'type'>,
  topic: number | undefined,
): Place =>
  type === 'private'
    ? { platform: 'telegram', direct: true }
    : {
        platform: 'telegram',
        channel: String(id),
        ...(topic === undefined ? {} : { thread: String(topic) }),
      };

/** What a message begins: in a group, or in a topic of it, by itself and in who wrote it's own words. */
function postIn(message: Message, text: string, topic: number | undefined): Post | null {
  const { chat } = message;
  const goesOn = replyOf(message) !== null || message.forward_origin !== undefined;
  const isForSomebody =
    mentionsIn(message, text).length > 0 || entitiesIn(message)[0]?.type === 'bot_command';
  if (chat.type === 'private' || goesOn || isForSomebody) return null;
  const group = String(chat.id);
  return { rooms: topic === undefined ? [group] : [`${group}/${topic}`, group], title: null };
}

/** Names a message among those of all chats. */
export const keyOf = (chat: number, message: number): string => `${chat} ${message}`;

/** The message that one replies to. In a topic of a forum every other message refers to the one that opened it. */
function replyOf({ reply_to_message: replied }: Message): NonNullable<Message['reply_to_message']> | null {
  return replied && !replied.forum_topic_created ? replied : null;
}

type Spoken = Pick<ChatMessage<Where>, 'speaksBy' | 'text' | 'isForOthers'>;

/** How a message turns to the bot, and what it says to it. */
function spoken(message: Message, text: string, me: UserFromGetMe): Spoken {
  const isDirect = message.chat.type === 'private';
  const repliedTo = replyOf(message);
  const theirs = repliedTo && repliedTo.from?.id !== me.id ? (repliedTo.text ?? repliedTo.caption ?? '') : '';
  const repliesToMe = repliedTo?.from?.id === me.id;
  const command = commandIn(message, text, me, isDirect);
  if (command === 'for others') return { speaksBy: null, text, isForOthers: true };
  if (command) {
    const asked = command.name === 'ask' ? command.rest || theirs : command.rest;
    return { speaksBy: 'mention', text: questionOf(command.name, asked), isForOthers: false };
  }
  const mentions = mentionsIn(message, text);
  const own = mentions.filter((one) => isOf(one, me));
  const said = withoutMentions(text, own);
  const isForOthers = mentions.length > own.length || (repliedTo !== null && !repliesToMe);
  if (own.length > 0)
    return {
      speaksBy: repliesToMe ? 'reply' : 'mention',
      // A bare mention below somebody's question asks that question.
      text: said === '' ? theirs : said,
      isForOthers,
    };
  return { speaksBy: isDirect ? 'direct' : repliesToMe ? 'reply' : null, text: said, isForOthers };
}

interface Command {
  readonly name: string;
  readonly rest: string;
}

const COMMAND = /^\/(\w+)(?:@(\w+))?(?:\s+|$)/;
const OWN: ReadonlySet<string> = new Set(['ask', 'compare', 'topics', 'help', 'start']);

/** The command that a message begins with; `null`: it begins with none. One that names no bot is for all that know it. */
function commandIn(
  message: Message,
  text: string,
  me: UserFromGetMe,
  isDirect: boolean,
): Command | 'for others' | null {
  const [whole, name = '', bot] = COMMAND.exec(text) ?? [];
  if (whole === undefined || entitiesIn(message)[0]?.type !== 'bot_command') return null;
  const isNamed = bot?.toLowerCase() === me.username.toLowerCase();
  const isOurs = bot === undefined ? isDirect || OWN.has(name.toLowerCase()) : isNamed;
  return isOurs ? { name: name.toLowerCase(), rest: text.slice(whole.length).trim() } : 'for others';
}

function questionOf(command: string, words: string): string {
  switch (command) {
    case 'ask':
      return words === '' ? '/help' : words;
    case 'compare':
      return words === '' ? '/compare' : `compare ${words}`;
    case 'topics':
      return '/topics';
    default:
      return '/help';
  }
}

const entitiesIn = ({ entities, caption_entities }: Message): readonly MessageEntity[] =>
  entities ?? caption_entities ?? [];

interface Mention {
  readonly entity: MessageEntity;
  readonly name: string;
}

const mentionsIn = (message: Message, text: string): Mention[] =>
  entitiesIn(message)
    .filter(({ type }) => type === 'mention' || type === 'text_mention')
    .map((entity) => ({
      entity,
      name:
        entity.type === 'text_mention'
          ? String(entity.user.id)
          : text.slice(entity.offset, entity.offset + entity.length),
    }));

const isOf = ({ entity, name }: Mention, { id, username }: UserFromGetMe): boolean =>
  entity.type === 'text_mention'
    ? entity.user.id === id
    : name.toLowerCase() === `@${username.toLowerCase()}`;

function withoutMentions(text: string, mentions: readonly Mention[]): string {
  const parts = mentions.reduceRight(
    (rest, { entity: { offset, length } }) => `${rest.slice(0, offset)} ${rest.slice(offset + length)}`,
    text,
  );
  return parts.replace(/\s+/g, ' ').trim();
}
