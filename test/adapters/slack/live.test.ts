import { describe, expect, it } from 'vitest';
import type { Sent } from '../../slack-server/store.js';
import { ANNA, BERT, directOf, ELSEWHERE, GENERAL, TEAM } from '../../slack-server/world.js';
import { actionOf, controlsOf, goLive, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;
const inDirect = { channel: directOf(ANNA) };

describe('asking by message', () => {
  it('answers a mention in its thread, with sources and buttons, and nothing that speaks to others', async () => {
    const { server, running } = await goLive();
    const unasked = [
      server.say('what is oolong?'),
      server.say('<!here> what is oolong?'),
      server.say(`<@${BERT}> what is oolong?`),
      server.say(`${at} what is oolong?`, { isBot: true }),
      server.say('what is oolong?', { ...inDirect, isBot: true }),
    ];
    const question = server.say(`${at} what is oolong?`);
    const answer = await server.answerTo(question);
    expect(answer).toMatchObject({ thread: question.ts, shownTo: null });
    expect(textOf(answer.body)).toMatch(/^Oolong\nOolong is a partly oxidised tea/);
    expect(textOf(answer.body)).toMatch(/^\[1\] /m);
    expect(answer.body.text).toContain('Oolong is a partly oxidised tea');
    expect(answer.body).toMatchObject({ unfurl_links: false, unfurl_media: false });
    expect([...controlsOf(answer.body).keys()].join()).toMatch(
      /Sources.*Why.*Helpful.*Not helpful.*Compare/s,
    );
    await running.stop();
    expect(server.answersTo(question)).toHaveLength(1);
    expect(unasked.flatMap((one) => server.answersTo(one))).toEqual([]);
  });

  it('takes the words of the commands after a mention, also in a thread, where commands do not work', async () => {
    const { server } = await goLive();
    const compared = await server.answerTo(server.say(`${at} compare green tea and oolong`));
    expect(textOf(compared.body)).toMatch(/Grown in[\W_]+Green tea[\W_]+China/);
    const thread = '1700000000.000001';
    const within = await server.answerTo(server.say(`${at} compare oolong rooibos`, { thread }));
    expect(within.thread).toBe(thread);
    expect(textOf(within.body)).toContain('Oolong and Rooibos');
    const topics = await server.answerTo(server.say(`${at} topics`));
    expect(textOf(topics.body)).toMatch(/Green tea[\s\S]*Rooibos/);
    const help = await server.answerTo(server.say(at));
    expect(help.body.text).not.toBe('');
  });

  it('says plainly what the articles do not cover', async () => {
    const { server } = await goLive();
    const unknown = await server.answerTo(server.say(`${at} who won the world cup?`));
    expect(textOf(unknown.body)).toContain('do not cover');
    expect(textOf(unknown.body)).not.toContain('[1]');
  });

  it('goes on in direct messages, and in a thread after another mention', async () => {
    const { server } = await goLive();
    await server.answerTo(server.say('what is rooibos?', inDirect));
    const next = await server.answerTo(server.say('and its advantages?', inDirect));
    expect(textOf(next.body)).toContain('Advantages of Rooibos');

    const first = server.say(`${at} what is oolong?`);
    await server.answerTo(first);
    const followUp = server.say(`${at} and its advantages?`, { thread: first.ts });
    expect(textOf((await server.answerTo(followUp)).body)).toMatch(/oolong/i);
    const elsewhere = server.say(`${at} and its advantages?`);
    expect(textOf((await server.answerTo(elsewhere)).body)).not.toMatch(/oolong/i);
  });

  it('keeps what one person asks apart from what another asks in private', async () => {
    const { server } = await goLive();
    await server.answerTo(server.say('what is rooibos?', inDirect));
    const other = { channel: directOf(BERT), by: BERT };
    const answer = await server.answerTo(server.say('and its advantages?', other));
    expect(textOf(answer.body)).not.toMatch(/rooibos/i);
  });

  it('says when it is asked too fast, in a friendly way and once', async () => {
    const { server, running } = await goLive({ environment: { DOCENT_RATE_PER_PERSON: '2' } });
    const questions = Array.from({ length: 5 }, () => server.say(`${at} what is oolong?`));
    await server.answerTo(server.say(`${at} what is rooibos?`, { by: BERT }));
    await running.stop();
    const texts = server.store.sent.map(({ body }) => textOf(body));
    expect(texts.filter((text) => text.includes('Oolong is'))).toHaveLength(2);
    expect(texts.filter((text) => text.includes('Please ask again in'))).toHaveLength(1);
    expect(questions).toHaveLength(5);
  });

  it('neutralises what people write: nobody is notified, nothing is formatted', async () => {
    const { server } = await goLive();
    // As Slack sends it: what a person typed is escaped, what they chose from a list is not.
    const typed = `&lt;!channel&gt; <!here> <@${BERT}> <https://evil.example|oolong> *zx* _qv_ ~wk~ \`jk\` @everyone`;
    const asked = server.slash('/ask', typed);
    const answer = await server.responseTo(asked);
    const said = JSON.stringify(answer.body.blocks);
    expect(said).not.toMatch(/<!|<@|evil\.example\|/);
    for (const mark of ['*zx*', '_qv_', '~wk~', '`jk`'])
      for (const { text, type } of (answer.body.blocks as Sent['body'][]).flatMap(allTexts))
        if (type === 'mrkdwn') expect(text).not.toContain(mark);
    const mentioned = await server.answerTo(server.say(`${at} ${typed}`));
    expect(JSON.stringify(mentioned.body.blocks)).not.toMatch(/<!|<@/);
  });
});

function allTexts(block: Sent['body']): Sent['body'][] {
  return Object.values(block).flatMap((value) =>
    Array.isArray(value)
      ? value.flatMap(allTexts)
      : typeof value === 'object' && value !== null
        ? [value as Sent['body'], ...allTexts(value as Sent['body'])]
        : [],
  );
}

describe('asking by command', () => {
  it('acknowledges, and answers the asker alone, through the response URL or with the acknowledgement', async () => {
    const { server, running } = await goLive();
    const asked = server.slash('/ask', 'what is oolong?');
    const answer = await server.responseTo(asked);
    expect(answer).toMatchObject({ shownTo: ANNA, channel: GENERAL, thread: null });
    expect(textOf(answer.body)).toMatch(/what is oolong\?[\s\S]*Oolong\nOolong is a partly oxidised tea/);
    expect(asked.ack).not.toBeNull();
    await running.stop();
    expect(server.store.sent).toHaveLength(1);
  });

  it('works where the bot is not: in other channels and in direct messages of others', async () => {
    const { server } = await goLive();
    for (const channel of [ELSEWHERE, directOf(BERT)]) {
      const answer = await server.responseTo(server.slash('/ask', 'what is oolong?', { channel }));
      expect(answer).toMatchObject({ channel, shownTo: ANNA });
    }
  });

  it('answers in the open when the setting says so', async () => {
    const { server } = await goLive({ environment: { SLACK_OPEN_ANSWERS: 'on' } });
    const answer = await server.responseTo(server.slash('/ask', 'what is oolong?'));
    expect(answer.shownTo).toBeNull();
  });

  it('shares a private answer in the channel when its asker presses the button, once', async () => {
    const { server, running } = await goLive();
    const answer = await server.responseTo(server.slash('/ask', 'what is oolong?'));
    const open = () => server.store.sent.filter(({ shownTo }) => shownTo === null);
    expect(open()).toEqual([]);
    server.press(answer, actionOf(answer, /share/i));
    await server.until('it is shared', () => open().length > 0);
    const [shared] = open();
    expect(shared).toMatchObject({ channel: GENERAL });
    expect(textOf(shared?.body)).toContain('Oolong is a partly oxidised tea');
    expect([...controlsOf(shared?.body ?? {}).keys()].join()).not.toMatch(/share/i);
    await running.stop();
    expect(open()).toHaveLength(1);
  });

  it('compares what is written freely, lists the topics and helps', async () => {
    const { server } = await goLive();
    for (const text of ['oolong rooibos', 'oolong vs rooibos', 'oolong, rooibos', 'oolong and rooibos']) {
      const answer = await server.responseTo(server.slash('/compare', text));
      expect(textOf(answer.body)).toContain('Oolong and Rooibos');
    }
    const three = await server.responseTo(server.slash('/compare', 'green tea, oolong and rooibos'));
    expect(textOf(three.body)).toMatch(/Green tea[\s\S]*Oolong[\s\S]*Rooibos/);
    const topics = await server.responseTo(server.slash('/topics', ''));
    expect(textOf(topics.body)).toMatch(/Green tea[\s\S]*Rooibos/);
    for (const [command, text] of [
      ['/ask', ''],
      ['/ask', 'help'],
      ['/compare', ''],
      ['/compare', 'oolong'],
      ['/compare', 'help'],
      ['/topics', 'help'],
    ] as const) {
      const answer = await server.responseTo(server.slash(command, text));
      expect(answer.shownTo).toBe(ANNA);
    }
  });

  it('carries the context from one command to the next, for each person alone', async () => {
    const { server } = await goLive();
    await server.responseTo(server.slash('/ask', 'what is rooibos?'));
    const next = await server.responseTo(server.slash('/ask', 'and its advantages?'));
    expect(textOf(next.body)).toMatch(/rooibos/i);
    const other = await server.responseTo(server.slash('/ask', 'and its advantages?', { by: BERT }));
    expect(textOf(other.body)).not.toMatch(/rooibos/i);
  });

  it('answers a message from its menu', async () => {
    const { server } = await goLive();
    const written = { user: BERT, ts: '1700000000.000002', text: 'hello all, what is white tea? thanks' };
    const use = async (message: object) => {
      const before = server.store.sent.length + server.store.modals.length;
      const used = server.useOn('answer_this', { ...written, ...message });
      await server.until(
        'there is an answer',
        () => server.store.sent.length + server.store.modals.length > before,
      );
      expect(used.ack).not.toBeNull();
      return server.store.sent.at(-1)?.body;
    };
    expect(textOf(await use({}))).toContain('White tea');
    expect(textOf(await use({ text: '' }))).toContain('no text');
    expect(textOf(await use({ bot_id: 'B0OTHER' }))).toContain('from an app');
  });
});

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
    expect(textOf((await press(/^\W*Helpful/)).body)).toContain('Thank you');
    expect(textOf((await press(/^\W*Helpful/)).body)).toContain('noted that already');
    const next = await press(/\bof oolong|oolong brewed/i);
    expect(textOf(next.body)).toMatch(/oolong/i);
    expect(next.thread).toBe(question.ts);
  });

  it('works below what is shown to one person alone', async () => {
    const { server } = await goLive();
    const asked = server.slash('/ask', 'what is oolong?');
    const answer = await server.responseTo(asked);
    for (const label of [/^Sources/, /^Why/, /^\W*Helpful/, /\bof oolong|oolong brewed/i]) {
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
    const { server } = await goLive();
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
    const values = {
      [blockId]: { [String(field?.action_id)]: { type: field?.type, value: 'what is rooibos?' } },
    };
    const submitted = server.submit(form, values);
    await server.until('the answer is there', () => textOf(form.view).includes('Rooibos is'));
    expect(submitted.ack).not.toBeNull();
    const empty = server.submit(form, {});
    await server.until('it is acknowledged', () => empty.ack !== null);
  });
});
