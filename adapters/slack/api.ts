import { createHash } from 'node:crypto';
import type { HomeView, ModalView } from '@slack/types';
import { type ChatPostMessageResponse, WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { MAX_READ_MESSAGES } from './limits.js';
import type { Message } from './render.js';

/** Where a message goes. */
export interface Target {
  readonly channel: string;
  /** The thread, by the timestamp of its first message; `null`: none. */
  readonly thread: string | null;
}

/** A message of a thread, as the Web API gives it back. */
export interface Written {
  readonly user?: string;
  readonly bot_id?: string;
  readonly text?: string;
  readonly subtype?: string;
  readonly thread_ts?: string;
}

/** What the bot does on Slack. The handlers know no more of it; tests give one of their own. */
export interface SlackApi {
  /**
   * Posts a message. @param key says which one it is: sent again, Slack posts it no second time
   * @returns its timestamp
   */
  post(target: Target, message: Message, key: string): Promise<string>;
  postPrivately(target: Target, person: string, message: Message): Promise<void>;
  update(channel: string, ts: string, message: Message): Promise<void>;
  remove(channel: string, ts: string): Promise<void>;
  /** The last messages of a channel, at most a hundred; needs the scope to read it. */
  readLast(
    channel: string,
  ): Promise<readonly { readonly ts?: string; readonly blocks?: readonly object[] }[]>;
  /**
   * A message and those in the thread below it, at most a hundred; needs the scope to read the channel. `null`: it is gone.
   */
  readThread(channel: string, ts: string): Promise<readonly Written[] | null>;
  /** A message as it is now, be it in a thread; needs the scope to read the channel. `null`: it is gone. */
  readMessage(channel: string, ts: string): Promise<Written | null>;
  /** The address of a message; `null` when there is none. */
  permalink(channel: string, ts: string): Promise<string | null>;
  publishHome(person: string, view: HomeView): Promise<void>;
  openView(trigger: string, view: ModalView): Promise<void>;
  pushView(trigger: string, view: ModalView): Promise<void>;
  updateView(id: string, view: ModalView): Promise<void>;
  /** Questions that are offered in a direct message, or in its thread. */
  offerPrompts(target: Target, title: string, questions: readonly string[]): Promise<void>;
  /** Ids of the people in a user group. */
  groupMembers(group: string): Promise<readonly string[]>;
  /** Shows that the bot is at work, until the next message in the thread. */
  showStatus(channel: string, thread: string, status: string): Promise<void>;
}

/** What says that a message is not there. Source: https://docs.slack.dev/reference/methods/conversations.replies */
const NO_THREAD: ReadonlySet<string | null> = new Set(['thread_not_found', 'message_not_found']);

/** Nothing that is sent is looked through for links and names. */
const QUIET = { unfurl_links: false, unfurl_media: false, parse: 'none', link_names: false } as const;

/** The methods of the Web API that the bot uses, with the token of a workspace. */
export function createSlackApi(client: WebClient): SlackApi {
  return {
    async post({ channel, thread }, { text, blocks }, key) {
      const result = await client.apiCall('chat.postMessage', {
        channel,
        text,
        blocks,
        ...QUIET,
        ...(thread === null ? {} : { thread_ts: thread }),
        client_msg_id: clientMessageId(key),
      });
      return String((result as ChatPostMessageResponse).ts ?? '');
    },
    async postPrivately({ channel, thread }, user, { text, blocks }) {
      await client.chat.postEphemeral({
        channel,
        user,
        text,
        blocks,
        parse: 'none',
        link_names: false,
        ...(thread === null ? {} : { thread_ts: thread }),
      });
    },
    async update(channel, ts, { text, blocks }) {
      await client.chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false });
    },
    async remove(channel, ts) {
      await client.chat.delete({ channel, ts });
    },
    async readLast(channel) {
      const { messages } = await client.conversations.history({ channel, limit: MAX_READ_MESSAGES });
      return messages ?? [];
    },
    async readThread(channel, ts) {
      try {
        const { messages } = await client.conversations.replies({ channel, ts, limit: MAX_READ_MESSAGES });
        return messages ?? [];
      } catch (error) {
        if (NO_THREAD.has(apiErrorCode(error))) return null;
        throw error;
      }
    },
    async readMessage(channel, ts) {
      // Source: https://docs.slack.dev/messaging/retrieving-messages, of one message
      const one = { channel, ts, oldest: ts, latest: ts, inclusive: true, limit: MAX_READ_MESSAGES };
      try {
        const { messages } = await client.conversations.replies(one);
        const found = (messages ?? []).find((message) => message.ts === ts) as Written | undefined;
        return found === undefined || found.subtype === 'tombstone' ? null : found;
      } catch (error) {
        if (NO_THREAD.has(apiErrorCode(error))) return null;
        throw error;
      }
    },
    async permalink(channel, message_ts) {
      const { permalink } = await client.chat.getPermalink({ channel, message_ts });
      return permalink ?? null;
    },
    async publishHome(user_id, view) {
      await client.views.publish({ user_id, view });
    },
    async openView(trigger_id, view) {
      await client.views.open({ trigger_id, view });
    },
    async pushView(trigger_id, view) {
      await client.views.push({ trigger_id, view });
    },
    async updateView(view_id, view) {
      await client.views.update({ view_id, view });
    },
    async offerPrompts({ channel, thread }, title, questions) {
      await client.assistant.threads.setSuggestedPrompts({
        channel_id: channel,
        ...(thread === null ? {} : { thread_ts: thread }),
        title,
        prompts: questions.map((question) => ({ title: question, message: question })),
      });
    },
    async groupMembers(usergroup) {
      return (await client.usergroups.users.list({ usergroup })).users ?? [];
    },
    async showStatus(channel_id, thread_ts, status) {
      await client.assistant.threads.setStatus({ channel_id, thread_ts, status });
    },
  };
}

/**
 * A UUID for a key, the same for the same key: a request that is repeated because its answer was lost posts
 * nothing twice. Slack's reference names `client_msg_id` only in its errors (`duplicate_message_not_found`:
 * reference/methods/chat.postMessage).
 */
export function clientMessageId(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The code of an error that Slack answered with, or `null`. */
export function apiErrorCode(error: unknown): string | null {
  return error instanceof WebAPIPlatformError ? error.data.error : null;
}
