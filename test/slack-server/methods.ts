import { messageFaults, promptFaults, type Thing, viewFaults } from './checks.js';
import type { OpenView, Sent, Store } from './store.js';
import {
  ANNA,
  APP,
  CLIENT_ID,
  CLIENT_SECRET,
  directOf,
  isDirect,
  newId,
  OAUTH_CODE,
  OTHER_TEAM,
  TEAM,
  type Team,
} from './world.js';

/** Carries a call out. @returns the answer without `ok`; one with `error` is a refusal */
type Method = (args: Thing, team: Team, store: Store) => Thing;

/** Times that a trigger may be used in, in milliseconds. Source: https://docs.slack.dev/interactivity/handling-user-interaction */
const TRIGGER_LIFETIME_MS = 3_000;

interface Rule {
  readonly run: Method;
  /** The scope that the call takes. Source: https://docs.slack.dev/reference/methods */
  readonly scope?: string | ((args: Thing) => string);
}

const inChannel =
  (suffix: string) =>
  ({ channel }: Thing): string =>
    `${isDirect(String(channel)) ? 'im' : String(channel).startsWith('G') ? 'groups' : 'channels'}:${suffix}`;

/** The methods of the Web API that the server knows. */
export const METHODS: Readonly<Record<string, Rule>> = {
  'api.test': { run: () => ({}) },
  'auth.test': {
    run: (_args, team) => ({
      url: `https://${team.name.toLowerCase()}.slack.example/`,
      team: team.name,
      user: 'docent',
      team_id: team.id,
      user_id: team.botUser,
      bot_id: team.botId,
      is_enterprise_install: false,
    }),
  },
  'chat.postMessage': { scope: 'chat:write', run: postMessage },
  'chat.postEphemeral': { scope: 'chat:write', run: postEphemeral },
  'chat.update': { scope: 'chat:write', run: update },
  'chat.delete': { scope: 'chat:write', run: remove },
  'conversations.info': {
    scope: inChannel('read'),
    run: ({ channel }, _team, store) => ({
      channel: { id: channel, is_im: isDirect(String(channel)), is_member: store.isMember(String(channel)) },
    }),
  },
  'conversations.open': {
    scope: 'im:write',
    run: ({ users }) => ({ channel: { id: directOf(String(users)) } }),
  },
  'chat.getPermalink': { run: permalink },
  'conversations.history': {
    scope: inChannel('history'),
    run: ({ channel }, team, store) => {
      if (!store.isMember(String(channel))) return { error: 'channel_not_found' };
      return {
        messages: store.sent
          .filter((one) => one.channel === channel && !one.isDeleted)
          .map((one) => shown(one, team)),
      };
    },
  },
  'conversations.replies': { scope: inChannel('history'), run: replies },
  'users.info': {
    scope: 'users:read',
    run: ({ user }) => ({ user: { id: user, name: String(user).toLowerCase(), is_bot: false } }),
  },
  'usergroups.list': {
    scope: 'usergroups:read',
    run: (_args, _team, store) => ({ usergroups: [...store.groups.keys()].map((id) => ({ id })) }),
  },
  'usergroups.users.list': {
    scope: 'usergroups:read',
    run: ({ usergroup }, _team, store) => {
      const users = store.groups.get(String(usergroup));
      return users ? { users } : { error: 'no_such_subteam' };
    },
  },
  'views.open': { run: openView },
  'views.push': { run: openView },
  'views.publish': { run: publishView },
  'views.update': { run: updateView },
  'assistant.threads.setSuggestedPrompts': {
    scope: 'assistant:write',
    run: (args, _team, store) => {
      const faults = promptFaults(args, store.installed.isAgent);
      if (faults.length > 0) return refused(store, 'invalid_arguments', faults);
      store.prompts.set([args.channel_id, args.thread_ts].filter(Boolean).join(' '), args);
      return {};
    },
  },
  'assistant.threads.setStatus': {
    scope: 'assistant:write',
    run: (args, _team, store) => {
      if (!args.thread_ts || typeof args.status !== 'string')
        return refused(store, 'invalid_arguments', ['a status needs thread_ts and status']);
      store.statuses.push(args);
      return {};
    },
  },
  'assistant.threads.setTitle': {
    scope: 'assistant:write',
    run: (args, _team, store) => {
      if (!args.thread_ts || !args.title)
        return refused(store, 'invalid_arguments', ['a title needs thread_ts and title']);
      store.titles.push(args);
      return {};
    },
  },
};

