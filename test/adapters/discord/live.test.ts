import { type APIInteraction, InteractionType } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeystrokes } from '../../../adapters/chat/keystrokes.js';
import type { Desk } from '../../../adapters/discord/desk.js';
import { escapeText } from '../../../adapters/discord/escape.js';
import { onInteraction } from '../../../adapters/discord/interactions.js';
import { CHOOSE_WITHIN_MS } from '../../../adapters/discord/limits.js';
import { builtFrom, TEAS, temporaryFolder, unobserved } from '../../builders.js';
import { ANNA, DiscordServer } from '../../discord-server/server.js';
import { APPLICATION, BOT_ROLE, READ_ONLY, THREAD } from '../../discord-server/world.js';
import { closest, inPart, RESERVE } from '../../made-up.js';
import { controlsOf, goLive, textOf } from './live.js';

const MENTION = { mentions: [APPLICATION] };
const at = `<@${APPLICATION}>`;
const BERT = '666666666666666662';

describe('asking by message', () => {
  it('answers a mention with its sources and buttons, and nothing that speaks to others', async () => {
    const { server, log } = await goLive();
    const unasked = [
      server.say('what is oolong?'),
      server.say(`@everyone ${at} what is oolong?`, { ...MENTION, isBot: true }),
      server.say('@everyone what is oolong?'),
      server.say('<@666666666666666662> what is oolong?', { mentions: [BERT] }),
    ];
    const question = server.say(`${at} what is oolong?`, MENTION);
    const answer = await server.answerTo(question);
    expect(textOf(answer.body)).toMatch(/### Oolong\n\nOolong is a partly oxidised tea/);
    expect(textOf(answer.body)).toMatch(/-# \[1\] /);
    expect([...controlsOf(answer.body).keys()]).toEqual(
      expect.arrayContaining(['Sources', 'Why?', '👍', '👎', 'menu']),
    );
    expect(answer.body).toMatchObject({
      nonce: question,
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
    expect(unasked.flatMap((id) => server.answersTo(id))).toEqual([]);
    expect(server.rest.faults).toEqual([]);
    expect(log.join('')).toContain('Without the Message Content intent');
  });

  it('compares by mention, and says plainly what the articles do not cover', async () => {
    const { server } = await goLive();
    const compared = await server.answerTo(server.say(`${at} compare green tea and oolong`, MENTION));
    expect(textOf(compared.body)).toMatch(/\*\*Origin\*\*\n- \*Green tea\*: .+\n- \*Oolong\*: /);
    const unknown = await server.answerTo(server.say(`${at} who won the world cup?`, MENTION));
    expect(textOf(unknown.body)).toContain('do not cover');
    expect(textOf(unknown.body)).not.toContain('[1]');
    expect(server.rest.faults).toEqual([]);
  });

  it('goes on in direct messages, and in what replies to its answer', async () => {
    const { server } = await goLive();
    const direct = { channel: '888888888888888881', inServer: false };
    await server.answerTo(server.say('what is rooibos?', direct));
    const followUp = await server.answerTo(server.say('and its advantages?', direct));
    expect(textOf(followUp.body)).toContain('### Advantages of Rooibos');

    const first = await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    const bare = await server.answerTo(server.say(`${at} and its advantages?`, MENTION));
    expect(textOf(bare.body)).not.toMatch(/oolong/i);
    const reply = await server.answerTo(server.say('and its advantages?', { ...MENTION, replyTo: first.id }));
    expect(textOf(reply.body)).toMatch(/oolong/i);
    expect(server.rest.faults).toEqual([]);
  });

  it('answers the question that a bare mention replies to, and says so when a text is hidden from it', async () => {
    const { server } = await goLive({ mayReadAll: true, environment: { DISCORD_MESSAGE_CONTENT: 'on' } });
    const theirs = server.say('what is white tea?', { by: BERT });
    const pointed = await server.answerTo(server.say(at, { ...MENTION, replyTo: theirs }));
    expect(textOf(pointed.body)).toContain('White tea');

    const { server: blind } = await goLive();
    const answer = await blind.answerTo(blind.say(`${at} what is oolong?`, MENTION));
    const hidden = await blind.answerTo(blind.say('and green tea?', { replyTo: answer.id }));
    expect(textOf(hidden.body)).toContain('hidden from me');
    const byRole = await blind.answerTo(blind.say(`<@&${BOT_ROLE}> what is oolong?`, { roles: [BOT_ROLE] }));
    expect(textOf(byRole.body)).toContain('hidden from me');
  });

  it('follows a thread that it answered in, and leaves people there alone who talk to each other', async () => {
    const { server } = await goLive({ mayReadAll: true, environment: { DISCORD_MESSAGE_CONTENT: 'on' } });
    const inThread = { channel: THREAD };
    const before = server.say('what is rooibos?', inThread);
    await server.answerTo(server.say(`${at} what is oolong?`, { ...inThread, ...MENTION }));
    const followUp = await server.answerTo(server.say('and its advantages?', inThread));
    expect(textOf(followUp.body)).toMatch(/oolong/i);
    const chatter = server.say('shall we have lunch at the new place?', { ...inThread, by: BERT });
    const toAnna = server.say('what is oolong?', { ...inThread, by: BERT, mentions: [ANNA] });
    await server.answerTo(server.say('what is green tea?', { ...inThread, by: BERT }));
    expect([before, chatter, toAnna].flatMap((id) => server.answersTo(id))).toEqual([]);
    expect(server.rest.faults).toEqual([]);
  });

  it('gives with a reserve what it is asked for, and says nothing so unsure to who never asked', async () => {
    const { server } = await goLive({
      mayReadAll: true,
      environment: { DISCORD_MESSAGE_CONTENT: 'on' },
      ask: (bot) => async (message, options) =>
        message.includes('lunch') ? closest() : bot.ask(message, options),
    });
    const inThread = { channel: THREAD };
    await server.answerTo(server.say(`${at} what is oolong?`, { ...inThread, ...MENTION }));
    const chatter = server.say('shall we have lunch?', { ...inThread, by: BERT });
    const asked = await server.answerTo(server.say('and for lunch?', inThread));
    expect(textOf(asked.body)).toContain(RESERVE);
    expect([...controlsOf(asked.body).keys()]).toEqual(
      expect.arrayContaining(['Sources', 'Why?', '👍', '👎']),
    );
    expect(server.answersTo(chatter)).toEqual([]);
    expect(server.rest.faults).toEqual([]);
  });

  it('still follows its threads after a restart where it has a folder', async () => {
    const server = await DiscordServer.start({ mayReadAll: true });
    onTestFinished(() => server.stop());
    const environment = { DISCORD_MESSAGE_CONTENT: 'on', DOCENT_DATA_DIR: await temporaryFolder() };
    const { running } = await goLive({ server, environment });
    const inThread = { channel: THREAD };
    await server.answerTo(server.say(`${at} what is oolong?`, { ...inThread, ...MENTION }));
    await running.stop();
    await goLive({ server, environment });
    const [known, unknown] = [
      server.say('what is rooibos?', inThread),
      server.say('who won the cup in 1998?', inThread),
    ];
    expect(textOf((await server.answerTo(known)).body)).toContain('### Rooibos');
    await server.answerTo(unknown);
  });

  it('takes what is written quickly in one place in its order', async () => {
    const { server } = await goLive({ mayReadAll: true, environment: { DISCORD_MESSAGE_CONTENT: 'on' } });
    const direct = { channel: '888888888888888883', inServer: false };
    const asked = ['what is rooibos?', 'and its advantages?', 'what is oolong?', 'and its advantages?'].map(
      (text) => server.say(text, direct),
    );
    const inThread = { channel: THREAD };
    const first = server.say(`${at} what is green tea?`, { ...inThread, ...MENTION });
    const next = server.say('and its advantages?', inThread);
    const texts = [];
    for (const id of [...asked, first, next]) texts.push(textOf((await server.answerTo(id)).body));
    const about = texts.map((text) => /### (.*)/.exec(text)?.[1]);
    expect(about).toEqual([
      'Rooibos',
      'Advantages of Rooibos',
      'Oolong',
      'Advantages of Oolong',
      'Green tea',
      'Advantages of Green tea',
    ]);
  });

  it('edits its answer when the question is edited, and takes it away when the question is deleted', async () => {
    const { server } = await goLive();
    const question = server.say(`${at} what is oolong?`, MENTION);
    const answer = await server.answerTo(question);
    const sent = server.rest.requests.length;
    server.change(question, `${at} what is oolong?`, MENTION);
    server.change(question, `${at} what is rooibos?`, MENTION);
    await server.until('the answer is edited', () => server.answersTo(question)[0]?.edits === 1);
    expect(textOf(server.answersTo(question)[0]?.body)).toContain('### Rooibos');
    expect(server.rest.requests.slice(sent).map(({ method }) => method)).toEqual(['PATCH']);
    server.remove(question);
    await server.until('the answer is gone', () => server.rest.deleted.includes(answer.id));
    expect(server.rest.faults).toEqual([]);
  });

  it('answers a message that asks only since it was edited', async () => {
    const { server } = await goLive();
    const question = server.say('what is oolong?');
    server.change(question, `${at} what is oolong?`, MENTION);
    expect(textOf((await server.answerTo(question)).body)).toContain('### Oolong');
  });

  it('writes nothing where it may not write, and tells the asker in a direct message, once', async () => {
    const { server } = await goLive();
    server.say(`${at} what is oolong?`, { ...MENTION, channel: READ_ONLY });
    server.say(`${at} what is rooibos?`, { ...MENTION, channel: READ_ONLY });
    const direct = `9${ANNA.slice(1)}`;
    const told = () => [...server.rest.messages.values()].filter(({ channel }) => channel === direct);
    await server.until('the asker is told', () => told().length > 0);
    await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    expect(told()).toHaveLength(1);
    expect(textOf(told()[0]?.body)).toContain(`<#${READ_ONLY}>, where I may not write`);
    expect(server.rest.requests.some(({ path }) => path.startsWith(`/channels/${READ_ONLY}`))).toBe(false);
  });

  it('says when it is asked too fast, in a friendly way and once', async () => {
    const { server, running } = await goLive({ environment: { DOCENT_RATE_PER_PERSON: '2' } });
    const questions = Array.from({ length: 5 }, () => server.say(`${at} what is oolong?`, MENTION));
    const other = server.say(`${at} what is rooibos?`, { ...MENTION, by: BERT });
    await server.answerTo(other);
    await running.stop();
    const texts = questions.flatMap((id) => server.answersTo(id)).map(({ body }) => textOf(body));
    expect(texts.filter((text) => text.includes('Oolong is'))).toHaveLength(2);
    expect(texts.filter((text) => text.includes('Please ask again in'))).toHaveLength(1);
  });

  it('neutralises what people write in it: no mention stays alive, no markup takes effect', async () => {
    const { server } = await goLive();
    const words = `@everyone <@&${BOT_ROLE}> **oolong** \`x\` [a](https://a.example) zxqv ||spoiler||`;
    const asked = server.slash('ask', { question: words });
    const shown = textOf((await server.answerTo(asked.id)).body);
    expect(shown).not.toMatch(/@everyone|(?<!\\)<@|(?<!\\)\|\|/);
    expect(server.rest.faults).toEqual([]);
  });
});

describe('asking by command', () => {
  it('answers /ask at once, without a deferral; privately when asked to', async () => {
    const { server } = await goLive();
    const open = server.slash('ask', { question: 'what is oolong?' });
    const answer = await server.answerTo(open.id);
    expect(textOf(answer.body)).toMatch(/^-# what is oolong\?\n### Oolong\n\nOolong is/);
    expect([answer.isPrivate, answer.edits]).toEqual([false, 0]);
    const hidden = server.slash('ask', { question: 'what is oolong?', private: true });
    expect((await server.answerTo(hidden.id)).isPrivate).toBe(true);
    const callbacks = server.rest.requests.filter(({ path }) => path.includes('/callback'));
    expect(callbacks.map(({ body }) => (body as { type: number }).type)).toEqual([4, 4]);
    expect(server.rest.faults).toEqual([]);
  });

  it('carries the context from one /ask to the next, for each person alone', async () => {
    const { server } = await goLive();
    await server.answerTo(server.slash('ask', { question: 'what is rooibos?' }).id);
    const next = await server.answerTo(server.slash('ask', { question: 'and its advantages?' }).id);
    expect(textOf(next.body)).toMatch(/rooibos/i);
    const other = await server.answerTo(
      server.slash('ask', { question: 'and its advantages?' }, { by: BERT }).id,
    );
    expect(textOf(other.body)).not.toMatch(/rooibos/i);
  });

  it('answers privately in a channel where it may not write', async () => {
    const { server } = await goLive();
    const asked = server.slash(
      'ask',
      { question: 'what is oolong?' },
      { channel: READ_ONLY, permissions: '1024' },
    );
    expect((await server.answerTo(asked.id)).isPrivate).toBe(true);
  });

  it('compares what is typed in order, lists the topics, helps, and answers a message from its menu', async () => {
    const { server } = await goLive();
    const two = server.slash('compare', { first: 'green tea', second: 'black tea' });
    expect(textOf((await server.answerTo(two.id)).body)).toMatch(/### Green tea and Black tea/);
    const three = server.slash('compare', { first: 'green tea', second: 'oolong', third: 'rooibos' });
    expect(textOf((await server.answerTo(three.id)).body)).toContain('*Rooibos*');
    const same = server.slash('compare', { first: 'oolong', second: 'Oolong' });
    expect(await server.answerTo(same.id)).toMatchObject({ isPrivate: true });
    const topics = server.slash('topics');
    expect(textOf((await server.answerTo(topics.id)).body)).toContain('Rooibos');
    const help = server.slash('help');
    expect(await server.answerTo(help.id)).toMatchObject({ isPrivate: true });
    const menu = server.useOn('Answer this', 'hello all, what is white tea? thanks');
    expect(textOf((await server.answerTo(menu.id)).body)).toContain('White tea');
    const empty = server.useOn('Answer this', '');
    expect(textOf((await server.answerTo(empty.id)).body)).toContain('no text');
    const app = server.useOn('Answer this', 'what is white tea?', { isBot: true });
    expect(textOf((await server.answerTo(app.id)).body)).toContain('from an app');
    const gone = server.slash('oldcommand');
    expect(textOf((await server.answerTo(gone.id)).body)).toContain('do not know this command');
    expect(server.rest.faults).toEqual([]);
  });

  it('completes questions that it answers, and subjects that are not chosen yet', async () => {
    const { server } = await goLive();
    const choicesOf = async (pending: ReturnType<typeof server.type>) => {
      await server.until('choices are there', () => pending.choices !== null);
      return (pending.choices ?? []).map(({ value }) => value);
    };
    const questions = await choicesOf(server.type('ask', 'question', { question: 'what is ro' }));
    expect(questions[0]).toBe('What is Rooibos?');
    expect((await choicesOf(server.type('ask', 'question', { question: '' }))).length).toBe(25);
    expect(await choicesOf(server.type('ask', 'question', { question: 'rooibbos' }))).toContainEqual(
      expect.stringMatching(/rooibos/i),
    );
    const second = await choicesOf(server.type('compare', 'second', { first: 'Green tea', second: '' }));
    expect(second).toEqual(['Black tea', 'Oolong', 'White tea', 'Rooibos']);
    expect(
      await choicesOf(server.type('compare', 'second', { first: 'Green tea', second: 'red b' })),
    ).toEqual(['Rooibos']);
    expect(server.rest.faults).toEqual([]);
  });
});

describe('typing', () => {
  it('is completed for the last key alone, and holds up nobody who asks', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let asked = 0;
    const { server, running } = await goLive({
      ask: (bot) => async (message, options) => {
        if (message.startsWith('What is')) {
          asked++;
          await released;
        }
        return bot.ask(message, options);
      },
    });
    const looked = async (times: number) => {
      while (asked < times) await new Promise((resolve) => setImmediate(resolve));
    };
    const first = server.type('ask', 'question', { question: 'what is ro' });
    await looked(1);
    const other = server.slash('ask', { question: 'advantages of oolong' }, { by: BERT });
    expect(textOf((await server.answerTo(other.id)).body)).toContain('Oolong');
    const second = server.type('ask', 'question', { question: 'what is roo' });
    await looked(2);
    release();
    await server.until('choices are there', () => second.choices !== null);
    await running.stop();
    expect(first.choices).toBeNull();
    expect(server.rest.faults).toEqual([]);
  });

  it('pushes nothing out of mind that is answered once', async () => {
    const seen: string[] = [];
    const sent: string[] = [];
    const desk = {
      seen: { first: (id: string) => seen.push(id) > 0 },
      keystrokes: createKeystrokes(CHOOSE_WITHIN_MS),
      bot: unobserved((await builtFrom(TEAS)).bot),
      completer: { questions: async () => ['What is oolong?'], subjects: () => [] },
      api: { choose: async ({ id }: { id: string }) => void sent.push(id) },
    };
    const data = { name: 'ask', options: [{ type: 3, name: 'question', value: 'what', focused: true }] };
    const typed = { id: '1', type: InteractionType.ApplicationCommandAutocomplete, user: { id: ANNA }, data };
    await onInteraction(desk as unknown as Desk, typed as unknown as APIInteraction);
    expect([sent, seen]).toEqual([['1'], []]);
  });
});

describe('buttons and menus', () => {
  it('shows sources and reasons privately, compares, asks next and takes feedback', async () => {
    const { server } = await goLive();
    const answer = await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    const controls = controlsOf(answer.body);
    const press = (label: string, values?: readonly string[]) =>
      server.answerTo(server.press(answer, controls.get(label)?.custom_id ?? '', values).id);

    const sources = await press('Sources');
    expect(sources.isPrivate).toBe(true);
    expect(textOf(sources.body)).toMatch(
      /\*\*\\\[1\\\] Five teas › Oolong\*\*\n\n- “Oolong is a partly oxidised tea/,
    );
    const why = await press('Why?');
    expect(why.isPrivate).toBe(true);
    expect(textOf(why.body)).toMatch(/\*\*Read as\*\*: “what is oolong/);
    expect(textOf(why.body)).toContain('**How sure I am**');
    const compared = await press('menu', ['rooibos']);
    expect(compared.isPrivate).toBe(false);
    expect(textOf(compared.body)).toContain('### Oolong and Rooibos');
    expect(textOf((await press('👍')).body)).toContain('Thank you');
    expect(textOf((await press('👍')).body)).toContain('noted that already');
    const next = [...controls.keys()].find((label) => /\bof oolong|oolong brewed/i.test(label)) ?? '';
    expect(textOf((await press(next)).body)).toMatch(/oolong/i);
    expect(server.rest.faults).toEqual([]);
  });

  it('shows the whole section behind an answer that shows part of it, to who asks alone', async () => {
    const { server } = await goLive({ ask: inPart });
    const answer = await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    const button = controlsOf(answer.body).get('Whole section');
    const section = await server.answerTo(server.press(answer, button?.custom_id ?? '').id);
    expect(section.isPrivate).toBe(true);
    const { bot } = await builtFrom(TEAS);
    const [first] = (await bot.ask('what is oolong?')).citations;
    const whole = first && (await bot.section(first));
    expect(textOf(section.body)).toMatch(/^### Oolong\n/);
    for (const { quote } of whole?.citations ?? []) expect(textOf(section.body)).toContain(escapeText(quote));
    expect(server.rest.faults).toEqual([]);
  });

  it('refuses a forged or stale button politely and privately', async () => {
    const { server } = await goLive();
    const answer = await server.answerTo(server.say(`${at} what is oolong?`, MENTION));
    const forged = [
      '',
      '1s',
      '2s=what is oolong?',
      '1q=hm',
      '1s#AAAAAAAAAAAAAAAA',
      '1s~a',
      '1c:nothing',
      '💥',
    ];
    for (const id of forged) {
      const refusal = await server.answerTo(
        server.press(answer, id, id.startsWith('1c') ? ['oolong'] : undefined).id,
      );
      expect(textOf(refusal.body)).toContain('no longer know');
      expect(refusal.isPrivate).toBe(true);
    }
    expect(server.rest.faults).toEqual([]);
  });

  it('keeps the buttons of a follow-up working after a restart', async () => {
    const first = await goLive();
    const direct = { channel: '888888888888888882', inServer: false };
    await first.server.answerTo(first.server.say('what is rooibos?', direct));
    const answer = await first.server.answerTo(first.server.say('and its advantages?', direct));
    await first.running.stop();
    const second = await goLive({ server: first.server });
    const id = controlsOf(answer.body).get('Sources')?.custom_id ?? '';
    const sources = await second.server.answerTo(second.server.press(answer, id, undefined, direct).id);
    expect(textOf(sources.body)).toContain('Rooibos');
    await second.running.stop();
  });
});
