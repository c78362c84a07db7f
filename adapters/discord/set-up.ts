import type { PlatformSetUp } from '../app/platform-entry.js';
import { faultIn } from '../process/settings.js';
import { readApplication } from './application.js';
import { botIdOf, DISCORD_SETTINGS, readDiscordSettings } from './config.js';
import { examineDiscord } from './doctor.js';
import { inviteLink } from './invite.js';
import { createRest } from './rest.js';

const PORTAL = 'https://discord.com/developers/applications';

/** How one goes live on Discord. Source of the addresses: https://docs.discord.com/developers/quick-start/getting-started. */
export const SET_UP: PlatformSetUp = {
  steps: [
    {
      variable: 'DISCORD_TOKEN',
      value: 'bot token',
      links: [
        { label: 'Developer Portal', url: PORTAL },
        { label: 'where the token is, once there is an application', url: `${PORTAL}/select/bot` },
      ],
      acts: [
        'Press "New Application", give it a name, "Create".',
        'In the menu on the left "Bot", then "Reset Token", "Copy". Whoever has it is the bot: keep it to yourself.',
      ],
      fault: (value) => faultIn(DISCORD_SETTINGS, 'DISCORD_TOKEN', value),
      examine: examineDiscord,
    },
  ],
  invitation: async (environment) => {
    const settings = readDiscordSettings(environment);
    const id = botIdOf(settings.DISCORD_TOKEN) ?? (await readApplication(createRest(settings))).id;
    return { label: 'invite the bot: choose your server, "Authorize"', url: inviteLink(id) };
  },
  examine: examineDiscord,
};
