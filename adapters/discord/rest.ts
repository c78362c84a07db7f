import { REST } from 'discord.js';
import type { DiscordSettings } from './config.js';

/** A REST client for requests that need no gateway. */
export function createRest(settings: Pick<DiscordSettings, 'DISCORD_API_URL' | 'DISCORD_TOKEN'>): REST {
  return new REST({ api: settings.DISCORD_API_URL }).setToken(settings.DISCORD_TOKEN);
}
