import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Answer } from '../../src/answer/answer.js';
import { isChat } from '../../src/query/intents/table.js';
import { deskAt } from '../service/desk-parts.js';
import { sourceName } from '../service/source-name.js';
import type { ChatDesk } from './desk.js';
import type { Outcome } from './listening.js';
import type { ChatMessage, ChatPlatform, Sent } from './platform.js';
import { questionsIn } from './posts.js';

/** Most posts that wait at a time; of further ones nothing is said. Ours: what a raid brings is not answered. */
const MAX_WAITING = 1_000;
/** Most answers that go with their posts. */
const MAX_SAID = 10_000;
/** How long it is known what was said unasked, so that it is said once and goes with its post, in milliseconds. Ours. */
const KNOWN_FOR_MS = 30 * 86_400_000;
const SAID = z.object({ post: z.string(), sent: z.string().nullable() });

/** What may be said unasked to a post, and nothing else: asked again, other articles may answer by then. */
export interface Judged {
  readonly question: string;
  readonly answer: Answer;
  /** The desk of where it stands, with the bot that gave the answer. */
  readonly here: ChatDesk;
  /** How long it took to answer, in milliseconds. */
  readonly ms: number;
}

/** Answers posts that ask nobody by name, where the bot is invited to. */
export interface Invited<Where> {
  /** Whether anything is done with a message here: as a post, or as an answer to one. */
  hears(message: ChatMessage<Where>): boolean;
  /** Whether a message is a post that asks something, so that it is to be kept while it waits. */
  asks(message: ChatMessage<Where>): boolean;
  /** Notes who may be answered by a message. */
  heard(message: ChatMessage<Where>): void;
  /**
   * Lets a post wait that asks something. @param done is called when nothing more is done with it
   * @returns false when it does not
   */
  wait(message: ChatMessage<Where>, done: () => void): boolean;
  /** A post was edited before anything was said to it; one that asks only since then waits from then on. */
  change(message: ChatMessage<Where>): void;
  /** A post asks the bot by now, or is gone. */
  drop(id: string, outcome: Outcome): void;
  /** What may be said to a post as it reads now; else why not. */
  judge(message: ChatMessage<Where>): Promise<Judged | Outcome>;
  /** Takes away what was said to a post that is gone, also before the start. */
  takeAway(id: string, where: Where): Promise<void>;
  /** Reads what was said before the start. */
  load(): Promise<void>;
}

export interface InvitedParts<Where, Page> {
  readonly desk: ChatDesk;
  readonly platform: ChatPlatform<Where, Page>;
  /** Runs what is due, unless the bot is being stopped. */
  readonly run: (work: () => Promise<void>) => void;
  /**
   * Says it.
   * @param isWanted whether it still is, to be asked right before it is said
   * @returns why not, where it is not said after all
   */
  readonly say: (
    message: ChatMessage<Where>,
    judged: Judged,
    isWanted: () => boolean,
  ) => Promise<Sent | 'gone' | 'too-long'>;
  /** Lets what was said follow its post, which was edited while it was said. */
  readonly edited: (message: ChatMessage<Where>) => Promise<void>;
}

interface Waiting<Where> {
  /** As it reads now. */
  readonly message: ChatMessage<Where>;
  readonly rooms: readonly string[];
  readonly timer: NodeJS.Timeout;
  readonly done: () => void;
}

