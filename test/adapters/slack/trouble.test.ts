import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DocentError } from '../../../src/errors.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { SlackServer } from '../../slack-server/server.js';
import { ANNA, APP, APP_TOKEN, directOf, ELSEWHERE, GENERAL, TEAM } from '../../slack-server/world.js';
import { actionOf, goLive, shippedManifest, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;
const inDirect = { channel: directOf(ANNA) };
const POST = 'chat.postMessage';

describe('when the Web API is in trouble', () => {
  it('waits as long as a 429 says, and answers once', async () => {
    const { server, running } = await goLive();
    server.api.troubles.push({ on: POST, status: 429, retryAfter: 1 });
    const question = server.say(`${at} what is oolong?`);
    await server.answerTo(question);
    const [first, second] = server.api.calls.filter(({ method }) => method === POST);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
    await running.stop();
    expect(server.answersTo(question)).toHaveLength(1);
  });

  it('tries again after a fault of the server or of the network, and posts once what was posted before', async () => {
    const { server, running } = await goLive();
    server.api.troubles.push(
      { on: POST, status: 500 },
      { on: POST, status: 503, done: true },
      { on: POST, isCut: true },
      { on: POST, isCut: true, done: true },
    );
    const questions = Array.from({ length: 4 }, () => server.say(`${at} what is oolong?`));
    for (const { ts } of questions)
      await server.until('it was tried again', () => postsFor(server, ts) === 2);
    await running.stop();
    for (const question of questions) expect(server.answersTo(question)).toHaveLength(1);
  });

  it('gives up a call that nobody answers, and tries again, once for each message', async () => {
    const { server, running } = await goLive();
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    // The real patience is 10 s, which no test waits for.
    const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(Math.min(ms, 500)));
    onTestFinished(() => spy.mockRestore());
    server.api.troubles.push({ on: POST, done: true }, { on: 'response_url', done: true });
    const question = server.say(`${at} what is oolong?`);
    await server.until('it was tried again', () => postsFor(server, question.ts) >= 2);
    const asked = server.slash('/ask', 'what is rooibos?');
    await server.responseTo(asked);
    await running.stop();
    expect(server.answersTo(question)).toHaveLength(1);
    expect(server.responsesTo(asked)).toHaveLength(1);
  });

  it('tells who asked when Slack refuses, and leaves it at that when it refuses that too', async () => {
    const { server, log, running } = await goLive();
    server.api.troubles.push({ on: POST, error: 'fatal_error' });
    const answer = await server.answerTo(server.say(`${at} what is oolong?`));
    const id = /error ([a-z0-9]{6})\./.exec(textOf(answer.body))?.[1];
    expect(log.join('')).toContain(`id=${id}`);
    server.api.troubles.push({ on: POST, error: 'fatal_error' }, { on: POST, error: 'fatal_error' });
    server.say(`${at} what is rooibos?`);
    await server.until('both are refused', () => server.api.troubles.length === 0);
    await running.stop();
    expect(log.join('')).toContain('could not be told of an error');
    expect(server.store.sent).toHaveLength(1);
  });

  it('says in a direct message that it may not write where it was asked, once', async () => {
    const { server } = await goLive();
    server.say(`${at} what is oolong?`, { channel: ELSEWHERE });
    server.say(`${at} what is rooibos?`, { channel: ELSEWHERE });
    const told = () => server.store.sent.filter(({ channel }) => channel === directOf(ANNA));
    await server.until('the asker is told', () => told().length > 0);
    await server.answerTo(server.say(`${at} what is oolong?`));
    expect(told()).toHaveLength(1);
    expect(textOf(told()[0]?.body)).toContain('where I may not write');
  });
});

