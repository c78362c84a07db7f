import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT, temporaryFolder } from '../../builders.js';
import { TelegramServer } from '../../telegram-server/server.js';
import { TOKEN } from '../../telegram-server/world.js';
import { textOf } from './live.js';

it('starts as a process with its token in the environment, answers, and stops at SIGTERM', async () => {
  const main = join(ROOT, 'dist/adapters/terminal/main.js');
  if (!existsSync(main))
    throw new Error(`There is no ${main}. Run "npm run build", or "npm test", which does.`);
  const server = await TelegramServer.start();
  onTestFinished(() => server.stop());
  const HOME = await temporaryFolder();
  const { PATH } = process.env;
  const own = { TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_URL: server.url };
  const child = spawn(process.execPath, [main], {
    env: { PATH, HOME, MEANING: 'words', DOCENT_CACHE_DIR: HOME, ...own },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    err += text;
  });
  server.say('/ask what is django?');
  await server.until('it is answered', () => server.sent.length > 0);
  expect(server.sent.map(textOf).join()).toContain('Django');
  child.kill('SIGTERM');
  const [status] = await once(child, 'exit');
  expect([status, server.faults]).toEqual([0, []]);
  expect(err).toContain('Connected to Telegram');
  expect(err).not.toContain(TOKEN);
});
