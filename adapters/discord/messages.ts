import type { GatewayMessageDeleteBulkDispatchData, GatewayMessageDeleteDispatchData } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Conversation } from '../../src/query/query.js';
import { createQueues } from '../chat/underway.js';
import { TEXTS } from '../shared/texts.js';
import { apiErrorCode } from './api.js';
import { type Asking, askingOf, type IncomingMessage } from './asking.js';
import { COMMANDS } from './commands.js';
import { answerPages, type Desk, type Place } from './desk.js';
import {
  CANNOT_REPLY,
  MAX_NONCE_LENGTH,
  MISSING_ACCESS,
  MISSING_PERMISSIONS,
  UNKNOWN_CHANNEL,
  UNKNOWN_MESSAGE,
} from './limits.js';
import { type Page, renderNotice } from './render.js';
import { failureNotice } from './respond.js';

/** How many answers are remembered, so that they follow their questions, and for how long, in milliseconds. */
const MAX_ANSWERED = 10_000;
const FOLLOWS_FOR_MS = 24 * 60 * 60_000;
/** How often a person is told that the bot may not write in a channel, in milliseconds. */
const TOLD_AGAIN_MS = 60 * 60_000;

/** A question that was answered by messages. */
interface Answered {
  readonly question: string;
  readonly before: Conversation | null;
  readonly replies: readonly string[];
}

/** Answers messages, and lets the answers follow their questions. */
export interface Messages {
  create(message: IncomingMessage): Promise<void>;
  update(message: IncomingMessage): Promise<void>;
  remove(deleted: GatewayMessageDeleteDispatchData | GatewayMessageDeleteBulkDispatchData): Promise<void>;
}

