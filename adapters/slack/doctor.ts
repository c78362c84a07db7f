import type { WebClient } from '@slack/web-api';
import type { z } from 'zod';
import { DocentError } from '../../src/errors.js';
import { SAVE } from '../chat/saving.js';
import type { Finding } from '../process/findings.js';
import { createLogger, type Logger } from '../process/logger.js';
import { type Environment, readSettings } from '../process/settings.js';
import { examineFolder } from '../service/examine.js';
import { examinePlaces } from '../service/scopes/examine.js';
import { apiErrorCode } from './api.js';
import {
  type CommonSettings,
  readSlackSettings,
  readsChannels,
  SLACK_SETTINGS,
  type SlackSettings,
} from './config.js';
import { explainedError } from './errors.js';
import { adviceOn } from './handover.js';
import { EVENTS_PATH } from './limits.js';
import { examineListening } from './listen.js';
import { GROUP_SCOPES, REACTION_SCOPES, SCOPES, THREAD_SCOPES } from './manifest.js';
import { createWebClient } from './web.js';

const APPS = 'https://api.slack.com/apps';

/** The time stamp of a message before there was Slack. */
const NO_MESSAGE = '1.000001';

/** The findings say what the libraries would log. */
const SILENT: Logger = createLogger({ write: () => undefined, level: 'error' });

/** Looks at everything that going live on Slack takes: settings, tokens, scopes, the way in; and says what to click. */
export async function examineSlack(environment: Environment): Promise<Finding[]> {
  let settings: SlackSettings;
  try {
    settings = readSlackSettings(environment);
  } catch (error) {
    return [bad(error)];
  }
  const { mode } = settings;
  const findings =
    mode.kind === 'oauth'
      ? [await examineFolder(mode.folder, 'Tokens of the workspaces are kept')]
      : await examineBot(settings, mode.botToken, environment);
  findings.push(...(mode.kind === 'socket' ? await examineSocket(settings, mode.appToken) : [wayIn(mode)]));
  findings.push({
    state: 'note',
    text: 'The bot answers where it is a member; slash commands work everywhere.',
    remedy: 'In a channel write /invite and the name of the bot.',
  });
  return findings;
}

/** The part of it on the bot's token, which is there before all others. */
export function examineBotToken(environment: Environment): Promise<Finding[]> {
  return withSettings(environment, (settings) =>
    examineBot(settings, settings.SLACK_BOT_TOKEN ?? '', environment),
  );
}

/** The part of it on the token for Socket Mode. */
export function examineAppToken(environment: Environment): Promise<Finding[]> {
  return withSettings(environment, (settings) => examineSocket(settings, settings.SLACK_APP_TOKEN ?? ''));
}

/** @param examine is given what is set, be it enough to start or not */
async function withSettings(
  environment: Environment,
  examine: (settings: z.infer<typeof SLACK_SETTINGS>) => Promise<Finding[]>,
): Promise<Finding[]> {
  try {
    return await examine(readSettings(SLACK_SETTINGS, environment));
  } catch (error) {
    return [bad(error)];
  }
}

function bad(error: unknown): Finding {
  return { state: 'bad', text: (error instanceof DocentError ? error : explainedError(error)).message };
}

async function examineBot(
  settings: CommonSettings,
  token: string,
  environment: Environment,
): Promise<Finding[]> {
  try {
    const client = createWebClient(token, settings.SLACK_API_URL, SILENT, false);
    const result = await client.auth.test();
    const known: Finding = {
      state: 'good',
      text: `The bot token is that of “${result.user}” in “${result.team}”.`,
    };
    const scopes = result.response_metadata?.scopes ?? [];
    return [
      known,
      ...examineScopes(settings, scopes),
      ...(await examineTrusted(settings.SLACK_TRUSTED, client, scopes)),
      ...examineSaving(settings.SLACK_TRUSTED, scopes),
      ...(await examineHandovers(settings, token)),
      ...(await examineRuled(environment, client, result.team_id)),
      ...(await examineDigest(settings, token)),
      ...(THREAD_SCOPES.every(({ name }) => scopes.includes(name))
        ? await examineListening(client, settings)
        : []),
    ];
  } catch (error) {
    return [bad(error)];
  }
}

/** Looks whether the channels that rules name are there, by a message that nobody can have written. */
function examineRuled(
  environment: Environment,
  client: WebClient,
  team: string | undefined,
): Promise<Finding[]> {
  return examinePlaces(environment, 'slack', async (what, id) => {
    if (what === 'server') return id === team;
    return client.chat.getPermalink({ channel: id, message_ts: NO_MESSAGE }).then(
      () => true,
      (error) => apiErrorCode(error) !== 'channel_not_found',
    );
  });
}

/** The channel where people answer, where one is set. */
async function examineHandovers(settings: CommonSettings, token: string): Promise<Finding[]> {
  const { SLACK_HANDOVER_CHANNEL: channel, SLACK_FOLLOW_THREADS: reads } = settings;
  if (channel === undefined) return [];
  const error = await unwritable(settings, token, channel);
  if (error !== null)
    return [
      {
        state: 'bad',
        text: 'Questions for a person cannot be handed over; all else works.',
        remedy: adviceOn(error, channel, 'SLACK_HANDOVER_CHANNEL'),
      },
    ];
  const good: Finding = { state: 'good', text: `Questions for a person go to the channel ${channel}.` };
  if (reads === 'on') return [good];
  return [
    good,
    {
      state: 'note',
      text: 'Replies to them are not seen: Slack shows the bot no message of a channel that does not mention it. Who answers presses “Answered”.',
      remedy:
        'Set SLACK_FOLLOW_THREADS=on with the scopes of `docent slack manifest --threads` to have replies seen.',
    },
  ];
}

