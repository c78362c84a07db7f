import { REST } from 'discord.js';
import type { DiscordSettings } from './config.js';

/** A REST client for requests that need no gateway. */
export function createRest(settings: Pick<DiscordSettings, 'DISCORD_API_URL' | 'DISCORD_TOKEN'>): REST {
  return new REST({ api: settings.DISCORD_API_URL }).setToken(settings.DISCORD_TOKEN);
}

/**
 * A REST client for responses to interactions, which have their own token and do not count towards the 50
 * requests a second of a bot: a command is answered in time however many messages wait to be sent.
 * Source: topics/rate-limits, Global Rate Limit.
 */
export function createInteractionRest(settings: Pick<DiscordSettings, 'DISCORD_API_URL'>): REST {
  return new REST({ api: settings.DISCORD_API_URL, globalRequestsPerSecond: Number.POSITIVE_INFINITY });
}
