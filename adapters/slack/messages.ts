import { LRUCache } from 'lru-cache';
import type { Conversation } from '../../src/query/query.js';
import { createQueues } from '../chat/underway.js';
import { TEXTS } from '../shared/texts.js';
import { apiErrorCode, type Target } from './api.js';
import { type Asking, askingOf, type IncomingMessage, isDirect } from './asking.js';
import { answerMessages, type Desk, failureNotice, refusal, type Workspace } from './desk.js';
import { type Message, renderNotice } from './render.js';
import { mayNotWrite } from './respond.js';

/** How many answers are remembered, so that they follow their questions, and for how long, in milliseconds. */
const MAX_ANSWERED = 10_000;
const FOLLOWS_FOR_MS = 24 * 60 * 60_000;

/** What the bot is shown to be doing. */
const STATUS = 'is looking through the articles…';

/** A question that was answered by messages. */
interface Answered {
  readonly question: string;
  readonly before: Conversation | null;
  /** Timestamps of the answer's messages. */
  readonly replies: readonly string[];
}

/** Answers messages, and lets the answers follow their questions. */
export interface Messages {
  create(workspace: Workspace, message: IncomingMessage): Promise<void>;
  /** A message after it was edited. */
  update(workspace: Workspace, message: IncomingMessage): Promise<void>;
  remove(workspace: Workspace, channel: string, ts: string): Promise<void>;
}

