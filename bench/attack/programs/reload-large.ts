import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DiscordServer } from '../../../test/discord-server/server.js';
import { APPLICATION } from '../../../test/discord-server/world.js';
import type { Attack } from '../attack.js';
import { atMost, never } from '../attack.js';
import { largeCorpus } from '../large-corpus.js';
import { discordEnvironment, slackEnvironment } from '../stage.js';

const MOST_STALL_MS = 50;
const EVERY_MS = 500;
/** Time to the first response on both platforms, in milliseconds; see their servers. */
const DEADLINE_MS = 3_000;
const PATIENCE_MS = 900_000;

export const reloadLarge: Attack = {
  name: 'reload-large',
  claims: 'An edit of a large corpus holds up nobody',
  tries: 'one line is edited; a command on Discord and one on Slack twice a second meanwhile',
  async run(stage) {
    const { knowledge, cache, questions } = await largeCorpus(stage.passages);
    const [discord, slack] = [await stage.discord(), await stage.slack()];
    const program = await stage.start({
      knowledge,
      environment: { ...discordEnvironment(discord), ...slackEnvironment(slack), DOCENT_CACHE_DIR: cache },
    });
    await discord.until('it is on Discord', () => discord.rest.commands.length > 0, PATIENCE_MS);
    await slack.until('it is on Slack', () => slack.socket.connections > 0, PATIENCE_MS);
    const warm = discord.slash('ask', { question: questions[0] ?? '' });
    await discord.until('it answers', () => warm.state === 'answered', PATIENCE_MS);
    await program.look();
    await appendFile(join(knowledge, '00000.md'), '\nOne more sentence stands here.\n');
    const begun = performance.now();
    const used = [];
    const inService = /knowledge is in service/;
    while (!inService.test(program.log) && performance.now() - begun < PATIENCE_MS) {
      const question: string = questions[used.length % questions.length] ?? '';
      used.push({ discord: discord.slash('ask', { question }), slack: slack.slash('/ask', question) });
      await pause(EVERY_MS);
    }
    const seconds = (performance.now() - begun) / 1_000;
    await pause(DEADLINE_MS);
    const { stallMs } = await program.look();
    const lostOnDiscord = used.filter((one) => one.discord.state === 'new').length;
    const acks = used.map((one) => (one.slack.ackedAt || Number.POSITIVE_INFINITY) - one.slack.madeAt);
    return [
      atMost(
        `longest standstill of the thread that answers (${stage.passages} passages, in service after ${seconds.toFixed(0)} s)`,
        stallMs,
        MOST_STALL_MS,
        'ms',
      ),
      never(`commands lost on Discord, of ${used.length}`, lostOnDiscord),
      never(`commands lost on Slack, of ${used.length}`, acks.filter((ms) => ms > DEADLINE_MS).length),
      atMost('slowest acknowledgement on Slack', Math.max(...acks), DEADLINE_MS, 'ms'),
      never('mentions unanswered afterwards', await mention(discord)),
    ];
  },
};

async function mention(discord: DiscordServer): Promise<number> {
  const id = discord.say(`<@${APPLICATION}> what is there?`, { mentions: [APPLICATION] });
  return discord.answerTo(id).then(
    () => 0,
    () => 1,
  );
}
