import { ChannelType } from 'discord.js';
import type { Answer } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';
import type { Counters } from '../shared/counters.js';
import type { DeskParts } from '../shared/desk-parts.js';
import type { Inbox } from '../shared/inbox.js';
import type { KeptRequests } from '../shared/kept-requests.js';
import type { Keystrokes } from '../shared/keystrokes.js';
import type { Logger } from '../shared/logger.js';
import { titleOf } from '../shared/offers.js';
import { sectionBehind } from '../shared/section-behind.js';
import { turnOf } from '../shared/turns.js';
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
  | 'typedOn'
  | 'caughtUp'
  | 'deferred'
  | 'unknownInteraction'
  | 'alreadyAcknowledged'
  | 'mayNotWrite'
  | 'unhandled'
  | 'failed';

/** Which of them are errors of the platform, or on the way to it. */
export const ERRORS: readonly Count[] = [
  'unknownInteraction',
  'alreadyAcknowledged',
  'mayNotWrite',
  'unhandled',
  'failed',
];

/** All that answering on Discord takes; tests give parts of their own. */
export interface Desk extends DeskParts {
  readonly api: DiscordApi;
  readonly me: Me;
  readonly log: Logger;
  readonly counters: Counters<Count>;
  readonly keystrokes: Keystrokes;
  readonly inbox: Inbox;
  readonly kept: KeptRequests;
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
  /** Id of who asks; without it the question leaves no record. */
  readonly person?: string;
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
  const { subjects } = bot.contents;
  const turn = turnOf(answer, question, conversation);
  const hasMore = (await sectionBehind(bot, answer)) !== null;
  const pages = renderAnswer(answer, {
    asked: showQuestion ? question : null,
    title: titleOf(answer, subjects),
    rows: rowsFor(answer, { turn, subjects, hasMore }, desk.turns.of(person)),
    isPrivate,
  });
  return { answer, pages };
}
