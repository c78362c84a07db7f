import { cp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startTelegram } from '../../../adapters/telegram/main.js';
import { builtFrom, TEAS, temporaryFolder } from '../../builders.js';
import { escapedFrom, malformed } from '../../malformed.js';
import { TelegramServer } from '../../telegram-server/server.js';
import { ANNA, BERT, BOT, CARL, directOf, FORUM, GROUP, TOKEN, TOPIC } from '../../telegram-server/world.js';
import { leftIn } from '../state.js';
import { buttonsOf, goLive, textOf } from './live.js';

const at = `@${BOT.username}`;
const inDirect = { chat: directOf(ANNA) };

/** Waits for the bot's answer to a message. */
async function answerTo(server: TelegramServer, id: number) {
  const answer = () => server.sent.find(({ replyTo }) => replyTo === id);
  await server.until(`${id} is answered`, () => answer() !== undefined);
  return answer() as NonNullable<ReturnType<typeof answer>>;
}

describe('asking by message', () => {
  it('answers below the question, in its topic, without a preview of addresses', async () => {
    const { server } = await goLive();
    const answer = await answerTo(server, server.say(`${at} what is oolong?`, { chat: FORUM }));
    expect(answer).toMatchObject({ chat: FORUM.id, topic: TOPIC });
    expect(textOf(answer)).toMatch(/^Oolong\n\nOolong is a partly oxidised tea/);
    expect(answer.body.link_preview_options).toEqual({ is_disabled: true });
  });

  it('goes on in what replies to its answer', async () => {
    const { server } = await goLive();
    const first = await answerTo(server, server.say(`${at} what is oolong?`));
    const bare = await answerTo(server, server.say(`${at} and its advantages?`));
    expect(textOf(bare)).not.toMatch(/oolong/i);
    const reply = await answerTo(server, server.say('and its advantages?', { replyTo: first.id }));
    expect(textOf(reply)).toMatch(/Advantages of Oolong/);
  });

  it('answers the question that a command replies to, lists the topics, compares and helps', async () => {
    const { server } = await goLive();
    const theirs = server.say('what is white tea?', { by: BERT });
    expect(textOf(await answerTo(server, server.say('/ask', { replyTo: theirs })))).toContain('White tea');
    expect(textOf(await answerTo(server, server.say('/topics')))).toContain('Rooibos');
    const compared = await answerTo(server, server.say('/compare oolong and rooibos'));
    expect(textOf(compared)).toContain('Oolong and Rooibos');
    expect(textOf(await answerTo(server, server.say('/start', inDirect)))).not.toBe('');
    expect(server.commands).toHaveLength(4);
  });

  it('shows that it is typing when an answer takes long', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { server } = await goLive({
      ask: (bot) => async (message, options) => {
        await released;
        return bot.ask(message, options);
      },
    });
    const question = server.say(`${at} what is oolong?`);
    const isTyping = () => server.calls.some(({ method }) => method === 'sendChatAction');
    await server.until('it is typing', isTyping);
    release();
    await answerTo(server, question);
  });
});

