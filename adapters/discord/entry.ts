import type { PlatformEntry } from '../app/platform-entry.js';

export const DISCORD: PlatformEntry = {
  name: 'discord',
  title: 'Discord',
  variable: 'DISCORD_TOKEN',
  or: [],
  begun: [],
  guide: 'README.md, “Live on Discord in ten minutes”,',
  places: ['server', 'channel', 'thread'],
  personIs: 'the id that their profile copies',
  start: async (context) => (await import('./main.js')).startDiscord(context),
  doctor: async (environment, write) => (await import('./cli.js')).doctor(environment, write),
  setUp: async () => (await import('./set-up.js')).SET_UP,
  commands: [
    {
      name: 'register',
      description: 'register the slash commands now',
      options: [],
      run: async (environment, write) => (await import('./cli.js')).register(environment, write),
    },
    {
      name: 'invite',
      description: 'print the link that adds the bot to a server',
      options: [],
      run: async (environment, write) => (await import('./cli.js')).invite(environment, write),
    },
  ],
  preview: async (desk, turn) => (await import('./preview/preview.js')).preview(desk, turn),
};
