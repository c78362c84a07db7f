import { expect, it } from 'vitest';
import { readDiscordSettings } from '../../../adapters/discord/config.js';
import { examineDiscord } from '../../../adapters/discord/doctor.js';
import { DiscordServer } from '../../discord-server/server.js';
import { APPLICATION, TOKEN } from '../../discord-server/world.js';
import { goLive, textOf } from './live.js';

const MENTION = `<@${APPLICATION}>`;

it('shares the shards among processes that each are told theirs, answers once, and registers the commands once', async () => {
  const server = await DiscordServer.start();
  const environment = (list: string) => ({ DISCORD_SHARDS: '3', DISCORD_SHARD_LIST: list });
  const first = await goLive({ server, environment: environment('0,2') });
  const other = await goLive({ server, environment: environment('1') });
  expect([...server.gateway.log].sort()).toEqual(['identify 0/3', 'identify 1/3', 'identify 2/3']);
  const answer = await server.answerTo(server.say(`${MENTION} what is oolong?`, { mentions: [APPLICATION] }));
  expect(textOf(answer.body)).toContain('Oolong');
  const registered = [first, other].map(({ log }) =>
    log.filter((line) => /commands (?:were|are) registered/.test(line)),
  );
  expect(registered.map(({ length }) => length)).toEqual([1, 0]);
  for (const { running } of [first, other]) await running.stop();
  await server.stop();
});

it.each([
  [{ DISCORD_SHARDS: 'auto', DISCORD_SHARD_LIST: '0' }, /takes DISCORD_SHARDS as a number/],
  [{ DISCORD_SHARDS: '2', DISCORD_SHARD_LIST: '1-2' }, /must name shards from 0 to 1/],
  [{ DISCORD_SHARDS: '2', DISCORD_SHARD_LIST: 'all' }, /must be numbers of shards/],
  [{ DISCORD_SHARDS: '4', DISCORD_SHARD_LIST: '3-1' }, /must name shards/],
])('does not begin with %j', (environment, reason) => {
  expect(() => readDiscordSettings({ DISCORD_TOKEN: TOKEN, ...environment })).toThrow(reason);
});

it('says in the doctor which shards a process has', async () => {
  const server = await DiscordServer.start();
  const findings = await examineDiscord({
    ...{ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.url },
    ...{ DISCORD_SHARDS: '4', DISCORD_SHARD_LIST: '2-3' },
  });
  expect(findings.map(({ text }) => text).join('\n')).toContain('has the shards 2, 3 of 4');
  await server.stop();
});
