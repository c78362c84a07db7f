import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { askingOf } from '../../../adapters/chat/asking.js';
import type { Workspace } from '../../../adapters/slack/desk.js';
import { createMessages } from '../../../adapters/slack/messages.js';
import { type IncomingMessage, parseMessage } from '../../../adapters/slack/parse-message.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, TEAS } from '../../builders.js';
import { closest, RESERVE } from '../../made-up.js';
import { type FakeOptions, fakeDesk, shownBy } from './desk.js';

const MENTION: IncomingMessage = {
  type: 'app_mention',
  channel: 'C1',
  user: 'U1',
  text: '<@UBOT> what is oolong?',
  ts: '1.1',
};
const DIRECT: IncomingMessage = {
  type: 'message',
  channel: 'D1',
  channel_type: 'im',
  user: 'U1',
  text: 'what is oolong?',
  ts: '2.1',
};
const IN_THREAD: IncomingMessage = {
  type: 'message',
  channel: 'C1',
  channel_type: 'channel',
  user: 'U1',
  text: 'and its advantages?',
  ts: '1.2',
  thread_ts: '1.1',
};

async function messagesOf(options: FakeOptions = {}) {
  const fake = await fakeDesk(options);
  return { ...fake, messages: createMessages(fake.desk) };
}

describe('what asks the bot', () => {
  it.each<[string, Partial<IncomingMessage>, boolean, string | null]>([
    ['a mention', {}, false, 'mention'],
    ['a message that mentions it', { type: 'message', channel_type: 'channel' }, false, 'mention'],
    ['a direct message', DIRECT, false, 'direct'],
    ['a direct message with a file', { ...DIRECT, subtype: 'file_share' }, false, 'direct'],
    ['a follow-up in a known thread', IN_THREAD, true, 'thread'],
    ['a follow-up in an unknown thread', IN_THREAD, false, null],
    ['a follow-up for somebody else', { ...IN_THREAD, text: '<@U2> and you?' }, true, null],
    ['a follow-up for all', { ...IN_THREAD, text: '<!here> look' }, true, null],
    ['a message to a channel', { ...IN_THREAD, thread_ts: undefined }, true, null],
    [
      'the channel at large',
      { type: 'message', channel_type: 'channel', text: '<!channel> hi' },
      false,
      null,
    ],
    ['another bot', { bot_id: 'B2' }, false, null],
    ['itself', { ...DIRECT, user: 'UBOT' }, false, null],
    ['Slackbot', { ...DIRECT, user: 'USLACKBOT' }, false, null],
    ['nobody', { ...DIRECT, user: undefined }, false, null],
    ['a message of Slack', { ...DIRECT, subtype: 'channel_join' }, false, null],
    ['the root of an assistant thread', { ...DIRECT, subtype: 'assistant_app_thread' }, false, null],
  ])('%s', (_, message, knowsThread, by) => {
    const workspace = { team: 'T1', me: 'UBOT' } as Workspace;
    const parsed = parseMessage(workspace, { ...MENTION, ...message }, true);
    expect((parsed && askingOf(parsed, knowsThread))?.by ?? null).toBe(by);
  });
});

