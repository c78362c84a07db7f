import { describe, expect, it } from 'vitest';
import { manifestFor } from '../../../adapters/slack/manifest.js';
import type { SlackServer } from '../../slack-server/server.js';
import type { Sent } from '../../slack-server/store.js';
import { ANNA, BERT, directOf, GENERAL, installedBy, newTs, TEAM } from '../../slack-server/world.js';
import { actionOf, controlsOf, goLive, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;
const inDirect = { channel: directOf(ANNA) };

describe('buttons and menus', () => {
  it('shows sources and reasons to who asks for them, compares, asks next and takes feedback', async () => {
    const { server } = await goLive();
    const question = server.say(`${at} what is oolong?`);
    const answer = await server.answerTo(question);
    const press = async (label: RegExp, choice?: string) => {
      const before = server.store.sent.length;
      const pressed = server.press(answer, actionOf(answer, label, choice), { by: BERT });
      await server.until(`${label} has an effect`, () => server.store.sent.length > before);
      expect(pressed.ack).toEqual({});
      return server.store.sent[before] as Sent;
    };
    const sources = await press(/^Sources/);
    expect(sources).toMatchObject({ channel: GENERAL, shownTo: BERT, thread: question.ts });
    expect(textOf(sources.body)).toMatch(/Five teas › Oolong[\s\S]*Oolong is a partly oxidised tea/);
    const why = await press(/^Why/);
    expect(why.shownTo).toBe(BERT);
    expect(textOf(why.body)).toMatch(/Read as[\s\S]*what is oolong[\s\S]*How sure I am/);
    const compared = await press(/^Compare/, 'oolong rooibos');
    expect(textOf(compared.body)).toContain('Oolong and Rooibos');
    expect(compared.thread).toBe(question.ts);
    expect(textOf((await press(/👍/)).body)).toContain('Thank you');
    expect(textOf((await press(/👍/)).body)).toContain('noted that already');
    const next = await press(/\bof oolong|oolong brewed/i);
    expect(textOf(next.body)).toMatch(/oolong/i);
    expect(next.thread).toBe(question.ts);
  });

  it('works below what is shown to one person alone', async () => {
    const { server } = await goLive();
    const asked = server.slash('/ask', 'what is oolong?');
    const answer = await server.responseTo(asked);
    for (const label of [/^Sources/, /^Why/, /👍/, /\bof oolong|oolong brewed/i]) {
      const before = server.store.sent.length;
      server.press(answer, actionOf(answer, label));
      await server.until(`${label} has an effect`, () => server.store.sent.length > before);
      expect(server.store.sent[before]).toMatchObject({ shownTo: ANNA, channel: GENERAL });
    }
    expect([answer.edits, answer.isDeleted]).toEqual([0, false]);
  });

  it('refuses a forged or stale value politely and privately', async () => {
    const { server } = await goLive();
    const answer = await server.answerTo(server.say(`${at} what is oolong?`));
    const good = actionOf(answer, /^Sources/);
    for (const value of ['', '2=x', '1=not json', '1=[]', '1#AAAAAAAAAAAAAAAA', '1#../../etc', '💥']) {
      const before = server.store.sent.length;
      server.press(answer, { ...good, value });
      await server.until('it is refused', () => server.store.sent.length > before);
      expect(textOf(server.store.sent[before]?.body)).toContain('no longer know');
      expect(server.store.sent[before]?.shownTo).toBe(ANNA);
    }
  });

  it('keeps buttons working after a restart', async () => {
    const first = await goLive();
    await first.server.answerTo(first.server.say('what is rooibos?', inDirect));
    const answer = await first.server.answerTo(first.server.say('and its advantages?', inDirect));
    await first.running.stop();
    const { server } = await goLive({ server: first.server });
    const before = server.store.sent.length;
    server.press(answer, actionOf(answer, /^Sources/));
    await server.until('sources are shown', () => server.store.sent.length > before);
    expect(textOf(server.store.sent[before]?.body)).toContain('Rooibos');
  });
});

describe('the app', () => {
  it('offers questions from the articles where its messages are opened, and answers one that is chosen', async () => {
    const { server } = await goLive();
    const prompts = () => server.store.prompts.get(directOf(ANNA))?.prompts as { message: string }[];
    server.openApp('messages');
    await server.until('prompts are offered', () => prompts() !== undefined);
    for (const { message } of prompts()) {
      const answer = await server.answerTo(server.say(message, inDirect));
      expect(textOf(answer.body)).toMatch(/\[1\]/);
    }
  });

  it('offers questions in each thread of an app that still has the assistant view', async () => {
    const { agent_view: _, ...features } = manifestFor().features ?? {};
    const older = installedBy({ ...manifestFor(), features });
    const events = [...older.events, 'assistant_thread_started'];
    const { server } = await goLive({ installed: { ...older, events } });
    const thread = newTs();
    const opened = { user_id: ANNA, channel_id: directOf(ANNA), thread_ts: thread, context: {} };
    server.tell({ type: 'assistant_thread_started', assistant_thread: opened, event_ts: thread });
    const place = `${directOf(ANNA)} ${thread}`;
    await server.until('prompts are offered', () => server.store.prompts.has(place));
    const answer = await server.answerTo(server.say('what is rooibos?', { ...inDirect, thread }));
    expect(answer.thread).toBe(thread);
    const next = await server.answerTo(server.say('and its advantages?', { ...inDirect, thread }));
    expect(textOf(next.body)).toContain('Advantages of Rooibos');
  });

  it('shows topics, questions and a search field in its Home tab, and answers there', async () => {
    const { server } = await goLive();
    server.openApp('home');
    const home = () => server.store.homes.get(ANNA);
    await server.until('the tab is there', () => home() !== undefined);
    const tab = home();
    if (!tab) throw new Error('There is no tab');
    expect(textOf(tab.view)).toMatch(/Green tea[\s\S]*Rooibos/);
    const shownTo = () => [tab, ...server.store.modals].map(({ view }) => textOf(view)).join();
    const search = [...controlsOf(tab.view).values()].find(({ type }) => type === 'plain_text_input');
    const typed = { type: 'plain_text_input', action_id: search?.action_id, value: 'what is oolong?' };
    server.press(tab, typed);
    await server.until('the answer is there', () => shownTo().includes('Oolong is a partly oxidised tea'));
    const [modal] = server.store.modals;
    if (!modal) throw new Error('There is no modal');
    server.press(modal, actionOf({ body: modal.view }, /^Sources/));
    await server.until('sources are laid over it', () => server.store.modals.length === 2);
    expect(textOf(server.store.modals[1]?.view)).toContain('Five teas › Oolong');
  });

  it('takes a question in a form, and shows the answer in its place', async () => {
    const { server, running } = await goLive();
    const { form, submitted } = await askInForm(server);
    await server.until('it is acknowledged', () => server.store.acknowledgedViews === 1);
    await running.stop();
    expect(submitted.ack).not.toBeNull();
    expect(textOf(form.view)).toContain('Rooibos is');
  });

  it('says in a form that it is looking when the answer takes long, and shows it then', async () => {
    let release: () => void = () => undefined;
    const { server, running } = await goLive({
      ask: (bot) => async (message, options) => {
        if (message === 'what is rooibos?') await new Promise<void>((resolve) => (release = resolve));
        return bot.ask(message, options);
      },
    });
    const { form } = await askInForm(server);
    await server.until('it is acknowledged', () => server.store.acknowledgedViews === 1);
    expect(textOf(form.view)).toContain('Looking through the articles');
    release();
    await running.stop();
    expect(textOf(form.view)).toContain('Rooibos is');
  });
});

/** A person opens the form in the Home tab, and asks a question in it. */
async function askInForm(server: SlackServer) {
  server.openApp('home');
  await server.until('the tab is there', () => server.store.homes.has(ANNA));
  const tab = server.store.homes.get(ANNA);
  if (!tab) throw new Error('There is no tab');
  server.press(tab, actionOf({ body: tab.view }, /form/));
  await server.until('the form is there', () => server.store.modals.length === 1);
  const [form] = server.store.modals;
  if (!form) throw new Error('There is no form');
  const [field] = [...controlsOf(form.view).values()];
  const blockId = String((form.view.blocks as { block_id: string }[])[0]?.block_id);
  const typed = { type: field?.type, value: 'what is rooibos?' };
  return { form, submitted: server.submit(form, { [blockId]: { [String(field?.action_id)]: typed } }) };
}
