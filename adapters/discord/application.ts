import type { APIApplication } from 'discord.js';
import { ApplicationFlags, DiscordAPIError, HTTPError, type REST, Routes } from 'discord.js';
import { DocentError } from '../../src/errors.js';

export interface Application {
  readonly id: string;
  readonly name: string;
  /** Id of the bot's user; in old applications it is not the application's. */
  readonly bot: string;
  /** Whether the privileged Message Content intent is switched on in the Developer Portal. */
  readonly mayReadAll: boolean;
  readonly isPublic: boolean;
}

/**
 * The application that a token belongs to.
 * @throws {DocentError} `discord-token` when Discord does not know it, `discord-unreachable`
 */
export async function readApplication(rest: REST): Promise<Application> {
  const application = await rest.get(Routes.currentApplication()).catch((cause) => {
    throw explainedError(cause);
  });
  const { id, name, bot, flags, bot_public } = application as APIApplication;
  const reading = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  return {
    id,
    name,
    bot: bot?.id ?? id,
    mayReadAll: ((flags ?? 0) & reading) !== 0,
    isPublic: bot_public ?? true,
  };
}

/** What the operator can do about an error of Discord's. */
export function explainedError(cause: unknown): Error {
  if (cause instanceof DiscordAPIError && cause.status === 401)
    return new DocentError(
      'discord-token',
      'Discord does not accept DISCORD_TOKEN. Make a new one: https://discord.com/developers/applications, your application, "Bot", "Reset Token".',
    );
  if (cause instanceof DiscordAPIError || cause instanceof HTTPError)
    return new DocentError(
      'discord-refused',
      `Discord answered ${cause.status} (${cause.message}). Try again later, and look at https://discordstatus.com.`,
    );
  return new DocentError(
    'discord-unreachable',
    `Discord cannot be reached: ${(cause as Error).message}. Look at the network, and at DISCORD_API_URL if you are behind a proxy.`,
  );
}

/** Why the gateway closed for good, by its code. Source: topics/opcodes-and-status-codes, Gateway Close Event Codes. */
export function gatewayError(code: number): DocentError {
  const reasons: Readonly<Record<number, string>> = {
    4004: 'it does not accept DISCORD_TOKEN; make a new one in the Developer Portal, "Bot", "Reset Token"',
    4010: 'the shard is not valid; look at DISCORD_SHARDS',
    4011: 'the bot is in too many servers for one connection; set DISCORD_SHARDS=auto',
    4013: 'the intents are not valid; update Docent',
    4014: 'an intent is not switched on; set DISCORD_MESSAGE_CONTENT=off, or switch "Message Content Intent" on in the Developer Portal, "Bot"',
  };
  return new DocentError(
    'discord-gateway',
    `Discord closed the connection (${code}): ${reasons[code] ?? 'look at https://discordstatus.com'}.`,
  );
}
