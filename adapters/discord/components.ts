import type { Conversation } from '../../src/query/query.js';
import { comparisonQuestion } from '../chat/offers.js';
import { type PrivateView, privateView, vote } from '../shared/presses.js';
import { TEXTS } from '../shared/texts.js';
import type { Turn } from '../shared/turns.js';
import { decodeAction } from './custom-id.js';
import { answerPages, type Desk } from './desk.js';
import { type Page, renderNotice, renderShown } from './render.js';

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
    case 'section':
    case 'why': {
      const { type, turn } = action;
      return { isPrivate: true, pages: () => shownPrivately(desk, type, turn) };
    }
    case 'helpful':
    case 'unhelpful':
      return {
        isPrivate: true,
        pages: async () => voted(desk, action.turn, action.type === 'helpful', presser),
      };
    case 'ask':
      return { isPrivate: presser.onPrivate, pages: () => ask(desk, action.turn, presser) };
    case 'compare': {
      const question = comparisonQuestion(desk.bot.contents.subjects, [action.subject, ...values]);
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

async function shownPrivately(desk: Desk, type: PrivateView, turn: Turn): Promise<Result> {
  const shown = await privateView(desk.bot, type, turn);
  const pages = shown ? renderShown(shown, { isPrivate: true }) : [renderNotice(TEXTS.noSources, true)];
  return { pages, conversation: null };
}

function voted(desk: Desk, turn: Turn, helpful: boolean, { person, message }: Presser): Result {
  const text = vote(desk, turn, { person, helpful, place: message });
  return { pages: [renderNotice(text, true)], conversation: null };
}
