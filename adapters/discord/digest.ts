import { createHash } from 'node:crypto';
import type { DigestPort } from '../chat/weekly.js';
import type { DiscordSettings } from './config.js';
import { type Desk, THREADS } from './desk.js';
import { failuresIn } from './handover.js';
import { MAX_NONCE_LENGTH } from './limits.js';
import { renderShown } from './render.js';
import { rulePlace } from './rule-place.js';

/** Where the week's digest is posted on Discord; `null` where no channel is set. */
export function createDigestPort(
  { api, me }: Pick<Desk, 'api' | 'me'>,
  { DISCORD_DIGEST_CHANNEL: channel }: Pick<DiscordSettings, 'DISCORD_DIGEST_CHANNEL'>,
): DigestPort | null {
  if (channel === undefined) return null;
  return {
    async place() {
      const { type, parent_id: parent, guild_id: server } = await api.readChannel(channel);
      const above = type !== undefined && THREADS.has(type) ? (parent ?? undefined) : null;
      return rulePlace({ kind: 'channel', parent: above }, channel, server);
    },
    messages: (shown, key) =>
      renderShown(shown).map((page, i) => async () => {
        const nonce = createHash('sha256')
          .update(`${key} ${i}`)
          .digest('base64url')
          .slice(0, MAX_NONCE_LENGTH);
        await api.send(channel, page, { nonce });
      }),
    async find(title) {
      const messages = await api.readLast(channel);
      return messages.some(
        ({ author, components }) => author.id === me.id && JSON.stringify(components ?? []).includes(title),
      );
    },
    ...failuresIn(channel, 'DISCORD_DIGEST_CHANNEL'),
  };
}
