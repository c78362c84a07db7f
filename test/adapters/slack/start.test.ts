import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { DocentError } from '../../../src/errors.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { SlackServer } from '../../slack-server/server.js';
import { APP_TOKEN, TEAM } from '../../slack-server/world.js';
import { goLive, shippedManifest, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;

describe('as a process', () => {
  it('starts with tokens in the environment, answers, and stops at SIGTERM', async () => {
    const main = join(ROOT, 'dist/adapters/terminal/main.js');
    if (!existsSync(main))
      throw new Error(`There is no ${main}. Run "npm run build", or "npm test", which does.`);
    const server = await SlackServer.start(await shippedManifest());
    onTestFinished(() => server.stop());
    const cache = await temporaryFolder();
    const child = spawn(process.execPath, [main, 'start'], {
      env: {
        PATH: process.env.PATH,
        HOME: cache,
        MEANING: 'words',
        DOCENT_CACHE_DIR: cache,
        SLACK_BOT_TOKEN: TEAM.botToken,
        SLACK_APP_TOKEN: APP_TOKEN,
        SLACK_API_URL: server.url,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    await server.until('it is connected', () => server.socket.connections > 0);
    const answer = await server.answerTo(server.say(`${at} what is django?`));
    expect(textOf(answer.body)).toContain('Django');
    child.kill('SIGTERM');
    const [status] = await once(child, 'exit');
    expect([status, server.faults]).toEqual([0, []]);
    expect(err).not.toMatch(/xoxb-|xapp-/);
  });
});

describe('when it cannot start', () => {
  it.each<[string, Record<string, string>, string]>([
    ['a token of no form', { SLACK_BOT_TOKEN: 'xoxp-1' }, 'bad-settings'],
    ['a token that Slack does not know', { SLACK_BOT_TOKEN: 'xoxb-9-9-unknown' }, 'slack-token'],
    ['an app-level token that Slack does not know', { SLACK_APP_TOKEN: 'xapp-1-A0-1-x' }, 'slack-token'],
  ])('says what to do about %s', async (_, environment, code) => {
    const error = await goLive({ environment }).catch((thrown: DocentError) => thrown);
    expect(error).toMatchObject({ code });
    expect((error as DocentError).message).not.toMatch(/xoxb-9|xapp-1-A0/);
  });
});
