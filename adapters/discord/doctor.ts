import type {
  APIPartialGuild,
  APIRole,
  APIUser,
  RESTGetAPIApplicationCommandsResult,
  RESTGetAPIGatewayBotResult,
} from 'discord.js';
import { type REST, Routes } from 'discord.js';
import { DocentError } from '../../src/errors.js';
import type { Finding } from '../process/findings.js';
import type { Environment } from '../process/settings.js';
import { examinePlaces } from '../service/scopes/examine.js';
import { apiErrorCode } from './api.js';
import { type Application, readApplication } from './application.js';
import { type DiscordSettings, readDiscordSettings } from './config.js';
import { adviceOn } from './handover.js';
import { inviteLink, PERMISSION_BITS, PERMISSIONS } from './invite.js';
import { MISSING_ACCESS, UNKNOWN_CHANNEL, UNKNOWN_GUILD, UNKNOWN_USER } from './limits.js';
import { examineListening, NO_CONTENT } from './listen.js';
import { sameCommands } from './register.js';
import { createRest } from './rest.js';

/** Fewest connections that should be left of a day's, so that a restart does not fail. */
const FEW_STARTS = 20;

/** Looks at everything that going live on Discord takes: settings, token, application, intents, permissions, commands. */
export async function examineDiscord(environment: Environment): Promise<Finding[]> {
  const findings: Finding[] = [];
  let settings: DiscordSettings;
  try {
    settings = readDiscordSettings(environment);
  } catch (error) {
    return [bad(error)];
  }
  const rest = createRest(settings);
  let application: Application;
  try {
    application = await readApplication(rest);
  } catch (error) {
    return [bad(error)];
  }
  findings.push({ state: 'good', text: `The token is that of “${application.name}” (${application.id}).` });
  findings.push(contentFinding(settings, application));
  const parts = [
    ...[examineGateway, examineServers, examineChannels, examineListening],
    ...[examineTrusted, examineCommands],
  ];
  for (const examine of parts)
    findings.push(...(await examine(rest, settings, application).catch((error) => [bad(error)])));
  findings.push(...(await examineRuled(rest, environment).catch((error) => [bad(error)])));
  findings.push({
    state: 'note',
    text: 'Add the bot to a server with this link:',
    remedy: inviteLink(application.id),
  });
  return findings;
}

function bad(error: unknown): Finding {
  if (error instanceof DocentError) return { state: 'bad', text: error.message };
  return { state: 'bad', text: `Discord did not answer as expected: ${(error as Error).message}.` };
}

function contentFinding(settings: DiscordSettings, { id, mayReadAll }: Application): Finding {
  const portal = `https://discord.com/developers/applications/${id}/bot`;
  const wanted = settings.DISCORD_MESSAGE_CONTENT === 'on';
  if (wanted && !mayReadAll)
    return {
      state: 'bad',
      text: 'DISCORD_MESSAGE_CONTENT is on, and the intent is switched off in the Developer Portal.',
      remedy: `Open ${portal}, switch "Message Content Intent" on and press "Save Changes"; or set DISCORD_MESSAGE_CONTENT=off.`,
    };
  if (wanted)
    return {
      state: 'good',
      text: 'The Message Content intent is on: threads are followed without a mention.',
    };
  return {
    state: 'note',
    text: 'The Message Content intent is not used: the bot answers mentions, replies that mention it, commands and direct messages.',
  };
}

async function examineGateway(rest: REST, settings: DiscordSettings): Promise<Finding[]> {
  const { shards, session_start_limit: starts } = (await rest.get(
    Routes.gatewayBot(),
  )) as RESTGetAPIGatewayBotResult;
  const findings: Finding[] = [
    starts.remaining >= FEW_STARTS
      ? {
          state: 'good',
          text: `The gateway is reached; ${starts.remaining} of ${starts.total} starts are left today.`,
        }
      : {
          state: 'bad',
          text: `Only ${starts.remaining} of ${starts.total} starts are left today.`,
          remedy: 'Find out why the bot starts so often: Discord takes the token away when none is left.',
        },
  ];
  const { DISCORD_SHARD_LIST: list } = settings;
  if (list)
    findings.push({
      state: 'note',
      text: `This process has ${list.length === 1 ? 'the shard' : 'the shards'} ${list.join(', ')} of ${settings.DISCORD_SHARDS}; what is in servers of others is answered where DISCORD_SHARD_LIST names those.`,
    });
  if (settings.DISCORD_SHARDS !== 'auto' && settings.DISCORD_SHARDS < shards)
    findings.push({
      state: 'note',
      text: `Discord recommends ${shards} connections, and DISCORD_SHARDS is ${settings.DISCORD_SHARDS}.`,
      remedy: list ? `Set DISCORD_SHARDS=${shards} for all processes.` : 'Set DISCORD_SHARDS=auto.',
    });
  return findings;
}

async function examineServers(rest: REST, _: DiscordSettings, { id }: Application): Promise<Finding[]> {
  const servers = (await rest.get(Routes.userGuilds())) as (APIPartialGuild & { permissions?: string })[];
  if (servers.length === 0)
    return [
      {
        state: 'note',
        text: 'The bot is in no server yet.',
        remedy: `Open ${inviteLink(id)} and choose yours.`,
      },
    ];
  return servers.map(({ name, permissions }): Finding => {
    const has = BigInt(permissions ?? 0);
    const missing = PERMISSIONS.filter(({ bit }) => (has & bit) === 0n && (has & 8n) === 0n);
    if (missing.length === 0) return { state: 'good', text: `In “${name}” it has its permissions.` };
    return {
      state: 'bad',
      text: `In “${name}” it lacks ${missing.map((one) => `${one.name} (${one.reason})`).join(', ')}.`,
      remedy: `Server Settings, Roles, the bot's role: switch them on; or invite it again with permissions ${PERMISSION_BITS}.`,
    };
  });
}

