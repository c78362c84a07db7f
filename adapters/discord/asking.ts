import type { GatewayMessageCreateDispatchData } from 'discord.js';
import { MessageType } from 'discord.js';
import type { Me, Place } from './desk.js';

/** How a message speaks to the bot. */
export type Asking =
  | { readonly by: 'mention' | 'direct' | 'reply' | 'thread'; readonly question: string }
  /** It does, but its text is hidden without the Message Content intent. */
  | { readonly by: 'hidden' };

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
  | 'webhook_id'
  | 'message_reference'
  | 'referenced_message'
>;

/**
 * Whether a message asks the bot, and what: when it mentions it, replies to it, comes as a direct message, or
 * stands in a thread that the bot opened or answered in and is meant for nobody else. `@everyone` is no mention.
 * @param knowsThread whether the bot answered in the thread before
 */
export function askingOf(
  message: IncomingMessage,
  me: Me,
  place: Place,
  knowsThread: boolean,
): Asking | null {
  if (message.author.bot || message.author.system || message.webhook_id || message.author.id === me.id)
    return null;
  if (message.type !== MessageType.Default && message.type !== MessageType.Reply) return null;
  const question = withoutMention(message, me);
  const repliesToMe = message.referenced_message?.author.id === me.id;
  if (message.mentions.some(({ id }) => id === me.id)) {
    // A bare mention below somebody's question asks that question.
    const asked = question === '' && !repliesToMe ? (message.referenced_message?.content ?? '') : question;
    return { by: repliesToMe ? 'reply' : 'mention', question: asked };
  }
  if (place.kind === 'direct') return { by: 'direct', question };
  const role = message.guild_id ? me.roleIn(message.guild_id) : null;
  const mentionsRole = role !== null && message.mention_roles.includes(role);
  if (repliesToMe || mentionsRole) {
    if (message.content === '') return me.readsAll ? null : { by: 'hidden' };
    return { by: repliesToMe ? 'reply' : 'mention', question };
  }
  const isForOthers = message.mentions.length > 0 || message.message_reference !== undefined;
  if (place.kind === 'thread' && (place.isMine || knowsThread) && !isForOthers && question !== '')
    return { by: 'thread', question };
  return null;
}

/** The text without the mentions of the bot. */
function withoutMention({ content, guild_id }: IncomingMessage, me: Me): string {
  const role = guild_id ? me.roleIn(guild_id) : null;
  const own = new RegExp(`<@!?${me.id}>${role === null ? '' : `|<@&${role}>`}`, 'g');
  return content.replace(own, ' ').replace(/\s+/g, ' ').trim();
}
