import { describe, expect, it } from 'vitest';
import type { SlackServer } from '../../slack-server/server.js';
import { ANNA, APP, APP_TOKEN, directOf, GENERAL, TEAM } from '../../slack-server/world.js';
import { goLive, shippedManifest, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;
const inDirect = { channel: directOf(ANNA) };

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

const hellos = ({ socket }: SlackServer): number => socket.log.filter((word) => word === 'hello').length;
