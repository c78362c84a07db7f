import { readText } from './escape.js';

/** What of a `message` or `app_mention` event decides. */
export interface IncomingMessage {
  readonly type: 'message' | 'app_mention';
  readonly subtype?: string | undefined;
  readonly channel: string;
  /** `im` for a direct message; an `app_mention` has none. */
  readonly channel_type?: string | undefined;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly text?: string | undefined;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
}

/** How a message speaks to the bot. */
export interface Asking {
  readonly by: 'mention' | 'direct' | 'thread';
  readonly question: string;
}

/** Kinds of messages that people write; all others are made by Slack. */
export const WRITTEN: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
]);

/**
 * Whether a message asks the bot, and what: when it mentions it, comes as a direct message, or stands in a thread
 * that the bot answered in and mentions nobody else. `@channel` is no mention.
 * @param me user id of the bot
 * @param knowsThread whether the bot answered in the thread before
 */
export function askingOf(message: IncomingMessage, me: string | null, knowsThread: boolean): Asking | null {
  const { text = '', user } = message;
  if (message.bot_id !== undefined || user === undefined || user === me || user === 'USLACKBOT') return null;
  if (!WRITTEN.has(message.subtype)) return null;
  const question = readText(text, me);
  if (isDirect(message)) return { by: 'direct', question };
  if (message.type === 'app_mention' || (me !== null && text.includes(`<@${me}>`)))
    return { by: 'mention', question };
  const isForOthers = /<[@!](?!date\^)/.test(text);
  if (message.thread_ts !== undefined && knowsThread && !isForOthers && question !== '')
    return { by: 'thread', question };
  return null;
}

/** Ids of direct messages begin with D; an `app_mention` does not say the kind of its channel. */
export function isDirect({
  channel,
  channel_type,
}: Pick<IncomingMessage, 'channel' | 'channel_type'>): boolean {
  return channel_type === 'im' || (channel_type === undefined && channel.startsWith('D'));
}
