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
  readonly person: string;
  /** Id of the message that the button stands below. */
  readonly message: string;
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
        pages: () => vote(desk, action.turn, action.type === 'helpful', presser),
      };
    case 'ask':
      return { isPrivate: presser.onPrivate, pages: () => ask(desk, action.turn, presser) };
    case 'compare': {
      const question = comparison(desk, action, values);
      return question === null
        ? notice(TEXTS.staleButton)
        : {
            isPrivate: presser.onPrivate,
            pages: () => ask(desk, { question, conversation: null }, presser, false),
          };
    }
  }
}

async function ask(desk: Desk, turn: Turn, presser: Presser, showQuestion = true): Promise<Result> {
  const { person, onPrivate: isPrivate } = presser;
  const { answer, pages } = await answerPages(desk, { ...turn, person, showQuestion, isPrivate });
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
  const bot = desk.bot.now();
  const answer = await bot.ask(turn.question, { conversation: turn.conversation });
  if (type === 'sources' && answer.citations.length === 0)
    return { pages: [renderNotice(TEXTS.noSources, true)], conversation: null };
  const nameOf = (id: string) => bot.corpus.subjects.find((one) => one.id === id)?.name ?? id;
  const blocks = type === 'sources' ? sourcesView(answer) : whyView(answer, nameOf);
  return { pages: renderBlocks(blocks, { isPrivate: true }), conversation: null };
}

async function vote(
  desk: Desk,
  { question }: Turn,
  helpful: boolean,
  { person, message }: Presser,
): Promise<Result> {
  const isNew = desk.votes(`${person} ${message}`, helpful);
  if (isNew) desk.bot.vote(question, { person, helpful });
  return {
    pages: [renderNotice(isNew ? TEXTS.thanks : TEXTS.thanksAgain, true)],
    conversation: null,
  };
}
