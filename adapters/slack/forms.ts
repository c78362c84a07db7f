import { setTimeout as wait } from 'node:timers/promises';
import type { ModalView } from '@slack/types';
import { type ChatPress, pressResult, type Result, resultFor } from '../chat/interactions.js';
import type { Desk, Workspace } from './desk.js';
import { FORM_DEADLINE_MS, VIEW_SETTLES_MS } from './limits.js';
import { rulePlace } from './parse-message.js';
import { type Message, RENDERING } from './render.js';
import { messagesView, waitingView } from './views.js';

export interface Submitted {
  readonly person: string;
  /** Id of the form. */
  readonly view: string;
  /** The channel in which it was opened; `null`: in none. */
  readonly channel: string | null;
  /** What was typed into it brings. */
  readonly bring: (press: ChatPress) => Promise<Result<Message>>;
}

/** What a question that was typed brings. */
export const asksFor =
  (desk: Desk, question: string): Submitted['bring'] =>
  (press) =>
    pressResult(RENDERING, desk, press, { type: 'ask', turn: { question, conversation: null } });

/**
 * Answers what was typed into the form, in its place: with the acknowledgement, because what `views.update` brings
 * at once the acknowledgement may still overwrite. Only an answer that is not there in time comes by
 * `views.update`, a while after the view that says so.
 * @param acknowledge shows a view in place of the form; never rejects
 */
export async function answerForm(
  desk: Desk,
  workspace: Workspace,
  submitted: Submitted,
  acknowledge: (view: ModalView) => Promise<void>,
): Promise<void> {
  const answer = viewFor(desk, workspace, submitted);
  const clock = new AbortController();
  const late = wait(FORM_DEADLINE_MS, null, { signal: clock.signal }).catch(() => null);
  const inTime = await Promise.race([answer, late]);
  clock.abort();
  if (inTime) return acknowledge(inTime);
  await acknowledge(waitingView());
  await wait(VIEW_SETTLES_MS);
  await workspace.api.updateView(submitted.view, await answer);
}

/** Never rejects. */
async function viewFor(
  desk: Desk,
  { team }: Workspace,
  { person, view, channel, bring }: Submitted,
): Promise<ModalView> {
  const place = rulePlace(team, channel);
  const asker = { person, who: `${team} ${person}`, room: `${team} ${view}`, place };
  // There is no button in a form that is not answered yet.
  const presser = { name: person, back: '', link: null };
  const press = {
    ...asker,
    answer: view,
    talk: null,
    isPrivate: false,
    mayShare: false,
    presser,
    canBeAsked: 'not' as const,
  };
  const { pages } = await resultFor(RENDERING, desk, asker, () => bring(press));
  return messagesView(pages);
}
