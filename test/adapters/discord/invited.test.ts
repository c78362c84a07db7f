import { setImmediate } from 'node:timers/promises';
import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { examineDiscord } from '../../../adapters/discord/doctor.js';
import { DiscordServer } from '../../discord-server/server.js';
import { FORUM, GENERAL, GONE, TOKEN } from '../../discord-server/world.js';
import { goLive, textOf } from './live.js';

const READS_ALL = { DISCORD_MESSAGE_CONTENT: 'on' };
const LISTENS = { ...READS_ALL, DISCORD_LISTEN: `${GENERAL}, ${FORUM}`, DOCENT_LISTEN_WAIT: '0' };
const BERT = '666666666666666662';

async function open(environment: Readonly<Record<string, string>>, mayReadAll = true) {
  const server = await DiscordServer.start({ mayReadAll });
  const live = await goLive({ server, environment });
  onTestFinished(() => server.stop());
  return live;
}

describe('where the bot is invited on Discord', () => {
  it('answers a post of a forum in its thread, by its title or by what it says', async () => {
    const { server } = await open(LISTENS);
    const titled = server.openPost('What is oolong?', 'I read the name in a shop.');
    const plain = server.openPost('Help', 'what is white tea?');
    const [one, other] = [await server.answerTo(titled), await server.answerTo(plain)];
    expect(textOf(one.body)).toMatch(/Nobody asked me[\s\S]*Oolong is a partly oxidised tea/);
    expect(textOf(other.body)).toMatch(/Nobody asked me[\s\S]*White tea/i);
    expect([one.channel, other.channel]).toEqual([titled, plain]);
    expect(server.rest.faults).toEqual([]);
  });

  it('leaves a post of a forum to the people who write below it, and says nothing to what follows', async () => {
    const { server, running } = await open({ ...LISTENS, DOCENT_LISTEN_WAIT: '1' });
    const post = server.openPost('What is oolong?', 'I read the name in a shop.');
    server.say('a tea from Taiwan', { channel: post, by: BERT, isThread: true });
    const later = server.say('what is white tea?', { channel: post, isThread: true });
    await server.answerTo(server.say('what is rooibos?'));
    await running.stop();
    expect([...server.answersTo(post), ...server.answersTo(later)]).toEqual([]);
  });

  it('finds out who was faster, or took it back, while it was not connected', async () => {
    const { server, running } = await open({ ...LISTENS, DOCENT_LISTEN_WAIT: '1' });
    const [answered, gone, thread] = ['oolong', 'white tea', 'green tea'].map((tea) =>
      server.say(`what is ${tea}?`),
    ) as [string, string, string];
    const quietly = server.gateway.dispatch;
    server.gateway.dispatch = () => undefined;
    server.say('a tea', { by: BERT, replyTo: answered });
    server.remove(gone);
    server.rest.said.set(thread, { ...server.rest.said.get(thread), thread: { id: thread } } as never);
    server.say('a tea', { by: BERT, channel: thread, isThread: true });
    server.gateway.dispatch = quietly;
    await server.answerTo(server.say('what is rooibos?'));
    await running.stop();
    expect([answered, gone, thread].flatMap((id) => server.answersTo(id))).toEqual([]);
  });

  it.each([
    ['gone', 10003],
    ['out of its sight', 50001],
  ])(
    'takes a post whose channel is %s for none that it may answer, and says so in the log',
    async (_, code) => {
      const { server, running, log } = await open(LISTENS);
      server.rest.troubles.push({ on: /^GET \/channels\/\d+\/messages\/\d+$/, status: 404, code });
      const post = server.say('what is oolong?');
      while (!log.join('').includes('where it is invited to answer')) await setImmediate();
      await running.stop();
      expect(server.answersTo(post)).toEqual([]);
    },
  );

  it('is never asked by a webhook, nor by who calls all or a role', async () => {
    const { server, running } = await open(LISTENS);
    const silent = [
      server.say('what is oolong?', { isWebhook: true }),
      server.say('@everyone what is oolong?'),
      server.say('<@&777777777777777771> what is oolong?', { roles: ['777777777777777771'] }),
    ];
    await server.answerTo(server.say('what is rooibos?'));
    await running.stop();
    expect(silent.flatMap((id) => server.answersTo(id))).toEqual([]);
  });

  it('may be invited by who manages channels, and says which right is missing', async () => {
    const { server } = await open(READS_ALL);
    const listen = async (used: object) =>
      textOf((await server.answerTo(server.slash('docent listen', { how: 'here' }, used).id)).body);
    expect(await listen({})).toContain('for those who may manage this server or its channels');
    const may = PermissionFlagsBits.ManageChannels;
    const { ViewChannel } = PermissionFlagsBits;
    expect(await listen({ may, permissions: String(ViewChannel) })).toMatch(
      /I lack Send Messages, Read Message History: in Edit Channel, Permissions/,
    );
    expect(await listen({ may })).toContain('I answer questions here that are put to nobody');
  });

  it('cannot be invited without the Message Content intent, and says where to click', async () => {
    const { server, log } = await open({ DISCORD_LISTEN: GENERAL }, false);
    expect(log.join('')).toMatch(/Nothing is answered where DISCORD_LISTEN says.*Message Content Intent/);
    const used = { may: PermissionFlagsBits.ManageGuild };
    const { id } = server.slash('docent listen', { how: 'here' }, used);
    expect(textOf((await server.answerTo(id)).body)).toMatch(/I cannot listen here\..*"Bot", switch/);
  });

  it('is looked at by the doctor', async () => {
    const server = await DiscordServer.start({ mayReadAll: true });
    onTestFinished(() => server.stop());
    const examined = async (environment: object) =>
      (await examineDiscord({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.url, ...environment }))
        .map(({ state, text, remedy = '' }) => `${state}: ${text} ${remedy}`)
        .join('\n');
    const all = await examined({ ...READS_ALL, DISCORD_LISTEN: `${GENERAL}:dry-run, ${FORUM}, ${GONE}` });
    expect(all).toMatch(/^good: What would be answered unasked in the channel .* is noted/m);
    expect(all).toMatch(/^good: Questions in the forum .* are answered unasked/m);
    expect(all).toMatch(/^bad: .*all else works\. The channel \d+ of DISCORD_LISTEN is gone/m);
    server.rest.troubles.push({ on: new RegExp(`GET /channels/${GENERAL}$`), status: 403, code: 50001 });
    const blind = await examined({ DISCORD_LISTEN: GENERAL });
    expect(blind).toMatch(/^bad: Nothing is answered where DISCORD_LISTEN says\. .*Message Content Intent/m);
    expect(blind).toMatch(/lacks a permission\. Edit Channel, Permissions.*View Channel/);
    expect(await examined({ DISCORD_LISTEN: 'general' })).toMatch(/DISCORD_LISTEN must be ids of channels/);
  });
});
