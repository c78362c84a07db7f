import type { Block } from '../../src/answer/answer.js';
import type { ObservedBot } from './observed.js';
import { sourcesView, whyView } from './private-views.js';
import { TEXTS } from './texts.js';
import type { Turn } from './turns.js';

/** What "Sources" and "Why this answer?" show to who pressed them; `null` when the answer cites nothing. */
export async function privateView(
  live: Pick<ObservedBot, 'now'>,
  type: 'sources' | 'why',
  turn: Turn,
): Promise<Block[] | null> {
  const bot = live.now();
  const answer = await bot.ask(turn.question, { conversation: turn.conversation });
  if (type === 'why')
    return whyView(answer, (id) => bot.corpus.subjects.find((one) => one.id === id)?.name ?? id);
  return answer.citations.length === 0 ? null : sourcesView(answer);
}

export interface Vote {
  /** Id of who votes. */
  readonly person: string;
  readonly helpful: boolean;
  /** What names the answer among those of the platform. */
  readonly place: string;
}

/** Counts a vote on the answer to a turn. @returns what the voter is told */
export function vote(
  desk: {
    readonly bot: Pick<ObservedBot, 'vote'>;
    readonly votes: (voter: string, helpful: boolean) => boolean;
  },
  turn: Turn,
  { person, helpful, place }: Vote,
): string {
  if (!desk.votes(`${person} ${place}`, helpful)) return TEXTS.thanksAgain;
  desk.bot.vote(turn.question, { person, helpful });
  return TEXTS.thanks;
}
