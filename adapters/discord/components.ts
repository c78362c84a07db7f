import type { Conversation } from '../../src/query/query.js';
import { sourcesView, whyView } from '../shared/private-views.js';
import { TEXTS } from '../shared/texts.js';
import type { Turn } from '../shared/turns.js';
import { type Action, decodeAction } from './custom-id.js';
import { answerPages, type Desk } from './desk.js';
import { type Page, renderBlocks, renderNotice } from './render.js';

type Result = { readonly pages: readonly Page[]; readonly conversation: Conversation | null };

/** What pressing a button or choosing in a menu brings. */
export interface Press {
  /** Whether only who pressed it sees it: known before the work, since a deferral fixes it. */
  readonly isPrivate: boolean;
  readonly pages: () => Promise<Result>;
}

interface Presser {
  /** Who voted on which answer. */
  readonly voter: string;
  /** Whether the button stands below a private answer, or where the bot may not write. */
  readonly onPrivate: boolean;
}

/** @param values what was chosen, when it is a menu */
export function pressed(desk: Desk, customId: string, values: readonly string[], presser: Presser): Press {
  const action = decodeAction(customId, desk.turns);
  const notice = (text: string): Press => ({
    isPrivate: true,
    pages: async () => ({ pages: [renderNotice(text, true)], conversation: null }),
  });
  if (!action) return notice(TEXTS.staleButton);
  switch (action.type) {
    case 'sources':
      return { isPrivate: true, pages: () => privateView(desk, 'sources', action.turn) };
    case 'why':
      return { isPrivate: true, pages: () => privateView(desk, 'why', action.turn) };
    case 'helpful':
    case 'unhelpful':
      return {
        isPrivate: true,
        pages: () => vote(desk, action.turn, action.type === 'helpful', presser.voter),
      };
    case 'ask':
      return { isPrivate: presser.onPrivate, pages: () => ask(desk, action.turn, presser.onPrivate) };
    case 'compare': {
      const question = comparison(desk, action, values);
      return question === null
        ? notice(TEXTS.staleButton)
        : {
            isPrivate: presser.onPrivate,
            pages: () => ask(desk, { question, conversation: null }, presser.onPrivate, false),
          };
    }
  }
}

async function ask(desk: Desk, turn: Turn, isPrivate: boolean, showQuestion = true): Promise<Result> {
  const { answer, pages } = await answerPages(desk, { ...turn, showQuestion, isPrivate });
  desk.counters.add('answered');
  return { pages, conversation: answer.conversation };
}

/** The subjects may have left the articles since the menu was made, and ids may be forged. */
function comparison(
  { bot }: Desk,
  { subject }: Action & { type: 'compare' },
  values: readonly string[],
): string | null {
  const names = [subject, ...values].map((id) => bot.corpus.subjects.find((one) => one.id === id)?.name);
  return names.length < 2 || names.includes(undefined) ? null : `/compare ${names.join(', ')}`;
}

async function privateView(desk: Desk, type: 'sources' | 'why', turn: Turn): Promise<Result> {
  const answer = await desk.bot.ask(turn.question, { conversation: turn.conversation });
  if (type === 'sources' && answer.citations.length === 0)
    return { pages: [renderNotice(TEXTS.noSources, true)], conversation: null };
  const nameOf = (id: string) => desk.bot.corpus.subjects.find((one) => one.id === id)?.name ?? id;
  const blocks = type === 'sources' ? sourcesView(answer) : whyView(answer, nameOf);
  return { pages: renderBlocks(blocks, { isPrivate: true }), conversation: null };
}

async function vote(desk: Desk, turn: Turn, helpful: boolean, voter: string): Promise<Result> {
  const notice = (text: string) => ({ pages: [renderNotice(text, true)], conversation: null });
  if (!desk.votes(voter, helpful)) return notice(TEXTS.thanksAgain);
  const answer = await desk.bot.ask(turn.question, { conversation: turn.conversation });
  await desk.feedback.add({
    at: new Date().toISOString(),
    platform: 'discord',
    helpful,
    question: turn.question,
    status: answer.status,
    confidence: answer.confidence,
    sections: [...new Set(answer.citations.map(({ document, section }) => `${document} › ${section}`))],
  });
  return notice(TEXTS.thanks);
}