export function createInvited<Where, Page>(parts: InvitedParts<Where, Page>): Invited<Where> | null {
  const { desk, platform, run, say, edited } = parts;
  const { listening, state, log } = desk;
  if (!listening) return null;
  const kind = `unasked ${listening.platform}`;
  const waiting = new Map<string, Waiting<Where>>();
  /** What was said, by the post, as the platform names it. */
  const said = new LRUCache<string, string>({ max: MAX_SAID });
  /** Posts that asked nothing, for as long as they would have waited; to the cache, no time is for ever. */
  const chatter = new LRUCache<string, true>({ max: MAX_WAITING, ttl: Math.max(1, listening.waitMs) });

  const isListened = ({ post }: ChatMessage<Where>) =>
    post !== null && listening.modeIn(post.rooms) !== 'off';
  const asks = (message: ChatMessage<Where>) =>
    isListened(message) && typeof questionsIn(message) !== 'string';

  function end(id: string, outcome: Outcome): void {
    const one = waiting.get(id);
    if (!one) return;
    clearTimeout(one.timer);
    waiting.delete(id);
    listening?.note(one.rooms, outcome);
    desk.seen.done(`post ${id}`);
    one.done();
  }

  async function judge(message: ChatMessage<Where>): Promise<Judged | Outcome> {
    if (message.post === null) return 'no-post-any-more';
    const questions = questionsIn(message);
    if (typeof questions === 'string') return questions;
    const { likelihood } = await (listening as NonNullable<typeof listening>).bar();
    const own = await deskAt(desk, message.place);
    const here = { ...own, bot: own.bot.now() };
    let outcome: Outcome = 'not-covered';
    for (const question of questions) {
      const start = performance.now();
      const answer = await here.bot.ask(question);
      const ms = performance.now() - start;
      if (answer.status !== 'answered' || answer.citations.length === 0 || isChat(answer.intent)) continue;
      if (answer.confidence >= likelihood) return { question, answer, here, ms };
      outcome = 'unlikely';
    }
    return outcome;
  }

  /** What becomes of a post that has waited; one that is edited meanwhile is looked at once more. */
  async function consider(id: string): Promise<Outcome> {
    for (;;) {
      const message = waiting.get(id)?.message;
      if (!message) return 'gone';
      const judged = await judge(message);
      // It was edited while it was judged.
      if (waiting.get(id)?.message !== message) continue;
      if (typeof judged === 'string') return judged;
      const standing = (await platform.lookUp?.(message.where)) ?? { text: message.text ?? '' };
      if (standing === 'gone') return 'gone';
      if (standing === 'answered') return 'person-faster';
      if (waiting.get(id)?.message !== message) continue;
      if (standing.text === (message.text ?? '')) return speak(message, judged);
      replace(id, { ...message, text: standing.text });
    }
  }

  async function speak(message: ChatMessage<Where>, judged: Judged): Promise<Outcome> {
    const { id, person, who, room, post } = message;
    const rooms = [...(post?.rooms ?? [])];
    const mode = listening?.modeIn(rooms);
    const [cited] = judged.answer.citations;
    if (mode === 'dry-run' && cited) {
      const said = {
        ...{ rooms, likelihood: judged.answer.confidence },
        cites: sourceName(cited),
        question: desk.keepsQuestions ? judged.question : null,
      };
      return (await listening?.wouldSay(id, said, person)) ? 'would-say' : 'unsure';
    }
    if (mode !== 'here') return 'no-post-any-more';
    if (!message.mayWrite) return refused(room);
    if (!(await desk.rateLimit.admit(who, room)).admitted) return 'too-fast';
    // Who cannot say whether it was said says nothing.
    const entry = (sent: string | null) => ({
      ...{ kind, name: id, value: { post: id, sent }, person },
      until: Date.now() + KNOWN_FOR_MS,
    });
    if (!(await state.certain.claim(entry(null)))) return 'unsure';
    // Somebody may answer it in that moment, or it calls the bot by then, which answers it as always.
    const sent = await say(message, judged, () => waiting.has(id));
    if (typeof sent === 'string') return sent;
    said.set(id, sent.id);
    await state.certain
      .write(entry(sent.id))
      .catch((error) =>
        log.warn('What was said unasked may not go with its post after a restart', { error }),
      );
    const latest = waiting.get(id)?.message;
    if (latest && latest !== message) await edited(latest);
    return 'said';
  }

  function refused(room: string): Outcome {
    desk.counters.add('mayNotWrite');
    log.warn(
      'The bot may not write where it is invited to answer; `docent doctor` says which right is missing',
      { room },
    );
    return 'may-not-write';
  }

  async function due(id: string): Promise<void> {
    try {
      end(id, await consider(id));
    } catch (error) {
      if (platform.refusalIn(error) === 'may-not-write')
        return end(id, refused(waiting.get(id)?.message.room ?? ''));
      log.warn('A post could not be answered', { error });
      end(id, 'failed');
    }
  }

  function replace(id: string, message: ChatMessage<Where>): void {
    const one = waiting.get(id);
    if (one) waiting.set(id, { ...one, message });
  }

  /** @returns false when there is no place for it */
  function begin(message: ChatMessage<Where>, rooms: readonly string[], done: () => void): boolean {
    const { id } = message;
    if (waiting.size >= MAX_WAITING) {
      listening?.note(rooms, 'too-many');
      return false;
    }
    const timer = setTimeout(() => run(() => due(id)), listening?.waitMs);
    timer.unref();
    waiting.set(id, { message, rooms, timer, done });
    return true;
  }

  state.onForgotten((owners) => {
    for (const [id, { message }] of waiting) if (owners.has(state.owner(message.person))) end(id, 'gone');
  });

  return {
    hears: (message) =>
      isListened(message) ||
      (waiting.size > 0 && [...waiting.values()].some((one) => answers(message, one.message))),
    heard(message) {
      for (const { message: post } of waiting.values())
        if (answers(message, post)) end(post.id, 'person-faster');
    },
    asks,
    wait(message, done) {
      const { id, post } = message;
      if (!post || !isListened(message) || !desk.seen.first(`post ${id}`)) return false;
      // Most of what people say asks nothing: it takes no place from what does.
      const questions = questionsIn(message);
      if (typeof questions !== 'string') return begin(message, post.rooms, done);
      listening.note(post.rooms, questions);
      chatter.set(id, true);
      return false;
    },
    change(message) {
      replace(message.id, message);
      const { id, post } = message;
      if (post && chatter.has(id) && asks(message) && begin(message, post.rooms, () => undefined))
        chatter.delete(id);
    },
    drop: end,
    judge,
    async takeAway(id, where) {
      const sent = said.get(id);
      if (sent === undefined) return;
      said.delete(id);
      await platform.remove(where, { id: sent, talk: '' });
      desk.counters.add('deleted');
    },
    async load() {
      try {
        for (const kept of await state.certain.all(kind)) {
          const { data } = SAID.safeParse(kept);
          if (data?.sent) said.set(data.post, data.sent);
        }
      } catch (error) {
        log.warn('What was said unasked before the start could not be read', { error });
      }
    },
  };
}

/** Whether a message of another person's answers a post: stands below it, or mentions who wrote it. */
function answers<Where>(message: ChatMessage<Where>, post: ChatMessage<Where>): boolean {
  if (message.who === post.who) return false;
  if (message.under.includes(post.id)) return true;
  return message.room === post.room && message.mentions.some((name) => post.names.includes(name));
}
