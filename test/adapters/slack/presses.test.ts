import { describe, expect, it } from 'vitest';
import { onCommand } from '../../../adapters/slack/commands.js';
import { onPress, type Press } from '../../../adapters/slack/presses.js';
import { formView, homeView, messagesView, typedInto, waitingView } from '../../../adapters/slack/views.js';
import { builtFrom, TEAS, withVotes } from '../../builders.js';
import { inPart } from '../../made-up.js';
import { viewFaults } from '../../slack-server/checks.js';
import { textsIn } from '../../slack-server/texts.js';
import { type Control, controlsIn, type Fake, type FakeOptions, fakeDesk, shownBy } from './desk.js';

let presses = 0;

/** A private answer about oolong, and what pressing its buttons brings. */
async function below(options: FakeOptions = {}): Promise<Fake & { press: Presser }> {
  const fake = await fakeDesk(options);
  const asked = {
    command: '/ask',
    text: 'what is oolong?',
    trigger_id: 't',
    user_id: 'U1',
    channel_id: 'C1',
  };
  await onCommand(fake.desk, fake.workspace, asked, fake.respond);
  const controls = controlsIn(fake.calls.splice(0)[0]?.args[0]);
  return { ...fake, press: presserOf(fake, controls) };
}

type Presser = (id: string, more?: Partial<Press> & { value?: string }) => Promise<void>;

function presserOf({ desk, workspace, respond }: Fake, controls: Map<string, Control>): Presser {
  return async (id, { value, ...more } = {}) => {
    const control = controls.get(id);
    const chosen = control?.options?.[0];
    presses += 1;
    await onPress(
      desk,
      workspace,
      {
        trigger_id: `press ${presses}`,
        user: { id: 'U1', username: 'anna' },
        channel: { id: 'C1' },
        container: { type: 'message', message_ts: '9.1', channel_id: 'C1', is_ephemeral: true },
        action: {
          action_id: id,
          value: value ?? control?.value ?? null,
          ...(chosen ? { selected_option: chosen } : {}),
        },
        ...more,
      },
      respond,
    );
  };
}

/** Below an answer that everybody sees. */
const OPEN: Partial<Press> = { container: { type: 'message', message_ts: '9.1', channel_id: 'C1' } };
const HOME: Partial<Press> = { container: { type: 'view', view_id: 'V1' }, view: { id: 'V1', type: 'home' } };
const MODAL: Partial<Press> = { ...HOME, view: { id: 'V2', type: 'modal' } };

describe('buttons below an answer', () => {
  it('show sources and reasons to who pressed them', async () => {
    const { press, callsOf } = await below();
    for (const where of [{}, OPEN]) {
      await press('sources', where);
      await press('why', where);
    }
    const shown = callsOf('respond');
    expect(shown).toHaveLength(4);
    for (const { args } of shown) expect(args[0]).toMatchObject({ response_type: 'ephemeral' });
    expect(shownBy(shown[0])).toMatch(/“Oolong is a partly oxidised tea .*” \(teas\.md, line \d+\)/);
    expect(shownBy(shown[1])).toContain('Kind of question');
  });

  it('show the whole section behind an answer that shows part of it', async () => {
    const { bot } = await builtFrom(TEAS);
    const { press, callsOf } = await below({ ask: inPart(bot) });
    await press('section');
    const [shown] = callsOf('respond');
    expect(shown?.args[0]).toMatchObject({ response_type: 'ephemeral' });
    const [first] = (await bot.ask('what is oolong?')).citations;
    const whole = first && (await bot.section(first));
    expect(whole?.citations.length).toBeGreaterThan(1);
    for (const { quote } of whole?.citations ?? []) expect(shownBy(shown)).toContain(quote);
  });

  it('count a vote of a person on an answer once, and again when it changes', async () => {
    const kept: unknown[] = [];
    const { bot } = await builtFrom(TEAS);
    const { press, callsOf } = await below({
      desk: { bot: withVotes(bot, (...noted) => kept.push(noted)) },
    });
    await press('helpful');
    await press('helpful');
    await press('unhelpful');
    expect(
      callsOf('respond')
        .map(shownBy)
        .map((text) => text.includes('noted that already')),
    ).toEqual([false, true, false]);
    expect(kept).toEqual([
      ['what is oolong?', { person: 'U1', helpful: true }],
      ['what is oolong?', { person: 'U1', helpful: false }],
    ]);
  });

  it('answer privately below a private answer, and in its thread below an open one', async () => {
    const { press, callsOf } = await below();
    await press('ask.0');
    await press('compare');
    expect(callsOf('respond').map(({ args }) => args[0])).toMatchObject([
      { response_type: 'ephemeral' },
      { response_type: 'ephemeral' },
    ]);
    expect(shownBy(callsOf('respond')[1])).toContain('Oolong and Green tea');
    await press('ask.0', OPEN);
    await press('compare', { ...OPEN, message: { thread_ts: '8.8' } });
    await press('ask.1', { ...OPEN, channel: { id: 'D1' } });
    expect(callsOf('post').map(({ args }) => args[0])).toEqual([
      { channel: 'C1', thread: '9.1' },
      { channel: 'C1', thread: '8.8' },
      { channel: 'D1', thread: null },
    ]);
  });

  it('share a private answer once, without pinging who did', async () => {
    const { press, callsOf } = await below();
    await press('share');
    await press('share');
    const [shared, told, again] = callsOf('respond');
    expect(shared?.args[0]).toMatchObject({ response_type: 'in_channel', replace_original: false });
    expect(shownBy(shared)).toContain('what is oolong? (shared by anna)');
    expect(JSON.stringify(shared)).not.toContain('<@');
    expect(controlsIn(shared?.args).has('share')).toBe(false);
    expect(shownBy(told)).toContain('Shared in this channel');
    expect(shownBy(again)).toContain('shared in the channel already');
  });

  it('are pressed once, and refused when they are stale or forged', async () => {
    const { press, callsOf, desk } = await below();
    const same = { trigger_id: 'same' };
    await Promise.all([press('why', same), press('why', same)]);
    expect(callsOf('respond')).toHaveLength(1);
    for (const [id, value] of [
      ['why', '1#AAAAAAAAAAAAAAAA'],
      ['ask.0', '{}'],
      ['compare', 'oolong no-such-tea'],
      ['unknown', ''],
    ] as const)
      await press(id, { value });
    expect(callsOf('respond').slice(1).map(shownBy)).toEqual(
      Array.from({ length: 4 }, () => expect.stringContaining('no longer know which question')),
    );
    expect(desk.counters.counts.failed).toBeUndefined();
  });
});

