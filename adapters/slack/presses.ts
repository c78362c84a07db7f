import type { RespondFn } from '@slack/bolt';
import type { Action } from '../chat/actions.js';
import { answerPages } from '../chat/answer-pages.js';
import { refusedCorrecting } from '../chat/correcting.js';
import { type ChatPress, pressResult, type Result, resultFor, told } from '../chat/interactions.js';
import type { Turn } from '../records/turns.js';
import { deskAt } from '../service/desk-parts.js';
import { TEXTS } from '../service/texts.js';
import { apiErrorCode } from './api.js';
import type { Desk, Workspace } from './desk.js';
import type { Back } from './handover.js';
import { type Message, RENDERING } from './render.js';
import { messageSurface, type Surface, viewSurface } from './surfaces.js';
import { trustedIn } from './trusted.js';
import { type ActionName, actionName, decodePick, decodeTurn } from './values.js';
import { correctView, formView, noteView } from './views.js';

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

/** Does what a button, menu or search field asks for, each press once. */
export async function onPress(
  everywhere: Desk,
  workspace: Workspace,
  press: Press,
  respond: RespondFn | null,
): Promise<void> {
  if (!everywhere.seen.first(`press ${press.trigger_id}`)) return everywhere.counters.add('repeated');
  const name = actionName(press.action.action_id);
  const surface = press.view
    ? viewSurface(workspace, press.view, press.trigger_id)
    : messageSurface(everywhere, workspace, press, respond);
  const place = surface.seenAt;
  const desk = await deskAt(everywhere, place);
  if (name === 'form') return workspace.api.openView(press.trigger_id, formView());
  const { team } = workspace;
  const trust = () => trustedIn(desk, workspace, press.user);
  if (name === 'write' && (await refusedCorrecting(desk, { trust })) === null) {
    const turn = decodeTurn(pressedValue(press), desk.turns);
    const show = press.view?.type === 'modal' ? workspace.api.pushView : workspace.api.openView;
    if (turn) return show(press.trigger_id, correctView(turn, place));
  }
  if (name === 'note') {
    const show = press.view?.type === 'modal' ? workspace.api.pushView : workspace.api.openView;
    return show(press.trigger_id, noteView(pressedValue(press), place));
  }
  const asker = { person: press.user.id, who: `${team} ${press.user.id}`, room: surface.room, place };
  const result = await resultFor(RENDERING, desk, asker, async () => {
    const turn = name === 'share' ? decodeTurn(pressedValue(press), desk.turns) : null;
    if (turn) return share(desk, turn, press, surface);
    if (name === 'search' && pressedValue(press).trim() === '') return told(RENDERING, TEXTS.noText);
    const action = actionOf(name, press, desk);
    const { place: talk, mayShare } = surface;
    const presser = await presserOf(workspace, press, name === 'person');
    const own = {
      ...{ ...asker, talk, mayShare, presser, trust },
      ...{ answer: `${team} ${surface.id}`, isPrivate: false },
      canBeAsked: 'in a form' as const,
      takeAway: () => takeAway(workspace, press),
    };
    return pressResult(RENDERING, desk, own, action);
  });
  try {
    await (result.isPrivate ? surface.tell(result.pages) : surface.answer(result.pages));
  } catch (error) {
    // A modal may be closed, or the press too old to open one: a direct message always arrives.
    desk.log.warn('What a press brought could not be shown where it was pressed', { error });
    const directly = { channel: press.user.id, thread: null };
    for (const [i, message] of result.pages.entries())
      await workspace.api.post(directly, message, `${press.trigger_id} d${i}`);
  }
}

const pressedValue = ({ action }: Press): string => action.value ?? action.selected_option?.value ?? '';

/** What a button, a menu or a typed search is for; `null` where nobody knows any more. */
function actionOf(name: ActionName | null, press: Press, { turns }: Pick<Desk, 'turns'>): Action | null {
  const value = pressedValue(press);
  if (name === 'compare') return { type: name, subjects: value.split(' ') };
  if (name === 'take' || name === 'done') return { type: name, handover: value };
  if (name === 'agree' || name === 'refuse') return { type: name, whose: value };
  if (name === 'search') return { type: 'ask', turn: { question: value.trim(), conversation: null } };
  if (name === null || name === 'share' || name === 'form') return null;
  if (name === 'pick') {
    const pick = decodePick(value, turns);
    return pick && { type: name, ...pick };
  }
  const turn = decodeTurn(value, turns);
  return turn && { type: name, turn };
}

/** Takes away the message that a button stands below. */
async function takeAway({ api }: Workspace, { channel, container }: Press): Promise<void> {
  const { message_ts: ts, channel_id: id = channel?.id } = container;
  if (id === undefined || ts === undefined) return;
  await api.remove(id, ts).catch((error) => {
    if (apiErrorCode(error) !== 'message_not_found') throw error;
  });
}

/** Who pressed, as people there see them, and where they are told of an answer. @param isAsked whether they may be */
async function presserOf(
  { api }: Workspace,
  { user, channel, container, message }: Press,
  isAsked: boolean,
): Promise<ChatPress['presser']> {
  const where = channel?.id ?? container.channel_id;
  const ts = container.message_ts;
  const isPrivate = container.is_ephemeral === true || where === undefined || where.startsWith('D');
  const thread = message?.thread_ts ?? container.thread_ts ?? ts ?? null;
  const back: Back = { person: user.id, channel: where ?? user.id, thread, isPrivate };
  const canLink = isAsked && !isPrivate && where !== undefined && ts !== undefined;
  return {
    name: user.username ?? user.name ?? 'somebody',
    back: JSON.stringify(back),
    link: canLink ? await api.permalink(where, ts).catch(() => null) : null,
  };
}

/** Shows a private answer to the channel, once. */
async function share(desk: Desk, turn: Turn, { user }: Press, surface: Surface): Promise<Result<Message>> {
  if (!desk.seen.first(`share ${surface.id}`)) return told(RENDERING, TEXTS.alreadyShared);
  const sharedBy = user.username ?? user.name ?? 'someone';
  const { pages } = await answerPages(RENDERING, desk, { ...turn, showQuestion: true, sharedBy });
  await surface.share(pages);
  return told(RENDERING, TEXTS.shared);
}
