import type { WebClient } from '@slack/web-api';
import type { Finding } from '../process/findings.js';
import { apiErrorCode } from './api.js';
import type { SlackSettings } from './config.js';
import { adviceOn } from './handover.js';

const APPS = 'https://api.slack.com/apps';

/** What is to be done about a channel that the bot cannot read. */
export function listenAdvice(error: unknown, channel: string): string {
  if (apiErrorCode(error) === 'missing_scope')
    return `The app lacks channels:history, for private channels groups:history: open ${APPS}, your app, "OAuth & Permissions", "Bot Token Scopes", "Add an OAuth Scope", and "Event Subscriptions" with message.channels and message.groups (\`docent slack manifest --threads\` has all of it); then "Install App", "Reinstall".`;
  return adviceOn(error, channel, 'SLACK_LISTEN');
}

/** Looks at the channels where the bot is to answer unasked; it must have the scopes for that. */
export async function examineListening(
  client: WebClient,
  { SLACK_LISTEN: rooms }: Pick<SlackSettings, 'SLACK_LISTEN'>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [channel, mode] of rooms) {
    const error: unknown = await client.conversations.history({ channel, limit: 1 }).then(
      () => null,
      (one) => one,
    );
    findings.push(
      error === null
        ? {
            state: 'good',
            text:
              mode === 'dry-run'
                ? `What would be answered unasked in the channel ${channel} is noted, and nothing said.`
                : `Questions in the channel ${channel} are answered unasked.`,
          }
        : {
            state: 'bad',
            text: `Nothing is answered unasked in the channel ${channel}, which SLACK_LISTEN names; all else works.`,
            remedy: listenAdvice(error, channel),
          },
    );
  }
  return findings;
}
