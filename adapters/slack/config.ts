import { z } from 'zod';
import { listenList } from '../chat/listening.js';
import {
  type Environment,
  idList,
  readSettings,
  SHARED_SETTINGS,
  setting,
  webAddress,
  wholeNumber,
} from '../process/settings.js';

/** Where Web API requests go unless told otherwise. Source: apis/web-api. */
export const SLACK_API = 'https://slack.com/api/';

const APPS = 'https://api.slack.com/apps';

const secret = () => z.string().transform((text) => text.replace(/^(["'])(.*)\1$/, '$2'));
const onOrOff = () => z.enum(['on', 'off'], { error: 'must be on or off' }).default('off');

const SETTINGS = {
  SLACK_BOT_TOKEN: setting(
    secret().refine((text) => /^xoxb-[\w-]+$/.test(text), 'is no bot token: one begins with xoxb-'),
    {
      help: `Get it at ${APPS}: your app, "OAuth & Permissions", "Bot User OAuth Token"`,
      secret: true,
    },
  ),
  SLACK_APP_TOKEN: setting(
    secret().refine((text) => /^xapp-[\w-]+$/.test(text), 'is no app-level token: one begins with xapp-'),
    {
      help: `Get it at ${APPS}: your app, "Basic Information", "App-Level Tokens", "Generate Token and Scopes", with the scope connections:write. It is for Socket Mode; for HTTP set SLACK_SIGNING_SECRET and PORT instead`,
      secret: true,
    },
  ),
  SLACK_SIGNING_SECRET: setting(
    secret().refine((text) => !/^x(?:ox|app)/.test(text), 'is a token, not the signing secret'),
    { help: `Get it at ${APPS}: your app, "Basic Information", "Signing Secret", "Show"`, secret: true },
  ),
  PORT: setting(wholeNumber(0, 65_535), {
    help: 'Write the port to which requests for /slack/events come, as 3000; 0 takes a free one',
  }),
  SLACK_HOST: setting(z.string().default('127.0.0.1'), {
    help: 'Write the address to listen on for requests over HTTP, 0.0.0.0 for all; or leave it out for this machine alone, behind a proxy on it',
  }),
  SLACK_CLIENT_ID: setting(
    z.string().regex(/^\d+\.\d+$/, 'is no client id: one has two numbers with a dot between'),
    {
      help: `Get it at ${APPS}: your app, "Basic Information", "Client ID"; or leave it out for one workspace, with SLACK_BOT_TOKEN`,
    },
  ),
  SLACK_CLIENT_SECRET: setting(secret(), {
    help: `Get it at ${APPS}: your app, "Basic Information", "Client Secret", "Show"`,
    secret: true,
  }),
  SLACK_STATE_SECRET: setting(
    secret().refine((text) => text.length >= 16, 'must have at least 16 characters'),
    {
      help: 'Write any long random text, as `openssl rand -hex 32` makes it: it signs the way back from an installation',
      secret: true,
    },
  ),
  SLACK_TOKEN_KEY: setting(
    secret().refine((text) => /^[\da-f]{64}$/i.test(text), 'must be 64 hexadecimal digits'),
    {
      help: 'Write what `openssl rand -hex 32` prints, and keep it: the tokens of the workspaces are encrypted with it',
      secret: true,
    },
  ),
} as const;

/** Every setting; which of those without a default are needed says {@link readSlackSettings}. */
export const SLACK_SETTINGS = SHARED_SETTINGS.extend({
  SLACK_BOT_TOKEN: SETTINGS.SLACK_BOT_TOKEN.optional(),
  SLACK_APP_TOKEN: SETTINGS.SLACK_APP_TOKEN.optional(),
  SLACK_SIGNING_SECRET: SETTINGS.SLACK_SIGNING_SECRET.optional(),
  PORT: SETTINGS.PORT.optional(),
  SLACK_HOST: SETTINGS.SLACK_HOST,
  SLACK_CLIENT_ID: SETTINGS.SLACK_CLIENT_ID.optional(),
  SLACK_CLIENT_SECRET: SETTINGS.SLACK_CLIENT_SECRET.optional(),
  SLACK_STATE_SECRET: SETTINGS.SLACK_STATE_SECRET.optional(),
  SLACK_TOKEN_KEY: SETTINGS.SLACK_TOKEN_KEY.optional(),
  SLACK_API_URL: setting(
    webAddress.default(SLACK_API).transform((url) => url.replace(/\/*$/, '/')),
    { help: `Write the address of the Web API, as ${SLACK_API}, or leave it out` },
  ),
  SLACK_HANDOVER_CHANNEL: setting(
    z
      .string()
      .regex(/^[CG][A-Z0-9]+$/, 'is no id of a channel: one begins with C or G')
      .optional(),
    {
      help: 'Copy the id of the channel where people answer (its name, "About", at the bottom), and /invite the bot there; or leave it out, and nobody is asked',
    },
  ),
  SLACK_HANDOVER_PING: setting(
    z
      .string()
      .regex(/^[SUW][A-Z0-9]+$/, 'is no id of a user group or a person: one begins with S, U or W')
      .optional(),
    {
      help: 'Copy the id of the user group or person that is notified of every question for a person; or leave it out, and nobody is notified',
    },
  ),
  SLACK_DIGEST_CHANNEL: setting(
    z
      .string()
      .regex(/^[CG][A-Z0-9]+$/, 'is no id of a channel: one begins with C or G')
      .optional(),
    {
      help: 'Copy the id of the channel where the digest of each week is posted (its name, "About", at the bottom), and /invite the bot there; or leave it out',
    },
  ),
  SLACK_LISTEN: setting(listenList(/^[CG][A-Z0-9]+$/, 'must be ids of channels (C…)'), {
    help: 'Copy the ids of channels where the bot is to answer unasked (their names, "About", at the bottom), /invite it there, and give the app the scopes of `docent slack manifest --threads`; or leave it out',
  }),
  SLACK_OPEN_ANSWERS: setting(onOrOff(), {
    help: 'Write on to show answers to slash commands to the whole channel; or leave it out, and each is shown to who asked',
  }),
  SLACK_TRUSTED: setting(
    idList(/^[SUW][A-Z\d]{5,}$/, 'must be ids of user groups (S…) or people (U…), with commas between'),
    {
      help: 'Write ids of user groups (S…; `docent slack manifest --groups` has the scope) or of people (U…, in a profile "Copy member ID"); or leave it out to let nobody correct answers',
    },
  ),
  SLACK_FOLLOW_THREADS: setting(onOrOff(), {
    help: 'Write on to follow threads without a mention, and give the app the scopes of `docent slack manifest --threads`; or leave it out',
  }),
});

/** Common to all ways of running. */
export type CommonSettings = Omit<z.infer<typeof SLACK_SETTINGS>, keyof typeof SETTINGS>;

export type SlackSettings = CommonSettings & {
  readonly mode:
    | { readonly kind: 'socket'; readonly botToken: string; readonly appToken: string }
    | {
        readonly kind: 'http';
        readonly botToken: string;
        readonly signingSecret: string;
        readonly port: number;
        readonly host: string;
      }
    | {
        readonly kind: 'oauth';
        readonly clientId: string;
        readonly clientSecret: string;
        readonly stateSecret: string;
        readonly signingSecret: string;
        readonly port: number;
        readonly host: string;
        /** What the tokens of the workspaces are encrypted with, 64 hexadecimal digits. */
        readonly tokenKey: string;
        /** Folder of the installations. */
        readonly folder: string;
      };
};

const SOCKET = SLACK_SETTINGS.extend({
  SLACK_BOT_TOKEN: SETTINGS.SLACK_BOT_TOKEN,
  SLACK_APP_TOKEN: SETTINGS.SLACK_APP_TOKEN,
});
const HTTP = SLACK_SETTINGS.extend({
  SLACK_BOT_TOKEN: SETTINGS.SLACK_BOT_TOKEN,
  SLACK_SIGNING_SECRET: SETTINGS.SLACK_SIGNING_SECRET,
  PORT: SETTINGS.PORT,
});
const OAUTH = SLACK_SETTINGS.extend({
  SLACK_CLIENT_ID: SETTINGS.SLACK_CLIENT_ID,
  SLACK_CLIENT_SECRET: SETTINGS.SLACK_CLIENT_SECRET,
  SLACK_STATE_SECRET: SETTINGS.SLACK_STATE_SECRET,
  SLACK_TOKEN_KEY: SETTINGS.SLACK_TOKEN_KEY,
  SLACK_SIGNING_SECRET: SETTINGS.SLACK_SIGNING_SECRET,
  PORT: SETTINGS.PORT,
  DOCENT_DATA_DIR: setting(z.string(), {
    help: 'Write the folder where the tokens of the workspaces are kept, readable for the bot alone',
  }),
  SLACK_BOT_TOKEN: setting(z.undefined({ error: 'must be left out beside SLACK_CLIENT_ID' }).optional(), {
    help: 'Every workspace that installs the app has a token of its own; or leave SLACK_CLIENT_ID out for one workspace',
    secret: true,
  }),
});

/**
 * Settings for the way of running that is set up: with SLACK_CLIENT_ID several workspaces by OAuth, with
 * SLACK_APP_TOKEN Socket Mode, with SLACK_SIGNING_SECRET HTTP. With none of them Socket Mode is asked for.
 * @throws {DocentError} `bad-settings`
 */
export function readSlackSettings(environment: Environment): SlackSettings {
  const has = (name: string) => Boolean(environment[name]?.trim());
  if (has('SLACK_CLIENT_ID')) {
    const all = readSettings(OAUTH, environment);
    return {
      ...all,
      mode: {
        kind: 'oauth',
        clientId: all.SLACK_CLIENT_ID,
        clientSecret: all.SLACK_CLIENT_SECRET,
        stateSecret: all.SLACK_STATE_SECRET,
        signingSecret: all.SLACK_SIGNING_SECRET,
        port: all.PORT,
        host: all.SLACK_HOST,
        tokenKey: all.SLACK_TOKEN_KEY,
        folder: all.DOCENT_DATA_DIR,
      },
    };
  }
  if (has('SLACK_SIGNING_SECRET') && !has('SLACK_APP_TOKEN')) {
    const all = readSettings(HTTP, environment);
    return {
      ...all,
      mode: {
        kind: 'http',
        botToken: all.SLACK_BOT_TOKEN,
        signingSecret: all.SLACK_SIGNING_SECRET,
        port: all.PORT,
        host: all.SLACK_HOST,
      },
    };
  }
  // A port that the host sets for every program says nothing about Slack.
  const { PORT: _, ...own } = environment;
  const all = readSettings(SOCKET, own);
  return { ...all, mode: { kind: 'socket', botToken: all.SLACK_BOT_TOKEN, appToken: all.SLACK_APP_TOKEN } };
}

/** Whether the bot is to be sent every message of the channels that it is in. */
export const readsChannels = ({
  SLACK_FOLLOW_THREADS: follows,
  SLACK_LISTEN: rooms,
}: Pick<SlackSettings, 'SLACK_FOLLOW_THREADS' | 'SLACK_LISTEN'>): boolean =>
  follows === 'on' || rooms.size > 0;

/** What must never be shown. */
export function secretsOf({ mode }: SlackSettings): string[] {
  switch (mode.kind) {
    case 'socket':
      return [mode.botToken, mode.appToken];
    case 'http':
      return [mode.botToken, mode.signingSecret];
    case 'oauth':
      return [mode.clientSecret, mode.stateSecret, mode.signingSecret, mode.tokenKey];
  }
}
