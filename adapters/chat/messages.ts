import { LRUCache } from 'lru-cache';
import { scopeKey } from '../../src/knowledge/scope.js';
import type { Conversation } from '../../src/query/query.js';
import { deskAt } from '../service/desk-parts.js';
import { TEXTS } from '../service/texts.js';
import { answerPages, pagesOf } from './answer-pages.js';
import { type Answered, createAnswered, FOLLOWS_FOR_MS, MAX_ANSWERED } from './answered.js';
import { type Asking, askingOf } from './asking.js';
import type { ChatDesk } from './desk.js';
import { createInvited, type Judged } from './invited.js';
import { failureText, refusal } from './notices.js';
import type { ChatMessage, ChatPlatform, Sent } from './platform.js';
import { createQueues } from './underway.js';

/** How often a person is told that the bot may not write in a room, in milliseconds. */
const TOLD_AGAIN_MS = 60 * 60_000;
/** The command that answers where messages cannot be read. */
const ASK = '/ask';

/** Answers messages, and lets the answers follow their questions. */
export interface Messages<Where> {
  /** @param done is called when nothing more is done with it, which is later for a post that waits */
  create(message: ChatMessage<Where>, done?: () => void): Promise<void>;
  /** A message after it was edited. */
  update(message: ChatMessage<Where>): Promise<void>;
  /** @param where it stood */
  remove(id: string, where: Where): Promise<void>;
  /** Whether a message that does not ask the bot is one to listen to. */
  hears(message: ChatMessage<Where>): boolean;
  /** Whether one of these asks something, so that it is to be kept until it is done with. */
  mayAnswer(message: ChatMessage<Where>): boolean;
  /** Reads what was said before the start. */
  load(): Promise<void>;
}

/** Whether a message may stand below a question that was handed to people; one that calls the bot asks it. */
export const mayAnswerHandover = (
  { handovers }: Pick<ChatDesk, 'handovers'>,
  message: ChatMessage<unknown>,
): boolean => message.speaksBy !== 'mention' && handovers?.mayAnswer(message) === true;

/**
 * The conversation of every platform.
 * @param run runs what is due after a while, unless the bot is being stopped
 */
