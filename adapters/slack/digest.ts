import { WebAPIPlatformError } from '@slack/web-api';
import type { DigestPort } from '../chat/weekly.js';
import { apiErrorCode, type SlackApi } from './api.js';
import type { SlackSettings } from './config.js';
import { adviceOn } from './handover.js';
import { renderShown } from './render.js';

/** Where the week's digest is posted on Slack; `null` where no channel is set. */
export function createDigestPort(
  api: SlackApi,
  { SLACK_DIGEST_CHANNEL: channel }: Pick<SlackSettings, 'SLACK_DIGEST_CHANNEL'>,
): DigestPort | null {
  if (channel === undefined) return null;
  return {
    async post(shown, key) {
      for (const [i, message] of renderShown(shown).entries())
        await api.post({ channel, thread: null }, message, `${key} ${i}`);
    },
    async find(title) {
      try {
        const messages = await api.readLast(channel);
        return messages.some(({ blocks }) => JSON.stringify(blocks ?? []).includes(title));
      } catch (error) {
        // Without the right to read the channel Slack itself must know it, by its client_msg_id.
        if (apiErrorCode(error) === 'missing_scope') return false;
        throw error;
      }
    },
    mayHaveArrived: (error) => !(error instanceof WebAPIPlatformError),
    adviceOn: (error) => adviceOn(error, channel, 'SLACK_DIGEST_CHANNEL'),
  };
}