export function createMessages(desk: Desk): Messages {
  const answered = new LRUCache<string, Answered>({ max: MAX_ANSWERED, ttl: FOLLOWS_FOR_MS });
  const deleted = new LRUCache<string, true>({ max: MAX_ANSWERED, ttl: FOLLOWS_FOR_MS });
  const inOrder = createQueues();

  const idOf = ({ team }: Workspace, channel: string, ts: string) => `${team} ${channel} ${ts}`;
  const placeOf = ({ team }: Workspace, { channel, thread }: Target) => `${team} ${channel} ${thread ?? ''}`;
  const knowsThread = (workspace: Workspace, { channel, thread_ts }: IncomingMessage) =>
    thread_ts !== undefined && desk.followsThreads && desk.threads.knows(idOf(workspace, channel, thread_ts));

  async function create(workspace: Workspace, message: IncomingMessage): Promise<void> {
    if (!askingOf(message, workspace.me, true)) return;
    const id = idOf(workspace, message.channel, message.ts);
    await inTurn(workspace, message, async () => {
      // Whether the bot knows the thread is decided by the messages before this one.
      const asking = askingOf(message, workspace.me, knowsThread(workspace, message));
      if (!asking) return;
      // A mention comes as two events where the bot reads the channel, and once more when it is edited.
      if (!desk.seen.first(`message ${id}`)) return follow(workspace, message);
      await admitted(workspace, message, () => answer(workspace, message, asking));
    });
  }

  /** Where people talk with the bot, one message after the other is answered: each may lean on the one before. */
  function inTurn(workspace: Workspace, message: IncomingMessage, work: () => Promise<void>): Promise<void> {
    const own = () => inOrder(idOf(workspace, message.channel, message.ts), work);
    const target = { channel: message.channel, thread: message.thread_ts ?? null };
    const isTalk = isDirect(message) || message.thread_ts !== undefined;
    return isTalk ? inOrder(`in ${placeOf(workspace, target)}`, own) : own();
  }

  async function admitted(
    workspace: Workspace,
    { user = '', ...message }: IncomingMessage,
    work: () => Promise<void>,
  ): Promise<void> {
    const { team, api } = workspace;
    const refused = await refusal(desk, `${team} ${user}`, `${team} ${message.channel}`);
    if (!refused) return work();
    if (!refused.tell) return;
    const target = targetOf(message);
    await (isDirect(message)
      ? api.post(target, refused.notice, `${idOf(workspace, message.channel, message.ts)} n`)
      : api.postPrivately(target, user, refused.notice)
    ).catch((error) => desk.log.warn('A person could not be told to wait', { error }));
  }

  async function answer(workspace: Workspace, message: IncomingMessage, asking: Asking): Promise<void> {
    const target = targetOf(message);
    const status = setTimeout(() => {
      if (target.thread === null) return;
      workspace.api
        .showStatus(target.channel, target.thread, STATUS)
        .catch((error) => desk.log.debug('The status was not shown', { error }));
    }, desk.busyAfterMs);
    try {
      await say(workspace, message, asking);
    } catch (error) {
      if (mayNotWrite(error)) return tellPrivately(workspace, message);
      const notice = failureNotice(desk, error);
      await workspace.api
        .post(target, notice, `${idOf(workspace, message.channel, message.ts)} e`)
        .catch((second) => desk.log.error('A person could not be told of an error', { error: second }));
    } finally {
      clearTimeout(status);
    }
  }

  async function say(workspace: Workspace, message: IncomingMessage, asking: Asking): Promise<void> {
    const target = targetOf(message);
    const id = idOf(workspace, message.channel, message.ts);
    const before = desk.conversations.get(placeOf(workspace, target));
    const { question } = asking;
    // In a thread people also talk to each other: who never asked hears neither "I do not know" nor "I am not sure",
    // and leaves no record.
    const thread = target.thread === null ? null : idOf(workspace, target.channel, target.thread);
    const { user = '' } = message;
    if (asking.by === 'thread' && thread !== null && !desk.threads.knowsAsker(thread, user)) {
      const { status } = await desk.bot.ask(question, { conversation: before });
      if (status !== 'answered') return;
    }
    const { answer: said, messages } = await answerMessages(desk, {
      question,
      person: user,
      conversation: before,
    });
    if (deleted.has(id)) return;
    // Before it is sent: the next question may come sooner than Slack's word that it was.
    desk.conversations.set(placeOf(workspace, target), said.conversation);
    if (thread !== null && desk.followsThreads) desk.threads.add(thread, user);
    const replies = await postAll(workspace, target, messages, id);
    answered.set(id, { question, before, replies });
    // Who opens a thread below an answer goes on from there.
    for (const ts of replies)
      desk.conversations.set(placeOf(workspace, { ...target, thread: ts }), said.conversation);
    desk.counters.add('answered');
  }

  async function postAll(
    { api }: Workspace,
    target: Target,
    messages: readonly Message[],
    key: string,
  ): Promise<string[]> {
    const replies: string[] = [];
    for (const [i, message] of messages.entries())
      replies.push(await api.post(target, message, `${key} ${i}`));
    return replies;
  }

  /** Says in a direct message that the bot may not write where it was asked; it may fail. */
  async function tellPrivately({ api, team }: Workspace, { user = '', channel }: IncomingMessage) {
    desk.counters.add('mayNotWrite');
    if (!desk.seen.first(`told ${team} ${user} ${channel}`)) return;
    await api
      .post({ channel: user, thread: null }, renderNotice(TEXTS.mayNotWrite('a channel')), `${channel} w`)
      .catch((error) => desk.log.info('A person who was to be told privately could not be', { error }));
  }

  async function update(workspace: Workspace, message: IncomingMessage): Promise<void> {
    const id = idOf(workspace, message.channel, message.ts);
    if (answered.has(id)) return inOrder(id, () => follow(workspace, message));
    // Either the answer is still under way, or the message asks the bot only since it was edited.
    if (askingOf(message, workspace.me, false)) await create(workspace, message);
  }

  async function follow(workspace: Workspace, message: IncomingMessage): Promise<void> {
    const id = idOf(workspace, message.channel, message.ts);
    const known = answered.get(id);
    const asking = askingOf(message, workspace.me, true);
    if (!known || !asking || asking.question === known.question) return;
    await admitted(workspace, message, async () => {
      const { api } = workspace;
      const { answer: said, messages } = await answerMessages(desk, {
        question: asking.question,
        person: message.user ?? '',
        conversation: known.before,
      });
      const target = targetOf(message);
      const replies = [...known.replies];
      for (const [i, one] of messages.entries()) {
        const ts = replies[i];
        if (ts) await api.update(target.channel, ts, one).catch(ignoreGone);
        else replies.push(await api.post(target, one, `${id} ${asking.question} ${i}`));
      }
      for (const ts of replies.splice(messages.length))
        await api.remove(target.channel, ts).catch(ignoreGone);
      answered.set(id, { ...known, question: asking.question, replies });
      desk.conversations.set(placeOf(workspace, target), said.conversation);
      for (const ts of replies)
        desk.conversations.set(placeOf(workspace, { ...target, thread: ts }), said.conversation);
      desk.counters.add('edited');
    });
  }

  async function remove(workspace: Workspace, channel: string, ts: string): Promise<void> {
    const id = idOf(workspace, channel, ts);
    deleted.set(id, true);
    await inOrder(id, async () => {
      const known = answered.get(id);
      if (!known) return;
      answered.delete(id);
      for (const reply of known.replies) await workspace.api.remove(channel, reply).catch(ignoreGone);
      desk.counters.add('deleted');
    });
  }

  return { create, update, remove };
}

/** Where the answer goes: to a thread below the question; in direct messages to where it was asked. */
function targetOf(message: Omit<IncomingMessage, 'user'>): Target {
  const { channel, ts, thread_ts } = message;
  return { channel, thread: thread_ts ?? (isDirect(message) ? null : ts) };
}

/** The answer may have been taken away before. */
function ignoreGone(error: unknown): void {
  if (apiErrorCode(error) !== 'message_not_found') throw error;
}
