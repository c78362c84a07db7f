import { randomBytes } from 'node:crypto';

/** A workspace as the server knows it: the app is installed in it with one token. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly botToken: string;
  readonly botUser: string;
  readonly botId: string;
}

export const APP = 'A0DOCENT';
export const TEAM: Team = {
  id: 'T0TEAS',
  name: 'Teas',
  botToken: 'xoxb-111-222-teas',
  botUser: 'U0DOCENT',
  botId: 'B0DOCENT',
};
/** A second workspace, in which the app is installed only by OAuth. */
export const OTHER_TEAM: Team = {
  id: 'T0COFFEE',
  name: 'Coffees',
  botToken: 'xoxb-333-444-coffee',
  botUser: 'U0DOCENT2',
  botId: 'B0DOCENT2',
};

export const APP_TOKEN = 'xapp-1-A0DOCENT-555-abcdef';
export const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';
export const CLIENT_ID = '111.222';
export const CLIENT_SECRET = 'fedcba9876543210fedcba9876543210';
/** What Slack sends to the redirect address after somebody allowed the app in the other workspace. */
export const OAUTH_CODE = 'code-for-coffees';

/** A channel that the bot is in, one that it is not in, and a private one that it is in. */
export const GENERAL = 'C0GENERAL';
export const ELSEWHERE = 'C0ELSEWHERE';
export const SECRET = 'G0SECRET';
/** A channel where people answer, in which the bot is, and a user group that is notified there. */
export const HELP = 'C0HELP';
export const HELPERS = 'S0HELPERS';
/** People: they are in every channel. */
export const ANNA = 'U0ANNA';
export const BERT = 'U0BERT';

/** The direct messages between a person and the bot. */
export const directOf = (user: string): string => `D${user.slice(1)}`;
export const isDirect = (channel: string): boolean => channel.startsWith('D');

let counter = 0;

/** A message's time stamp, which is its id: later than all before. */
export function newTs(): string {
  counter++;
  return `${Math.floor(Date.now() / 1000)}.${String(counter).padStart(6, '0')}`;
}

export function newId(prefix: string): string {
  counter++;
  return `${prefix}${counter.toString(36).toUpperCase().padStart(8, '0')}`;
}

export const newSecret = (): string => randomBytes(18).toString('base64url');

/** What the app's manifest asks for; what it does not ask for it is neither sent nor allowed. */
export interface Installed {
  readonly scopes: readonly string[];
  readonly events: readonly string[];
  readonly commands: readonly string[];
  /** Whether the manifest has `agent_view`: conversations are then in the Messages tab. */
  readonly isAgent: boolean;
}

/** As much of a manifest as the server reads. Source: https://docs.slack.dev/reference/app-manifest */
export interface Manifest {
  readonly features?: {
    readonly slash_commands?: readonly { readonly command: string }[];
    readonly agent_view?: object;
  };
  readonly oauth_config?: { readonly scopes?: { readonly bot?: readonly string[] } };
  readonly settings?: { readonly event_subscriptions?: { readonly bot_events?: readonly string[] } };
}

export function installedBy({ features, oauth_config, settings }: Manifest): Installed {
  return {
    scopes: oauth_config?.scopes?.bot ?? [],
    events: settings?.event_subscriptions?.bot_events ?? [],
    commands: (features?.slash_commands ?? []).map(({ command }) => command),
    isAgent: features?.agent_view !== undefined,
  };
}
