import { describe, expect, it, onTestFinished } from 'vitest';
import { manifestFor } from '../../../adapters/slack/manifest.js';
import { temporaryFolder } from '../../builders.js';
import { partsOf, type Thing } from '../../slack-server/checks.js';
import { SlackServer } from '../../slack-server/server.js';
import { ANNA, BERT, directOf, ELSEWHERE, GENERAL, installedBy, TEAM } from '../../slack-server/world.js';
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
    expect([...controlsOf(answer.body).keys()].join()).toMatch(/Sources.*Why.*👍.*👎.*Compare/s);
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

  it('edits its answer when the question is edited, and takes it away when the question is deleted', async () => {
    const { server, running } = await goLive();
    const question = server.say('what is oolong?', inDirect);
    const answer = await server.answerTo(question);
    server.change(question, 'what is oolong?');
    server.change(question, 'what is rooibos?');
    await server.until('the answer is edited', () => answer.edits === 1);
    expect(textOf(answer.body)).toMatch(/^Rooibos/);
    server.remove(question);
    await server.until('the answer is gone', () => answer.isDeleted);
    await running.stop();
    expect(server.store.sent).toHaveLength(1);
  });

  it('follows threads that it answered in when it may read them, and leaves people there alone', async () => {
    const { server, running } = await goLive({
      installed: installedBy(manifestFor({ followsThreads: true })),
      environment: { SLACK_FOLLOW_THREADS: 'on' },
    });
    const before = server.say('what is oolong?');
    const elsewhere = server.say('and its advantages?', { thread: before.ts });
    const first = server.say(`${at} what is oolong?`);
    await server.answerTo(first);
    const thread = first.ts;
    const followUp = await server.answerTo(server.say('and its advantages?', { thread }));
    expect(textOf(followUp.body)).toMatch(/oolong/i);
    server.say('shall we have lunch at the new place?', { thread, by: BERT });
    server.say(`<@${BERT}> what is white tea?`, { thread });
    server.say('what is green tea?', { thread, by: BERT });
    await server.until('the last is answered', () =>
      textsIn(thread).some((text) => text.startsWith('Green')),
    );
    await running.stop();
    expect([before, elsewhere].flatMap((one) => server.answersTo(one))).toEqual([]);
    expect(textsIn(thread)).toHaveLength(3);

    function textsIn(root: string): string[] {
      return server.store.sent.filter((one) => one.thread === root).map(({ body }) => textOf(body));
    }
  });

  it('still follows its threads after a restart where it has a folder', async () => {
    const installed = installedBy(manifestFor({ followsThreads: true }));
    const server = await SlackServer.start(installed);
    onTestFinished(() => server.stop());
    const environment = { SLACK_FOLLOW_THREADS: 'on', DOCENT_DATA_DIR: await temporaryFolder() };
    const { running } = await goLive({ server, environment });
    const first = server.say(`${at} what is oolong?`);
    await server.answerTo(first);
    await running.stop();
    await goLive({ server, environment });
    // Who asked before is told, too, that the articles do not say it.
    for (const text of ['what is rooibos?', 'who won the cup in 1998?'])
      expect((await server.answerTo(server.say(text, { thread: first.ts }))).thread).toBe(first.ts);
  });

  it('takes what is written in one place in the order in which it came', async () => {
    const { server, running } = await goLive();
    for (const text of ['what is rooibos?', 'and its advantages?', 'and the brewing?'])
      server.say(text, inDirect);
    await server.until('all are answered', () => server.store.sent.length === 3);
    await running.stop();
    const headings = server.store.sent.map(({ body }) => textOf(body).split('\n')[0]);
    expect(headings[0]).toBe('Rooibos');
    expect(headings.slice(1).join()).toMatch(/Rooibos,.*Rooibos/);
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
    // What a person wrote stands where nothing is formatted, as they wrote it.
    const formatted = partsOf(answer.body.blocks).filter(({ type }: Thing) => type === 'mrkdwn');
    expect(JSON.stringify(formatted)).not.toMatch(/zx|qv|wk|jk/);
    expect(said).toContain('*zx* _qv_ ~wk~ `jk`');
    const mentioned = await server.answerTo(server.say(`${at} ${typed}`));
    expect(JSON.stringify(mentioned.body.blocks)).not.toMatch(/<!|<@/);
  });
});

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

  it('answers in the open when the text begins with "!"', async () => {
    const { server } = await goLive();
    const answer = await server.responseTo(server.slash('/ask', '! what is oolong?'));
    expect(answer.shownTo).toBeNull();
    expect(textOf(answer.body)).toContain('Oolong is a partly oxidised tea');
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
