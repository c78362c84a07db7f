import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runPlatforms } from '../../../adapters/app/start.js';
import { examineDiscord } from '../../../adapters/discord/doctor.js';
import { run } from '../../../adapters/terminal/cli.js';
import { fakeTerminal, ROOT, TEAS, temporaryFolder } from '../../builders.js';
import { DiscordServer } from '../../discord-server/server.js';
import { APPLICATION, GENERAL, GONE, GUILD, HELP, TOKEN } from '../../discord-server/world.js';
import { goLive, textOf } from './live.js';

const MENTION = { mentions: [APPLICATION] };
const at = `<@${APPLICATION}>`;
const SENDING = new RegExp(`^POST /channels/${GENERAL}/messages$`);

async function serverFor(options = {}): Promise<DiscordServer> {
  const server = await DiscordServer.start(options);
  onTestFinished(() => server.stop());
  return server;
}

describe('when Discord is in trouble', () => {
  it('waits as long as a 429 says and repeats after a 500, and answers once', async () => {
    const { server } = await goLive();
    server.rest.troubles.push({ on: SENDING, status: 429, retryAfter: 0.3 });
    const limited = server.say(`${at} what is oolong?`, MENTION);
    await server.answerTo(limited);
    const [first, second] = server.rest.requests.filter(({ path, method }) =>
      SENDING.test(`${method} ${path}`),
    );
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(300);

    server.rest.troubles.push({ on: SENDING, status: 500 }, { on: SENDING, status: 502, done: true });
    const broken = server.say(`${at} what is rooibos?`, MENTION);
    await server.until(
      'it was tried three times',
      () => server.rest.requests.length >= 5 && server.rest.troubles.length === 0,
    );
    await server.answerTo(server.say(`${at} what is tea?`, MENTION));
    expect(server.answersTo(limited)).toHaveLength(1);
    expect(server.answersTo(broken)).toHaveLength(1);
    expect(server.rest.faults).toEqual([]);
  });

  it('resumes after the connection broke, gets what it missed, and answers a repeated event once', async () => {
    const { server } = await goLive();
    await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    server.gateway.drop();
    const missed = server.say(`${at} what is rooibos?`, MENTION);
    await server.answerTo(missed);
    expect(server.gateway.log).toEqual(['identify 0/1', 'resume', 'resumed']);
    const repeated = server.say(`${at} what is green tea?`, MENTION);
    server.gateway.repeatLast();
    server.gateway.repeatLast();
    const asked = server.slash('ask', { question: 'what is tea?' });
    server.gateway.repeatLast();
    await server.answerTo(asked.id);
    await server.answerTo(server.say(`${at} what is white tea?`, MENTION));
    expect(server.answersTo(missed)).toHaveLength(1);
    expect(server.answersTo(repeated)).toHaveLength(1);
    expect(server.answersTo(asked.id)).toHaveLength(1);
    expect(server.rest.faults).toEqual([]);
  });

  it('identifies anew when its session is gone', async () => {
    const { server } = await goLive();
    server.gateway.forget();
    await server.until('it is there again', () => server.gateway.sessions.length === 2);
    await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    expect(server.gateway.log).toEqual(['identify 0/1', 'resume', 'invalid', 'identify 0/1']);
  });

  it('takes an unknown interaction and one that was acknowledged before for what they are: harmless', async () => {
    const { server, running, log } = await goLive();
    const callback = /\/callback$/;
    server.rest.troubles.push({ on: callback, status: 404, code: 10062 });
    const lost = server.slash('ask', { question: 'what is oolong?' });
    await server.until('the first is refused', () => server.rest.troubles.length === 0);
    server.rest.troubles.push({ on: callback, status: 400, code: 40060 });
    const twice = server.slash('ask', { question: 'what is rooibos?' });
    await server.until('the second is refused', () => server.rest.troubles.length === 0);
    const fine = server.slash('ask', { question: 'what is tea?' });
    await server.answerTo(fine.id);
    await running.stop();
    expect(server.answersTo(lost.id)).toEqual([]);
    expect(server.answersTo(twice.id)).toEqual([]);
    expect(log.join('')).toMatch(
      /unknownInteraction=1 .*alreadyAcknowledged=1|alreadyAcknowledged=1 .*unknownInteraction=1/,
    );
    expect(log.join('')).not.toContain(lost.token);
    expect(log.join('')).not.toContain(' error ');
  });

  it('defers a slow answer before the deadline, and keeps it private', async () => {
    const { server, running, log } = await goLive({
      ask: (bot) => async (message, options) => {
        if (message.includes('oolong')) await new Promise((resolve) => setTimeout(resolve, 1_900));
        return bot.ask(message, options);
      },
    });
    const slow = server.slash('ask', { question: 'what is oolong?', private: true });
    await server.until('it is deferred', () => slow.state === 'deferred');
    const answer = await server.answerTo(slow.id);
    expect(slow.state).toBe('answered');
    expect(answer.isPrivate).toBe(true);
    expect(textOf(answer.body)).toContain('### Oolong');
    const typed = server.say(`${at} what is oolong?`, MENTION);
    await server.answerTo(typed);
    expect(server.rest.requests.some(({ path }) => path === `/channels/${GENERAL}/typing`)).toBe(true);
    await running.stop();
    expect(log.join('')).toContain('deferred=1');
    expect(server.rest.faults).toEqual([]);
  });

  it('tells who asked that something went wrong, with an id that the log has too', async () => {
    const { server, log } = await goLive({
      ask: () => async () => {
        throw new Error(`broken with ${TOKEN}`);
      },
    });
    const asked = server.slash('ask', { question: 'what is oolong?' });
    const typed = server.say(`${at} what is oolong?`, MENTION);
    for (const id of [asked.id, typed]) {
      const told = /error ([a-z0-9]{6})\./.exec(textOf((await server.answerTo(id)).body))?.[1];
      expect(log.join('')).toContain(`id=${told}`);
    }
    expect(log.join('')).toContain('broken with [token]');
    expect(log.join('')).not.toContain(TOKEN);
    expect(server.rest.faults).toEqual([]);
  });
});

