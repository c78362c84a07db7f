import type { AllMiddlewareArgs, App } from '@slack/bolt';
import { writtenResult } from '../chat/correcting.js';
import { type ChatPress, noteResult } from '../chat/interactions.js';
import type { Underway } from '../chat/underway.js';
import { deskAt } from '../service/desk-parts.js';
import { createSlackApi, type SlackApi } from './api.js';
import { ANSWER_THIS, onCommand, onShortcut, type Shortcut } from './commands.js';
import type { Desk, Workspace } from './desk.js';
import { answerForm, asksFor } from './forms.js';
import { interactionId, keepAsked, keptMessageId, respondingOnce } from './kept.js';
import { createMessages, type Messages } from './messages.js';
import { type IncomingMessage, rulePlace } from './parse-message.js';
import { onPress, type Press } from './presses.js';
import { RENDERING } from './render.js';
import { onReaction, onSave, type Reaction, SAVE_ARTICLE } from './saving.js';
import { trustedIn } from './trusted.js';
import { decodeTurn } from './values.js';
import {
  CORRECT_FORM,
  exampleQuestions,
  FORM,
  homeView,
  NOTE_FORM,
  openedIn,
  typedInto,
  writtenInto,
} from './views.js';

/** What stands above the suggested prompts. */
const PROMPTS_TITLE = 'For example:';

/** The events that are handled, as the manifest has them; `message` stands for all of its kinds. */
export const EVENTS = [
  'app_mention',
  'message',
  'reaction_added',
  'app_home_opened',
  'assistant_thread_started',
  'app_uninstalled',
  'tokens_revoked',
] as const;

export interface Wiring {
  readonly desk: Desk;
  /** Runs what an event asks for, unless the bot is being stopped. */
  readonly run: Underway['run'];
  /** The workspaces that something was heard of, by their ids. */
  readonly apis?: Map<string, Workspace>;
  /** Forgets the tokens of a workspace that has taken the app out. */
  readonly forget: (team: string | undefined, enterprise: string | undefined) => Promise<void>;
}

/**
 * Joins the handlers to a Bolt app. Everything is acknowledged first, also what nobody handles; Bolt does it for
 * events. What the handlers do goes on after that.
 */
