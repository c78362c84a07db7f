import { APPLICATION } from '../../../test/discord-server/world.js';
import { TEAM } from '../../../test/slack-server/world.js';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { discordEnvironment, slackEnvironment } from '../stage.js';

const AT_ONCE = 100;
const MOST_MS = 10_000;

export const stoppedUnderLoad: Attack = {
  name: 'stopped-under-load',
  claims: 'A stop finishes what is under way, and takes ten seconds at most',
  tries: `SIGTERM amid ${AT_ONCE} questions each over HTTP, on Discord and on Slack`,
  async run(stage) {
    const [discord, slack] = [await stage.discord(), await stage.slack()];
    const program = await stage.start({
      environment: { ...discordEnvironment(discord), ...slackEnvironment(slack) },
    });
    await discord.until('it is on Discord', () => discord.rest.commands.length > 0);
    await slack.until('it is on Slack', () => slack.socket.connections > 0);
    let broken = 0;
    const web = Array.from({ length: AT_ONCE }, (_, i) =>
      program.ask(`compare green tea and rooibos ${i}`).then(
        async (response) => void (await response.text()),
        () => void broken++,
      ),
    );
    const mentions = Array.from({ length: AT_ONCE }, (_, i) =>
      discord.say(`<@${APPLICATION}> what is oolong?`, {
        mentions: [APPLICATION],
        by: String(700000000000000000n + BigInt(i)),
      }),
    );
    const messages = Array.from({ length: AT_ONCE }, (_, i) =>
      slack.say(`<@${TEAM.botUser}> what is oolong?`, { by: `U0P${i}` }),
    );
    // What has not been taken yet is not under way.
    await Promise.race(web);
    const { ms, status } = await program.stop(60_000);
    await Promise.all(web);
    const doubled = [
      ...mentions.map((id) => discord.answersTo(id)),
      ...messages.map((one) => slack.answersTo(one)),
    ];
    return [
      atMost('the stop took', ms, MOST_MS, 'ms'),
      never('exit statuses that are not 0', status === 0 ? 0 : 1),
      never('requests over HTTP that were broken off', broken),
      never('answers given twice', doubled.filter((list) => list.length > 1).length),
    ];
  },
};