/** The channel where the digest of each week is posted, where one is set. */
async function examineDigest(settings: CommonSettings, token: string): Promise<Finding[]> {
  const { SLACK_DIGEST_CHANNEL: channel } = settings;
  if (channel === undefined) return [];
  const error = await unwritable(settings, token, channel);
  if (error === null)
    return [{ state: 'good', text: `The digest of each week goes to the channel ${channel}.` }];
  return [
    {
      state: 'bad',
      text: 'The digest of a week cannot be posted; all else works.',
      remedy: adviceOn(error, channel, 'SLACK_DIGEST_CHANNEL'),
    },
  ];
}

/** What keeps the bot from a channel; `null`: nothing. Slack says whether it has a message that nobody can have written. */
async function unwritable(settings: CommonSettings, token: string, channel: string): Promise<Error | null> {
  const client = createWebClient(token, settings.SLACK_API_URL, SILENT, false);
  const error: unknown = await client.chat
    .getPermalink({ channel, message_ts: NO_MESSAGE })
    .catch((one) => one);
  return error instanceof Error && apiErrorCode(error) !== 'message_not_found' ? error : null;
}

/** @param granted what Slack says in the header `x-oauth-scopes` */
function examineScopes(settings: CommonSettings, granted: readonly string[]): Finding[] {
  const follows = readsChannels(settings);
  const hasGroups = settings.SLACK_TRUSTED.some(isGroup);
  const wanted = [...SCOPES, ...(follows ? THREAD_SCOPES : []), ...(hasGroups ? GROUP_SCOPES : [])];
  const missing = wanted.filter(({ name }) => !granted.includes(name));
  const mayHave = settings.SLACK_TRUSTED.length > 0 ? CHECK_SCOPES : [];
  const names: readonly string[] = [...wanted, ...mayHave].map(({ name }) => name);
  const needless = granted.filter((name) => !names.includes(name));
  const findings: Finding[] =
    missing.length === 0
      ? [{ state: 'good', text: `It has its scopes: ${wanted.map(({ name }) => name).join(', ')}.` }]
      : [
          {
            state: 'bad',
            text: `It lacks ${missing.map(({ name, reason }) => `${name} (${reason})`).join(', ')}.`,
            remedy: `Open ${APPS}, your app, "OAuth & Permissions", "Bot Token Scopes", "Add an OAuth Scope"; then "Install App", "Reinstall".`,
          },
        ];
  if (needless.length > 0)
    findings.push({
      state: 'note',
      text: `It has scopes that it does not use: ${needless.join(', ')}.`,
      remedy: `Take them away at ${APPS}, your app, "OAuth & Permissions", and install it again.`,
    });
  return findings;
}

/** What a check mark takes that saves what it is put on: to see it, and to read that. */
const CHECK_SCOPES = [...REACTION_SCOPES, ...THREAD_SCOPES];

/** Whether what people wrote can be saved from its menu, which Slack does not tell, and by a check mark. */
function examineSaving(trusted: readonly string[], granted: readonly string[]): Finding[] {
  if (trusted.length === 0) return [];
  const missing = CHECK_SCOPES.filter(({ name }) => !granted.includes(name)).map(({ name }) => name);
  return [
    {
      state: 'note',
      text: `“${SAVE}” is in the menu of a message where the app has the shortcut.`,
      remedy: `An app that was made before has it not: at ${APPS}, your app, "App Manifest", paste what \`docent slack manifest\` prints.`,
    },
    ...(missing.length === 0
      ? []
      : [
          {
            state: 'note' as const,
            text: `✅ saves nothing that people wrote: the app lacks ${missing.join(', ')}.`,
            remedy: `Open ${APPS}, your app, "App Manifest", paste what \`docent slack manifest --reactions\` prints; then "Install App", "Reinstall".`,
          },
        ]),
  ];
}

const isGroup = (id: string): boolean => id.startsWith('S');

/** Looks whether the user groups that may correct answers are there. */
async function examineTrusted(
  trusted: readonly string[],
  client: WebClient,
  granted: readonly string[],
): Promise<Finding[]> {
  const groups = trusted.filter(isGroup);
  if (trusted.length === 0 || (groups.length > 0 && !granted.includes(GROUP_SCOPES[0].name))) return [];
  const known = groups.length > 0 ? ((await client.usergroups.list()).usergroups ?? []) : [];
  const missing = groups.filter((id) => !known.some((one) => one.id === id));
  if (missing.length === 0)
    return [{ state: 'good', text: `Answers may be corrected by those whom SLACK_TRUSTED names.` }];
  return [
    {
      state: 'bad',
      text: `There is no user group ${missing.join(', ')}, which SLACK_TRUSTED names.`,
      remedy: 'In Slack: "People", "User groups", the group, "Copy group ID".',
    },
  ];
}

async function examineSocket(settings: CommonSettings, token: string): Promise<Finding[]> {
  try {
    await createWebClient(token, settings.SLACK_API_URL, SILENT, false).apps.connections.open();
    return [{ state: 'good', text: 'The app-level token opens Socket Mode.' }];
  } catch (error) {
    return [
      {
        ...bad(error),
        remedy: `Open ${APPS}, your app: "Socket Mode" must be on, and "Basic Information", "App-Level Tokens" have a token with connections:write.`,
      },
    ];
  }
}

function wayIn({ kind, port }: { kind: 'http' | 'oauth'; port: number }): Finding {
  const install = kind === 'oauth' ? '; workspaces install it at /slack/install there' : '';
  return {
    state: 'note',
    text: `Slack sends its requests to port ${port} at ${EVENTS_PATH}${install}.`,
    remedy:
      'Make it reachable under an https:// address, and put that into the app by `docent slack manifest --url ADDRESS`.',
  };
}