describe('when a response URL is in trouble', () => {
  const open = (server: SlackServer) => server.store.sent.filter(({ shownTo }) => shownTo === null);

  it('answers by the Web API when it is expired or used up, and still to the asker alone', async () => {
    const { server } = await goLive();
    const makers = [
      (one: { isExpired: boolean }) => Object.assign(one, { isExpired: true }),
      (one: { uses: number }) => Object.assign(one, { uses: 5 }),
    ];
    for (const make of makers) {
      const before = server.store.sent.length;
      make(server.slash('/ask', 'what is oolong?'));
      await server.until('there is an answer', () => server.store.sent.length > before);
      expect(server.store.sent[before]).toMatchObject({ shownTo: ANNA, channel: GENERAL, via: 'api' });
    }
    expect(open(server)).toEqual([]);
  });

  it('writes to the asker where the bot is no member and the URL is expired', async () => {
    const { server } = await goLive();
    server.slash('/ask', 'what is oolong?', { channel: ELSEWHERE }).isExpired = true;
    await server.until('there is an answer', () => server.store.sent.length > 0);
    expect(server.store.sent[0]).toMatchObject({ channel: directOf(ANNA) });
  });

  it('tries again after a 429 and a 500, and answers once', async () => {
    const { server, running } = await goLive();
    server.api.troubles.push(
      { on: 'response_url', status: 429, retryAfter: 1 },
      { on: 'response_url', status: 500 },
    );
    const asked = [server.slash('/ask', 'what is oolong?'), server.slash('/ask', 'what is rooibos?')];
    for (const one of asked) await server.responseTo(one);
    await running.stop();
    expect(server.store.sent).toHaveLength(2);
  });

  it('does not answer twice when the word got lost that the answer was shown', async () => {
    const { server, running } = await goLive();
    server.api.troubles.push({ on: 'response_url', isCut: true, done: true });
    await server.responseTo(server.slash('/ask', 'what is oolong?'));
    await running.stop();
    expect(server.store.sent).toHaveLength(1);
  });

  it('works for buttons whose URL is expired', async () => {
    const { server } = await goLive();
    const answer = await server.answerTo(server.say(`${at} what is oolong?`));
    server.press(answer, actionOf(answer, /^Sources/)).isExpired = true;
    await server.until('sources are shown', () => server.store.sent.length > 1);
    expect(server.store.sent[1]).toMatchObject({ shownTo: ANNA });
  });
});

