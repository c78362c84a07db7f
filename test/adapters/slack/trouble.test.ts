import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { TEXTS } from '../../../adapters/service/texts.js';
import type { SlackServer } from '../../slack-server/server.js';
import type { Sent } from '../../slack-server/store.js';
import type { Trouble } from '../../slack-server/web-api.js';
import { ANNA, directOf, ELSEWHERE, GENERAL, TEAM } from '../../slack-server/world.js';
import { actionOf, goLive, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;
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
  const answers = (server: SlackServer) =>
    server.store.sent.filter(({ body }) => textOf(body).includes('Oolong is a partly oxidised tea'));
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

  it('tries again after a 429, by the Web API in the end, and answers once', async () => {
    const { server, running } = await goLive();
    server.api.troubles.push({ on: 'response_url', status: 429, retryAfter: 1 });
    await server.responseTo(server.slash('/ask', 'what is oolong?'));
    for (let i = 0; i < 3; i++) server.api.troubles.push({ on: 'response_url', status: 429, retryAfter: 1 });
    server.slash('/ask', 'what is rooibos?');
    await server.until('both are answered', () => server.store.sent.length === 2);
    await running.stop();
    expect(server.store.sent.map(({ via }) => via)).toEqual(['response_url', 'api']);
    expect(server.store.sent.map(({ body }) => textOf(body))).not.toContain(TEXTS.unsure);
  });

  it.each<[string, Trouble, boolean]>([
    ['a 500 and was shown', { on: 'response_url', status: 500, done: true }, true],
    ['a 503 and was not shown', { on: 'response_url', status: 503 }, false],
    ['a broken connection and was shown', { on: 'response_url', isCut: true, done: true }, true],
    ['a broken connection and was not shown', { on: 'response_url', isCut: true }, false],
  ])('sends no answer again that met %s, and tells the asker how to see it', async (_, trouble, isShown) => {
    const { server, running } = await goLive();
    server.api.troubles.push(trouble);
    server.slash('/ask', 'what is oolong?');
    const notices = () => server.store.sent.filter(({ body }) => textOf(body) === TEXTS.unsure);
    await server.until('the asker is told', () => notices().length > 0);
    expect(answers(server)).toHaveLength(isShown ? 1 : 0);
    const [notice] = notices();
    expect(notice).toMatchObject({ shownTo: ANNA, channel: GENERAL });
    if (notice) server.press(notice, actionOf(notice, /^Show the answer/));
    await server.until('it is shown', () => answers(server).length === (isShown ? 2 : 1));
    expect(answers(server).at(-1)).toMatchObject({ shownTo: ANNA });
    await running.stop();
    expect(notices()).toHaveLength(1);
  });

  it('says so in a direct message where the bot is no member, and of a notice without a button', async () => {
    const { server, running } = await goLive();
    server.api.troubles.push({ on: 'response_url', status: 500 });
    server.slash('/topics', '', { channel: ELSEWHERE });
    await server.until('the asker is told', () => server.store.sent.length > 0);
    await running.stop();
    expect(server.store.sent).toHaveLength(1);
    expect(server.store.sent[0]).toMatchObject({ channel: directOf(ANNA) });
    expect(textOf(server.store.sent[0]?.body)).toBe(TEXTS.unsure);
  });

  it.each<[string, Omit<Trouble, 'on'>, boolean]>([
    ['a 503 and was shown', { status: 503, done: true }, true],
    ['a broken connection and was not shown', { isCut: true }, false],
  ])(
    'posts no private answer again that met %s, and says so in a direct message',
    async (_, trouble, isShown) => {
      const { server, running } = await goLive();
      server.api.troubles.push({ on: 'chat.postEphemeral', ...trouble });
      server.slash('/ask', 'what is oolong?').isExpired = true;
      const notice = () => server.store.sent.find(({ channel }) => channel === directOf(ANNA));
      await server.until('the asker is told', () => notice() !== undefined);
      await running.stop();
      expect(answers(server)).toHaveLength(isShown ? 1 : 0);
      expect(textOf(notice()?.body)).toBe(TEXTS.unsure);
      expect(actionOf(notice() as Sent, /^Show the answer/).value).toContain('what is oolong');
    },
  );

  it('posts a private answer again when it was refused for its rate', async () => {
    const { server, running } = await goLive();
    server.api.troubles.push({ on: 'chat.postEphemeral', status: 429, retryAfter: 1 });
    server.slash('/ask', 'what is oolong?').isExpired = true;
    await server.until('there is an answer', () => answers(server).length > 0);
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

const postsFor = ({ api }: SlackServer, thread: string): number =>
  api.calls.filter(({ method, args }) => method === POST && args.thread_ts === thread).length;