export function wire(app: App, { desk, run, forget, apis = new Map() }: Wiring): Pick<Messages, 'load'> {
  const messages = createMessages(desk, run);
  const workspaceOf = (args: Pick<AllMiddlewareArgs, 'client' | 'context'>): Workspace => {
    const workspace = workspaceIn(args);
    apis.set(workspace.team, workspace);
    return workspace;
  };
  keepAsked(app, desk);
  /** What is kept until it is answered. */
  const runKept = (id: string, work: () => Promise<void>) =>
    run(() => work().finally(() => desk.kept.done(id)));
  const acknowledge = async (ack: () => Promise<void>) => {
    try {
      await ack();
    } catch (error) {
      // The connection broke off. Slack shows a fault, and the answer all the same.
      desk.counters.add('notAcknowledged');
      desk.log.warn('Something could not be acknowledged', { error });
    }
  };
  /** An event by its id: Slack sends it again when it is unsure, over whatever connection. */
  const once = (id: string, work: () => Promise<void>) => {
    if (desk.seen.first(`event ${id}`)) run(work);
    else desk.counters.add('repeated');
  };
  /** A message is kept until nothing more is done with it. */
  const doneWith = (team: string, { channel, ts }: { channel: string; ts: string }) => {
    const kept = keptMessageId(team, channel, ts);
    return () => desk.kept.done(kept);
  };

  app.event('app_mention', async ({ event, body, ...args }) =>
    once(body.event_id, () =>
      messages.create(workspaceOf(args), event as IncomingMessage, doneWith(body.team_id, event)),
    ),
  );
  app.event('message', async ({ event, body, ...args }) =>
    once(body.event_id, async () => {
      const workspace = workspaceOf(args);
      const { channel, channel_type } = event;
      if (event.subtype === 'message_deleted') return messages.remove(workspace, channel, event.deleted_ts);
      if (event.subtype !== 'message_changed')
        return messages.create(workspace, event as IncomingMessage, doneWith(body.team_id, event));
      const changed = { ...(event.message as IncomingMessage), channel, channel_type };
      // Of a message with a thread below it a tombstone stays when it is deleted.
      if (changed.subtype === 'tombstone') return messages.remove(workspace, channel, changed.ts);
      return messages.update(workspace, changed);
    }),
  );
  app.event('reaction_added', async ({ event, body, ...args }) =>
    once(body.event_id, () => onReaction(desk, workspaceOf(args), event as Reaction)),
  );
  app.event('app_home_opened', async ({ event, body, ...args }) =>
    once(body.event_id, async () => {
      const { api, team } = workspaceOf(args);
      const own = await deskAt(desk, rulePlace(team, null));
      if (event.tab === 'messages') return offerPrompts(own, api, event.channel, null);
      const view = await homeView(own);
      await api.publishHome(event.user, view).catch(notShown(desk, 'The App Home'));
    }),
  );
  // Apps made before the agent view have the assistant view, with a thread for every conversation.
  app.event('assistant_thread_started', async ({ event, body, ...args }) =>
    once(body.event_id, async () => {
      const { channel_id, thread_ts } = event.assistant_thread;
      const { api, team } = workspaceOf(args);
      await offerPrompts(await deskAt(desk, rulePlace(team, null)), api, channel_id, thread_ts);
    }),
  );
  app.event('app_uninstalled', async ({ body, context }) =>
    once(body.event_id, () => forget(context.teamId, context.enterpriseId)),
  );
  app.event('tokens_revoked', async ({ event, body, context }) =>
    once(body.event_id, async () => {
      if (event.tokens.bot?.length) await forget(context.teamId, context.enterpriseId);
    }),
  );

  app.event(/^app_rate_limited$/, async () =>
    desk.log.warn('Slack leaves events out for a while: more than 30,000 came in an hour'),
  );

  app.command(/.*/, async ({ command, ack, respond, ...args }) => {
    await acknowledge(ack);
    const id = interactionId(command.trigger_id);
    runKept(id, () => onCommand(desk, workspaceOf(args), command, respondingOnce(desk, id, respond)));
  });
  app.shortcut(/.*/, async ({ shortcut, ack, respond, ...args }) => {
    await acknowledge(ack);
    const isKnown = [ANSWER_THIS, SAVE_ARTICLE].includes(shortcut.callback_id);
    if (shortcut.type !== 'message_action' || !isKnown) return;
    const id = interactionId(shortcut.trigger_id);
    const way = respond ? respondingOnce(desk, id, respond) : null;
    const used = shortcut.callback_id === SAVE_ARTICLE ? onSave : onShortcut;
    runKept(id, () => used(desk, workspaceOf(args), shortcut as Shortcut, way));
  });
  app.action(/.*/, async ({ action, body, ack, respond, ...args }) => {
    await acknowledge(ack);
    const press = { ...body, action } as unknown as Press;
    run(() => onPress(desk, workspaceOf(args), press, respond ?? null));
  });
  app.options(/.*/, async ({ ack }) => acknowledge(() => ack({ options: [] })));
  app.view(/.*/, async ({ view, body, ack, ...args }) => {
    const isOurs = [FORM, CORRECT_FORM, NOTE_FORM].includes(view.callback_id);
    if (body.type !== 'view_submission' || !isOurs) return acknowledge(ack);
    const workspace = workspaceOf(args);
    const opened = openedIn(view);
    const bring = async (press: ChatPress) => {
      if (view.callback_id === FORM) return asksFor(desk, typedInto(view))(press);
      const written = writtenInto(view);
      if (view.callback_id === NOTE_FORM) {
        const turn = decodeTurn(opened.turn, (await deskAt(desk, press.place)).turns);
        return noteResult(RENDERING, desk, press, turn, written.text);
      }
      const trust = () => trustedIn(desk, workspace, body.user);
      return writtenResult(RENDERING, desk, { ...press, trust }, written);
    };
    const submitted = { person: body.user.id, view: view.id, channel: opened.channel, bring };
    const done = answerForm(desk, workspace, submitted, (shown) =>
      acknowledge(() => ack({ response_action: 'update', view: shown })),
    ).catch((error) => desk.log.error('A form was not answered', { error }));
    // It is begun in any case: without it the form is not acknowledged.
    run(() => done);
  });
  return messages;
}

function workspaceIn({ client, context }: Pick<AllMiddlewareArgs, 'client' | 'context'>): Workspace {
  return {
    api: createSlackApi(client),
    team: context.teamId ?? context.enterpriseId ?? '',
    me: context.botUserId ?? null,
  };
}

async function offerPrompts(
  desk: Desk,
  api: SlackApi,
  channel: string,
  thread: string | null,
): Promise<void> {
  const questions = await exampleQuestions(desk);
  if (questions.length === 0) return;
  await api
    .offerPrompts({ channel, thread }, PROMPTS_TITLE, questions)
    .catch(notShown(desk, 'The suggested prompts'));
}

/** Nobody asked for it, and the bot answers without it: the app may not have been given the feature. */
const notShown =
  ({ log }: Pick<Desk, 'log'>, what: string) =>
  (error: unknown) =>
    log.warn(`${what} could not be shown`, { error });
