import { z } from 'zod';
import { DocentError } from '../../src/errors.js';
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

/** Where REST requests go unless told otherwise. Source: developers/reference, API Versioning. */
export const DISCORD_API = 'https://discord.com/api';

const PORTAL = 'https://discord.com/developers/applications';

/** A bot's token: its id, a time and a signature, each base64url, with dots between. */
const TOKEN = /^[\w-]{17,}\.[\w-]{4,}\.[\w-]{20,}$/;

export const DISCORD_SETTINGS = SHARED_SETTINGS.extend({
  DISCORD_TOKEN: setting(
    z
      .string()
      .transform((text) => text.replace(/^(["'])(.*)\1$/, '$2').replace(/^Bot\s+/i, ''))
      .refine(
        (text) => TOKEN.test(text),
        'is no bot token: one has three parts with dots between, of 17, 4 and 20 characters or more',
      ),
    {
      help: `Get it at ${PORTAL}: your application, "Bot", "Reset Token", "Copy"; it is not the client secret and not the public key`,
      secret: true,
    },
  ),
  DISCORD_API_URL: setting(
    webAddress.default(DISCORD_API).transform((url) => url.replace(/\/+$/, '')),
    {
      help: `Write the address of the REST API without a version, as ${DISCORD_API}, or leave it out`,
    },
  ),
  DISCORD_GUILD_ID: setting(
    z
      .string()
      .regex(/^\d{17,20}$/, 'is no id of a server: one has 17 to 20 digits')
      .optional(),
    {
      help: 'Switch on Developer Mode in Discord (Settings, Advanced), right-click your server, "Copy Server ID"; or leave it out to register the commands everywhere',
    },
  ),
  DISCORD_MESSAGE_CONTENT: setting(z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'), {
    help: `Write on to follow threads without a mention, and switch "Message Content Intent" on at ${PORTAL}, "Bot"; or leave it out`,
  }),
  DISCORD_HANDOVER_CHANNEL: setting(
    z
      .string()
      .regex(/^\d{17,20}$/, 'is no id of a channel: one has 17 to 20 digits')
      .optional(),
    {
      help: 'Switch on Developer Mode in Discord (Settings, Advanced), right-click the channel or thread where people answer, "Copy Channel ID"; or leave it out, and nobody is asked',
    },
  ),
  DISCORD_HANDOVER_PING: setting(
    z
      .string()
      .regex(/^\d{17,20}$/, 'is no id of a role: one has 17 to 20 digits')
      .optional(),
    {
      help: 'Copy the id of the role that is notified of every question for a person (Server Settings, Roles, "Copy Role ID"); or leave it out, and nobody is notified',
    },
  ),
  DISCORD_DIGEST_CHANNEL: setting(
    z
      .string()
      .regex(/^\d{17,20}$/, 'is no id of a channel: one has 17 to 20 digits')
      .optional(),
    {
      help: 'Right-click the channel where the digest of each week is posted, "Copy Channel ID" (Developer Mode must be on); or leave it out',
    },
  ),
  DISCORD_LISTEN: setting(
    listenList(/^\d{17,20}$/, 'must be ids of channels or forums, of 17 to 20 digits'),
    {
      help: 'Right-click a channel or forum where the bot is to answer unasked, "Copy Channel ID" (Developer Mode must be on); or leave it out',
    },
  ),
  DISCORD_REGISTER: setting(z.enum(['auto', 'off'], { error: 'must be auto or off' }).default('auto'), {
    help: 'Write off to register the commands only by `docent discord register`; or leave it out',
  }),
  DISCORD_TRUSTED: setting(
    idList(/^\d{17,20}$/, 'must be ids of roles or people, of 17 to 20 digits, with commas between'),
    {
      help: 'Switch on Developer Mode in Discord (Settings, Advanced), right-click a role or a person, "Copy ID"; or leave it out to let nobody correct answers',
    },
  ),
  DISCORD_SHARDS: setting(
    z
      .union([z.literal('auto'), wholeNumber(1, 10_000)], { error: 'must be auto or a whole number' })
      .default(1),
    {
      help: 'Write auto from 2,500 servers on; or leave it out for one process',
    },
  ),
  DISCORD_SHARD_LIST: setting(
    z
      .string()
      .regex(/^\d{1,5}(?:-\d{1,5})?(?:,\d{1,5}(?:-\d{1,5})?)*$/, 'must be numbers of shards, as 0-3 or 0,2')
      .transform(shardsIn)
      .optional(),
    {
      help: 'Write which of the DISCORD_SHARDS connections this process has, as 0-3, counted from 0, where others have the rest; or leave it out',
    },
  ),
});

/** `0-2,5` is 0, 1, 2 and 5. */
function shardsIn(list: string): readonly number[] {
  const all = list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
  });
  return [...new Set(all)].sort((a, b) => a - b);
}

export type DiscordSettings = z.infer<typeof DISCORD_SETTINGS>;

/** @throws {DocentError} `bad-settings` */
export function readDiscordSettings(environment: Environment): DiscordSettings {
  const settings = readSettings(DISCORD_SETTINGS, environment);
  const { DISCORD_SHARDS: count, DISCORD_SHARD_LIST: list } = settings;
  if (list === undefined || (count !== 'auto' && list.length > 0 && (list.at(-1) ?? 0) < count))
    return settings;
  throw new DocentError(
    'bad-settings',
    count === 'auto'
      ? 'DISCORD_SHARD_LIST takes DISCORD_SHARDS as a number, the same for all processes: `docent doctor` says how many Discord recommends.'
      : `DISCORD_SHARD_LIST must name shards from 0 to ${count - 1}, since DISCORD_SHARDS is ${count}.`,
  );
}

/** The id of a bot, which its token begins with, or `null` when it does not. */
export function botIdOf(token: string): string | null {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('latin1');
  return /^\d{17,20}$/.test(id) ? id : null;
}
