import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { installApp } from '../../../test/slack-server/install-app.js';
import { CLIENT_ID, CLIENT_SECRET, OTHER_TEAM } from '../../../test/slack-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { overHttp } from '../slack-over-http.js';

export const oauthTokens: Attack = {
  name: 'oauth-tokens',
  claims: 'Tokens of workspaces are kept encrypted, with a key that is in the settings alone',
  tries: 'an installation by OAuth, and every file that it leaves',
  async run(stage) {
    const { http } = await overHttp(stage, {
      SLACK_BOT_TOKEN: '',
      SLACK_CLIENT_ID: CLIENT_ID,
      SLACK_CLIENT_SECRET: CLIENT_SECRET,
      SLACK_STATE_SECRET: 'a long random text for the attack',
      SLACK_TOKEN_KEY: 'ab'.repeat(32),
    });
    const status = await installApp(http);
    const folder = join(stage.home, 'data', 'slack-installations');
    const files = status === 200 ? readdirSync(folder).map((name) => join(folder, name)) : [];
    const secrets = [OTHER_TEAM.botToken, CLIENT_SECRET, 'xoxb', 'xoxp'];
    return [
      never('installations that failed', files.length === 1 ? 0 : 1),
      never(
        'files with a token',
        files.filter((file) => secrets.some((one) => readFileSync(file).includes(one))).length,
      ),
      never('files that others may read', files.filter((file) => statSync(file).mode & 0o077).length),
    ];
  },
};
