import type { PlatformSetUp } from '../app/platform-entry.js';
import { faultIn } from '../process/settings.js';
import { SLACK_SETTINGS } from './config.js';
import { examineAppToken, examineBotToken, examineSlack } from './doctor.js';
import { manifestFor } from './manifest.js';

const APPS = 'https://api.slack.com/apps';

/** The page that makes the app, its manifest filled in. Source: https://docs.slack.dev/app-manifests/configuring-apps-with-app-manifests. */
export function newAppLink(): string {
  return `${APPS}?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifestFor()))}`;
}

/** How one goes live on Slack, in one workspace and by Socket Mode, which needs no public address. */
export const SET_UP: PlatformSetUp = {
  steps: [
    {
      variable: 'SLACK_BOT_TOKEN',
      value: 'bot token (xoxb-…)',
      links: [{ label: 'make the app: all it needs is filled in', url: newAppLink() }],
      acts: [
        'Choose the workspace, "Next", "Create".',
        '"Install App", "Install to …", "Allow". Copy the "Bot User OAuth Token".',
      ],
      fault: (value) => faultIn(SLACK_SETTINGS, 'SLACK_BOT_TOKEN', value),
      examine: examineBotToken,
    },
    {
      variable: 'SLACK_APP_TOKEN',
      // Then its requests come over HTTP.
      unless: 'SLACK_SIGNING_SECRET',
      value: 'app-level token (xapp-…)',
      links: [{ label: 'your apps', url: APPS }],
      acts: [
        'Your app, "Basic Information", "App-Level Tokens", "Generate Token and Scopes".',
        'Any name, "Add Scope" connections:write, "Generate". Copy the token.',
      ],
      fault: (value) => faultIn(SLACK_SETTINGS, 'SLACK_APP_TOKEN', value),
      examine: examineAppToken,
    },
  ],
  invitation: async () => null,
  examine: examineSlack,
};
