import { APPLICATION } from '../../../test/discord-server/world.js';
import { TEAM } from '../../../test/slack-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { discordEnvironment, slackEnvironment } from '../stage.js';

const SECRET = 'xylophonequark';
const STATUSES = [400, 401, 403, 404, 429, 500, 502, 503];

export const textsInLogs: Attack = {
  name: 'texts-in-logs',
  claims: 'No log holds what people asked, whatever a platform answers',
  tries: `questions with a secret word, to whose answers Discord and Slack say ${STATUSES.join(', ')}`,
  async run(stage) {
    const [discord, slack] = [await stage.discord(), await stage.slack()];
    const program = await stage.start({
      environment: { ...discordEnvironment(discord), ...slackEnvironment(slack), DOCENT_LOG_LEVEL: 'debug' },
    });
    await discord.until('it is there', () => discord.rest.commands.length > 0);
    await slack.until('it is there', () => slack.socket.connections > 0);
    for (const status of STATUSES) {
      const question = `what is oolong? ${SECRET}`;
      const retryAfter = status === 429 ? { retryAfter: 1 } : {};
      discord.rest.troubles.push({ on: /POST \/channels\/\d+\/messages/, status, ...retryAfter });
      discord.rest.troubles.push({ on: /POST \/interactions/, status, ...retryAfter });
      discord.say(`<@${APPLICATION}> ${question}`, {
        mentions: [APPLICATION],
        by: `70000000000000${status}`,
      });
      discord.slash('ask', { question }, { by: `71000000000000${status}` });
      slack.api.troubles.push({ on: 'chat.postMessage', status, ...retryAfter });
      slack.api.troubles.push({ on: 'response_url', status, ...retryAfter });
      slack.say(`<@${TEAM.botUser}> ${question}`, { by: `U0S${status}` });
      slack.slash('/ask', question, { by: `U0C${status}` });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
    await program.stop();
    return [
      never(
        'lines of the log that hold the secret',
        program.log.split('\n').filter((line) => line.includes(SECRET)).length,
      ),
      never('tokens in the log', program.log.includes(TEAM.botToken) ? 1 : 0),
    ];
  },
};
