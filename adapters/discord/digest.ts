import { createHash } from 'node:crypto';
import { DiscordAPIError } from 'discord.js';
import type { DigestPort } from '../chat/weekly.js';
import { apiErrorCode } from './api.js';
import type { DiscordSettings } from './config.js';
import type { Desk } from './desk.js';
import { adviceOn } from './handover.js';
import { MAX_NONCE_LENGTH } from './limits.js';
import { renderShown } from './render.js';

/** Where the week's digest is posted on Discord; `null` where no channel is set. */
export function createDigestPort(
  { api, me }: Pick<Desk, 'api' | 'me'>,
  { DISCORD_DIGEST_CHANNEL: channel }: Pick<DiscordSettings, 'DISCORD_DIGEST_CHANNEL'>,
): DigestPort | null {
  if (channel === undefined) return null;
  return {
    async post(shown, key) {
      for (const [i, page] of renderShown(shown).entries()) {
        const nonce = createHash('sha256')
          .update(`${key} ${i}`)
          .digest('base64url')
          .slice(0, MAX_NONCE_LENGTH);
        await api.send(channel, page, { nonce });
      }
    },
    async find(title) {
      const messages = await api.readLast(channel);
      return messages.some(
        ({ author, components }) => author.id === me.id && JSON.stringify(components ?? []).includes(title),
      );
    },
    mayHaveArrived: (error) => !(error instanceof DiscordAPIError) || error.status >= 500,
    adviceOn: (error) => adviceOn(apiErrorCode(error), channel, 'DISCORD_DIGEST_CHANNEL'),
  };
}