describe('when deliveries are in trouble', () => {
  it('answers once what comes twice, also over another connection', async () => {
    const { server, running } = await goLive();
    const first = server.say(`${at} what is oolong?`);
    server.repeat(first);
    const direct = server.say('what is rooibos?', inDirect);
    server.repeat(direct);
    await server.answerTo(first);
    await server.answerTo(direct);
    server.socket.refresh('refresh_requested');
    await server.until('it is connected anew', () => hellos(server) === 2);
    for (const one of [first, direct]) server.repeat(one);
    await server.answerTo(server.say(`${at} what is tea?`));
    await running.stop();
    expect(server.answersTo(first)).toHaveLength(1);
    expect(server.store.sent).toHaveLength(3);
  });

  it('comes back after the socket broke, and gets what it missed and what it had not acknowledged', async () => {
    const { server, running } = await goLive();
    const under = server.say(`${at} what is oolong?`);
    server.socket.drop();
    const missed = server.say(`${at} what is rooibos?`);
    await server.answerTo(under);
    await server.answerTo(missed);
    await running.stop();
    expect([under, missed].map((one) => server.answersTo(one).length)).toEqual([1, 1]);
    expect(server.socket.log).toContain('retry');
  });

  it('takes up a connection that Slack renews, though Slack leaves the old one hanging', async () => {
    const { server } = await goLive();
    server.socket.lingers = true;
    for (const [i, reason] of (['warning', 'refresh_requested'] as const).entries()) {
      server.socket.refresh(reason);
      await server.until('it is connected anew', () => hellos(server) === i + 2);
      await server.responseTo(server.slash('/ask', 'what is oolong?'));
    }
  });

  it('acknowledges also what it does not know any more', async () => {
    const manifest = await shippedManifest();
    const installed = { ...manifest, commands: [...manifest.commands, '/old'] };
    const { server } = await goLive({ installed });
    const unknown = server.slash('/old', 'what is oolong?');
    expect(textOf((await server.responseTo(unknown)).body)).toContain('do not know this command');
    const button = {
      type: 'button',
      action_id: 'old',
      text: { type: 'plain_text', text: 'Old' },
      value: '1',
    };
    const body = { text: 'Old', blocks: [{ type: 'actions', elements: [button] }] };
    const place = { channel: GENERAL, thread: null, shownTo: null, via: 'api', of: null } as const;
    const pressed = server.press(server.store.add(TEAM.id, place, body), button);
    expect(textOf((await server.responseTo(pressed)).body)).toContain('no longer know');
    const view = {
      type: 'modal',
      title: { type: 'plain_text', text: 'Old' },
      blocks: [],
      callback_id: 'old',
    };
    const used = [
      server.useOn('old', { user: ANNA, ts: '1.1', text: 'what is oolong?' }),
      server.submit({ id: 'V0OLD', user: ANNA, hash: '', view }, {}),
    ];
    await server.settled();
    expect([unknown, pressed, ...used].map(({ ack }) => ack)).toEqual([{}, {}, {}, {}]);
  });

  it('stands what is not as it should be', async () => {
    const { server } = await goLive();
    server.tell({ type: 'app_mention', channel: GENERAL, ts: '1.1', event_ts: '1.1' });
    server.tell({ type: 'app_mention', user: ANNA, channel: GENERAL, ts: '1.2', event_ts: '1.2' });
    server.tell({ type: 'message', channel_type: 'im', channel: directOf(ANNA), ts: '1.3', event_ts: '1.3' });
    server.tell({ type: 'app_home_opened', user: ANNA, channel: directOf(ANNA), event_ts: '1.4' });
    await server.settled();
    await server.answerTo(server.say(`${at} what is oolong?`));
  });

  it('stands that Slack leaves events out for a while, and says so in its log', async () => {
    const { server, log } = await goLive();
    const limited = { type: 'app_rate_limited', team_id: TEAM.id, minute_rate_limited: 1, api_app_id: APP };
    server.tellRaw(limited);
    await server.settled();
    await server.answerTo(server.say(`${at} what is oolong?`));
    expect(log.join('')).toContain('leaves events out');
  });

  it('shows that it is at work when an answer takes long', async () => {
    let release: () => void = () => undefined;
    const { server } = await goLive({
      ask: (bot) => async (message, options) => {
        await new Promise<void>((resolve) => (release = resolve));
        return bot.ask(message, options);
      },
    });
    const question = server.say(`${at} what is oolong?`);
    await server.until('it is shown', () => server.store.statuses.length > 0);
    expect(server.store.statuses[0]).toMatchObject({ channel_id: GENERAL, thread_ts: question.ts });
    release();
    await server.answerTo(question);
  });

  it('tells why it stops when Slack will have no more of it', async () => {
    const { server, running } = await goLive();
    server.api.revoked.add(APP_TOKEN);
    server.socket.drop();
    await expect(running.failed).rejects.toMatchObject({ code: 'slack-token' });
  });

  it('acknowledges at once what takes long, finishes it when it is stopped, and begins nothing more', async () => {
    let release: () => void = () => undefined;
    const { server, running } = await goLive({
      ask: (bot) => async (message, options) => {
        if (message.includes('oolong')) await new Promise<void>((resolve) => (release = resolve));
        return bot.ask(message, options);
      },
    });
    const slow = server.slash('/ask', 'what is oolong?');
    await server.until('it is acknowledged', () => slow.ack !== null);
    expect(server.responsesTo(slow)).toEqual([]);
    const stopped = running.stop();
    release();
    await stopped;
    expect(server.responsesTo(slow)).toHaveLength(1);
    await server.until('it is gone', () => server.socket.connections === 0);
    server.say(`${at} what is rooibos?`);
    expect(server.store.sent).toHaveLength(1);
  });

  it('tells who asked that something went wrong, with an id that the log has too, and no secret', async () => {
    const { server, log } = await goLive({
      ask: () => async () => {
        throw new Error(`broken with ${TEAM.botToken} and ${APP_TOKEN}`);
      },
    });
    const answers = [
      await server.responseTo(server.slash('/ask', 'what is oolong?')),
      await server.answerTo(server.say(`${at} what is oolong?`)),
    ];
    for (const { body } of answers) {
      const id = /error ([a-z0-9]{6})\./.exec(textOf(body))?.[1];
      expect(log.join('')).toContain(`id=${id}`);
    }
    expect(log.join('')).toContain('broken with [token]');
    expect(log.join('')).not.toContain(TEAM.botToken);
  });
});

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

  it('says what to do when Slack cannot be reached', async () => {
    const server = await SlackServer.start(await shippedManifest());
    const { url } = server;
    await server.stop();
    await expect(goLive({ environment: { SLACK_API_URL: url } })).rejects.toMatchObject({
      code: 'slack-unreachable',
    });
  });
});

const hellos = ({ socket }: SlackServer): number => socket.log.filter((word) => word === 'hello').length;

const postsFor = ({ api }: SlackServer, thread: string): number =>
  api.calls.filter(({ method, args }) => method === POST && args.thread_ts === thread).length;
