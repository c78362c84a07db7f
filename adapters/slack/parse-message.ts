import type { ChatMessage, Post } from '../chat/platform.js';
import type { Place } from '../service/scopes/place.js';
import type { Target } from './api.js';
import type { Workspace } from './desk.js';
import { readText, readWords } from './escape.js';

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

/** Where the answer to a message goes. */
export interface Where {
  readonly workspace: Workspace;
  /** A thread below the question; in direct messages where it was asked. */
  readonly target: Target;
  readonly person: string;
  readonly message: string;
}

/** Kinds of messages that people write; all others are made by Slack. */
export const WRITTEN: ReadonlySet<string | undefined> = new Set([
  undefined,
  'file_share',
  'thread_broadcast',
]);

/**
 * A message as the conversation reads it; `null` for one that no person wrote. `@channel` is no mention.
 * @param followsThreads whether what stands in a thread needs no mention where the bot answered before
 */
export function parseMessage(
  workspace: Workspace,
  message: IncomingMessage,
  followsThreads: boolean,
): ChatMessage<Where> | null {
  const { team, me } = workspace;
  const { channel, text = '', user: person, ts, thread_ts: within } = message;
  if (message.bot_id !== undefined || person === undefined || person === me || person === 'USLACKBOT')
    return null;
  if (!WRITTEN.has(message.subtype)) return null;
  const isMention = message.type === 'app_mention' || (me !== null && text.includes(`<@${me}>`));
  const target = { channel, thread: within ?? (isDirect(message) ? null : ts) };
  const id = messageId(team, channel, ts);
  return {
    ...{ id, person, who: `${team} ${person}`, room: `${team} ${channel}` },
    place: isDirect(message) ? rulePlace(team, null) : rulePlace(team, channel),
    where: { workspace, target, person, message: id },
    kind: isDirect(message) ? 'direct' : within === undefined ? 'channel' : 'thread',
    speaksBy: isDirect(message) ? 'direct' : isMention ? 'mention' : null,
    text: readText(text, me),
    words: readWords(text, me),
    isForOthers: isForOthers(text),
    post: postIn(message),
    mentions: [...text.matchAll(/<@([UW]\w+)/g)].flatMap(([, mentioned]) => mentioned ?? []),
    names: [person],
    repliesTo: null,
    under: within === undefined ? [] : [messageId(team, channel, within)],
    talk: talkIn(team, target),
    thread: target.thread !== null && followsThreads ? messageId(team, channel, target.thread) : null,
    isOwnThread: false,
    mayWrite: true,
    roomName: 'a channel',
  };
}

/** Where something is, for the rules that say what is seen there. @param channel `null` for what one person alone sees */
export const rulePlace = (team: string, channel: string | null): Place =>
  channel === null || channel.startsWith('D')
    ? { platform: 'slack', server: team, direct: true }
    : { platform: 'slack', server: team, channel };

/** Whether somebody is mentioned. A date is written in the same way. */
const isForOthers = (text: string): boolean => /<[@!](?!date\^)/.test(text);

/** What a message begins: in a channel, and in no thread of it. */
function postIn(message: IncomingMessage): Post | null {
  const { type, channel, text = '', ts, thread_ts: within = ts } = message;
  // Since something stands below it, it bears the thread that it began.
  const isPost = type === 'message' && within === ts && !isDirect(message) && !isForOthers(text);
  return isPost ? { rooms: [channel], title: null } : null;
}

/** Names a message among those of all workspaces. */
export const messageId = (team: unknown, channel: unknown, ts: unknown): string => `${team} ${channel} ${ts}`;

/** Names what a follow-up leans on: what was last said in a thread, or in direct messages outside of threads. */
export const talkIn = (team: string, { channel, thread }: Target): string =>
  `${team} ${channel} ${thread ?? ''}`;

/** Ids of direct messages begin with D; an `app_mention` does not say the kind of its channel. */
export function isDirect({
  channel,
  channel_type,
}: Pick<IncomingMessage, 'channel' | 'channel_type'>): boolean {
  return channel_type === 'im' || (channel_type === undefined && channel.startsWith('D'));
}
