import type { RespondArguments } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { onCommand, onShortcut, type Shortcut } from '../../../adapters/slack/commands.js';
import { type Call, controlsIn, type Fake, type FakeOptions, fakeDesk, shownBy } from './desk.js';

const command = (name: string, text: string, trigger_id = `${name} ${text}`) => ({
  command: name,
  text,
  trigger_id,
  user_id: 'U1',
  channel_id: 'C1',
});

async function answered(
  name: string,
  text: string,
  options: FakeOptions = {},
): Promise<{ fake: Fake; call: Call | undefined; body: RespondArguments; text: string }> {
  const fake = await fakeDesk(options);
  await onCommand(fake.desk, fake.workspace, command(name, text), fake.respond);
  const call = fake.callsOf('respond').at(-1);
  return { fake, call, body: call?.args[0] as RespondArguments, text: shownBy(call) };
}

const expired = () => {
  throw Object.assign(new Error('expired'), { statusCode: 404 });
};

describe('slash commands', () => {
  it('answer to who asked alone, with a button to share it', async () => {
    const { body, text, fake } = await answered('/ask', 'what is oolong?');
    expect(body).toMatchObject({
      response_type: 'ephemeral',
      replace_original: false,
      unfurl_links: false,
      unfurl_media: false,
    });
    expect(text).toMatch(/^what is oolong\?\nOolong\nOolong is a partly oxidised tea/);
    expect(controlsIn(body).has('share')).toBe(true);
    expect(fake.callsOf('post')).toEqual([]);
  });

  it.each([['!what is oolong?'], ['! what is oolong?']])('answer in the open with %j', async (text) => {
    const { body } = await answered('/ask', text);
    expect(body.response_type).toBe('in_channel');
    expect(controlsIn(body).has('share')).toBe(false);
  });

  it('answer in the open when the setting says so, but for help', async () => {
    const desk = { answersOpenly: true };
    expect((await answered('/topics', '', { desk })).body.response_type).toBe('in_channel');
    expect((await answered('/ask', 'help', { desk })).body.response_type).toBe('ephemeral');
  });

  it.each([
    ['/ask', ''],
    ['/ask', 'help'],
    ['/ask', ' Help '],
    ['/ask', '!'],
    ['/compare', 'help'],
  ])('explain themselves: %s %j', async (name, text) => {
    expect((await answered(name, text)).text).toContain('I answer questions from my articles');
  });

  it.each(['green tea oolong', 'green tea vs oolong', 'green tea, oolong', '<@UBOT> green tea and oolong'])(
    'compare %j',
    async (text) => {
      expect((await answered('/compare', text)).text).toMatch(/Green tea and Oolong\n[\s\S]*\*Caffeine\*/);
    },
  );

  it('compare three, list the topics, and ask back for nothing to compare', async () => {
    const three = await answered('/compare', 'green tea, oolong and rooibos');
    expect(three.text).toContain('Green tea, Oolong and Rooibos');
    expect((await answered('/topics', '')).text).toContain('I know 5 teas');
    expect((await answered('/compare', '')).text).not.toContain('I answer questions from my articles');
    expect((await answered('/other', 'x')).text).toContain('I do not know this command');
  });

  it('go on from what the same person asked in the same channel', async () => {
    const { desk, workspace, respond, callsOf } = await fakeDesk();
    await onCommand(desk, workspace, command('/ask', 'what is oolong?'), respond);
    await onCommand(desk, workspace, command('/ask', 'and its advantages?'), respond);
    expect(shownBy(callsOf('respond')[1])).toContain('Advantages of Oolong');
    const other = { ...command('/ask', 'and its advantages?', 't3'), user_id: 'U2' };
    await onCommand(desk, workspace, other, respond);
    expect(shownBy(callsOf('respond')[2])).not.toContain('Oolong');
  });

  it('are answered once when they come twice', async () => {
    const { desk, workspace, respond, callsOf } = await fakeDesk();
    const twice = command('/ask', 'what is oolong?');
    await Promise.all([1, 2].map(() => onCommand(desk, workspace, twice, respond)));
    expect(callsOf('respond')).toHaveLength(1);
    expect(desk.counters.counts).toEqual({ answered: 1, repeated: 1 });
  });

  it('show nobody else an answer whose response_url has expired', async () => {
    const { fake } = await answered('/ask', 'what is oolong?', { faults: { respond: expired } });
    expect(fake.callsOf('respond')).toHaveLength(1);
    expect(fake.callsOf('postPrivately').map(({ args }) => args.slice(0, 2))).toEqual([
      [{ channel: 'C1', thread: null }, 'U1'],
    ]);
    expect(fake.callsOf('post')).toEqual([]);
  });

  it('come as a direct message where the bot is no member', async () => {
    const { fake } = await answered('/ask', 'what is oolong?', {
      faults: {
        respond: expired,
        postPrivately: () => {
          throw new WebAPIPlatformError({ ok: false, error: 'not_in_channel' });
        },
      },
    });
    expect(fake.callsOf('post').map(({ args }) => args[0])).toEqual([{ channel: 'U1', thread: null }]);
  });

  it('end with a notice when too many are asked or something breaks', async () => {
    const slow = await fakeDesk({ environment: { DOCENT_RATE_PER_PERSON: '1' } });
    for (const id of ['a', 'b'])
      await onCommand(slow.desk, slow.workspace, command('/ask', '! what is oolong?', id), slow.respond);
    expect(shownBy(slow.callsOf('respond')[1])).toContain('a lot of questions');
    expect(slow.callsOf('respond')[1]?.args[0]).toMatchObject({ response_type: 'ephemeral' });
    const broken = await answered('/ask', '! x', { ask: () => Promise.reject(new Error('broken')) });
    expect(broken.text).toContain('Something went wrong');
    expect(broken.body.response_type).toBe('ephemeral');
  });
});

describe('"Answer this"', () => {
  const shortcut: Shortcut = {
    trigger_id: 's',
    user: { id: 'U1' },
    channel: { id: 'C1' },
    message: { text: 'what is <!here> oolong?', ts: '3.1', thread_ts: '3.0' },
  };

  it('answers a message to who pressed it, in its thread', async () => {
    const { desk, workspace, respond, callsOf } = await fakeDesk();
    await onShortcut(desk, workspace, shortcut, respond);
    await onShortcut(desk, workspace, shortcut, respond);
    expect(callsOf('respond')).toHaveLength(1);
    expect(callsOf('respond')[0]?.args[0]).toMatchObject({ response_type: 'ephemeral', thread_ts: '3.0' });
    expect(shownBy(callsOf('respond')[0])).toContain('Oolong is a partly oxidised tea');
  });

  it.each([
    [{ bot_id: 'B1', text: 'what is oolong?' }, 'from an app'],
    [{ text: '' }, 'no text'],
    [{}, 'no text'],
  ])('answers no app, and not nothing: %j', async (message, notice) => {
    const { desk, workspace, respond, callsOf } = await fakeDesk();
    await onShortcut(desk, workspace, { ...shortcut, message: { ts: '3.1', ...message } }, respond);
    expect(shownBy(callsOf('respond')[0])).toContain(notice);
  });
});