describe('App Home and modals', () => {
  it('show topics, examples and a search field, within the limits of a view', async () => {
    const { desk } = await fakeDesk();
    const view = await homeView(desk);
    expect(viewFaults(view)).toEqual([]);
    expect(textsIn(view.blocks).join('\n')).toMatch(/Your question[\s\S]*What is green tea\?[\s\S]*Oolong/);
    expect([...controlsIn(view).keys()]).toEqual(expect.arrayContaining(['search', 'form', 'ask.0']));
    expect(JSON.stringify(view)).toContain('"dispatch_action":true');
    expect(formView()).toMatchObject({ type: 'modal', callback_id: 'form', submit: { text: 'Ask' } });
    expect(waitingView().blocks).toHaveLength(1);
  });

  it('answer a search in a modal, and what is pressed there in its place', async () => {
    const fake = await fakeDesk();
    const press = presserOf(fake, new Map());
    await press('search', { ...HOME, value: ' what is oolong? ' });
    const [opened] = fake.callsOf('openView');
    expect(textsIn(opened?.args[1]).join('\n')).toContain('Oolong is a partly oxidised tea');
    const modal = presserOf(fake, controlsIn(opened?.args[1]));
    await modal('ask.0', MODAL);
    await modal('sources', MODAL);
    expect(fake.callsOf('updateView').map(({ args }) => args[0])).toEqual(['V2']);
    expect(textsIn(fake.callsOf('pushView')[0]?.args[1]).join('\n')).toContain('(teas.md, line');
    expect(controlsIn(opened?.args[1]).has('share')).toBe(false);
    await press('form', HOME);
    expect(fake.callsOf('openView').at(-1)?.args[1]).toMatchObject({ callback_id: 'form' });
    await press('search', { ...HOME, value: ' ' });
    expect(textsIn(fake.callsOf('openView').at(-1)?.args[1]).join('\n')).toContain('no text');
  });

  it('answer in a direct message when a modal can no longer be opened', async () => {
    const fake = await fakeDesk({
      faults: {
        openView: () => {
          throw new Error('expired_trigger_id');
        },
      },
    });
    await presserOf(fake, new Map())('search', { ...HOME, value: 'what is oolong?' });
    expect(fake.callsOf('post').map(({ args }) => args[0])).toEqual([{ channel: 'U1', thread: null }]);
  });

  it('read what was typed into the form, also when it is nothing', () => {
    const typed = (value?: string | null) =>
      typedInto({ state: { values: { question: { question: value === undefined ? {} : { value } } } } });
    expect([typed(' q '), typed(null), typed(), typedInto({ state: { values: {} } })]).toEqual([
      'q',
      '',
      '',
      '',
    ]);
    expect(messagesView([]).type).toBe('modal');
  });
});