describe('buttons', () => {
  it('write what is for one person alone into their own chat, and say so', async () => {
    const { server } = await goLive();
    const answer = await answerTo(server, server.say(`${at} what is oolong?`));
    const press = server.press(answer, buttonsOf(answer).get('Sources') ?? '', BERT);
    await server.until('it is answered', () => press.answer !== null);
    expect(server.sent.at(-1)).toMatchObject({ chat: BERT.id, replyTo: null });
    expect(String(press.answer?.text)).toContain('our own chat');
  });

  it('tell who never opened a chat with the bot to do so, where nobody else sees it', async () => {
    const { server } = await goLive();
    const answer = await answerTo(server, server.say(`${at} what is oolong?`));
    const before = server.sent.length;
    const press = server.press(answer, buttonsOf(answer).get('Sources') ?? '', CARL);
    await server.until('it is answered', () => press.answer !== null);
    expect(press.answer).toMatchObject({ show_alert: true, text: expect.stringContaining('press Start') });
    expect(server.sent).toHaveLength(before);
  });

  it('that are forged or stale are refused politely', async () => {
    const { server } = await goLive();
    const answer = await answerTo(server, server.say(`${at} what is oolong?`));
    for (const data of ['x', '1s', '2s=what is oolong?', '1s#AAAAAAAAAAAAAAAA', '1c:nothing oolong', '💥']) {
      const press = server.press(answer, data);
      await server.until('it is answered', () => press.answer !== null);
      expect(press.answer).toMatchObject({
        show_alert: true,
        text: expect.stringContaining('no longer know'),
      });
    }
  });

  it('lead on: what replies to what a button brought leans on that', async () => {
    const { server } = await goLive();
    const answer = await answerTo(server, server.say(`${at} what is oolong?`));
    const [compare = ''] = [...buttonsOf(answer).keys()].filter((label) => label.includes('Rooibos'));
    server.press(answer, buttonsOf(answer).get(compare) ?? '');
    await server.until('it is compared', () => server.sent.length === 2);
    expect(server.sent[1]).toMatchObject({ chat: GROUP.id, replyTo: answer.id });
    expect(textOf(server.sent[1] as NonNullable<(typeof server.sent)[1]>)).toContain('Oolong and Rooibos');
  });
});

describe('when Telegram is in trouble', () => {
  it('waits as long as a 429 says, and answers once', async () => {
    const { server, running } = await goLive();
    server.troubles.push({ method: 'sendMessage', code: 429, retryAfter: 1 });
    const question = server.say(`${at} what is oolong?`);
    await answerTo(server, question);
    const [first, second] = server.calls.filter(({ method }) => method === 'sendMessage');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(990);
    await running.stop();
    expect(server.sent.filter(({ replyTo }) => replyTo === question)).toHaveLength(1);
  });

  it('tells who asked when it refuses an answer, and sends no message again that may have arrived', async () => {
    const { server, log } = await goLive();
    server.troubles.push({ method: 'sendMessage', code: 500, description: 'Internal Server Error' });
    const answer = await answerTo(server, server.say(`${at} what is oolong?`));
    const id = /error ([a-z0-9]{6})\./.exec(textOf(answer))?.[1];
    expect(log.join('')).toContain(`id=${id}`);
    expect(server.calls.filter(({ method }) => method === 'sendMessage')).toHaveLength(2);
  });

  it('takes a press that waits no more for what it is: harmless', async () => {
    const { server, running, log } = await goLive();
    const answer = await answerTo(server, server.say(`${at} what is oolong?`));
    server.troubles.push({
      method: 'answerCallbackQuery',
      code: 400,
      description: 'Bad Request: query is too old',
    });
    server.press(answer, buttonsOf(answer).get('👍') ?? '');
    await server.until('it is refused', () => server.troubles.length === 0);
    await running.stop();
    expect(log.at(-1)).toContain('pressTooOld=1');
    expect(log.join('')).not.toContain(' error ');
  });

  it('says when Telegram stops to answer, and when it does again, and answers what came meanwhile', async () => {
    const { server, log } = await goLive();
    await answerTo(server, server.say(`${at} what is oolong?`));
    server.troubles.push({ method: 'getUpdates', code: 502, description: 'Bad Gateway' });
    const first = server.say(`${at} what is rooibos?`);
    await server.until('it is refused', () => server.troubles.length === 0);
    const second = server.say(`${at} what is white tea?`, { by: BERT });
    for (const id of [first, second]) await answerTo(server, id);
    expect(log.join('')).toMatch(/does not answer.*reason="Bad Gateway"[\s\S]*answers again/);
    expect(server.sent).toHaveLength(3);
  });

  it('says what to do when something else reads the messages of the bot', async () => {
    const { server, running } = await goLive();
    server.troubles.push({
      method: 'getUpdates',
      code: 409,
      description: 'Conflict: terminated by other getUpdates request',
    });
    server.say(`${at} what is oolong?`);
    await expect(running.failed).rejects.toMatchObject({ code: 'telegram-conflict' });
  });

  it('lives through every message of which a part is missing or of another kind', async () => {
    const { server, log } = await goLive({
      environment: { DOCENT_RATE_PER_PERSON: '100000', DOCENT_RATE_PER_CHANNEL: '100000' },
    });
    const answer = await answerTo(server, server.say(`${at} what is rooibos?`, { chat: FORUM }));
    server.press(answer, 'nothing');
    await server.until('it is answered', () => server.presses[0]?.answer !== null);
    const escaped = await escapedFrom(async () => {
      for (const told of [...server.told])
        for (const [kind, content] of Object.entries(told))
          if (kind !== 'update_id') for (const one of malformed(content)) server.tell({ [kind]: one });
      const question = server.say(`${at} what is oolong?`, { by: BERT });
      await vi.waitFor(() => expect(server.sent.some(({ replyTo }) => replyTo === question)).toBe(true), {
        timeout: 25_000,
      });
    });
    expect(escaped).toEqual([]);
    expect(log.join('')).toContain('An event was not handled');
    // What was malformed may have been answered to a chat that is none.
    server.faults.length = 0;
  }, 60_000);
});