describe('starting and stopping', () => {
  it('finishes the answers under way before it goes', async () => {
    let started: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      started = resolve;
    });
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const { server, running } = await goLive({
      ask: (bot) => async (message, options) => {
        started();
        await gate;
        return bot.ask(message, options);
      },
    });
    const question = server.say(`${at} what is oolong?`, MENTION);
    await begun;
    const stopped = running.stop();
    const late = server.say(`${at} what is rooibos?`, MENTION);
    goOn();
    await stopped;
    expect(server.answersTo(question)).toHaveLength(1);
    expect(server.answersTo(late)).toHaveLength(0);
    await server.until('it is gone', () => !server.gateway.isConnected);
  });

  it('stops at a signal', async () => {
    const server = await serverFor();
    const folder = await temporaryFolder();
    const signals = new EventEmitter();
    const ended = runPlatforms(
      {
        knowledge: TEAS,
        environment: {
          DISCORD_TOKEN: TOKEN,
          DISCORD_API_URL: server.url,
          MEANING: 'words',
          DOCENT_CACHE_DIR: folder,
          DOCENT_DATA_DIR: folder,
        },
        write: () => undefined,
      },
      signals,
    );
    await server.until('it is there', () => server.rest.commands.length > 0);
    signals.emit('SIGTERM');
    await ended;
    expect(server.gateway.isConnected || signals.listenerCount('SIGTERM') > 0).toBe(false);
  });

  it('registers the commands when they changed, and only then', async () => {
    const { server, running } = await goLive();
    const puts = () => server.rest.requests.filter(({ method }) => method === 'PUT');
    await server.until('they are registered', () => server.rest.commands.length > 0);
    await running.stop();
    const again = await goLive({ server });
    await again.running.stop();
    expect(puts()).toHaveLength(1);
    server.rest.commandsAt.set(`/applications/${APPLICATION}/commands`, server.rest.commands.slice(1));
    const third = await goLive({ server });
    await third.running.stop();
    expect(puts()).toHaveLength(2);
    const inServer = await goLive({ server, environment: { DISCORD_GUILD_ID: GUILD } });
    await inServer.running.stop();
    expect(puts()[2]?.path).toBe(`/applications/${APPLICATION}/guilds/${GUILD}/commands`);
    const same = await goLive({ server, environment: { DISCORD_GUILD_ID: GUILD } });
    await same.running.stop();
    expect(puts()).toHaveLength(3);
  });

  it('asks for the least intents, for message content only when it is wanted and switched on', async () => {
    const least = (1 << 0) | (1 << 9) | (1 << 12);
    const { server } = await goLive();
    expect(server.gateway.intents).toBe(least);
    const wanted = await goLive({ environment: { DISCORD_MESSAGE_CONTENT: 'on' } });
    expect(wanted.server.gateway.intents).toBe(least);
    expect(wanted.log.join('')).toContain('The Message Content intent is off');
    const on = await goLive({ mayReadAll: true, environment: { DISCORD_MESSAGE_CONTENT: 'on' } });
    expect(on.server.gateway.intents).toBe(least | (1 << 15));
  });

  it('says what to do when the token is not accepted, or nothing is there', async () => {
    const wrong = TOKEN.replace(/x/g, 'y');
    await expect(goLive({ environment: { DISCORD_TOKEN: wrong } })).rejects.toMatchObject({
      code: 'discord-token',
      message: expect.not.stringContaining(wrong),
    });
    await expect(
      goLive({ environment: { DISCORD_API_URL: 'http://127.0.0.1:9/api' } }),
    ).rejects.toMatchObject({
      code: 'discord-unreachable',
      message: expect.stringContaining('DISCORD_API_URL'),
    });
  });

  it('ends with a remedy when Discord closes the connection for good', async () => {
    const { server, running } = await goLive();
    server.gateway.drop(4014);
    await expect(running.failed).rejects.toMatchObject({
      code: 'discord-gateway',
      message: expect.stringContaining('DISCORD_MESSAGE_CONTENT=off'),
    });
  });
});

