import { readdir, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_REQUEST_BYTES } from '../../../adapters/slack/limits.js';
import { temporaryFolder } from '../../builders.js';
import { bodyOf, type HttpMode, type Sending } from '../../slack-server/http-mode.js';
import { installApp } from '../../slack-server/install-app.js';
import type { SlackServer } from '../../slack-server/server.js';
import {
  ANNA,
  CLIENT_ID,
  CLIENT_SECRET,
  directOf,
  OAUTH_CODE,
  OTHER_TEAM,
  SIGNING_SECRET,
  TEAM,
} from '../../slack-server/world.js';
import { actionOf, goLive, type Live, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;
const now = () => Math.floor(Date.now() / 1000);

async function overHttp(options = {}): Promise<Live & { http: HttpMode }> {
  const live = await goLive({ http: true, ...options });
  if (!live.server.http) throw new Error('The server sends no requests');
  return { ...live, http: live.server.http };
}

/** The last delivery as it was sent, to send it again. */
function lastOf(server: SlackServer): [body: string, type: string] {
  const last = server.delivered.at(-1);
  if (!last) throw new Error('Nothing was sent');
  return bodyOf(last);
}

describe('over signed requests', () => {
  it('answers mentions, direct messages, commands, shortcuts, buttons and forms as over the socket', async () => {
    const { server, running } = await overHttp();
    const question = server.say(`${at} what is oolong?`);
    const answer = await server.answerTo(question);
    expect(answer).toMatchObject({ thread: question.ts });
    const direct = server.say('what is rooibos?', { channel: directOf(ANNA) });
    expect(textOf((await server.answerTo(direct)).body)).toContain('Rooibos');
    const asked = server.slash('/ask', 'what is oolong?');
    expect(await server.responseTo(asked)).toMatchObject({ shownTo: ANNA });
    const used = server.useOn('answer_this', { user: ANNA, ts: '1.1', text: 'what is white tea?' });
    expect(textOf((await server.responseTo(used)).body)).toContain('White tea');
    const pressed = server.press(answer, actionOf(answer, /^Sources/));
    expect(textOf((await server.responseTo(pressed)).body)).toContain('Five teas › Oolong');
    server.openApp('home');
    await server.until('the tab is there', () => server.store.homes.has(ANNA));
    await server.settled();
    expect(new Set(server.http?.statuses)).toEqual(new Set([200]));
    await running.stop();
    expect(server.socket.log).toEqual([]);
  });

  it.each<[string, (body: string) => Sending]>([
    ['signed with another secret', () => ({ secret: 'f'.repeat(32) })],
    ['with a signature of no form', () => ({ signature: 'v0=' })],
    ['of another version', () => ({ signature: `v1=${'0'.repeat(64)}` })],
    ['more than five minutes old', () => ({ timestamp: now() - 301 })],
    ['an hour ahead', () => ({ timestamp: now() + 3_600 })],
    ['with a time of no form', () => ({ timestamp: Number.NaN })],
    ['signed with nothing', () => ({ secret: '', signature: '' })],
  ])('refuses a request %s', async (_, sending) => {
    const { server, http, running } = await overHttp();
    await server.responseTo(server.slash('/ask', 'what is oolong?'));
    const [body, type] = lastOf(server);
    const changed = body.replace(/trigger_id=[^&]*/, 'trigger_id=1.1');
    expect((await http.post(changed, type, sending(changed))).status).toBe(401);
    await running.stop();
    expect(server.store.sent).toHaveLength(1);
  });

  it('takes a request that is four minutes old, but answers none twice, whoever sends it again', async () => {
    const { server, http, running } = await overHttp();
    const asked = server.slash('/ask', 'what is oolong?');
    await server.responseTo(asked);
    const command = lastOf(server);
    const question = server.say(`${at} what is rooibos?`);
    await server.answerTo(question);
    const event = lastOf(server);
    const retry = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    for (const [body, type] of [command, event])
      for (const sending of [{}, { timestamp: now() - 240 }, { headers: retry }])
        expect((await http.post(body, type, sending)).status).toBe(200);
    await server.answerTo(server.say(`${at} what is tea?`));
    await running.stop();
    expect(server.responsesTo(asked)).toHaveLength(1);
    expect(server.answersTo(question)).toHaveLength(1);
  });

  it('answers what reaches it only as a repetition', async () => {
    const { server, http } = await overHttp();
    const question = server.say('what is nothing to it?', { isBot: true, channel: directOf(ANNA) });
    await server.settled();
    const [body, type] = lastOf(server);
    const event = JSON.parse(body);
    event.event_id = 'Ev0REPEATED';
    event.event = { ...event.event, bot_id: undefined, app_id: undefined, text: 'what is oolong?' };
    const headers = { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_error' };
    expect((await http.post(JSON.stringify(event), type, { headers })).status).toBe(200);
    expect(textOf((await server.answerTo(question)).body)).toContain('Oolong');
  });

  it.each([
    ['null', 'application/json'],
    ['5', 'application/json'],
    ['"hello"', 'application/json'],
    ['[]', 'application/json'],
    ['payload=null', 'application/x-www-form-urlencoded'],
  ])('refuses the signed body %s of %s, and lives', async (body, type) => {
    const { http, server } = await overHttp();
    expect((await http.post(body, type)).status).toBe(400);
    await server.answerTo(server.say(`${at} what is oolong?`));
  });

  it('refuses a body that is larger than any of Slack’s', async () => {
    const { http } = await overHttp();
    const body = JSON.stringify({ type: 'a'.repeat(MAX_REQUEST_BYTES) });
    expect((await http.post(body, 'application/json')).status).toBe(413);
  });

  it('sends an answer to no address but Slack’s, whatever address comes with the command', async () => {
    const { http, server, log } = await overHttp();
    await server.responseTo(server.slash('/ask', 'what is oolong?'));
    const [body, type] = lastOf(server);
    let reached = 0;
    const elsewhere = createServer((_, response) => {
      reached++;
      response.end('ok');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void elsewhere.close());
    const { port } = elsewhere.address() as AddressInfo;
    for (const [i, url] of [`http://127.0.0.1:${port}/x`, 'file:///etc/passwd', 'no address'].entries()) {
      const before = server.store.sent.length;
      const changed = body
        .replace(/trigger_id=[^&]*/, `trigger_id=1.${i}`)
        .replace(/response_url=[^&]*/, `response_url=${encodeURIComponent(url)}`);
      expect((await http.post(changed, type)).status).toBe(200);
      await server.until('the answer came by the Web API', () => server.store.sent.length > before);
      expect(server.store.sent[before]).toMatchObject({ via: 'api', shownTo: ANNA });
    }
    expect(reached).toBe(0);
    expect(log.join('')).toContain('A response_url is not of Slack');
  });

  it('listens on this machine alone, unless it is told otherwise', async () => {
    const { http } = await overHttp();
    const other = http.address.replace('127.0.0.1', '127.0.0.2');
    await expect(fetch(other, { method: 'POST' })).rejects.toThrow();
    const open = await overHttp({ environment: { SLACK_HOST: '0.0.0.0' } });
    const there = open.http.address.replace('127.0.0.1', '127.0.0.2');
    expect((await fetch(there, { method: 'POST' })).status).toBe(401);
  });

  it('takes the challenge of its address, and nothing that is no request of Slack’s', async () => {
    const { http, server } = await overHttp();
    const challenge = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
    const taken = await http.post(challenge, 'application/json');
    expect([taken.status, taken.text.includes('abc')]).toEqual([200, true]);
    expect((await http.post(challenge, 'application/json', { secret: 'x' })).status).toBe(401);
    expect((await http.post('{', 'application/json')).status).toBe(400);
    const away = await fetch(http.address.replace('/slack/events', '/elsewhere'));
    expect(away.status).toBe(404);
    await server.answerTo(server.say(`${at} what is oolong?`));
  });
});

describe('installed by OAuth', () => {
  const SETTINGS = {
    SLACK_BOT_TOKEN: '',
    SLACK_CLIENT_ID: CLIENT_ID,
    SLACK_CLIENT_SECRET: CLIENT_SECRET,
    SLACK_STATE_SECRET: 'a long random text for the tests',
    SLACK_TOKEN_KEY: 'ab'.repeat(32),
  };

  it('answers every workspace with its own token, and none that did not install it', async () => {
    const folder = await temporaryFolder();
    const { server, http } = await overHttp({ environment: { ...SETTINGS, DOCENT_DATA_DIR: folder } });
    const stranger = server.say(`${at} what is oolong?`);
    await server.settled();
    expect(await installApp(http)).toBe(200);
    const there = { team: OTHER_TEAM, by: 'U0CARLA' };
    const answer = await server.answerTo(server.say(`<@${OTHER_TEAM.botUser}> what is oolong?`, there));
    expect(answer.team).toBe(OTHER_TEAM.id);
    expect(server.answersTo(stranger)).toEqual([]);
    const files = await readdir(join(folder, 'slack-installations'));
    expect(files).toHaveLength(1);
    const { mode } = await stat(join(folder, 'slack-installations', files[0] ?? ''));
    expect(mode & 0o077).toBe(0);
  });

  it('keeps the installation over a restart, and forgets it when the app is taken out', async () => {
    const folder = await temporaryFolder();
    const environment = { ...SETTINGS, DOCENT_DATA_DIR: folder };
    const first = await overHttp({ environment });
    await installApp(first.http);
    await first.running.stop();
    const { server } = await overHttp({ environment, server: first.server });
    const there = { team: OTHER_TEAM, by: 'U0CARLA' };
    await server.answerTo(server.say(`<@${OTHER_TEAM.botUser}> what is oolong?`, there));
    server.tell({ type: 'app_uninstalled', event_ts: '1.1' }, OTHER_TEAM);
    const isEmpty = async () => (await readdir(join(folder, 'slack-installations'))).length === 0;
    await expect.poll(isEmpty).toBe(true);
  });

  it('installs nothing for a code or a state that Slack did not give', async () => {
    const folder = await temporaryFolder();
    const { http, log } = await overHttp({ environment: { ...SETTINGS, DOCENT_DATA_DIR: folder } });
    expect(await installApp(http, 'another')).toBeGreaterThanOrEqual(400);
    const forged = http.address.replace('/events', `/oauth_redirect?code=${OAUTH_CODE}&state=forged`);
    expect((await fetch(forged)).status).toBeGreaterThanOrEqual(400);
    await expect(readdir(join(folder, 'slack-installations'))).rejects.toThrow();
    expect(log.join('')).not.toMatch(new RegExp(`${CLIENT_SECRET}|${SIGNING_SECRET}`));
  });
});
