import type { Received } from '../chat/inbox.js';
import { apiErrorCode } from './api.js';
import type { Desk } from './desk.js';
import { MISSING_ACCESS, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE } from './limits.js';
import type { IncomingMessage } from './parse-message.js';

/** What says that a message is not there any more, or not for the bot. */
const GONE: readonly (number | null)[] = [MISSING_ACCESS, UNKNOWN_CHANNEL, UNKNOWN_MESSAGE];

/**
 * Answers a message that came before the start and was not answered then, unless it was after all: its text is asked
 * of Discord, since it is kept nowhere. Where that cannot be had, the next start tries again.
 * @param answer answers it as if it came now
 */
export async function catchUp(
  { api, me, log, counters, inbox }: Pick<Desk, 'api' | 'me' | 'log' | 'counters' | 'inbox'>,
  { id, channel, server }: Received,
  answer: (message: IncomingMessage) => Promise<void>,
): Promise<void> {
  try {
    const message = await api.readMessage(channel, id);
    const after = await api.readAfter(channel, id);
    const isAnswered = after.some(
      ({ author, message_reference: replied }) => author.id === me.id && replied?.message_id === id,
    );
    if (isAnswered) return inbox.done(id);
    counters.add('caughtUp');
    // What Discord gives back for an address does not say the server that is in it.
    await answer({ ...message, ...(server === null ? {} : { guild_id: server }) } as IncomingMessage);
  } catch (error) {
    if (GONE.includes(apiErrorCode(error))) return inbox.done(id);
    log.warn('A message from before the start could not be answered', { error });
  }
}
