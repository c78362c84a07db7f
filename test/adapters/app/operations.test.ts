import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openOperations } from '../../../adapters/app/operations.js';
import { runPlatforms } from '../../../adapters/app/start.js';
import { openRecords } from '../../../adapters/records/open-records.js';
import { run } from '../../../adapters/terminal/cli.js';
import { operationsApp } from '../../../adapters/web/operations.js';
import { fakeTerminal, ROOT, TEAS, temporaryFolder } from '../../builders.js';
import { DiscordServer } from '../../discord-server/server.js';
import { APPLICATION, TOKEN } from '../../discord-server/world.js';
import { recordOf } from '../records/builders.js';

const DAY_MS = 86_400_000;

async function folders() {
  const data = await temporaryFolder();
  const knowledge = await temporaryFolder();
  await cp(TEAS, knowledge, { recursive: true });
  return {
    data,
    knowledge,
    env: { MEANING: 'words', DOCENT_DATA_DIR: data, DOCENT_CACHE_DIR: data, KNOWLEDGE_DIR: knowledge },
  };
}

async function serve(): Promise<DiscordServer> {
  const server = await DiscordServer.start({});
  onTestFinished(() => server.stop());
  return server;
}

const mention = (server: DiscordServer, question: string) =>
  server.answerTo(server.say(`<@${APPLICATION}> ${question}`, { mentions: [APPLICATION] }));

describe('operations', () => {
  it('leave records that are there when the program has stopped', async () => {
    const { knowledge, env } = await folders();
    const server = await serve();
    const signals = new EventEmitter();
    const environment = { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.url, ...env };
    const lines: string[] = [];
    const ended = runPlatforms({ knowledge, environment, write: (line) => lines.push(line) }, signals);
    await server.until('it is there', () => server.rest.commands.length > 0);
    await mention(server, 'who won the world cup?');
    signals.emit('SIGTERM');
    await ended;
    const { records } = await openRecords(env);
    expect(await records.unmet(new Date(0))).toMatchObject([
      { platform: 'discord', status: 'abstained', question: null },
    ]);
    await records.close();
    const line = lines.find((one) => one.includes(' Question ')) ?? '';
    expect(line).toMatch(
      /platform=discord kind=\w+ status=abstained .*request=[a-z0-9]{6}|request=[a-z0-9]{6}/,
    );
    expect(lines.join('')).not.toContain('world cup');
    expect(lines.join('')).not.toContain(TOKEN);
  });

  it('delete records that are older than the retention time', async () => {
    const { knowledge, env } = await folders();
    const { records } = await openRecords(env);
    const daysAgo = (days: number) => recordOf({ at: new Date(Date.now() - days * 86_400_000) });
    await records.add(daysAgo(31));
    await records.add(daysAgo(29));
    const environment = { ...env, DOCENT_RETENTION_DAYS: '30' };
    await (await openOperations({ knowledge, environment, write: () => undefined })).close();
    expect(await records.unmet(new Date(0))).toHaveLength(1);
    await records.close();
  });

  it('delete no more for a clock that jumps than for the days it may have been away', async () => {
    const { knowledge, env } = await folders();
    onTestFinished(() => void vi.useRealTimers());
    const start = Date.now();
    const { records } = await openRecords(env);
    for (const age of [20, 26, 31]) await records.add(recordOf({ at: new Date(start - age * DAY_MS) }));
    const environment = { ...env, DOCENT_RETENTION_DAYS: '30' };
    const lines: string[] = [];
    const startAt = async (days: number) => {
      vi.useFakeTimers({ toFake: ['Date'], now: start + days * DAY_MS });
      await (await openOperations({ knowledge, environment, write: (line) => lines.push(line) })).close();
      return (await records.unmet(new Date(0))).length;
    };
    expect(await startAt(0)).toBe(2);
    expect(await startAt(400)).toBe(1);
    expect(lines.join('')).toContain('The clock is 400 days ahead');
    // Neither again and again, nor once it is right again.
    expect([await startAt(400), await startAt(400), await startAt(0), await startAt(3)]).toEqual([
      1, 1, 1, 1,
    ]);
    expect(await startAt(9)).toBe(1);
    expect(await startAt(11)).toBe(0);
    await records.close();
  });

  it('delete what is void where nothing is kept but in memory', async () => {
    const { data, knowledge } = await folders();
    onTestFinished(() => void vi.useRealTimers());
    const start = Date.now();
    const fake = ['Date', 'setInterval', 'clearInterval'] as const;
    vi.useFakeTimers({ toFake: [...fake], now: start });
    const operations = await openOperations({
      knowledge,
      environment: { MEANING: 'words', DOCENT_RETENTION_DAYS: '0', XDG_DATA_HOME: data },
      write: () => undefined,
    });
    const entry = { kind: 'k', name: 'a', value: 1 };
    const { certain } = operations.state;
    expect(await certain.claim({ ...entry, until: start + 1_000 })).toBe(true);
    expect(await certain.claim({ ...entry, until: start + DAY_MS })).toBe(false);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(await certain.claim({ ...entry, until: start + DAY_MS })).toBe(true);
    await operations.close();
  });

  it('show on the admin page what was asked, with the token', async () => {
    const { knowledge, env } = await folders();
    const token = 'a-token-of-this-test';
    const environment = { ...env, DOCENT_ADMIN_TOKEN: token, DOCENT_KEEP_QUESTIONS: 'on' };
    const operations = await openOperations({ knowledge, environment, write: () => undefined });
    const { bot } = await operations.office.knowledge();
    await operations.observer.observe(bot, 'web').ask('Who invented oolong?', { person: 'a' });
    await operations.observer.flush();
    const app = await operationsApp(operations);
    const page = await app.request('/admin', { headers: { Authorization: `Bearer ${token}` } });
    expect(await page.text()).toContain('Who invented oolong?');
    expect((await app.request('/admin')).status).toBe(401);
    await operations.close();
  });

  it('answer without records where these cannot be kept, and refuse settings that are wrong', async () => {
    const { data, knowledge, env } = await folders();
    const lines: string[] = [];
    const open = (more: Record<string, string>) =>
      openOperations({
        knowledge,
        environment: { ...env, ...more },
        write: (line) => lines.push(line),
      });
    await writeFile(join(data, 'file'), '');
    const operations = await open({ DOCENT_DATA_DIR: join(data, 'file', 'below') });
    expect(lines.join('')).toContain('No records of questions are kept until the next start');
    const bot = operations.observer.observe((await openOf(TEAS)).bot, 'web');
    expect((await bot.ask('what is oolong', { person: 'a' })).status).toBe('answered');
    const app = await operationsApp(operations);
    expect((await app.request('/healthz')).status).toBe(200);
    expect(await (await app.request('/metrics')).text()).toContain('docent_knowledge_articles 1');
    expect((await app.request('/admin')).status).toBe(404);
    await operations.close();
    await expect(open({ DOCENT_RETENTION_DAYS: 'long' })).rejects.toThrow(/DOCENT_RETENTION_DAYS must be/);
  });
});

