import type { Block } from '../../src/answer/answer.js';
import type { Bot } from '../../src/bot.js';
import type { FeedbackStore } from './feedback.js';
import { sourcesView, whyView } from './private-views.js';
import { TEXTS } from './texts.js';
import type { Turn } from './turns.js';

type Asked = Pick<Bot, 'ask' | 'corpus'>;

/** What "Sources" and "Why this answer?" show to who pressed them; `null` when the answer cites nothing. */
export async function privateView(bot: Asked, type: 'sources' | 'why', turn: Turn): Promise<Block[] | null> {
  const answer = await bot.ask(turn.question, { conversation: turn.conversation });
  if (type === 'why')
    return whyView(answer, (id) => bot.corpus.subjects.find((one) => one.id === id)?.name ?? id);
  return answer.citations.length === 0 ? null : sourcesView(answer);
}

export interface Vote {
  readonly platform: string;
  readonly helpful: boolean;
  /** Who voted on which answer. */
  readonly voter: string;
}

/** Counts a vote on the answer to a turn. @returns what the voter is told */
export async function vote(
  desk: {
    readonly bot: Asked;
    readonly feedback: FeedbackStore;
    readonly votes: (voter: string, helpful: boolean) => boolean;
  },
  turn: Turn,
  { platform, helpful, voter }: Vote,
): Promise<string> {
  if (!desk.votes(voter, helpful)) return TEXTS.thanksAgain;
  const answer = await desk.bot.ask(turn.question, { conversation: turn.conversation });
  await desk.feedback.add({
    at: new Date().toISOString(),
    platform,
    helpful,
    question: turn.question,
    status: answer.status,
    confidence: answer.confidence,
    sections: [...new Set(answer.citations.map(({ document, section }) => `${document} › ${section}`))],
  });
  return TEXTS.thanks;
}
