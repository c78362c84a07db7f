import { APPLICATION } from '../../../test/discord-server/world.js';
import { TEAM } from '../../../test/slack-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { discordEnvironment, slackEnvironment } from '../stage.js';

const MENTIONS = 500;
const PATIENCE_MS = 120_000;

export const redelivered: Attack = {
  name: 'redelivered',
  claims: 'An event that comes twice is answered once',
  tries: `${MENTIONS} mentions on each platform, each sent twice, connections dropped between`,
  async run(stage) {
    const [discord, slack] = [await stage.discord(), await stage.slack()];
    await stage.start({ environment: { ...discordEnvironment(discord), ...slackEnvironment(slack) } });
    await discord.until('it is on Discord', () => discord.rest.commands.length > 0);
    await slack.until('it is on Slack', () => slack.socket.connections > 0);
    const mentions: string[] = [];
    const messages = [];
    for (let i = 0; i < MENTIONS; i++) {
      const by = String(700000000000000000n + BigInt(i));
      mentions.push(discord.say(`<@${APPLICATION}> what is oolong?`, { mentions: [APPLICATION], by }));
      discord.gateway.repeatLast();
      const one = slack.say(`<@${TEAM.botUser}> what is oolong?`, { by: `U0P${i}` });
      slack.repeat(one);
      messages.push(one);
      if (i % 100 === 50) discord.gateway.drop();
      if (i % 100 === 99) {
        slack.socket.drop();
        await slack.until('it is on Slack again', () => slack.socket.connections > 0);
      }
    }
    await discord.until(
      'all are answered on Discord',
      () => discord.rest.messages.size >= MENTIONS,
      PATIENCE_MS,
    );
    await slack.until('all are answered on Slack', () => slack.store.sent.length >= MENTIONS, PATIENCE_MS);
    await slack.settled();
    return [
      never(
        'mentions on Discord not answered once',
        mentions.filter((id) => discord.answersTo(id).length !== 1).length,
      ),
      never(
        'mentions on Slack not answered once',
        messages.filter((one) => slack.answersTo(one).length !== 1).length,
      ),
    ];
  },
};
