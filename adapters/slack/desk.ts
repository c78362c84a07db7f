import type { Answer } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';
import type { Counters } from '../shared/counters.js';
import type { DeskParts } from '../shared/desk-parts.js';
import type { KeptRequests } from '../shared/kept-requests.js';
import { type Logger, logFailure } from '../shared/logger.js';
import { titleOf } from '../shared/offers.js';
import { sectionBehind } from '../shared/section-behind.js';
import { TEXTS } from '../shared/texts.js';
import { turnOf } from '../shared/turns.js';
import type { SlackApi } from './api.js';
import { controlsFor } from './controls.js';
import { type Message, renderAnswer, renderNotice } from './render.js';

/** What is counted, and logged at the end. */
export type Count =
  | 'answered'
  | 'edited'
  | 'deleted'
  | 'tooFast'
  | 'repeated'
  | 'caughtUp'
  | 'notAcknowledged'
  | 'responseExpired'
  | 'responseUnsure'
  | 'foreignAddress'
  | 'mayNotWrite'
  | 'unhandled'
  | 'failed';

/** All that answering on Slack takes; tests give parts of their own. */
export interface Desk extends DeskParts {
  readonly log: Logger;
  readonly counters: Counters<Count>;
  readonly kept: KeptRequests;
  /** Whether answers to slash commands are for the whole channel. */
  readonly answersOpenly: boolean;
  /** Whether a follow-up in a thread needs no mention. */
  readonly followsThreads: boolean;
  /** Milliseconds until the bot is shown as looking. */
  readonly statusAfterMs: number;
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
  'mayNotWrite',
  'unhandled',
  'failed',
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
