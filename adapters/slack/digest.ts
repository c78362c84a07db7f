import type { DigestPort } from '../chat/weekly.js';
import { apiErrorCode, type SlackApi } from './api.js';
import type { SlackSettings } from './config.js';
import { failuresIn } from './handover.js';
import { rulePlace } from './parse-message.js';
import { renderShown } from './render.js';

/**
 * Where the week's digest is posted on Slack; `null` where no channel is set.
 * @param team the workspace of the channel
 */
export function createDigestPort(
  api: SlackApi,
  team: string,
  { SLACK_DIGEST_CHANNEL: channel }: Pick<SlackSettings, 'SLACK_DIGEST_CHANNEL'>,
): DigestPort | null {
  if (channel === undefined) return null;
  return {
    place: async () => rulePlace(team, channel),
    messages: (shown, key) =>
      renderShown(shown).map((message, i) => async () => {
        await api.post({ channel, thread: null }, message, `${key} ${i}`);
      }),
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
    ...failuresIn(channel, 'SLACK_DIGEST_CHANNEL'),
  };
}