describe('the command line', () => {
  const envFor = (server: DiscordServer, more = {}) => ({
    DISCORD_TOKEN: TOKEN,
    DISCORD_API_URL: server.url,
    KNOWLEDGE_DIR: TEAS,
    ...more,
  });

  it('registers by hand, and prints the invite link without asking Discord', async () => {
    const server = await serverFor();
    const terminal = fakeTerminal({ env: envFor(server) });
    expect(await run(['discord', 'register'], terminal)).toBe(0);
    expect(terminal.out()).toContain('registered everywhere');
    expect(server.rest.commands).toHaveLength(7);
    const before = server.rest.requests.length;
    const invited = fakeTerminal({ env: envFor(server) });
    expect(await run(['discord', 'invite'], invited)).toBe(0);
    expect(invited.out()).toBe(
      `https://discord.com/oauth2/authorize?client_id=${APPLICATION}&scope=bot+applications.commands&permissions=274877975552&integration_type=0\n`,
    );
    expect(server.rest.requests).toHaveLength(before);
  });

  it('examines token, intents, gateway, permissions and commands, and says what to click', async () => {
    const server = await serverFor();
    const folder = await temporaryFolder();
    const folders = { MEANING: 'words', DOCENT_CACHE_DIR: folder, DOCENT_DATA_DIR: folder };
    const good = fakeTerminal({ env: envFor(server, folders) });
    await run(['discord', 'register'], fakeTerminal({ env: envFor(server) }));
    expect(await run(['doctor'], good)).toBe(0);
    expect(good.out()).toMatch(/ok {4}The token is that of “Docent”/);
    expect(good.out()).toContain('The commands are registered everywhere.');
    expect(good.out()).toContain('In “Teas” it has its permissions.');
    server.rest.permissions = '1024';
    server.rest.commandsAt.clear();
    const bad = fakeTerminal({
      env: envFor(server, { ...folders, DISCORD_MESSAGE_CONTENT: 'on' }),
    });
    expect(await run(['doctor'], bad)).toBe(2);
    expect(bad.out()).toContain('switch "Message Content Intent" on');
    expect(bad.out()).toContain('lacks Send Messages (to answer in channels)');
    expect(bad.out()).toContain('docent discord register');
    expect(server.rest.faults).toEqual([]);
  });

  it('says whether questions for a person arrive, and what to do where they do not', async () => {
    const server = await serverFor();
    const examined = async (channel: string) =>
      (await examineDiscord(envFor(server, { DISCORD_HANDOVER_CHANNEL: channel })))
        .map(({ state, text, remedy = '' }) => `${state}: ${text} ${remedy}`)
        .join('\n');
    expect(await examined(HELP)).toContain('good: Questions for a person go to #help.');
    expect(await examined(GONE)).toMatch(
      /^bad: .*all else works\. The channel \d+ of DISCORD_HANDOVER_CHANNEL is gone.*Copy Channel ID/m,
    );
    server.rest.troubles.push({ on: new RegExp(`GET /channels/${HELP}$`), status: 403, code: 50001 });
    expect(await examined(HELP)).toMatch(/lacks a permission\. Edit Channel, Permissions, the bot's role/);
  });

  it('says whether the digest of a week arrives, and what to do where it does not', async () => {
    const server = await serverFor();
    const examined = async (channel: string) =>
      (await examineDiscord(envFor(server, { DISCORD_DIGEST_CHANNEL: channel })))
        .map(({ state, text, remedy = '' }) => `${state}: ${text} ${remedy}`)
        .join('\n');
    expect(await examined(HELP)).toContain('good: The digest of each week goes to #help.');
    expect(await examined(GONE)).toMatch(
      /^bad: The digest of a week cannot be posted; all else works\. The channel \d+ of DISCORD_DIGEST_CHANNEL is gone/m,
    );
  });

  it('starts the bot with a token in the environment, shares the servers among shards, and stops at SIGTERM', async () => {
    const main = join(ROOT, 'dist/adapters/terminal/main.js');
    if (!existsSync(main))
      throw new Error(`There is no ${main}. Run "npm run build", or "npm test", which does.`);
    const server = await serverFor();
    server.rest.shards = 2;
    const cache = await temporaryFolder();
    const child = spawn(process.execPath, [main, 'start'], {
      env: {
        PATH: process.env.PATH,
        HOME: cache,
        DOCENT_CACHE_DIR: cache,
        ...envFor(server, { DISCORD_SHARDS: 'auto', DOCENT_WEB: 'on', DOCENT_WEB_PORT: '0' }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    onTestFinished(() => void child.kill('SIGKILL'));
    const ready = () => server.rest.commands.length > 0 && server.gateway.sessions.length === 2;
    await server.until('both shards are there', ready);
    expect([...server.gateway.log].sort()).toEqual(['identify 0/2', 'identify 1/2']);
    const answer = await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    expect(textOf(answer.body)).toContain('### Oolong');
    const address = /Docent answers at (http:[^\s"]+)/.exec(err)?.[1];
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toMatch(/docent_questions_total\{platform="discord",[^}]*shard="[01]"\} 1/);
    for (const shard of ['0', '1']) expect(metrics).toContain(`docent_knowledge_articles{shard="${shard}"} `);
    expect(metrics).toMatch(/^process_start_time_seconds \d/m);
    child.kill('SIGTERM');
    const [status] = await once(child, 'exit');
    expect([status, server.gateway.isConnected]).toEqual([0, false]);
    expect(err).not.toContain(TOKEN);
    expect(server.rest.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });
});