describe('messages', () => {
  it('answers a mention in a thread below it, and a direct message where it was asked', async () => {
    const { messages, workspace, callsOf } = await messagesOf();
    await messages.create(workspace, MENTION);
    await messages.create(workspace, { ...MENTION, ts: '1.5', thread_ts: '1.4' });
    await messages.create(workspace, DIRECT);
    await messages.create(workspace, { ...DIRECT, ts: '2.3', thread_ts: '2.2' });
    const posts = callsOf('post');
    expect(posts.map(({ args }) => args[0])).toEqual([
      { channel: 'C1', thread: '1.1' },
      { channel: 'C1', thread: '1.4' },
      { channel: 'D1', thread: null },
      { channel: 'D1', thread: '2.2' },
    ]);
    for (const post of posts) expect(shownBy(post)).toContain('Oolong is a partly oxidised tea');
    expect(new Set(posts.map(({ args }) => args[2])).size).toBe(4);
  });

  it('answers a message once, also when it comes as two events', async () => {
    const { messages, workspace, desk, callsOf } = await messagesOf({ desk: { followsThreads: true } });
    const both = { ...MENTION, type: 'message', channel_type: 'channel' } as const;
    await Promise.all([messages.create(workspace, MENTION), messages.create(workspace, both)]);
    await messages.create(workspace, MENTION);
    expect(callsOf('post')).toHaveLength(1);
    expect(desk.counters.counts).toEqual({ answered: 1 });
  });

  it('goes on in a thread by mention, and without one only when it follows threads', async () => {
    for (const followsThreads of [false, true]) {
      const { messages, workspace, callsOf } = await messagesOf({ desk: { followsThreads } });
      await messages.create(workspace, MENTION);
      await messages.create(workspace, { ...IN_THREAD, ts: '1.9', text: '<@UBOT> and its advantages?' });
      await messages.create(workspace, IN_THREAD);
      await messages.create(workspace, { ...IN_THREAD, ts: '1.3', user: 'U2', text: 'lunch at noon?' });
      const texts = callsOf('post').map(shownBy);
      expect(texts).toHaveLength(followsThreads ? 3 : 2);
      expect(texts[1]).toContain('Advantages of Oolong');
      expect(texts[texts.length - 1]).toContain('Advantages of Oolong');
    }
  });

  it('gives with a reserve what it is asked for, and says nothing so unsure to who never asked', async () => {
    const { bot } = await builtFrom(TEAS);
    const ask: Bot['ask'] = async (message, options) =>
      message.includes('lunch') ? closest() : bot.ask(message, options);
    const { messages, workspace, callsOf } = await messagesOf({ ask, desk: { followsThreads: true } });
    await messages.create(workspace, MENTION);
    await messages.create(workspace, { ...IN_THREAD, ts: '1.3', user: 'U2', text: 'lunch at noon?' });
    expect(callsOf('post')).toHaveLength(1);
    await messages.create(workspace, { ...IN_THREAD, ts: '1.4', text: 'lunch at noon?' });
    expect(shownBy(callsOf('post')[1])).toContain(RESERVE);
  });

  it('goes on in direct messages, and in a thread below an answer there', async () => {
    const { messages, workspace, callsOf } = await messagesOf();
    await messages.create(workspace, DIRECT);
    await messages.create(workspace, { ...DIRECT, ts: '2.2', text: 'and its advantages?' });
    await messages.create(workspace, { ...DIRECT, ts: '2.3', text: 'and brewing?', thread_ts: '900.1' });
    const texts = callsOf('post').map(shownBy);
    expect(texts[1]).toContain('Advantages of Oolong');
    expect(texts[2]).toContain('Brewing of Oolong');
  });

  it('lets the answer follow its question', async () => {
    const { messages, workspace, desk, callsOf } = await messagesOf();
    await messages.create(workspace, DIRECT);
    await messages.update(workspace, DIRECT);
    expect(callsOf('update')).toEqual([]);
    await messages.update(workspace, { ...DIRECT, text: 'what is rooibos?' });
    const [update] = callsOf('update');
    expect(update?.args.slice(0, 2)).toEqual(['D1', '900.1']);
    expect(shownBy(update)).toContain('Rooibos is a herbal tea');
    await messages.remove(workspace, 'D1', '2.1');
    expect(callsOf('remove').map(({ args }) => args)).toEqual([['D1', '900.1']]);
    await messages.update(workspace, { ...DIRECT, ts: '2.5' });
    expect(callsOf('post')).toHaveLength(2);
    expect(desk.counters.counts).toEqual({ answered: 2, edited: 1, deleted: 1 });
  });

  it('follows a mention that comes again because it was edited', async () => {
    const { messages, workspace, callsOf } = await messagesOf();
    await messages.create(workspace, MENTION);
    await messages.create(workspace, { ...MENTION, text: '<@UBOT> what is rooibos?' });
    expect(callsOf('post')).toHaveLength(1);
    expect(shownBy(callsOf('update')[0])).toContain('Rooibos is a herbal tea');
  });

  it('tells a person once who asks too fast: privately in a channel', async () => {
    const { messages, workspace, callsOf } = await messagesOf({
      environment: { DOCENT_RATE_PER_PERSON: '1' },
    });
    for (const ts of ['1.1', '1.2', '1.3']) await messages.create(workspace, { ...MENTION, ts });
    expect(callsOf('post')).toHaveLength(1);
    expect(callsOf('postPrivately')).toHaveLength(1);
    expect(shownBy(callsOf('postPrivately')[0])).toContain('a lot of questions');
  });

  it('tells a person of an error of ours, with the id that stands in the log', async () => {
    const { messages, workspace, callsOf, log } = await messagesOf({
      ask: () => Promise.reject(new Error('broken')),
    });
    await messages.create(workspace, MENTION);
    const id = /error (\w{6})\./.exec(shownBy(callsOf('post')[0]))?.[1];
    expect(log.join('')).toContain(`id=${id}`);
  });

  it('says in a direct message where it may not write, once', async () => {
    const { messages, workspace, callsOf, calls, desk } = await messagesOf({
      faults: {
        post: () => {
          const target = calls.at(-1)?.args[0] as { channel: string } | undefined;
          if (target?.channel === 'C1') throw new WebAPIPlatformError({ ok: false, error: 'not_in_channel' });
        },
      },
    });
    await messages.create(workspace, MENTION);
    await messages.create(workspace, { ...MENTION, ts: '1.2' });
    const channels = callsOf('post').map(({ args }) => (args[0] as { channel: string }).channel);
    expect(channels).toEqual(['C1', 'U1', 'C1']);
    expect(desk.counters.counts).toEqual({ mayNotWrite: 2 });
  });
});
