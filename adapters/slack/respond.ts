import { setTimeout as wait } from 'node:timers/promises';
import type { RespondFn } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { TEXTS } from '../service/texts.js';
import type { Target } from './api.js';
import { button } from './controls.js';
import type { Desk, Workspace } from './desk.js';
import { isForeign, isUnsure, mayHaveArrived } from './errors.js';
import { mayNotWrite } from './platform.js';
import { type Message, renderNotice } from './render.js';
import { ACTIONS } from './values.js';

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

/** Waits before a `response_url` is tried again, in milliseconds. Bolt does not tell how long a 429 wants. */
const TRIED_AGAIN_MS: readonly number[] = [1_000, 2_000];

/**
 * Answers an interaction by its `response_url`, which works for half an hour, five times, and also where the bot
 * is no member. When it works no more the message goes by the Web API: to the person alone in the channel, or, where
 * the bot may not write, in a direct message. Bolt throws what the address answers; here it is dealt with.
 *
 * When nobody can know whether Slack took the message it is not sent again, and the person is told so, with a button
 * that brings it: no answer twice, and no silence either.
 */
export async function reply(
  desk: Tools,
  workspace: Pick<Workspace, 'api'>,
  asker: Asker,
  messages: readonly Message[],
  isPrivate: boolean,
): Promise<void> {
  let isUnsure = false;
  for (const [i, message] of messages.entries()) {
    const outcome = asker.respond ? await respond(desk, asker.respond, asker, message, isPrivate) : 'refused';
    if (outcome === 'refused') await send(desk, workspace, asker, message, isPrivate, `${asker.key} ${i}`);
    isUnsure ||= outcome === 'unsure';
  }
  if (!isUnsure) return;
  await send(desk, workspace, asker, unsureNotice(messages), true, `${asker.key} u`).catch((error) =>
    desk.log.error('A person could not be told that an answer may be missing', { error }),
  );
}

/** By the Web API. */
async function send(
  desk: Tools,
  { api }: Pick<Workspace, 'api'>,
  { target, person }: Asker,
  message: Message,
  isPrivate: boolean,
  key: string,
): Promise<void> {
  try {
    if (isPrivate) await api.postPrivately(target, person, message);
    else await api.post(target, message, key);
  } catch (error) {
    const directly = { channel: person, thread: null };
    if (mayNotWrite(error)) {
      desk.counters.add('mayNotWrite');
      await api.post(directly, message, key);
    } else if (isUnsure(error)) {
      desk.counters.add('responseUnsure');
      await api.post(directly, unsureNotice([message]), `${key} u`);
    } else throw error;
  }
}

/** Says that an answer may not have arrived; its button asks what the answer's own buttons ask. */
function unsureNotice(messages: readonly Message[]): Message {
  const notice = renderNotice(TEXTS.unsure);
  const value = messages.map(({ blocks }) => turnIn(blocks)).find((one) => one !== null);
  if (!value) return notice;
  const again = button('Show the answer', ACTIONS.ask, value);
  return { ...notice, blocks: [...notice.blocks, { type: 'actions', elements: [again] }] };
}

/** What the button "Why this answer?" says of the question, which every answer about the articles has. */
function turnIn(blocks: readonly KnownBlock[]): string | null {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
  const why = elements.find((one) => one.type === 'button' && one.action_id === ACTIONS.why);
  return why?.type === 'button' ? (why.value ?? null) : null;
}

/** How a `response_url` took a message; `unsure`: it may be shown or not. */
type Outcome = 'taken' | 'refused' | 'unsure';

async function respond(
  desk: Tools,
  post: RespondFn,
  { target }: Asker,
  { text, blocks }: Message,
  isPrivate: boolean,
): Promise<Outcome> {
  for (const pause of [...TRIED_AGAIN_MS, null]) {
    try {
      await post({
        text,
        blocks,
        response_type: isPrivate ? 'ephemeral' : 'in_channel',
        replace_original: false,
        unfurl_links: false,
        unfurl_media: false,
        ...(target.thread === null ? {} : { thread_ts: target.thread }),
      });
      return 'taken';
    } catch (error) {
      if (isForeign(error)) {
        desk.counters.add('foreignAddress');
        desk.log.warn('A response_url is not of Slack; the answer goes by the Web API', { error });
        return 'refused';
      }
      const status = statusOf(error);
      desk.log.warn('A response_url did not take an answer', { status, error });
      if (mayHaveArrived(error, status)) {
        desk.counters.add('responseUnsure');
        return 'unsure';
      }
      if (pause === null || (status !== null && status !== TOO_MANY)) break;
      await wait(pause);
    }
  }
  desk.counters.add('responseExpired');
  return 'refused';
}

/** HTTP status of a request that came too soon after others, and was not carried out. */
const TOO_MANY = 429;

/** The HTTP status that Bolt reports; `null` when there was no response at all. */
function statusOf(error: unknown): number | null {
  const status = (error as { statusCode?: unknown }).statusCode;
  return typeof status === 'number' ? status : null;
}
