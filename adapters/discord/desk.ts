import { ChannelType } from 'discord.js';
import type { Answer } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';
import type { Completer } from '../shared/complete.js';
import type { Conversations } from '../shared/conversations.js';
import type { Counters } from '../shared/counters.js';
import type { Logger } from '../shared/logger.js';
import type { ObservedBot } from '../shared/observed.js';
import type { RateLimit } from '../shared/rate-limit.js';
import type { SeenEvents } from '../shared/seen-events.js';
import type { TurnStore } from '../shared/turns.js';
import type { DiscordApi } from './api.js';
import { rowsFor } from './buttons.js';
import { type Page, renderAnswer } from './render.js';

/** What is counted, and logged at the end. */
export type Count =
  | 'answered'
  | 'edited'
  | 'deleted'
  | 'tooFast'
  | 'repeated'
  | 'deferred'
  | 'unknownInteraction'
  | 'alreadyAcknowledged'
  | 'mayNotWrite'
  | 'failed';

/** Which of them are errors of the platform, or on the way to it. */
export const ERRORS: readonly Count[] = [
  'unknownInteraction',
  'alreadyAcknowledged',
  'mayNotWrite',
  'failed',
];

/** All that answering on Discord takes; tests give parts of their own. */
export interface Desk {
  readonly bot: ObservedBot;
  readonly api: DiscordApi;
  readonly me: Me;
  readonly completer: Completer;
  readonly conversations: Conversations;
  readonly turns: TurnStore;
  readonly votes: (voter: string, helpful: boolean) => boolean;
  readonly rateLimit: RateLimit;
  readonly seen: SeenEvents;
  readonly log: Logger;
  readonly counters: Counters<Count>;
  readonly place: (channel: string, guild: string | undefined, type?: ChannelType) => Place;
  /** Milliseconds until a response is deferred, and until the bot is shown as typing. */
  readonly deferAfterMs: number;
  readonly typingAfterMs: number;
}

/** Who the bot is on Discord. */
export interface Me {
  readonly id: string;
  /** Whether messages that do not mention the bot can be read. */
  readonly readsAll: boolean;
  /** The role that Discord made for the bot in a server. */
  readonly roleIn: (guild: string) => string | null;
}

/** Kinds of channels that are threads. */
export const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/** Where a message stands. */
export interface Place {
  readonly kind: 'direct' | 'thread' | 'channel';
  /** Whether the bot opened the thread. */
  readonly isMine: boolean;
  readonly mayWrite: boolean;
  /** Whether the bot may read the history, which a reply needs. */
  readonly mayReply: boolean;
}

export interface AskedFor {
  readonly question: string;
  /** Id of who asks. */
  readonly person: string;
  readonly conversation: Conversation | null;
  /** True where the platform does not show the question beside the answer. */
  readonly showQuestion?: boolean;
  readonly isPrivate?: boolean;
}

/** Asks the bot and renders what it says. */
export async function answerPages(
  desk: Pick<Desk, 'bot' | 'turns'>,
  { question, person, conversation, showQuestion = false, isPrivate = false }: AskedFor,
): Promise<{ answer: Answer; pages: Page[] }> {
  const bot = desk.bot.now();
  const answer = await bot.ask(question, { conversation, person });
  // What a button asks again: the question alone, unless it was completed from what was said before.
  const turn = {
    question: answer.explanation.question || question,
    conversation: null,
    ...(answer.reading === null ? {} : { question, conversation }),
  };
  const [subject, ...more] = answer.subjects;
  const title =
    answer.status === 'answered' && more.length === 0
      ? bot.corpus.subjects.find(({ id }) => id === subject)?.name
      : undefined;
  const pages = renderAnswer(answer, {
    asked: showQuestion ? question : null,
    title: title ?? null,
    rows: rowsFor(answer, turn, bot.corpus.subjects, desk.turns),
    isPrivate,
  });
  return { answer, pages };
}
