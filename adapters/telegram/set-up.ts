import type { PlatformSetUp } from '../app/platform-entry.js';
import { faultIn } from '../process/settings.js';
import { createClient } from './client.js';
import { readTelegramSettings, TELEGRAM_SETTINGS } from './config.js';
import { examineTelegram } from './doctor.js';

/** How one goes live on Telegram. Source: https://core.telegram.org/bots/features#botfather. */
export const SET_UP: PlatformSetUp = {
  steps: [
    {
      variable: 'TELEGRAM_TOKEN',
      value: 'token',
      links: [{ label: 'BotFather', url: 'https://t.me/BotFather' }],
      acts: [
        'Write to it: /newbot, a name, and a username that ends in "bot".',
        'Copy the token that it answers with.',
      ],
      fault: (value) => faultIn(TELEGRAM_SETTINGS, 'TELEGRAM_TOKEN', value),
      examine: examineTelegram,
    },
  ],
  invitation: async (environment) => {
    const { username, can_join_groups: joins } = await createClient(
      readTelegramSettings(environment),
    ).api.getMe();
    return {
      label: joins ? 'choose a group to add the bot to' : 'a chat with the bot: "Start"',
      url: `https://t.me/${username}${joins ? '?startgroup=true' : ''}`,
    };
  },
  examine: examineTelegram,
};
