import type { Shown } from '../../src/answer/answer.js';
import type { Turn } from '../records/turns.js';
import type { Votes } from '../records/votes.js';
import type { ObservedBot } from './observed.js';
import { sourcesView, whyView } from './private-views.js';
import { TEXTS } from './texts.js';

/** What is shown of an answer to who pressed its button alone. */
export type PrivateView = 'sources' | 'section' | 'why';

/** What "Sources", "Whole section" and "Why this answer?" show; `null` when the answer cites nothing. */
export async function privateView(
  live: Pick<ObservedBot, 'now'>,
  type: PrivateView,
  turn: Turn,
): Promise<Shown | null> {
  const bot = live.now();
  const answer = await bot.ask(turn.question, { conversation: turn.conversation });
  const [first] = answer.citations;
  switch (type) {
    case 'why':
      return whyView(answer, (id) => bot.contents.subjects.find((one) => one.id === id)?.name ?? id);
    case 'sources':
      return first ? sourcesView(answer) : null;
    case 'section':
      return first ? bot.section(first) : null;
  }
}

export interface Vote {
  /** Id of who votes. */
  readonly person: string;
  readonly helpful: boolean;
  /** What names the answer among those of the platform. */
  readonly place: string;
}

/** Counts a vote on the answer to a turn. @returns what the voter is told */
export async function vote(
  desk: {
    readonly bot: Pick<ObservedBot, 'vote'>;
    readonly votes: Votes;
  },
  turn: Turn,
  { person, helpful, place }: Vote,
): Promise<string> {
  if (!(await desk.votes({ person, place }, helpful))) return TEXTS.thanksAgain;
  desk.bot.vote(turn.question, { person, helpful });
  return TEXTS.thanks;
}
