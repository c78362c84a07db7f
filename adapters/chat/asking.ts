import type { ChatMessage } from './platform.js';

/** How a message speaks to the bot. */
export type Asking =
  | { readonly by: 'mention' | 'direct' | 'reply' | 'thread'; readonly question: string }
  /** It does, but its text is hidden from the bot. */
  | { readonly by: 'hidden' };

/** What of a message decides. */
export type Speaking = Pick<
  ChatMessage<unknown>,
  'kind' | 'speaksBy' | 'text' | 'isForOthers' | 'isOwnThread'
>;

/**
 * Whether a message of a person's asks the bot, and what: when it mentions it, replies to it, comes as a direct
 * message, or stands in a thread that the bot opened or answered in and is meant for nobody else.
 * @param knowsThread whether the bot answered in the thread before
 */
export function askingOf(
  { kind, speaksBy, text, isForOthers, isOwnThread }: Speaking,
  knowsThread: boolean,
): Asking | null {
  if (speaksBy !== null) return text === null ? { by: 'hidden' } : { by: speaksBy, question: text };
  const isFollowed = kind === 'thread' && (isOwnThread || knowsThread);
  return isFollowed && !isForOthers && text ? { by: 'thread', question: text } : null;
}
