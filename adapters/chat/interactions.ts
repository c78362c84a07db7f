import { scopeKey } from '../../src/knowledge/scope.js';
import type { Conversation } from '../../src/query/query.js';
import type { Turn } from '../records/turns.js';
import { deskAt } from '../service/desk-parts.js';
import { privateView, vote } from '../service/presses.js';
import { TEXTS } from '../service/texts.js';
import type { Action } from './actions.js';
import { type AskedFor, answerPages } from './answer-pages.js';
import { offerResult, pickResult, type Trusted, undoResult } from './correcting.js';
import type { ChatDesk } from './desk.js';
import { searchedBy } from './handover-card.js';
import type { HandedQuestion } from './handovers.js';
import { failureText, refusal } from './notices.js';
import { comparisonQuestion } from './offers.js';
import type { Asker, Rendering } from './platform.js';
import { askedWhy, noteReason } from './reasons.js';
import { consentResult } from './saving.js';

/** What a command or a press brings. */
export interface Result<Page> {
  readonly pages: readonly Page[];
  /** Whether it is for who asked alone. */
  readonly isPrivate: boolean;
  /** What may lean on it. */
  readonly conversation: Conversation | null;
}

/** A short text of the bot's own, for who asked alone. */
export const told = <Page>(rendering: Pick<Rendering<Page>, 'notice'>, text: string): Result<Page> => ({
  pages: [rendering.notice(text, true)],
  isPrivate: true,
  conversation: null,
});

/** Does what somebody asks for who is not too fast; what goes wrong is told. Never rejects. */
export async function resultFor<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  asker: Asker,
  work: () => Promise<Result<Page>>,
): Promise<Result<Page>> {
  try {
    const refused = await refusal(desk, asker);
    return refused ? told(rendering, refused.text) : await work();
  } catch (error) {
    return told(rendering, failureText(desk, error));
  }
}

/** What a command asks; a text is a notice of the bot's own. */
export type Asked = Omit<AskedFor, 'person' | 'conversation'> | string;

export interface ChatCommand extends Asker {
  readonly asked: Asked;
  /** What it may lean on, and what leans on it. */
  readonly talk: string;
}

/** What a message that is put before the bot by its menu asks. */
export function askedOf(text: string, isByApp: boolean): Asked {
  if (isByApp) return TEXTS.onlyPeople;
  return text === '' ? TEXTS.noText : { question: text, showQuestion: true };
}

/** Answers a command. Never rejects. */
export function commandResult<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  command: ChatCommand,
): Promise<Result<Page>> {
  const { asked, talk, person } = command;
  return resultFor(rendering, desk, command, async () => {
    if (typeof asked === 'string') return told(rendering, asked);
    const here = await deskAt(desk, command.place);
    const conversation = here.conversations.get(talk);
    return answered(rendering, here, { ...asked, person, conversation }, talk);
  });
}

export interface ChatPress extends Asker {
  /** Names the answer that the button stands below. */
  readonly answer: string;
  /** What leans on what it brings; `null` where that is only known once it is sent. */
  readonly talk: string | null;
  /** Whether an answer to it is for who pressed alone. */
  readonly isPrivate: boolean;
  readonly mayShare: boolean;
  /** How who pressed is named, where they are told of an answer later, and an address of what they pressed. */
  readonly presser: Pick<HandedQuestion, 'name' | 'back' | 'link'>;
  /** How who pressed can be asked why an answer did not help, alone: not, by buttons, or with a form for a note too. */
  readonly canBeAsked: 'not' | 'by buttons' | 'in a form';
  /** Takes the answer away below which they pressed. */
  readonly takeAway?: () => Promise<void>;
  /** Who pressed, where they are trusted to correct answers; left out where nobody is. */
  readonly trust?: () => Promise<Trusted | null>;
}

/** Whether what a press brings is for who pressed alone: known before it is there. */
export function isPrivatePress(action: Action | null, { isPrivate }: Pick<ChatPress, 'isPrivate'>): boolean {
  return isPrivate || !(action?.type === 'ask' || action?.type === 'compare');
}