const openOf = async (knowledge: string) => {
  const { openBot } = await import('../../../adapters/service/open-bot.js');
  return openBot({ knowledge, cache: false });
};

describe('the built program', () => {
  it('takes an edit in while it runs, in a thread of its own, and goes back at one command', async () => {
    const { knowledge, env } = await folders();
    const server = await serve();
    const child = spawn(process.execPath, [join(ROOT, 'dist/adapters/terminal/main.js'), 'start'], {
      env: {
        PATH: process.env.PATH,
        HOME: knowledge,
        DISCORD_TOKEN: TOKEN,
        DISCORD_API_URL: server.url,
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines: Record<string, unknown>[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.trim().split('\n')) lines.push(JSON.parse(line));
    });
    const logged = async (message: string) => {
      while (!lines.some(({ msg }) => String(msg).includes(message)))
        await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await server.until('it is there', () => server.rest.commands.length > 0);
    const file = join(knowledge, 'teas.md');
    const before = await readFile(file, 'utf8');
    await writeFile(file, before.replaceAll('partly oxidised', 'somewhat oxidised'));
    await logged('The changed knowledge is in service');
    const answer = async () => JSON.stringify((await mention(server, 'what is oolong?')).body);
    expect(await answer()).toContain('somewhat oxidised');
    const terminal = fakeTerminal({ env });
    expect(await run(['rollback'], terminal)).toBe(0);
    expect(terminal.out()).toMatch(/^Back to the knowledge of \d{4}-/);
    await logged('An older version of the knowledge is in service');
    expect(await answer()).toContain('partly oxidised');
    await writeFile(file, '---\nlicence: 7\n---\n# T\n\nX.\n');
    await logged('The changed knowledge is not taken in');
    child.kill('SIGTERM');
    const [status] = await once(child, 'exit');
    expect(status).toBe(0);
  }, 120_000);
});