/** Methods that are called without a bot's token. */
export const OPEN_METHODS: Readonly<Record<string, (args: Thing) => Thing>> = {
  'oauth.v2.access': ({ client_id: id, client_secret: secret, code }) =>
    id !== CLIENT_ID || secret !== CLIENT_SECRET
      ? { error: 'invalid_client_id' }
      : code !== OAUTH_CODE
        ? { error: 'invalid_code' }
        : {
            access_token: OTHER_TEAM.botToken,
            token_type: 'bot',
            scope: 'commands,chat:write',
            bot_user_id: OTHER_TEAM.botUser,
            app_id: APP,
            team: { id: OTHER_TEAM.id, name: OTHER_TEAM.name },
            enterprise: null,
            is_enterprise_install: false,
            authed_user: { id: 'U0COFFEEADMIN' },
          },
};

/** Notes what was wrong, and refuses. */
function refused(store: Store, error: string, faults: readonly string[]): Thing {
  store.faults.push(...faults.map((fault) => `${error}: ${fault}`));
  return { error, response_metadata: { messages: faults } };
}

function messageRefusal(body: Thing, store: Store): Thing | null {
  const faults = messageFaults(body, store.askers);
  return faults.length > 0 ? refused(store, 'invalid_blocks', faults) : null;
}

function postMessage(args: Thing, team: Team, store: Store): Thing {
  // A person's id stands for the direct messages with them.
  const channel = String(args.channel).replace(/^U.*/, directOf);
  if (!/^[CGD]0/.test(channel)) return { error: 'channel_not_found' };
  if (!store.isMember(channel)) return { error: 'not_in_channel' };
  const refusal = messageRefusal(args, store);
  if (refusal) return refusal;
  // A message that was posted before under the same id is not posted again.
  const known = store.sent.find((one) => one.channel === channel && isSame(one, args));
  if (known) store.repeats++;
  if (known) return { channel, ts: known.ts, message: shown(known, team) };
  const thread = args.thread_ts ? String(args.thread_ts) : null;
  const sent = store.add(team.id, { channel, thread, shownTo: null, via: 'api', of: null }, args);
  return { channel, ts: sent.ts, message: shown(sent, team) };
}

const isSame = ({ body }: Sent, { client_msg_id: id }: Thing): boolean =>
  id !== undefined && body.client_msg_id === id;

function postEphemeral(args: Thing, team: Team, store: Store): Thing {
  const channel = String(args.channel);
  if (!store.isMember(channel)) return { error: 'not_in_channel' };
  if (typeof args.user !== 'string') return { error: 'user_not_in_channel' };
  const refusal = messageRefusal(args, store);
  if (refusal) return refusal;
  const thread = args.thread_ts ? String(args.thread_ts) : null;
  const place = { channel, thread, shownTo: args.user, via: 'api', of: null } as const;
  return { message_ts: store.add(team.id, place, args).ts };
}

function update(args: Thing, team: Team, store: Store): Thing {
  const sent = store.find(args.channel, args.ts);
  // What is shown to one person alone is no message that a method could reach.
  if (!sent || sent.shownTo !== null) return { error: 'message_not_found' };
  const refusal = messageRefusal(args, store);
  if (refusal) return refusal;
  sent.body = { ...sent.body, ...args };
  sent.edits++;
  return { channel: sent.channel, ts: sent.ts, text: args.text, message: shown(sent, team) };
}

function remove(args: Thing, _team: Team, store: Store): Thing {
  const sent = store.find(args.channel, args.ts);
  if (!sent || sent.shownTo !== null) return { error: 'message_not_found' };
  sent.isDeleted = true;
  return { channel: sent.channel, ts: sent.ts };
}

