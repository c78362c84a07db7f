import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DISCORD_SETTINGS, readDiscordSettings } from '../../../adapters/discord/config.js';
import { readSlackSettings } from '../../../adapters/slack/config.js';
import { ROOT } from '../../builders.js';
import { TOKEN } from '../../discord-server/world.js';

const messageOf = (environment: Record<string, string>): string => {
  try {
    readDiscordSettings(environment);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('The settings were accepted');
};

describe('settings', () => {
  it('have defaults, and take empty values for unset', () => {
    expect(readDiscordSettings({ DISCORD_TOKEN: ` ${TOKEN} `, DISCORD_GUILD_ID: '' })).toMatchObject({
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: 'https://discord.com/api',
      DISCORD_MESSAGE_CONTENT: 'off',
      DISCORD_SHARDS: 1,
      DOCENT_RATE_PER_PERSON: 12,
    });
    expect(readDiscordSettings({ DISCORD_TOKEN: `"Bot ${TOKEN}"` }).DISCORD_TOKEN).not.toBe('');
    expect(readDiscordSettings({ DISCORD_TOKEN: `Bot ${TOKEN}` }).DISCORD_TOKEN).toBe(TOKEN);
  });

  it('name every variable that is missing or wrong, what is wrong, and where to get it', () => {
    expect(messageOf({})).toMatch(/DISCORD_TOKEN is missing\. Get it at https:\/\/discord\.com\/developers/);
    const text = messageOf({
      DISCORD_TOKEN: TOKEN,
      DISCORD_GUILD_ID: 'Teas',
      DISCORD_SHARDS: 'many',
      DISCORD_API_URL: 'discord.com',
      DOCENT_RATE_PER_PERSON: '0',
    });
    expect(text).toContain('4 settings are missing or wrong');
    expect(text).toMatch(/DISCORD_GUILD_ID is no id of a server.*"Teas".*Copy Server ID/);
    expect(text).toMatch(/DISCORD_SHARDS must be auto or a whole number \(it is "many"\)/);
    expect(text).toMatch(/DISCORD_API_URL must be an address/);
    expect(text).toMatch(/DOCENT_RATE_PER_PERSON must be a whole number from 1 to 100000/);
  });

  it('never show a secret', () => {
    const text = messageOf({ DISCORD_TOKEN: 'my-client-secret' });
    expect(text).toContain('DISCORD_TOKEN is no bot token');
    expect(text).not.toContain('my-client-secret');
  });

  it('never show a secret either that is of another way of running', () => {
    const mistaken = 'xoxb-12345-the-secret';
    const environment = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_SIGNING_SECRET: mistaken,
    };
    expect(() => readSlackSettings(environment)).toThrow(
      /SLACK_SIGNING_SECRET is a token, not the signing secret\. Get it/,
    );
    expect(() => readSlackSettings(environment)).not.toThrow(mistaken);
  });

  it('are all told in .env.example', () => {
    const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
    for (const name of Object.keys(DISCORD_SETTINGS.shape)) expect(example).toContain(`${name}=`);
  });
});
