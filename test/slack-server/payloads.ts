import { partsOf, type Thing } from './checks.js';
import { shown, shownView } from './methods.js';
import type { OpenView, Sent } from './store.js';
import { ANNA, APP, GENERAL, isDirect, newId, newTs, TEAM, type Team } from './world.js';

/** Where and by whom something is said. */
export interface Said {
  readonly channel?: string;
  readonly by?: string;
  readonly team?: Team;
  readonly thread?: string;
  /** True: an app wrote it. */
  readonly isBot?: boolean;
  readonly subtype?: string;
}

/** A message of a person's, and how many of the bot's stood in its channel when it was written. */
export interface Question {
  readonly ts: string;
  readonly channel: string;
  readonly thread: string | null;
  readonly text: string;
  readonly by: string;
  readonly before: number;
}

const kindOf = (channel: string): string =>
  isDirect(channel) ? 'im' : channel.startsWith('G') ? 'group' : 'channel';

/** A `message` event. Source: https://docs.slack.dev/reference/events/message */
export function messageEvent(text: string, said: Said, ts: string): Thing {
  const { channel = GENERAL, by = ANNA, team = TEAM, thread, isBot = false, subtype } = said;
  return {
    type: 'message',
    channel,
    channel_type: kindOf(channel),
    ...(isBot ? { bot_id: 'B0OTHER', app_id: 'A0OTHER' } : { client_msg_id: newId('m') }),
    user: by,
    text,
    ts,
    event_ts: ts,
    team: team.id,
    ...(thread === undefined ? {} : { thread_ts: thread, parent_user_id: by }),
    ...(subtype === undefined ? {} : { subtype }),
  };
}

/** Where a message of the bot's own appeared. */
export const echoEvent = ({ channel, ts }: Sent): Thing => ({
  type: 'message',
  channel,
  channel_type: kindOf(channel),
  event_ts: ts,
});

const aliveIn = ({ by, ts, thread }: Question): Thing => ({
  type: 'message',
  user: by,
  ts,
  ...(thread === null ? {} : { thread_ts: thread }),
});

const amendment = ({ channel }: Question): Thing => {
  const ts = newTs();
  return { type: 'message', channel, channel_type: kindOf(channel), hidden: true, ts, event_ts: ts };
};

/** Source: https://docs.slack.dev/reference/events/message/message_changed */
export const changeEvent = (question: Question, text: string): Thing => ({
  ...amendment(question),
  subtype: 'message_changed',
  message: { ...aliveIn(question), text, edited: { user: question.by, ts: newTs() } },
  previous_message: { ...aliveIn(question), text: question.text },
});

/** Source: https://docs.slack.dev/reference/events/message/message_deleted */
export const deletionEvent = (question: Question): Thing => ({
  ...amendment(question),
  subtype: 'message_deleted',
  deleted_ts: question.ts,
  previous_message: { ...aliveIn(question), text: question.text },
});

/** What an event comes in. Source: https://docs.slack.dev/apis/events-api/#event-type-structure */
export function eventPayload(event: Thing, team: Team): Thing {
  const eventId = newId('Ev');
  const authorization = {
    enterprise_id: null,
    team_id: team.id,
    user_id: team.botUser,
    is_bot: true,
    is_enterprise_install: false,
  };
  return {
    token: 'unused',
    team_id: team.id,
    context_team_id: team.id,
    api_app_id: APP,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [authorization],
    is_ext_shared_channel: false,
    event_context: `4-${eventId}`,
  };
}

/** Source: https://docs.slack.dev/interactivity/implementing-slash-commands */
export const slashPayload = (team: Team, channel: string, by: string): Thing => ({
  token: 'unused',
  team_id: team.id,
  team_domain: team.name.toLowerCase(),
  channel_id: channel,
  channel_name: isDirect(channel) ? 'directmessage' : 'general',
  user_id: by,
  user_name: by.toLowerCase(),
  api_app_id: APP,
  is_enterprise_install: 'false',
});

/** What all interactions have. Source: https://docs.slack.dev/reference/interaction-payloads */
export const interactionPayload = (team: Team, by: string): Thing => ({
  token: 'unused',
  api_app_id: APP,
  team: { id: team.id, domain: team.name.toLowerCase() },
  user: { id: by, username: by.toLowerCase(), team_id: team.id },
  enterprise: null,
  is_enterprise_install: false,
});

/** Where the pressed button stands: in a message. */
export function messagePlace(sent: Sent, team: Team): Thing {
  const isEphemeral = sent.shownTo !== null;
  return {
    container: {
      type: 'message',
      message_ts: sent.ts,
      channel_id: sent.channel,
      is_ephemeral: isEphemeral,
      ...(sent.thread === null ? {} : { thread_ts: sent.thread }),
    },
    channel: { id: sent.channel, name: isDirect(sent.channel) ? 'directmessage' : 'general' },
    // What is shown to one person alone does not come back with its buttons.
    ...(isEphemeral ? {} : { message: shown(sent, team) }),
    state: { values: {} },
  };
}

/** Where it stands in a view: what is typed in an input is in the state, too. */
export function viewPlace(open: OpenView, action: Thing): Thing {
  const values = { [String(action.block_id)]: { [String(action.action_id)]: action } };
  return { container: { type: 'view', view_id: open.id }, view: shownView(open, { values }) };
}

/** The id of the block that an element stands in; Slack makes one up where the app gave none. */
export function blockOf(blocks: unknown, actionId: unknown): string {
  for (const block of Array.isArray(blocks) ? blocks : [])
    if (actionId && partsOf(block).some(({ action_id: own }) => own === actionId))
      return block.block_id ?? 'made-up';
  throw new Error(`There is no element ${actionId}`);
}
