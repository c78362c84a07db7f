import type { AppsManifestCreateArguments } from '@slack/web-api';
import { SAVE } from '../chat/saving.js';
import { ANSWER_THIS, COMMANDS, DOCENT_HINT } from './commands.js';
import { EVENTS_PATH } from './limits.js';
import { SAVE_ARTICLE } from './saving.js';

type Manifest = AppsManifestCreateArguments['manifest'];

/** The least scopes, and what each is for. Source: https://docs.slack.dev/reference/scopes. */
export const SCOPES = [
  { name: 'app_mentions:read', reason: 'to see a message that mentions it' },
  { name: 'chat:write', reason: 'to answer' },
  {
    name: 'commands',
    reason: `for ${Object.values(COMMANDS).join(', ')} and the shortcuts "Answer this" and "${SAVE}"`,
  },
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

/** Scopes for a check mark that saves what it is put on; with those for threads, by which that is read. */
export const REACTION_SCOPES = [
  { name: 'reactions:read', reason: 'to see on what a trusted person puts ✅' },
] as const;

/** What a manifest, or what is asked of a workspace, has beside the least. */
export interface Extras {
  readonly followsThreads?: boolean;
  readonly readsGroups?: boolean;
  /** Whether a check mark saves messages; then they are read too. */
  readonly seesReactions?: boolean;
}

export const botScopes = ({ followsThreads, readsGroups, seesReactions }: Extras = {}): string[] =>
  [
    ...SCOPES,
    ...(followsThreads || seesReactions ? THREAD_SCOPES : []),
    ...(readsGroups ? GROUP_SCOPES : []),
    ...(seesReactions ? REACTION_SCOPES : []),
  ].map(({ name }) => name);

export interface ManifestOptions extends Extras {
  readonly name?: string;
  /** Public address of the bot, for requests over HTTP; without it events come by Socket Mode. */
  readonly url?: string | undefined;
}

/**
 * What https://api.slack.com/apps makes the app from. `agent_view` is what new apps have; the older
 * `assistant_view` cannot be chosen any more. Its prompts are set when somebody opens it, from the articles.
 * Source: https://docs.slack.dev/reference/app-manifest.
 */
export function manifestFor({ name = 'Docent', url, ...extras }: ManifestOptions = {}): Manifest {
  const { seesReactions = false } = extras;
  const followsThreads = extras.followsThreads === true || seesReactions;
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
        {
          type: 'message',
          name: SAVE,
          callback_id: SAVE_ARTICLE,
          description: 'Makes a draft of it, if who wrote it agrees; for those who may',
        },
      ],
      slash_commands: [
        command(COMMANDS.ask, 'Ask a question; the answer cites its sources', '[!] your question'),
        command(COMMANDS.compare, 'Line two or more up, property by property', '[!] one, another'),
        command(COMMANDS.topics, 'What the articles are about', ''),
        command(COMMANDS.docent, 'How it listens, and whether it may save what you wrote', DOCENT_HINT),
      ],
    },
    oauth_config: {
      ...(redirect === undefined ? {} : { redirect_urls: [redirect] }),
      scopes: { bot: botScopes(extras) as Bot },
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
          ...(seesReactions ? (['reaction_added'] as const) : []),
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
