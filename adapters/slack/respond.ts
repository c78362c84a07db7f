import { setTimeout as wait } from 'node:timers/promises';
import type { RespondFn } from '@slack/bolt';
import { apiErrorCode, type Target } from './api.js';
import type { Desk, Workspace } from './desk.js';
import type { Message } from './render.js';

/** Whom an answer is for, and by what ways it can reach them. */
export interface Asker {
  readonly person: string;
  readonly target: Target;
  /** Posts to the `response_url`; `null` when there is none. */
  readonly respond: RespondFn | null;
  /** Says which interaction it is: what is posted for it is posted once. */
  readonly key: string;
}

type Tools = Pick<Desk, 'log' | 'counters'>;

/** Waits before a `response_url` is tried again, in milliseconds: after a rate limit or a fault of Slack's. */
const TRIED_AGAIN_MS: readonly number[] = [1_000, 2_000];

/**
 * Answers an interaction by its `response_url`, which works for half an hour, five times, and also where the bot
 * is no member. When it works no more the message goes by the Web API: to the person alone in the channel, or, where
 * the bot may not write, in a direct message. Bolt throws what the address answers; here it is dealt with.
 */
export async function reply(
  desk: Tools,
  { api }: Pick<Workspace, 'api'>,
  asker: Asker,
  messages: readonly Message[],
  isPrivate: boolean,
): Promise<void> {
  for (const [i, message] of messages.entries()) {
    if (asker.respond && (await responded(desk, asker.respond, asker, message, isPrivate))) continue;
    const key = `${asker.key} ${i}`;
    try {
      if (isPrivate) await api.postPrivately(asker.target, asker.person, message);
      else await api.post(asker.target, message, key);
    } catch (error) {
      if (!mayNotWrite(error)) throw error;
      desk.counters.add('mayNotWrite');
      await api.post({ channel: asker.person, thread: null }, message, key);
    }
  }
}

async function responded(
  desk: Tools,
  respond: RespondFn,
  { target }: Asker,
  { text, blocks }: Message,
  isPrivate: boolean,
): Promise<boolean> {
  for (const pause of [...TRIED_AGAIN_MS, null]) {
    try {
      await respond({
        text,
        blocks,
        response_type: isPrivate ? 'ephemeral' : 'in_channel',
        replace_original: false,
        unfurl_links: false,
        unfurl_media: false,
        ...(target.thread === null ? {} : { thread_ts: target.thread }),
      });
      return true;
    } catch (error) {
      const status = statusOf(error);
      desk.log.warn('A response_url did not take an answer', { status, error });
      if (status === null && mayHaveArrived(error)) {
        desk.counters.add('responseUnsure');
        return true;
      }
      if (pause === null || (status !== null && status !== 429 && status < 500)) break;
      await wait(pause);
    }
  }
  desk.counters.add('responseExpired');
  return false;
}

/** The HTTP status that Bolt reports; `null` when there was no response at all. */
function statusOf(error: unknown): number | null {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : null;
}

/** Faults of a connection that never stood. Source: Node.js, Common system errors; undici, Errors. */
const NEVER_SENT: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Whether Slack may have taken a message although no response came: after a timeout, a broken connection. Sent
 * again it could be seen twice, and a `response_url` knows no key by which a repeat is told.
 */
function mayHaveArrived(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return !NEVER_SENT.has(code) && !NEVER_SENT.has(cause?.code);
}

const WRITE_REFUSED: ReadonlySet<string | null> = new Set([
  'not_in_channel',
  'channel_not_found',
  'user_not_in_channel',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
]);

/** Whether Slack said that the bot may not write where it was asked. */
export function mayNotWrite(error: unknown): boolean {
  return WRITE_REFUSED.has(apiErrorCode(error));
}
