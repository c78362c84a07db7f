import { randomBytes } from 'node:crypto';

export const APPLICATION = '111111111111111111';
export const BOT_ROLE = '222222222222222222';
export const GUILD = '333333333333333333';
/** A channel that the bot may write in, one where it may only read, and a thread of the first. */
export const GENERAL = '444444444444444441';
export const READ_ONLY = '444444444444444442';
export const THREAD = '444444444444444443';
/** A channel where people answer, and one that is gone. */
export const HELP = '444444444444444444';
export const GONE = '444444444444444449';
/** A forum, whose posts are threads. */
export const FORUM = '444444444444444445';
/** Who is notified of what is handed to people. */
export const HELPERS = '222222222222222223';
/** A token of the right form; nobody's. */
export const TOKEN = `${Buffer.from(APPLICATION).toString('base64url')}.GAAAAA.${'x'.repeat(38)}`;

export const THREAD_TYPE = 11;
export const FORUM_TYPE = 15;
const SEND = 2048n;
const ALL = 1024n | SEND | 65536n | (1n << 38n);

let counter = 0n;

/** A new id, larger than all before. */
export function snowflake(): string {
  counter++;
  return String(((BigInt(Date.now()) - 1420070400000n) << 22n) + (counter & 0x3fffffn));
}

export const newToken = (): string => randomBytes(48).toString('base64url');

export const userOf = (id: string, bot = false) => ({
  id,
  username: bot ? 'docent' : `user-${id}`,
  discriminator: '0000',
  global_name: bot ? 'Docent' : `User ${id}`,
  avatar: null,
  bot,
});

const memberOf = (user: object | undefined, roles: string[]) => ({
  ...(user ? { user } : {}),
  roles,
  nick: null,
  joined_at: '2026-01-01T00:00:00.000Z',
  deaf: false,
  mute: false,
  flags: 0,
});

export const MEMBER = memberOf(undefined, []);

const role = (id: string, name: string, permissions: bigint, tags = {}) => ({
  id,
  name,
  permissions: String(permissions),
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  position: 1,
  managed: id === BOT_ROLE,
  mentionable: false,
  flags: 0,
  tags,
});

const channel = (id: string, name: string, overwrites: object[] = []) => ({
  id,
  type: 0,
  name,
  guild_id: GUILD,
  position: 0,
  permission_overwrites: overwrites,
  parent_id: null,
  nsfw: false,
});

/** A thread that a person opened. @param parent the channel or forum that it is in */
export const thread = (id: string, name: string, parent: string): object => ({
  ...channel(id, name),
  type: THREAD_TYPE,
  parent_id: parent,
  owner_id: '555555555555555551',
  thread_metadata: {
    archived: false,
    auto_archive_duration: 1440,
    archive_timestamp: '2026-01-01T00:00:00.000Z',
    locked: false,
  },
  message_count: 1,
  member_count: 1,
});

/** The one server that the bot is in, as GUILD_CREATE has it. */
export function guild(): object {
  return {
    id: GUILD,
    name: 'Teas',
    owner_id: '999999999999999999',
    icon: null,
    roles: [role(GUILD, '@everyone', ALL), role(BOT_ROLE, 'Docent', 0n, { bot_id: APPLICATION })],
    emojis: [],
    stickers: [],
    features: [],
    members: [memberOf(userOf(APPLICATION, true), [BOT_ROLE])],
    member_count: 201,
    channels: [
      channel(GENERAL, 'general'),
      channel(HELP, 'help'),
      { ...channel(FORUM, 'questions'), type: FORUM_TYPE, available_tags: [] },
      channel(READ_ONLY, 'announcements', [{ id: GUILD, type: 0, allow: '0', deny: String(SEND) }]),
    ],
    threads: [thread(THREAD, 'a thread', GENERAL)],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    system_channel_flags: 0,
    premium_tier: 0,
    preferred_locale: 'en-US',
    nsfw_level: 0,
    afk_timeout: 300,
    large: false,
    joined_at: '2026-01-01T00:00:00.000Z',
  };
}

export const isWritable = (id: string): boolean => id !== READ_ONLY;
