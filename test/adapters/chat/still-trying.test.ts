import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StartContext } from '../../../adapters/app/start.js';
import { stillTrying } from '../../../adapters/chat/still-trying.js';
import { startDiscord } from '../../../adapters/discord/main.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { startSlack } from '../../../adapters/slack/main.js';
import { builtFrom, TEAS } from '../../builders.js';
import { TOKEN } from '../../discord-server/world.js';
import { createWaiting } from '../../waiting.js';

const SAID =
  /(\w+) has not answered yet; still trying to reach it\. If this lasts, look at the network, and at (\w+) /;

describe('while a platform is not reached', () => {
  it.each([
    {
      platform: 'Slack',
      variable: 'SLACK_API_URL',
      environment: { SLACK_BOT_TOKEN: 'xoxb-1-2-three', SLACK_APP_TOKEN: 'xapp-1-A0-1-x' },
      start: startSlack,
      status: 200,
      refusal: '{"ok":false,"error":"invalid_auth"}',
      code: 'slack-token',
    },
    {
      platform: 'Discord',
      variable: 'DISCORD_API_URL',
      environment: { DISCORD_TOKEN: TOKEN },
      start: startDiscord,
      status: 401,
      refusal: '{"code":0,"message":"401: Unauthorized"}',
      code: 'discord-token',
    },
  ])('$platform: the log says that it is still tried, before anything failed', async (row) => {
    const { platform, variable, environment, start, status, refusal, code } = row;
    const { server, waiting } = await silentServer();
    const { port } = server.address() as AddressInfo;
    const { bot } = await builtFrom(TEAS);
    let log = '';
    const { changed, until } = createWaiting(() => [log]);
    const context: StartContext = {
      open: async () => ({ bot, hash: '', fromCache: false, warnings: [], meaning: null }),
      environment: { ...environment, [variable]: `http://127.0.0.1:${port}/api/` },
      write: (line) => {
        log += line;
        changed();
      },
    };
    const started = start(context).catch((error: unknown) => error);
    await until('the log says it', () => SAID.test(log));
    expect(SAID.exec(log)?.slice(1)).toEqual([platform, variable]);
    expect(waiting).toHaveLength(1);
    for (const response of waiting) response.writeHead(status, JSON_TYPE).end(refusal);
    expect(await started).toMatchObject({ code });
  });

  it('nothing is said of what is reached or fails soon', async () => {
    let log = '';
    const logger = createLogger({ write: (line) => (log += line), level: 'debug' });
    expect(await stillTrying(logger, 'Slack', 'X', Promise.resolve(7), 0)).toBe(7);
    await expect(stillTrying(logger, 'Slack', 'X', Promise.reject(new Error('no')), 0)).rejects.toThrow('no');
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(log).toBe('');
  });
});

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** A server that takes requests and leaves them waiting. */
async function silentServer(): Promise<{ server: Server; waiting: ServerResponse[] }> {
  const waiting: ServerResponse[] = [];
  const server = createServer((_, response) => waiting.push(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, waiting };
}