describe('the start', () => {
  const start = async (environment: Readonly<Record<string, string>>) => {
    const { bot } = await builtFrom(TEAS);
    const log: string[] = [];
    const started = startTelegram({
      open: async () => ({ bot, hash: '', fromCache: false, warnings: [], meaning: null }),
      environment,
      write: (line) => log.push(line),
    });
    return { started, log };
  };

  it('says what is wrong with a token, and shows it nowhere', async () => {
    const wrong = await start({ TELEGRAM_TOKEN: 'abc-secret' });
    await expect(wrong.started).rejects.toMatchObject({
      code: 'bad-settings',
      message: expect.not.stringContaining('abc-secret'),
    });
    const server = await TelegramServer.start();
    onTestFinished(() => server.stop());
    const other = TOKEN.replaceAll('x', 'y');
    const refused = await start({ TELEGRAM_TOKEN: other, TELEGRAM_API_URL: server.url });
    await expect(refused.started).rejects.toMatchObject({
      code: 'telegram-token',
      message: expect.stringContaining('@BotFather'),
    });
    expect(refused.log.join('')).not.toContain(other);
  });

  it('answers after a kill what was not answered, and nothing twice', async () => {
    const folder = await temporaryFolder();
    const releases: (() => void)[] = [];
    const { server } = await goLive({
      environment: { DOCENT_DATA_DIR: folder },
      ask: (bot) => async (message, options) => {
        await new Promise<void>((resolve) => void releases.push(resolve));
        return bot.ask(message, options);
      },
    });
    const question = server.say(`${at} what is oolong?`);
    await server.until(
      'it is read',
      () => server.calls.filter(({ method }) => method === 'getUpdates').length > 1,
    );
    while (releases.length === 0) await new Promise((resolve) => setImmediate(resolve));
    // What a program finds that starts after this one was ended here.
    const found = await temporaryFolder();
    await cp(folder, found, { recursive: true });
    const { running } = await goLive({ server, environment: { DOCENT_DATA_DIR: found } });
    expect(textOf(await answerTo(server, question))).toContain('Oolong');
    await running.stop();
    expect(server.sent).toHaveLength(1);
    expect(await leftIn(found, 'telegram')).toBe(0);
    server.sent.length = 0;
    for (const release of releases) release();
  });

  it('says after a while that Telegram cannot be reached, and leaves the token out', async () => {
    const silent = createServer((_, response) => response.destroy());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void silent.close());
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    // The real patience is 30 s, which no test waits for.
    const spy = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(Math.min(ms, 300)));
    onTestFinished(() => spy.mockRestore());
    const { port } = silent.address() as AddressInfo;
    const { started, log } = await start({
      TELEGRAM_TOKEN: TOKEN,
      TELEGRAM_API_URL: `http://127.0.0.1:${port}`,
    });
    await expect(started).rejects.toMatchObject({ code: 'telegram-unreachable' });
    expect(log.join('')).not.toContain(TOKEN);
  });
});