export function createMessages<Where, Page>(
  desk: ChatDesk,
  platform: ChatPlatform<Where, Page>,
  run: (work: () => Promise<void>) => void = (work) => void work(),
): Messages<Where> {
  const answered = createAnswered<Where>(desk.state, desk.keepsQuestions);
  const hashOf = (question: string) => desk.state.hash('asked', question);
  const deleted = new LRUCache<string, true>({ max: MAX_ANSWERED, ttl: FOLLOWS_FOR_MS });
  const toldPrivately = new LRUCache<string, true>({ max: MAX_ANSWERED, ttl: TOLD_AGAIN_MS });
  const inOrder = createQueues();
  const invited = createInvited({
    ...{ desk, platform, run, say: sayUnasked },
    edited: (message) => inOrder(message.id, () => follow(message)),
  });

  const knowsThread = ({ thread }: ChatMessage<Where>) => thread !== null && desk.threads.knows(thread);

  async function create(message: ChatMessage<Where>, done: () => void = () => undefined): Promise<void> {
    let waits = false;
    try {
      waits = await take(message, done);
    } finally {
      if (!waits) done();
    }
  }

  /** @returns whether it waits, so that nothing was done with it yet */
  async function take(message: ChatMessage<Where>, done: () => void): Promise<boolean> {
    // What people say to each other about a question that was handed to them asks the bot nothing.
    if (mayAnswerHandover(desk, message) && (await desk.handovers?.reply(message))) return false;
    invited?.heard(message);
    const wait = () => !deleted.has(message.id) && invited?.wait(message, done) === true;
    if (!askingOf(message, true)) return wait();
    let waits = false;
    await inTurn(message, async () => {
      // Whether the bot knows the thread is decided by the messages before this one.
      const asking = askingOf(message, knowsThread(message));
      if (!asking) {
        waits = wait();
        return;
      }
      if (!(await desk.seen.firstOfAll(`message ${message.id}`))) {
        if (!platform.severalEvents) desk.counters.add('repeated');
        return follow(message);
      }
      invited?.drop(message.id, 'no-post-any-more');
      // A process that ended may have answered it.
      if (await answered.get(message.id, message.where)) return follow(message);
      if (await isAdmitted(message)) await answer(message, asking);
      desk.seen.done(`message ${message.id}`);
    });
    return waits;
  }

  /** Where people talk with the bot, one message after the other is answered: each may lean on the one before. */
  function inTurn({ id, kind, talk }: ChatMessage<Where>, work: () => Promise<void>): Promise<void> {
    const own = () => inOrder(id, work);
    return kind === 'channel' ? own() : inOrder(`in ${talk}`, own);
  }

  /** Whether a question is to be answered. Who asks too fast is told so, once, and without that others see it if that can be. */
  async function isAdmitted(message: ChatMessage<Where>): Promise<boolean> {
    const refused = await refusal(desk, message);
    if (!refused) return true;
    if (!refused.isFirst || !message.mayWrite) return false;
    const { where, kind } = message;
    const notice = platform.notice(refused.text, false);
    await (platform.whisper !== null && kind !== 'direct'
      ? platform.whisper(where, notice)
      : platform.post(where, notice, 'n', true)
    ).catch((error) => desk.log.warn('A person could not be told to wait', { error }));
    return false;
  }

  async function answer(message: ChatMessage<Where>, asking: Asking): Promise<void> {
    const { where } = message;
    if (!message.mayWrite) return tellPrivately(message);
    if (asking.by === 'hidden') {
      await platform.post(where, platform.notice(TEXTS.cannotRead(ASK), false), 'n', true);
      return;
    }
    const busy = setTimeout(() => {
      platform
        .showBusy(where)
        .catch((error) => desk.log.debug('It was not shown that an answer is under way', { error }));
    }, desk.busyAfterMs);
    try {
      await say(message, asking.question, asking.by === 'thread');
    } catch (error) {
      if (platform.refusalIn(error) === 'may-not-write') return tellPrivately(message);
      await platform
        .post(where, platform.notice(failureText(desk, error), false), 'e', true)
        .catch((second) => desk.log.error('A person could not be told of an error', { error: second }));
    } finally {
      clearTimeout(busy);
    }
  }

  async function say(message: ChatMessage<Where>, question: string, isUnbidden: boolean): Promise<void> {
    const { id, where, person, talk, thread } = message;
    const here = await deskAt(desk, message.place);
    const before = contextOf(here, message);
    // In a thread people also talk to each other: who never asked hears neither "I do not know" nor "I am not sure",
    // and leaves no record.
    if (isUnbidden && !(thread !== null && desk.threads.knowsAsker(thread, person))) {
      const { status } = await here.bot.ask(question, { conversation: before });
      if (status !== 'answered') return;
    }
    const { answer, pages } = await answerPages(platform, here, { question, person, conversation: before });
    const said = answer.conversation;
    // Before it is sent: the next question may come sooner than the platform's word that it was.
    if (talk !== null) here.conversations.set(talk, said);
    if (thread !== null) desk.threads.add(thread, person);
    // And it may come to another process.
    await desk.state.told();
    if (deleted.has(id) || !(await desk.seen.isOurs(`message ${id}`))) return;
    const sent: Sent[] = [];
    for (const [i, page] of pages.entries())
      sent.push(await platform.post(where, page, i === 0 ? '' : String(i), i === 0));
    const scope = scopeKey(here.bot.scope);
    const asked = hashOf(question);
    const one = { where, asked, before, scope, said, sent, edits: 0, isUnasked: false };
    if (!(await answered.set(id, one, message.person))) return takeBack(one);
    for (const one of sent) here.conversations.set(one.talk, said);
    desk.saving?.uncovered.note(
      [id, ...(talk !== null && message.kind === 'thread' ? [talk] : []), ...sent.map((one) => one.talk)],
      { question, person, status: answer.status },
    );
    desk.counters.add('answered');
  }

  /** Answers a post that asked nobody by name: once, in one message, and nothing in its room leans on it but replies. */
  async function sayUnasked(
    message: ChatMessage<Where>,
    judged: Judged,
    isWanted: () => boolean,
  ): Promise<Sent | 'gone' | 'too-long'> {
    const { id, where } = message;
    const page = await unaskedPage(message, judged);
    if (!page) return 'too-long';
    let sent: Sent | 'gone' = 'gone';
    await inOrder(id, async () => {
      if (!isWanted()) return;
      sent = await platform.post(where, page, 'u', true);
      if (!(await noteUnasked(message, judged, { where, sent: [sent], edits: 0 }))) return;
      desk.counters.add('unasked');
    });
    return sent;
  }

  /** What was judged, as it is shown; `null` where it is longer than a message. */
  async function unaskedPage(
    { person }: ChatMessage<Where>,
    { question, answer, here }: Judged,
  ): Promise<Page | null> {
    const asked = { question, person, conversation: null, isUnasked: true };
    const [page, ...more] = await pagesOf(platform, here, answer, asked);
    return more.length > 0 ? null : (page ?? null);
  }

  /**
   * Notes what was said unasked, which leaves a record as if who wrote the post had asked.
   * @returns false: the post was deleted meanwhile, and what was said is taken back
   */
  async function noteUnasked(
    { id, person }: ChatMessage<Where>,
    { question, answer, here, ms }: Judged,
    { where, sent, edits }: Pick<Answered<Where>, 'where' | 'sent' | 'edits'>,
  ): Promise<boolean> {
    const said = answer.conversation;
    const scope = scopeKey(here.bot.scope);
    const one = { where, sent, edits, asked: hashOf(question), before: null, scope, said, isUnasked: true };
    if (!(await answered.set(id, one, person))) {
      await takeBack(one);
      return false;
    }
    for (const { talk } of sent) here.conversations.set(talk, said);
    here.bot.given(question, answer, { person, ms });
    return true;
  }

  /** What a question may lean on: what it replies to, else what was last said in the talk that it is part of. */
  function contextOf(
    { conversations }: Pick<ChatDesk, 'conversations'>,
    { repliesTo, talk }: ChatMessage<Where>,
  ): Conversation | null {
    const said = repliesTo === null ? null : conversations.get(repliesTo);
    return said ?? (talk === null ? null : conversations.get(talk));
  }

  /** Says in a direct message that the bot may not write where it was asked; once in a while, and it may fail. */
  async function tellPrivately({ where, who, room, roomName }: ChatMessage<Where>): Promise<void> {
    desk.counters.add('mayNotWrite');
    const key = `${who} ${room}`;
    if (toldPrivately.has(key)) return;
    toldPrivately.set(key, true);
    await platform
      .tellPrivately(where, platform.notice(TEXTS.mayNotWrite(roomName, platform.answersAlone), false))
      .catch((error) => desk.log.info('A person who was to be told privately could not be', { error }));
  }

  async function update(message: ChatMessage<Where>): Promise<void> {
    await Promise.all([
      followed(message),
      desk.saving?.drafts.edited(desk.platform, message.id, message.words),
    ]);
  }

  async function followed(message: ChatMessage<Where>): Promise<void> {
    if (await answered.get(message.id, message.where)) return inOrder(message.id, () => follow(message));
    // Either the answer is still under way, or the message asks the bot only since it was edited.
    await (askingOf(message, false) ? create(message) : invited?.change(message));
  }

  /** An answer that nobody asked for goes where its post does not ask any more what it answers. */
  async function followPost(message: ChatMessage<Where>, known: Answered<Where>): Promise<void> {
    const { id, where } = message;
    const outcome = await invited?.judge(message);
    const judged = typeof outcome === 'object' ? outcome : null;
    if (judged && hashOf(judged.question) === known.asked) return;
    const page = judged && (await unaskedPage(message, judged));
    const [sent] = known.sent;
    if (!sent || !judged || !page) {
      await answered.remove(id, where);
      return takeBack({ ...known, where });
    }
    await platform.edit(where, sent, page).catch(ignoreGone);
    if (!(await noteUnasked(message, judged, { ...known, where, edits: known.edits + 1 }))) return;
    desk.counters.add('edited');
  }

  async function follow(message: ChatMessage<Where>): Promise<void> {
    const { id, where, person, talk } = message;
    const known = await answered.get(id, where);
    if (known?.isUnasked && message.speaksBy === null) return followPost(message, known);
    const asking = askingOf(message, true);
    if (!known || !asking || asking.by === 'hidden' || hashOf(asking.question) === known.asked) return;
    if (!(await isAdmitted(message))) return;
    const { question } = asking;
    const here = await deskAt(desk, message.place);
    const { answer, pages } = await answerPages(platform, here, {
      ...{ question, person },
      conversation: known.scope === scopeKey(here.bot.scope) ? known.before : null,
    });
    const edits = known.edits + 1;
    const sent = [...known.sent];
    for (const [i, page] of pages.entries()) {
      const one = sent[i];
      if (one) await platform.edit(where, one, page).catch(ignoreGone);
      else sent.push(await platform.post(where, page, `f${edits}.${i}`, false));
    }
    for (const one of sent.splice(pages.length)) await platform.remove(where, one).catch(ignoreGone);
    const said = answer.conversation;
    await answered.set(id, { ...known, asked: hashOf(question), said, sent, edits }, person);
    // Who went on meanwhile leans on what was said last.
    if (talk !== null && isSame(here.conversations.get(talk), known.said)) here.conversations.set(talk, said);
    for (const one of sent) here.conversations.set(one.talk, said);
    desk.counters.add('edited');
  }

  async function remove(id: string, where: Where): Promise<void> {
    deleted.set(id, true);
    invited?.drop(id, 'gone');
    const removed = desk.saving?.drafts.removed(desk.platform, id);
    await inOrder(id, async () => {
      const known = await answered.remove(id, where);
      await (known ? takeBack(known) : invited?.takeAway(id, where).catch(ignoreGone));
    });
    await removed;
  }

  async function takeBack({ where, sent }: Pick<Answered<Where>, 'where' | 'sent'>): Promise<void> {
    for (const one of sent) await platform.remove(where, one).catch(ignoreGone);
    desk.counters.add('deleted');
  }

  /** A moderator may have taken the answer away before. */
  function ignoreGone(error: unknown): void {
    if (platform.refusalIn(error) !== 'gone') throw error;
  }

  return {
    ...{ create, update, remove },
    hears: (message) => invited?.hears(message) === true,
    mayAnswer: (message) => invited?.asks(message) === true,
    load: async () => invited?.load(),
  };
}

/** Whether it is the same that was said, but for words of a question, which not every process has. */
function isSame(one: Conversation | null, other: Conversation | null): boolean {
  const plain = (conversation: Conversation | null) =>
    JSON.stringify(conversation && { ...conversation, topic: '' });
  return one === other || plain(one) === plain(other);
}
