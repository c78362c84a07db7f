import type { RespondFn } from '@slack/bolt';
import { comparisonQuestion } from '../chat/offers.js';
import { privateView, vote } from '../shared/presses.js';
import { TEXTS } from '../shared/texts.js';
import type { Turn } from '../shared/turns.js';
import { answerMessages, type Desk, failureNotice, refusal, type Workspace } from './desk.js';
import { type Message, renderNotice, renderShown } from './render.js';
import { messageSurface, type Surface, viewSurface } from './surfaces.js';
import { actionName, decodeTurn } from './values.js';
import { formView } from './views.js';

/** What of a press on a button, a choice in a menu or a typed search is read. */
export interface Press {
  readonly trigger_id: string;
  readonly user: { readonly id: string; readonly name?: string; readonly username?: string };
  readonly channel?: { readonly id: string } | undefined;
  readonly container: {
    readonly type?: string;
    readonly message_ts?: string;
    readonly thread_ts?: string;
    readonly channel_id?: string;
    readonly is_ephemeral?: boolean;
    readonly view_id?: string;
  };
  /** The message that the button stands below; a private one is not told. */
  readonly message?: { readonly thread_ts?: string } | undefined;
  readonly view?: { readonly id: string; readonly type: string } | undefined;
  readonly action: {
    readonly action_id: string;
    readonly value?: string | null;
    readonly selected_option?: { readonly value: string } | null;
  };
}

/** What a press brings: for who pressed alone, or an answer where the button stands. */
interface Result {
  readonly messages: readonly Message[];
  readonly isPrivate: boolean;
}

const toldPrivately = (text: string): Result => ({ messages: [renderNotice(text)], isPrivate: true });

/** Does what a button, menu or search field asks for, each press once. */
export async function onPress(
  desk: Desk,
  workspace: Workspace,
  press: Press,
  respond: RespondFn | null,
): Promise<void> {
  if (!desk.seen.first(`press ${press.trigger_id}`)) return desk.counters.add('repeated');
  const name = actionName(press.action.action_id);
  const surface = press.view
    ? viewSurface(workspace, press.view, press.trigger_id)
    : messageSurface(desk, workspace, press, respond);
  if (name === 'form') return workspace.api.openView(press.trigger_id, formView());
  let result: Result;
  try {
    const refused = await refusal(desk, `${workspace.team} ${press.user.id}`, surface.room);
    result = refused
      ? { messages: [refused.notice], isPrivate: true }
      : await resultOf(desk, workspace, press, surface);
  } catch (error) {
    result = { messages: [failureNotice(desk, error)], isPrivate: true };
  }
  try {
    await (result.isPrivate ? surface.tell(result.messages) : surface.answer(result.messages));
  } catch (error) {
    // A modal may be closed, or the press too old to open one: a direct message always arrives.
    desk.log.warn('What a press brought could not be shown where it was pressed', { error });
    const directly = { channel: press.user.id, thread: null };
    for (const [i, message] of result.messages.entries())
      await workspace.api.post(directly, message, `${press.trigger_id} d${i}`);
  }
}

async function resultOf(desk: Desk, workspace: Workspace, press: Press, surface: Surface): Promise<Result> {
  const { action } = press;
  const value = action.value ?? action.selected_option?.value ?? '';
  const name = actionName(action.action_id);
  if (name === 'search') {
    const question = value.trim();
    return question === ''
      ? toldPrivately(TEXTS.noText)
      : ask(desk, { question, conversation: null }, press, surface);
  }
  if (name === 'compare') {
    const question = comparisonQuestion(desk.bot.contents.subjects, value.split(' '));
    return question === null
      ? toldPrivately(TEXTS.staleButton)
      : ask(desk, { question, conversation: null }, press, surface, false);
  }
  const turn = decodeTurn(value, desk.turns);
  if (!turn) return toldPrivately(TEXTS.staleButton);
  switch (name) {
    case 'sources':
    case 'section':
    case 'why': {
      const shown = await privateView(desk.bot, name, turn);
      return shown ? { messages: renderShown(shown), isPrivate: true } : toldPrivately(TEXTS.noSources);
    }
    case 'helpful':
    case 'unhelpful': {
      const place = `${workspace.team} ${surface.id}`;
      return toldPrivately(vote(desk, turn, { person: press.user.id, helpful: name === 'helpful', place }));
    }
    case 'ask':
      return ask(desk, turn, press, surface);
    case 'share':
      return share(desk, turn, press, surface);
    default:
      return toldPrivately(TEXTS.staleButton);
  }
}

async function ask(
  desk: Desk,
  turn: Turn,
  { user }: Press,
  surface: Surface,
  showQuestion = true,
): Promise<Result> {
  const { answer, messages } = await answerMessages(desk, {
    ...turn,
    person: user.id,
    showQuestion,
    mayShare: surface.mayShare,
  });
  desk.conversations.set(surface.place, answer.conversation);
  desk.counters.add('answered');
  return { messages, isPrivate: false };
}

/** Shows a private answer to the channel, once. */
async function share(desk: Desk, turn: Turn, { user }: Press, surface: Surface): Promise<Result> {
  if (!desk.seen.first(`share ${surface.id}`)) return toldPrivately(TEXTS.alreadyShared);
  const sharedBy = user.username ?? user.name ?? 'someone';
  const { messages } = await answerMessages(desk, { ...turn, showQuestion: true, sharedBy });
  await surface.share(messages);
  return toldPrivately(TEXTS.shared);
}
