// A bot on Bolt that acknowledges every slash command and answers it with one word, for the benchmark to compare with.
import bolt from '@slack/bolt';

const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env;
const app = new bolt.App({ token, appToken, socketMode: true, clientOptions: { slackApiUrl } });

app.command('/ask', async ({ ack, respond }) => {
  await ack();
  await respond({ text: 'word' });
});

process.once('SIGTERM', () => process.exit());
await app.start();
