import { type Answer, framing } from '../../src/answer/answer.js';
import type { Conversation } from '../../src/query/query.js';
import { turnOf } from '../records/turns.js';
import { TEXTS } from '../service/texts.js';
import { controlsOf } from './controls.js';
import type { ChatParts } from './desk.js';
import { titleOf } from './offers.js';
import type { Rendering } from './platform.js';
import { sectionBehind } from './section-behind.js';

export interface AskedFor {
  readonly question: string;
  /** Id of who asks; without it the question leaves no record. */
  readonly person?: string;
  readonly conversation: Conversation | null;
  /** True where the platform does not show the question beside the answer. */
  readonly showQuestion?: boolean;
  readonly isPrivate?: boolean;
  /** Whether who asked may show the answer to the channel. */
  readonly mayShare?: boolean;
  readonly sharedBy?: string;
  /** Whether nobody asked: the answer says so, and suggests nothing. */
  readonly isUnasked?: boolean;
}

type Asking = Pick<ChatParts, 'bot' | 'turns'> & Partial<Pick<ChatParts, 'handovers' | 'correcting'>>;

/** Asks the bot, and renders what it says for a platform. */
export async function answerPages<Page>(
  rendering: Rendering<Page>,
  desk: Asking,
  asked: AskedFor,
): Promise<{ answer: Answer; pages: Page[] }> {
  const bot = desk.bot.now();
  const { conversation, person } = asked;
  const answer = await bot.ask(asked.question, { conversation, person });
  return { answer, pages: await pagesOf(rendering, { ...desk, bot }, answer, asked) };
}

/** Renders an answer for a platform. @param desk with the bot that gave it */
export async function pagesOf<Page>(
  rendering: Rendering<Page>,
  { bot, ...desk }: Asking,
  answer: Answer,
  { question, person, conversation, showQuestion = false, ...asked }: AskedFor,
): Promise<Page[]> {
  const { isPrivate = false, mayShare = false, sharedBy = null, isUnasked = false } = asked;
  const { subjects } = bot.contents;
  const turn = turnOf(answer, question, conversation);
  // What is understood of a question leaves out how something is by itself: "by default".
  const correctable = desk.correcting ? { question, conversation: turn.conversation } : null;
  const hasMore = (await sectionBehind(bot, answer)) !== null;
  const shown = isUnasked ? unasked(answer) : answer;
  return rendering.answer(shown, {
    ...{ isPrivate, mayShare, sharedBy },
    asked: showQuestion ? question : null,
    title: titleOf(answer, subjects),
    controls: controlsOf(
      shown,
      { turn, subjects, hasMore, reachesPeople: Boolean(desk.handovers), correctable, isUnasked },
      rendering.encodeAction,
      desk.turns.of(person),
    ),
  });
}

/** The answer alone, below the words that nobody asked for it. */
const unasked = (answer: Answer): Answer => ({
  ...answer,
  blocks: [{ type: 'paragraph', spans: [framing(TEXTS.unasked)] }, ...answer.blocks],
  suggestions: null,
});
