import type { RespondFn } from '@slack/bolt';
import type { Place } from '../service/scopes/place.js';
import type { Desk, Workspace } from './desk.js';
import { rulePlace } from './parse-message.js';
import { mayNotWrite } from './platform.js';
import type { Press } from './presses.js';
import type { Message } from './render.js';
import { reply } from './respond.js';
import { messagesView } from './views.js';

/** Where a button stands, and how what it brings gets there. */
export interface Surface {
  /** Which answer the button belongs to. */
  readonly id: string;
  /** What a follow-up leans on. */
  readonly place: string;
  /** What the rate limit counts. */
  readonly room: string;
  /** Where it is, for the rules that say what is seen there. */
  readonly seenAt: Place;
  readonly mayShare: boolean;
  /** To who pressed it alone. */
  tell(messages: readonly Message[]): Promise<void>;
  /** An answer, where the button stands. */
  answer(messages: readonly Message[]): Promise<void>;
  /** A private answer, to the channel. */
  share(messages: readonly Message[]): Promise<void>;
}

type Where = Pick<Press, 'channel' | 'container' | 'message' | 'user' | 'trigger_id'>;

/** A button below a message. What is pressed below a private one stays private. */
export function messageSurface(
  desk: Pick<Desk, 'log' | 'counters'>,
  workspace: Workspace,
  { channel, container, message, user, trigger_id }: Where,
  respond: RespondFn | null,
): Surface {
  const where = channel?.id ?? container.channel_id ?? user.id;
  const ts = container.message_ts ?? '';
  const isPrivate = container.is_ephemeral === true;
  const isDirect = where.startsWith('D');
  const thread = message?.thread_ts ?? container.thread_ts ?? null;
  // Below an answer that is in no thread the next one opens one, but in a direct message.
  const below = thread ?? (isDirect || isPrivate || ts === '' ? null : ts);
  const asker = { person: user.id, target: { channel: where, thread }, respond, key: trigger_id };
  const tell = (messages: readonly Message[]) => reply(desk, workspace, asker, messages, true);
  const { team } = workspace;
  return {
    id: `${team} ${where} ${ts}`,
    place: isPrivate ? `${team} ${where} ${user.id}` : `${team} ${where} ${below ?? ''}`,
    room: `${team} ${where}`,
    seenAt: rulePlace(team, where),
    mayShare: isPrivate && !isDirect,
    tell,
    async answer(messages) {
      if (isPrivate) return tell(messages);
      const target = { channel: where, thread: below };
      try {
        for (const [i, one] of messages.entries())
          await workspace.api.post(target, one, `${trigger_id} ${i}`);
      } catch (error) {
        // A shared answer may stand where the bot is no member.
        if (!mayNotWrite(error)) throw error;
        await reply(desk, workspace, { ...asker, target }, messages, false);
      }
    },
    share: (messages) => reply(desk, workspace, asker, messages, false),
  };
}

/**
 * A button in the App Home or in a modal: the Home opens a modal, an answer takes the place of the one before it, and
 * what belongs to an answer is laid over it, so that closing it leads back.
 */
export function viewSurface(
  { api, team }: Workspace,
  view: { readonly id: string; readonly type: string },
  trigger: string,
): Surface {
  const isHome = view.type === 'home';
  const tell = (messages: readonly Message[]) =>
    (isHome ? api.openView : api.pushView)(trigger, messagesView(messages));
  return {
    id: `${team} ${view.id}`,
    place: `${team} ${view.id}`,
    room: `${team} ${view.id}`,
    seenAt: rulePlace(team, null),
    mayShare: false,
    tell,
    answer: (messages) =>
      isHome
        ? api.openView(trigger, messagesView(messages))
        : api.updateView(view.id, messagesView(messages)),
    share: tell,
  };
}
