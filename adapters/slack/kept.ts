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
  readonly event?: Partial<IncomingMessage> | null;
}

interface Asked {
  readonly id: string;
  readonly lifetimeMs: number;
}

/**
 * What a delivery asks; `null` where nobody waits for an answer, or can ask once more with a click.
 * @param listening where what is said in a channel may be answered all the same
 */
function askedIn(body: Body, listening: Desk['listening']): Asked | null {
  const { type, command, trigger_id: trigger, event } = body;
  if (typeof trigger === 'string' && (typeof command === 'string' || type === 'message_action'))
    return { id: interactionId(trigger), lifetimeMs: RESPONSE_URL_LIFETIME_MS };
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
        (listening !== null && listening.modeIn([channel]) !== 'off' && asksIn(text))));
  if (!mayAsk) return null;
  // A mention comes as two events where the bot reads the channel: they are one question.
  return { id: keptMessageId(body.team_id, channel, ts), lifetimeMs: MESSAGE_LIFETIME_MS };
}

/** Whether a post asks something. */
const asksIn = (text: unknown): boolean =>
  typeof text === 'string' && typeof questionsIn({ post: null, text: readText(text, null) }) !== 'string';

export const interactionId = (trigger: string): string => `interaction ${trigger}`;

export const keptMessageId = (team: unknown, channel: unknown, ts: unknown): string =>
  `message ${messageId(team, channel, ts)}`;

/**
 * Keeps what is asked before it is acknowledged: Slack brings nothing again that was, and gives no message of a
 * channel back with the permissions that the bot asks for.
 */
export function keepAsked(
  app: App,
  { kept, state, listening }: Pick<Desk, 'kept' | 'state' | 'listening'>,
): void {
  const process = app.processEvent.bind(app);
  app.processEvent = async (event: ReceiverEvent) => {
    const asked = askedIn(event.body, listening);
    // The token that Slack once signed requests by is nobody's business.
    const { token: _, ...body } = event.body;
    // What came before it waits too, so that what comes goes on in its order.
    await (asked ? kept.keep(asked.id, body, Date.now() + asked.lifetimeMs) : state.settled());
    return process(event);
  };
}

/** Answers what came before the start and was not answered then, as if it came now. */
export async function catchUp(app: App, { kept, counters }: Pick<Desk, 'kept' | 'counters'>): Promise<void> {
  for (const { request } of kept.left) {
    counters.add('caughtUp');
    await app.processEvent({ body: request as ReceiverEvent['body'], ack: async () => undefined });
  }
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