/** Does what a button or a menu is for. @param action `null` for one that nobody knows any more */
export async function pressResult<Page>(
  rendering: Rendering<Page>,
  everywhere: ChatDesk,
  press: ChatPress,
  action: Action | null,
): Promise<Result<Page>> {
  const desk = await deskAt(everywhere, press.place);
  const { person, answer, talk, isPrivate, mayShare } = press;
  // What was offered where something else is seen leads nowhere here.
  if (action && 'turn' in action && !isOf(action.turn, desk)) return told(rendering, TEXTS.staleButton);
  const ask = (turn: Turn, showQuestion: boolean) =>
    answered(rendering, desk, { ...turn, person, showQuestion, isPrivate, mayShare }, talk);
  switch (action?.type) {
    case 'sources':
    case 'section':
    case 'why': {
      const shown = await privateView(desk.bot, action.type, action.turn);
      return shown
        ? { pages: rendering.shown(shown), isPrivate: true, conversation: null }
        : told(rendering, TEXTS.noSources);
    }
    case 'helpful':
    case 'unhelpful': {
      const helpful = action.type === 'helpful';
      const text = await vote(desk, action.turn, { person, helpful, place: answer });
      if (helpful || text !== TEXTS.thanks || press.canBeAsked === 'not') return told(rendering, text);
      return whyResult(rendering, desk, action.turn, press);
    }
    case 'outdated':
    case 'wrong':
    case 'incomplete':
      await noteReason(desk, action.turn, person, { reason: action.type });
      return told(rendering, TEXTS.thanks);
    case 'unwanted':
      return told(rendering, await takeAway(desk, action.turn, press));
    case 'correct':
    case 'write':
      // Where a form can be shown it is, and nothing of it comes here.
      return offerResult(rendering, desk, press, action.turn);
    case 'pick':
      return pickResult(rendering, desk, press, action);
    case 'undo':
      return undoResult(rendering, desk, press, action.turn);
    case 'ask':
      return ask(action.turn, true);
    case 'person':
      return told(rendering, await handOver(desk, action.turn, press));
    case 'take':
      return told(
        rendering,
        (await desk.handovers?.take(action.handover, press.presser.name)) ?? TEXTS.staleButton,
      );
    case 'done':
      return told(rendering, (await desk.handovers?.done(action.handover)) ?? TEXTS.staleButton);
    case 'agree':
    case 'refuse':
      return consentResult(rendering, desk, { person, name: press.presser.name }, action);
    case 'compare': {
      const question = comparisonQuestion(desk.bot.contents.subjects, action.subjects);
      return question === null
        ? told(rendering, TEXTS.staleButton)
        : ask({ question, conversation: null }, false);
    }
    default:
      return told(rendering, TEXTS.staleButton);
  }
}

/** Thanks who voted, and asks them why the answer did not help. */
function whyResult<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  turn: Turn,
  { person, canBeAsked }: Pick<ChatPress, 'person' | 'canBeAsked'>,
): Result<Page> {
  const hasForms = canBeAsked === 'in a form';
  const pages = askedWhy(rendering, desk, turn, { person, hasForms });
  return { pages, isPrivate: true, conversation: null };
}

/** Notes what somebody wrote about an answer that did not help. */
export async function noteResult<Page>(
  rendering: Rendering<Page>,
  everywhere: ChatDesk,
  { person, place }: Pick<Asker, 'person' | 'place'>,
  turn: Turn | null,
  note: string,
): Promise<Result<Page>> {
  const desk = await deskAt(everywhere, place);
  if (turn === null || !isOf(turn, desk)) return told(rendering, TEXTS.staleButton);
  await noteReason(desk, turn, person, { note });
  return told(rendering, TEXTS.thanks);
}

/** Whether a turn was where the same is seen as here. */
const isOf = ({ scope }: Turn, { bot }: Pick<ChatDesk, 'bot'>): boolean =>
  scope === undefined || scope === scopeKey(bot.scope);

/** Takes an answer away that nobody asked for, and counts why. @returns what who pressed is told */
async function takeAway(
  desk: ChatDesk,
  turn: Turn,
  { person, answer: place, takeAway: remove }: ChatPress,
): Promise<string> {
  await vote(desk, turn, { person, helpful: false, place });
  try {
    await remove?.();
    return TEXTS.takenAway;
  } catch (error) {
    desk.log.warn('An answer that nobody asked for could not be taken away', { error });
    return TEXTS.notTakenAway;
  }
}

/** @returns what who pressed is told */
async function handOver(
  { bot: live, handovers }: ChatDesk,
  { question, conversation }: Turn,
  { person, answer: below, presser }: ChatPress,
): Promise<string> {
  if (handovers === null) return TEXTS.staleButton;
  const bot = live.now();
  const answer = await bot.ask(question, { conversation });
  const searched = searchedBy(answer, bot.contents);
  return handovers.ask({ question, answer: below, person, ...presser, searched });
}

async function answered<Page>(
  rendering: Rendering<Page>,
  desk: ChatDesk,
  asked: AskedFor,
  talk: string | null,
): Promise<Result<Page>> {
  const { answer, pages } = await answerPages(rendering, desk, asked);
  const { conversation } = answer;
  if (talk !== null) desk.conversations.set(talk, conversation);
  desk.counters.add('answered');
  return { pages, isPrivate: asked.isPrivate === true, conversation };
}
