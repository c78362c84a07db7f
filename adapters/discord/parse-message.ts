import type { GatewayMessageCreateDispatchData } from 'discord.js';
import { MessageType } from 'discord.js';
import type { ChatMessage, Post } from '../chat/platform.js';
import type { Me, Place } from './desk.js';
import { rulePlace } from './rule-place.js';
import { wordsOf } from './words.js';

/** What of a message decides; a message as the gateway sends it has all of it. */
export type IncomingMessage = Pick<
  GatewayMessageCreateDispatchData,
  | 'id'
  | 'channel_id'
  | 'guild_id'
  | 'channel_type'
  | 'author'
  | 'content'
  | 'type'
  | 'mentions'
  | 'mention_roles'
  | 'mention_everyone'
  | 'webhook_id'
  | 'message_reference'
  | 'referenced_message'
>;

/** Where the answer to a message goes. */
export interface Where {
  readonly channel: string;
  readonly message: string;
  readonly person: string;
  /** Whether the answer may reply to the message. */
  readonly mayReply: boolean;
}

/** A message as the conversation reads it; `null` for one that no person wrote. `@everyone` is no mention. */
export function parseMessage(message: IncomingMessage, me: Me, place: Place): ChatMessage<Where> | null {
  const { id, channel_id: channel, author } = message;
  if (author.bot || author.system || message.webhook_id || author.id === me.id) return null;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return null;
  return {
    ...{ id, person: author.id, who: author.id, room: channel },
    place: rulePlace(place, channel, message.guild_id),
    where: { channel, message: id, person: author.id, mayReply: place.mayReply },
    kind: place.kind,
    ...spoken(message, me, place),
    words: wordsOf(message, me),
    isForOthers: message.mentions.length > 0 || message.message_reference !== undefined,
    post: postIn(message, me, place),
    mentions: message.mentions.map(({ id: mentioned }) => mentioned),
    names: [author.id],
    repliesTo: message.message_reference?.message_id ?? null,
    // A thread below a message has its id. Source: topics/threads.
    under: [message.message_reference?.message_id ?? [], place.kind === 'thread' ? channel : []].flat(),
    talk: place.kind === 'channel' ? null : channel,
    thread: place.kind === 'thread' ? channel : null,
    isOwnThread: place.isMine,
    mayWrite: place.mayWrite,
    roomName: `<#${channel}>`,
  };
}

/** What a message begins: in a channel by itself, or as the first of a thread in a forum, which bears its id. */
function postIn(message: IncomingMessage, { readsAll }: Me, { kind, forum }: Place): Post | null {
  const { id, channel_id: channel, mentions, mention_roles: roles, mention_everyone: calls } = message;
  const isForOthers = mentions.length > 0 || roles.length > 0 || calls || message.message_reference;
  // Without the intent the text of it is hidden.
  if (isForOthers || !readsAll) return null;
  if (kind === 'channel') return { rooms: [channel], title: null };
  return forum && id === channel ? { rooms: [forum.id], title: forum.title } : null;
}

/** How a message turns to the bot, and what it says to it. */
function spoken(
  message: IncomingMessage,
  me: Me,
  place: Place,
): Pick<ChatMessage<Where>, 'speaksBy' | 'text'> {
  const text = withoutMention(message, me);
  const repliesToMe = message.referenced_message?.author.id === me.id;
  if (message.mentions.some(({ id }) => id === me.id)) {
    // A bare mention below somebody's question asks that question.
    const asked = text === '' && !repliesToMe ? (message.referenced_message?.content ?? '') : text;
    return { speaksBy: repliesToMe ? 'reply' : 'mention', text: asked };
  }
  if (place.kind === 'direct') return { speaksBy: 'direct', text };
  const role = message.guild_id ? me.roleIn(message.guild_id) : null;
  const mentionsRole = role !== null && message.mention_roles.includes(role);
  // Where all is read an empty text is a picture, which asks nothing; else it is hidden.
  const isEmpty = message.content === '';
  if (!(repliesToMe || mentionsRole) || (isEmpty && me.readsAll)) return { speaksBy: null, text };
  return { speaksBy: repliesToMe ? 'reply' : 'mention', text: isEmpty ? null : text };
}

/** The text without the mentions of the bot. */
export function withoutMention(
  { content, guild_id }: Pick<IncomingMessage, 'content' | 'guild_id'>,
  me: Me,
): string {
  const role = guild_id ? me.roleIn(guild_id) : null;
  const own = new RegExp(`<@!?${me.id}>${role === null ? '' : `|<@&${role}>`}`, 'g');
  return content.replace(own, ' ').replace(/\s+/g, ' ').trim();
}