function replies(args: Thing, team: Team, store: Store): Thing {
  const first = store.said.get(String(args.ts));
  if (!first) return { error: 'thread_not_found' };
  // Of a message in a thread it gives that alone.
  if (args.oldest !== undefined) return { messages: [first], has_more: false };
  const own = store.sent.filter(
    (one) => one.channel === args.channel && one.thread === args.ts && one.shownTo === null && !one.isDeleted,
  );
  const theirs = [...store.said.values()].filter(
    ({ channel, thread_ts: thread, ts }) => channel === args.channel && thread === args.ts && ts !== args.ts,
  );
  const below = [...own.map((one) => shown(one, team)), ...theirs];
  return { messages: [first, ...below.sort((a, b) => Number(a.ts) - Number(b.ts))], has_more: false };
}

function permalink({ channel, message_ts: ts }: Thing): Thing {
  if (!/^[CGD]0/.test(String(channel))) return { error: 'channel_not_found' };
  // Older than Slack is.
  if (Number(ts) < 1_000) return { error: 'message_not_found' };
  const page = `p${String(ts).replace('.', '')}`;
  return { channel, permalink: `https://teas.slack.example/archives/${channel}/${page}` };
}

function openView(args: Thing, _team: Team, store: Store): Thing {
  const interaction = store.interactions.get(String(args.trigger_id));
  if (!interaction) return { error: 'invalid_trigger_id' };
  if (interaction.isTriggerUsed) return { error: 'exchanged_trigger_id' };
  if (performance.now() - interaction.madeAt > TRIGGER_LIFETIME_MS) return { error: 'expired_trigger_id' };
  const faults = viewFaults(args.view, store.askers);
  if (faults.length > 0) return refused(store, 'invalid_arguments', faults);
  interaction.isTriggerUsed = true;
  const open = { id: newId('V'), user: interaction.user, hash: newId('h'), view: args.view as Thing };
  store.modals.push(open);
  return { view: shownView(open) };
}

/** Shows what the acknowledgement of a submitted form brings: another view in its place, or on top of it. */
export function takeView(store: Store, open: OpenView, { response_action: action, view }: Thing): void {
  if (action !== 'update' && action !== 'push') return;
  const faults = viewFaults(view, store.askers);
  store.faults.push(...faults.map((fault) => `invalid view (${action}): ${fault}`));
  if (faults.length > 0) return;
  if (action === 'push')
    store.modals.push({ ...open, id: newId('V'), hash: newId('h'), view: view as Thing });
  else Object.assign(open, { view, hash: newId('h') });
}

function publishView(args: Thing, _team: Team, store: Store): Thing {
  const faults = viewFaults(args.view, store.askers);
  if (faults.length > 0) return refused(store, 'invalid_arguments', faults);
  const user = String(args.user_id);
  const old = store.homes.get(user);
  if (args.hash !== undefined && args.hash !== old?.hash) return { error: 'hash_conflict' };
  const open = { id: old?.id ?? newId('V'), user, hash: newId('h'), view: args.view as Thing };
  store.homes.set(user, open);
  return { view: shownView(open) };
}

function updateView(args: Thing, _team: Team, store: Store): Thing {
  const open = [...store.modals, ...store.homes.values()].find(({ id }) => id === args.view_id);
  if (!open) return { error: 'not_found' };
  if (args.hash !== undefined && args.hash !== open.hash) return { error: 'hash_conflict' };
  const faults = viewFaults(args.view, store.askers);
  if (faults.length > 0) return refused(store, 'invalid_arguments', faults);
  open.view = args.view as Thing;
  open.hash = newId('h');
  return { view: shownView(open) };
}

/** A message as the API and payloads give it back. */
export function shown({ ts, thread, body }: Sent, team: Team): Thing {
  return {
    type: 'message',
    user: team.botUser,
    bot_id: team.botId,
    app_id: APP,
    team: team.id,
    text: body.text ?? '',
    blocks: body.blocks ?? [],
    ts,
    ...(thread === null ? {} : { thread_ts: thread, parent_user_id: ANNA }),
    ...(body.metadata === undefined ? {} : { metadata: body.metadata }),
  };
}

/** A view as the API and payloads give it back. */
export function shownView({ id, hash, view }: OpenView, state: Thing = { values: {} }): Thing {
  return {
    id,
    hash,
    team_id: TEAM.id,
    app_id: APP,
    private_metadata: '',
    callback_id: '',
    ...view,
    state,
  };
}
