import type { AppsManifestCreateArguments } from '@slack/web-api';
import { ANSWER_THIS, COMMANDS, LISTEN_HINT } from './commands.js';
import { EVENTS_PATH } from './limits.js';

type Manifest = AppsManifestCreateArguments['manifest'];

/** The least scopes, and what each is for. Source: https://docs.slack.dev/reference/scopes. */
export const SCOPES = [
  { name: 'app_mentions:read', reason: 'to see a message that mentions it' },
  { name: 'chat:write', reason: 'to answer' },
  { name: 'commands', reason: `for ${Object.values(COMMANDS).join(', ')} and the shortcut "Answer this"` },
  { name: 'im:history', reason: 'to read what people write to it in direct messages' },
  { name: 'assistant:write', reason: 'to be among the agents, and to offer questions there' },
] as const;

/**
 * Scopes for SLACK_FOLLOW_THREADS=on and SLACK_LISTEN. Not among the others: with them Slack sends the bot every message
 * of every channel that it is in, only so that a follow-up in a thread, or a question, needs no mention.
 */
export const THREAD_SCOPES = [
  { name: 'channels:history', reason: 'to read public channels: threads and questions without a mention' },
  { name: 'groups:history', reason: 'to read private channels: threads and questions without a mention' },
] as const;

/** Scopes for a user group in SLACK_TRUSTED. */
export const GROUP_SCOPES = [
  { name: 'usergroups:read', reason: 'to know who is in a user group that may correct answers' },
] as const;

export const botScopes = (followsThreads: boolean, readsGroups = false): string[] =>
  [...SCOPES, ...(followsThreads ? THREAD_SCOPES : []), ...(readsGroups ? GROUP_SCOPES : [])].map(
    ({ name }) => name,
  );

export interface ManifestOptions {
  readonly name?: string;
  /** Public address of the bot, for requests over HTTP; without it events come by Socket Mode. */
  readonly url?: string | undefined;
  readonly followsThreads?: boolean;
  readonly readsGroups?: boolean;
}

/**
 * What https://api.slack.com/apps makes the app from. `agent_view` is what new apps have; the older
 * `assistant_view` cannot be chosen any more. Its prompts are set when somebody opens it, from the articles.
 * Source: https://docs.slack.dev/reference/app-manifest.
 */
export function manifestFor({
  name = 'Docent',
  url,
  followsThreads = false,
  readsGroups = false,
}: ManifestOptions = {}): Manifest {
  const at = (path: string) => (url === undefined ? undefined : `${url.replace(/\/+$/, '')}${path}`);
  const events = at(EVENTS_PATH);
  const redirect = at('/slack/oauth_redirect');
  const command = (one: string, description: string, usage_hint: string) => ({
    command: one,
    description,
    ...(usage_hint === '' ? {} : { usage_hint }),
    should_escape: false,
    ...(events === undefined ? {} : { url: events }),
  });
  const bot = name.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');
  return {
    display_information: {
      name,
      description:
        'Answers questions from the articles it was given, and cites the passage behind every sentence.',
      background_color: '#1e3a5f',
    },
    features: {
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: bot, always_online: true },
      agent_view: {
        agent_description:
          'Answers questions only from the articles it was given, and quotes the passage behind every sentence. It says so when they do not cover a question.',
      },
      shortcuts: [
        {
          type: 'message',
          name: 'Answer this',
          callback_id: ANSWER_THIS,
          description: 'Answers the question in a message, for you to share',
        },
      ],
      slash_commands: [
        command(COMMANDS.ask, 'Ask a question; the answer cites its sources', '[!] your question'),
        command(COMMANDS.compare, 'Line two or more up, property by property', '[!] one, another'),
        command(COMMANDS.topics, 'What the articles are about', ''),
        command(COMMANDS.docent, 'For those who run it: answering unasked', LISTEN_HINT),
      ],
    },
    oauth_config: {
      ...(redirect === undefined ? {} : { redirect_urls: [redirect] }),
      scopes: { bot: botScopes(followsThreads, readsGroups) as Bot },
    },
    settings: {
      event_subscriptions: {
        ...(events === undefined ? {} : { request_url: events }),
        bot_events: [
          'app_home_opened',
          'app_mention',
          'app_uninstalled',
          ...(followsThreads ? (['message.channels', 'message.groups'] as const) : []),
          'message.im',
          'tokens_revoked',
        ],
      },
      interactivity: { is_enabled: true, ...(events === undefined ? {} : { request_url: events }) },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

type Bot = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>;
