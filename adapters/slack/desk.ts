import type { Answer } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';
import { CHAT_ERRORS, type ChatCount, type ChatDesk } from '../chat/desk.js';
import type { KeptRequests } from '../chat/kept-requests.js';
import { titleOf } from '../chat/offers.js';
import { sectionBehind } from '../chat/section-behind.js';
import type { Counters } from '../shared/counters.js';
import { logFailure } from '../shared/logger.js';
import { TEXTS } from '../shared/texts.js';
import { turnOf } from '../shared/turns.js';
import type { SlackApi } from './api.js';
import { controlsFor } from './controls.js';
import { type Message, renderAnswer, renderNotice } from './render.js';

/** What is counted, and logged at the end. */
export type Count = ChatCount | 'notAcknowledged' | 'responseExpired' | 'responseUnsure' | 'foreignAddress';

/** All that answering on Slack takes; tests give parts of their own. */
export interface Desk extends ChatDesk {
  readonly counters: Counters<Count>;
  readonly kept: KeptRequests;
  /** Whether answers to slash commands are for the whole channel. */
  readonly answersOpenly: boolean;
  /** Whether a follow-up in a thread needs no mention. */
  readonly followsThreads: boolean;
}

/** Whom an event came from: each workspace has its own token, bot and people. */
export interface Workspace {
  readonly api: SlackApi;
  readonly team: string;
  /** User id of the bot. */
  readonly me: string | null;
}

/** Which of the counts are errors of the platform, or on the way to it. */
export const ERRORS: readonly Count[] = [
  'notAcknowledged',
  'responseExpired',
  'responseUnsure',
  'foreignAddress',
  ...CHAT_ERRORS,
];

export interface AskedFor {
  readonly question: string;
  /** Id of who asks; without it the question leaves no record. */
  readonly person?: string;
  readonly conversation: Conversation | null;
  /** True where Slack does not show the question beside the answer. */
  readonly showQuestion?: boolean;
  /** Whether who asked may show the answer to the channel. */
  readonly mayShare?: boolean;
  readonly sharedBy?: string;
}

/** Asks the bot and renders what it says. */
export async function answerMessages(
  desk: Pick<Desk, 'bot' | 'turns'>,
  { question, person, conversation, showQuestion = false, mayShare = false, sharedBy }: AskedFor,
): Promise<{ answer: Answer; messages: Message[] }> {
  const bot = desk.bot.now();
  const answer = await bot.ask(question, { conversation, person });
  const { subjects } = bot.contents;
  const turn = turnOf(answer, question, conversation);
  const hasMore = (await sectionBehind(bot, answer)) !== null;
  const messages = renderAnswer(answer, {
    asked: showQuestion ? question : null,
    title: titleOf(answer, subjects),
    sharedBy: sharedBy ?? null,
    controls: controlsFor(answer, { turn, subjects, hasMore, mayShare }, desk.turns.of(person)),
  });
  return { answer, messages };
}

/** Logs an error of ours under an id. @returns what the person is told, with that id */
export function failureNotice(desk: Pick<Desk, 'log' | 'counters'>, error: unknown): Message {
  desk.counters.add('failed');
  return renderNotice(TEXTS.broken(logFailure(desk.log, error)));
}

/** @returns what a person who asks too fast is told, and whether for the first time; `null`: go ahead */
export async function refusal(
  desk: Pick<Desk, 'rateLimit' | 'counters'>,
  person: string,
  channel: string,
): Promise<{ readonly notice: Message; readonly tell: boolean } | null> {
  const admission = await desk.rateLimit.admit(person, channel);
  if (admission.admitted) return null;
  desk.counters.add('tooFast');
  return { notice: renderNotice(TEXTS.tooFast(admission.waitSeconds)), tell: admission.tell };
}