/** The channels that something is posted to, where they are set. */
async function examineChannels(rest: REST, settings: DiscordSettings): Promise<Finding[]> {
  const { DISCORD_HANDOVER_CHANNEL: handovers, DISCORD_DIGEST_CHANNEL: digest } = settings;
  return [
    ...(await examineChannel(rest, handovers, 'DISCORD_HANDOVER_CHANNEL', {
      good: 'Questions for a person go to',
      bad: 'Questions for a person cannot be handed over; all else works.',
    })),
    ...(await examineChannel(rest, digest, 'DISCORD_DIGEST_CHANNEL', {
      good: 'The digest of each week goes to',
      bad: 'The digest of a week cannot be posted; all else works.',
    })),
  ];
}

async function examineChannel(
  rest: REST,
  channel: string | undefined,
  setting: string,
  texts: { readonly good: string; readonly bad: string },
): Promise<Finding[]> {
  if (channel === undefined) return [];
  try {
    const { name } = (await rest.get(Routes.channel(channel))) as { name?: string | null };
    // Without the history nobody could tell whether a message stands there already.
    await rest.get(Routes.channelMessages(channel), { query: new URLSearchParams({ limit: '1' }) });
    return [{ state: 'good', text: `${texts.good} #${name ?? channel}.` }];
  } catch (error) {
    return [{ state: 'bad', text: texts.bad, remedy: adviceOn(apiErrorCode(error), channel, setting) }];
  }
}

/** What says that something is not there, or not for the bot. */
const GONE: readonly (number | null)[] = [MISSING_ACCESS, UNKNOWN_CHANNEL, UNKNOWN_GUILD];

/** Looks whether what rules name is there; of a server, whether the bot is in it. */
function examineRuled(rest: REST, environment: Environment): Promise<Finding[]> {
  return examinePlaces(environment, 'discord', async (what, id) => {
    try {
      await rest.get(what === 'server' ? Routes.guild(id) : Routes.channel(id));
      return true;
    } catch (error) {
      if (!GONE.includes(apiErrorCode(error))) throw error;
      return false;
    }
  });
}

/** Looks whether the roles and people that may correct answers are there. */
async function examineTrusted(
  rest: REST,
  { DISCORD_TRUSTED: trusted, DISCORD_MESSAGE_CONTENT: content }: DiscordSettings,
): Promise<Finding[]> {
  if (trusted.length === 0) return [];
  const servers = (await rest.get(Routes.userGuilds())) as APIPartialGuild[];
  const roles = new Map<string, string>();
  for (const { id, name } of servers)
    for (const role of (await rest.get(Routes.guildRoles(id))) as APIRole[])
      roles.set(role.id, `“${role.name}” in “${name}”`);
  const findings: Finding[] = [];
  for (const id of trusted) {
    // The role that everybody has bears the id of its server.
    if (servers.some((server) => server.id === id))
      findings.push({
        state: 'bad',
        text: `DISCORD_TRUSTED names ${id}, the role that everybody has: all could correct answers.`,
        remedy: 'Name a role of a few people: right-click it in Server Settings, Roles, "Copy Role ID".',
      });
    else if (roles.has(id))
      findings.push({ state: 'good', text: `Answers may be corrected by the role ${roles.get(id)}.` });
    else findings.push(await examinePerson(rest, id));
  }
  if (content === 'off')
    findings.push({
      state: 'note',
      text: '✅ saves nothing that people wrote: the bot cannot read what it is put on. “Save as article” in the menu of a message works.',
      remedy: NO_CONTENT,
    });
  return findings;
}

async function examinePerson(rest: REST, id: string): Promise<Finding> {
  try {
    const { username } = (await rest.get(Routes.user(id))) as APIUser;
    return { state: 'good', text: `Answers may be corrected by @${username}.` };
  } catch (error) {
    if (apiErrorCode(error) !== UNKNOWN_USER) throw error;
    return {
      state: 'bad',
      text: `There is no role and no person ${id}, whom DISCORD_TRUSTED names.`,
      remedy: 'Right-click the role in Server Settings, Roles, "Copy Role ID" (Developer Mode must be on).',
    };
  }
}

async function examineCommands(
  rest: REST,
  settings: DiscordSettings,
  { id }: Application,
): Promise<Finding[]> {
  const guild = settings.DISCORD_GUILD_ID;
  const route = guild ? Routes.applicationGuildCommands(id, guild) : Routes.applicationCommands(id);
  const registered = (await rest.get(route)) as RESTGetAPIApplicationCommandsResult;
  const where = guild ? `in the server ${guild}` : 'everywhere';
  if (sameCommands(registered, guild !== undefined))
    return [{ state: 'good', text: `The commands are registered ${where}.` }];
  return [
    {
      state: 'note',
      text: `The commands are not registered ${where}, or are those of another version.`,
      remedy: 'Start the bot, which registers them, or run `docent discord register`.',
    },
  ];
}
