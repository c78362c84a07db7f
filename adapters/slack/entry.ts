import type { PlatformEntry } from '../app/platform-entry.js';

export const SLACK: PlatformEntry = {
  name: 'slack',
  title: 'Slack',
  variable: 'SLACK_BOT_TOKEN',
  // With OAuth every workspace has a token of its own.
  or: ['SLACK_CLIENT_ID'],
  begun: ['SLACK_APP_TOKEN'],
  guide: 'docs/slack.md',
  places: ['server', 'channel'],
  personIs: 'the id that their profile copies',
  start: async (context) => (await import('./main.js')).startSlack(context),
  doctor: async (environment, write) => (await import('./cli.js')).doctor(environment, write),
  setUp: async () => (await import('./set-up.js')).SET_UP,
  commands: [
    {
      name: 'manifest',
      description: 'print the manifest from which https://api.slack.com/apps makes the app',
      options: [
        { flags: '--name <name>', description: 'name of the app', fallback: 'Docent' },
        {
          flags: '--url <address>',
          description: 'public address, for requests over HTTP; without it: Socket Mode',
        },
        { flags: '--threads', description: 'with the scopes for SLACK_FOLLOW_THREADS=on and SLACK_LISTEN' },
        { flags: '--groups', description: 'with the scope for user groups in SLACK_TRUSTED' },
        { flags: '--reactions', description: 'with the scopes for ✅ that saves what people wrote' },
      ],
      run: async (_environment, write, { name, url, threads, groups, reactions }) =>
        (await import('./cli.js')).manifest(
          {
            name: String(name),
            ...(url === undefined ? {} : { url: String(url) }),
            threads: threads === true,
            groups: groups === true,
            reactions: reactions === true,
          },
          write,
        ),
    },
  ],
  preview: async (desk, turn) => (await import('./preview/preview.js')).preview(desk, turn),
};
