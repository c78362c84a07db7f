import type { App, ReceiverEvent, RespondFn } from '@slack/bolt';
import { questionsIn } from '../chat/posts.js';
import type { Desk } from './desk.js';
import { readText } from './escape.js';
import { RESPONSE_URL_LIFETIME_MS } from './limits.js';
import { type IncomingMessage, isDirect, messageId, WRITTEN } from './parse-message.js';

/** After so long nobody waits for an answer to a message any more, in milliseconds. Ours, as on Discord. */
const MESSAGE_LIFETIME_MS = 15 * 60_000;

/** What is read of a delivery to tell what it is. */
interface Body {
  readonly type?: unknown;
  readonly command?: unknown;
  readonly trigger_id?: unknown;
  readonly team_id?: unknown;
  readonly event_id?: unknown;
  readonly event?: Partial<IncomingMessage> | null;
  /** For whom Slack tells of it. Source: Slack, Events API, Callback field. */
  readonly authorizations?: readonly { readonly user_id?: unknown }[] | null;
}

interface Asked {
  readonly id: string;
  readonly lifetimeMs: number;
  /** Whether Slack sends it again when it is not acknowledged. */
  readonly isBroughtAgain: boolean;
}

/**
 * What a delivery asks; `null` where nobody waits for an answer, or can ask once more with a click.
 * @param listening where what is said in a channel may be answered all the same
 */
function askedIn(body: Body, listening: Desk['listening']): Asked | null {
  const { type, command, trigger_id: trigger, event } = body;
  if (typeof trigger === 'string' && (typeof command === 'string' || type === 'message_action'))
    return { id: interactionId(trigger), lifetimeMs: RESPONSE_URL_LIFETIME_MS, isBroughtAgain: false };
  const { ts, channel, channel_type, subtype, bot_id, text } = event ?? {};
  const isWritten =
    typeof ts === 'string' && typeof channel === 'string' && WRITTEN.has(subtype) && bot_id === undefined;
  if (!isWritten) return null;
  // What people say to each other in a channel is no question; in a thread it may be one.
  const mayAsk =
    event?.type === 'app_mention' ||
    (event?.type === 'message' &&
      (isDirect({ channel, channel_type }) ||
        event.thread_ts !== undefined ||
        mentions(text, body) ||
        (listening !== null && listening.modeIn([channel]) !== 'off' && asksIn(text))));
  if (!mayAsk) return null;
  // A mention comes as two events where the bot reads the channel: they are one question.
  const id = keptMessageId(body.team_id, channel, ts);
  return { id, lifetimeMs: MESSAGE_LIFETIME_MS, isBroughtAgain: true };
}

/** What else happened that is to be dealt with once, whichever process it comes to; `null`: it harms nobody twice. */
function happenedIn({ type, trigger_id: trigger, event_id: id, event }: Body): string | null {
  if (typeof trigger === 'string') return `${type} ${trigger}`;
  const isChange = event?.subtype === 'message_changed' || event?.subtype === 'message_deleted';
  return isChange && typeof id === 'string' ? `change ${id}` : null;
}

/** Whether a message calls the bot; where it reads the channel, that comes as a second event beside `app_mention`. */
const mentions = (text: unknown, { authorizations }: Body): boolean =>
  typeof text === 'string' && (authorizations ?? []).some(({ user_id: me }) => text.includes(`<@${me}>`));

/** Whether a post asks something. */
const asksIn = (text: unknown): boolean =>
  typeof text === 'string' && typeof questionsIn({ post: null, text: readText(text, null) }) !== 'string';

export const interactionId = (trigger: string): string => `interaction ${trigger}`;

export const keptMessageId = (team: unknown, channel: unknown, ts: unknown): string =>
  `message ${messageId(team, channel, ts)}`;

/**
 * Keeps what is asked before it is acknowledged: Slack brings nothing again that was, and gives no message of a
 * channel back with the permissions that the bot asks for. Where processes share, this one takes it in the same
 * moment; what it cannot know to have is not acknowledged, so that Slack brings it again.
 */
export function keepAsked(
  app: App,
  {
    kept,
    state,
    listening,
    seen,
    counters,
  }: Pick<Desk, 'kept' | 'state' | 'listening' | 'seen' | 'counters'>,
): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent) => {
    const asked = askedIn(event.body, listening);
    // The token that Slack once signed requests by is nobody's business.
    const { token: _, ...body } = event.body;
    // What came before it waits too, so that what comes goes on in its order.
    const takes = async () => {
      if (asked) return kept.keep(asked.id, body, Date.now() + asked.lifetimeMs, asked.isBroughtAgain);
      const happened = state.shared && happenedIn(event.body);
      if (happened) return seen.firstOfAll(happened);
      await state.settled();
      return true;
    };
    const [isOwn, isFresh] = await Promise.all([takes(), state.shared?.fresh()]);
    // The database may have come back since.
    if (isFresh === false) await state.shared?.fresh();
    // A message that another process answers may be told of once more when it was edited.
    if (isOwn || asked?.isBroughtAgain) return process(event);
    counters.add('repeated');
    await event.ack();
  };
}

/** Answers what came before the start, or to a process that has ended, and was not answered then, as if it came now. */
export async function catchUp(
  app: App,
  { kept, counters, state, log }: Pick<Desk, 'kept' | 'counters' | 'state' | 'log'>,
): Promise<void> {
  await kept.inherit(async ({ request }) => {
    counters.add('caughtUp');
    if (state.shared) log.info('What another process left, or the database was away for, is answered');
    const body = request as ReceiverEvent['body'];
    // It may have come here too, when another had it.
    const again =
      state.shared && typeof body.event_id === 'string' ? { event_id: `${body.event_id} again` } : {};
    await app.processEvent({ body: { ...body, ...again }, ack: async () => undefined });
  });
}

/**
 * The way to the `response_url`, of which it is kept that it is taken: where the program was killed on it, Slack may
 * have the answer or not, and so it is as after a broken connection.
 */
export function respondingOnce({ kept }: Pick<Desk, 'kept'>, id: string, respond: RespondFn): RespondFn {
  const isUnsure = kept.left.some((one) => one.id === id && one.isSending);
  return async (message) => {
    if (isUnsure) throw new Error('the program was ended while the answer was sent');
    await kept.sending(id);
    return respond(message);
  };
}