export function createMessages(desk: Desk): Messages {
  const answered = new LRUCache<string, Answered>({ max: MAX_ANSWERED, ttl: FOLLOWS_FOR_MS });
  const deleted = new LRUCache<string, true>({ max: MAX_ANSWERED, ttl: FOLLOWS_FOR_MS });
  const toldPrivately = new LRUCache<string, true>({ max: MAX_ANSWERED, ttl: TOLD_AGAIN_MS });
  const inOrder = createQueues();

  const placeOf = (message: IncomingMessage) =>
    desk.place(message.channel_id, message.guild_id, message.channel_type);

  async function create(message: IncomingMessage): Promise<void> {
    const place = placeOf(message);
    if (!askingOf(message, desk.me, place, true)) return;
    desk.inbox.received({
      id: message.id,
      channel: message.channel_id,
      server: message.guild_id ?? null,
    });
    await inTurn(message, place, async () => {
      // Whether the bot knows the thread is decided by the messages before this one.
      const asking = askingOf(message, desk.me, place, desk.threads.knows(message.channel_id));
      if (!asking) return;
      if (!desk.seen.first(`message ${message.id}`)) return desk.counters.add('repeated');
      const refused = await refusal(message);
      if (refused === null) await answer(message, place, asking);
      else if (refused !== '' && place.mayWrite)
        await sendAll(message, place, [renderNotice(refused, false)], 'n');
    }).finally(() => desk.inbox.done(message.id));
  }

  /** Where people talk with the bot, one message after the other is answered: each may lean on the one before. */
  function inTurn(
    { id, channel_id }: IncomingMessage,
    place: Place,
    work: () => Promise<void>,
  ): Promise<void> {
    const own = () => inOrder(id, work);
    return place.kind === 'channel' ? own() : inOrder(`in ${channel_id}`, own);
  }

  /** @returns what a person who asks too fast is told: nothing ('') after the first time; `null`: go ahead */
  async function refusal(message: IncomingMessage): Promise<string | null> {
    const admission = await desk.rateLimit.admit(message.author.id, message.channel_id);
    if (admission.admitted) return null;
    desk.counters.add('tooFast');
    return admission.tell ? TEXTS.tooFast(admission.waitSeconds) : '';
  }

  async function answer(message: IncomingMessage, place: Place, asking: Asking): Promise<void> {
    if (!place.mayWrite) return tellPrivately(message);
    if (asking.by === 'hidden') {
      await sendAll(message, place, [renderNotice(TEXTS.cannotRead(`/${COMMANDS.ask}`), false)], 'n');
      return;
    }
    const typing = setTimeout(() => {
      desk.api
        .showTyping(message.channel_id)
        .catch((error) => desk.log.debug('Typing was not shown', { error }));
    }, desk.busyAfterMs);
    try {
      await reply(message, place, asking.question, asking.by === 'thread');
    } catch (error) {
      if (isWriteRefused(error)) return tellPrivately(message);
      await sendAll(message, place, [failureNotice(desk, error, false)], 'e').catch((second) =>
        desk.log.error('A person could not be told of an error', { error: second }),
      );
    } finally {
      clearTimeout(typing);
    }
  }

  async function reply(
    message: IncomingMessage,
    place: Place,
    question: string,
    isUnbidden: boolean,
  ): Promise<void> {
    const before = contextOf(message, place);
    // In a thread people also talk to each other: who never asked hears neither "I do not know" nor "I am not sure",
    // and leaves no record.
    const knowsAsker = desk.threads.knowsAsker(message.channel_id, message.author.id);
    if (isUnbidden && !knowsAsker) {
      const { status } = await desk.bot.ask(question, { conversation: before });
      if (status !== 'answered') return;
    }
    const { answer: said, pages } = await answerPages(desk, {
      question,
      person: message.author.id,
      conversation: before,
    });
    if (deleted.has(message.id)) return;
    // Before it is sent: the next question may come sooner than Discord's word that it was.
    if (place.kind !== 'channel') desk.conversations.set(message.channel_id, said.conversation);
    if (place.kind === 'thread') desk.threads.add(message.channel_id, message.author.id);
    const replies = await sendAll(message, place, pages, '');
    answered.set(message.id, { question, before, replies });
    for (const id of replies) desk.conversations.set(id, said.conversation);
    desk.counters.add('answered');
  }

  /** What a question may lean on: what it replies to, else what was last said in the thread or direct messages. */
  function contextOf(message: IncomingMessage, place: Place): Conversation | null {
    const repliedTo = message.message_reference?.message_id;
    const said = repliedTo ? desk.conversations.get(repliedTo) : null;
    return said ?? (place.kind === 'channel' ? null : desk.conversations.get(message.channel_id));
  }

  async function sendAll(
    message: IncomingMessage,
    place: Place,
    pages: readonly Page[],
    kind: '' | 'n' | 'e',
  ): Promise<string[]> {
    const ids: string[] = [];
    for (const [i, page] of pages.entries()) {
      const nonce = `${message.id}${kind}${i === 0 ? '' : i}`.slice(-MAX_NONCE_LENGTH);
      const replies = i === 0 && place.mayReply;
      const send = (replyTo?: string) =>
        desk.api.send(message.channel_id, page, { nonce, ...(replyTo ? { replyTo } : {}) });
      ids.push(
        await send(replies ? message.id : undefined).catch((error) => {
          if (apiErrorCode(error) !== CANNOT_REPLY) throw error;
          return send();
        }),
      );
    }
    return ids;
  }

  /** Says in a direct message that the bot may not write where it was asked; once in a while, and it may fail. */
  async function tellPrivately({ author, channel_id }: IncomingMessage): Promise<void> {
    desk.counters.add('mayNotWrite');
    const key = `${author.id} ${channel_id}`;
    if (toldPrivately.has(key)) return;
    toldPrivately.set(key, true);
    try {
      const channel = await desk.api.openDirectMessages(author.id);
      const page = renderNotice(TEXTS.mayNotWrite(`<#${channel_id}>`), false);
      await desk.api.send(channel, page, { nonce: `${channel_id}w` });
    } catch (error) {
      desk.log.info('A person who was to be told privately takes no direct messages', { error });
    }
  }

  async function update(message: IncomingMessage): Promise<void> {
    // An update also comes when a preview is loaded; it then has the same text, or none where it is hidden.
    if (!message.content || !message.author) return;
    if (answered.has(message.id)) return inOrder(message.id, () => follow(message));
    const place = placeOf(message);
    const asking = askingOf(message, desk.me, place, false);
    if (!asking) return;
    // Either the answer is still under way, or the message asks the bot only since it was edited.
    const isNew = desk.seen.first(`message ${message.id}`);
    await inTurn(message, place, async () => {
      if (!isNew) await follow(message);
      else if ((await refusal(message)) === null) await answer(message, place, asking);
    });
  }

  async function follow(message: IncomingMessage): Promise<void> {
    const known = answered.get(message.id);
    const asking = askingOf(message, desk.me, placeOf(message), true);
    if (!known || !asking || asking.by === 'hidden' || asking.question === known.question) return;
    if ((await refusal(message)) !== null) return;
    const { answer: said, pages } = await answerPages(desk, {
      question: asking.question,
      person: message.author.id,
      conversation: known.before,
    });
    const replies = [...known.replies];
    for (const [i, page] of pages.entries()) {
      const id = replies[i];
      if (id) await desk.api.editMessage(message.channel_id, id, page).catch(ignoreGone);
      else replies.push(await desk.api.send(message.channel_id, page, { nonce: `${message.id}${i}f` }));
    }
    for (const id of replies.splice(pages.length))
      await desk.api.deleteMessage(message.channel_id, id).catch(ignoreGone);
    answered.set(message.id, { ...known, question: asking.question, replies });
    for (const id of replies) desk.conversations.set(id, said.conversation);
    desk.counters.add('edited');
  }

  async function remove(
    event: GatewayMessageDeleteDispatchData | GatewayMessageDeleteBulkDispatchData,
  ): Promise<void> {
    for (const id of 'ids' in event ? event.ids : [event.id]) {
      deleted.set(id, true);
      await inOrder(id, async () => {
        const known = answered.get(id);
        if (!known) return;
        answered.delete(id);
        for (const reply of known.replies)
          await desk.api.deleteMessage(event.channel_id, reply).catch(ignoreGone);
        desk.counters.add('deleted');
      });
    }
  }

  return { create, update, remove };
}

function isWriteRefused(error: unknown): boolean {
  const code = apiErrorCode(error);
  return code === MISSING_ACCESS || code === MISSING_PERMISSIONS || code === UNKNOWN_CHANNEL;
}

/** A moderator may have taken the answer away before. */
function ignoreGone(error: unknown): void {
  if (apiErrorCode(error) !== UNKNOWN_MESSAGE) throw error;
}
