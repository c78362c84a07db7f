import { TEAM } from '../../../test/slack-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { slackEnvironment } from '../stage.js';

const EVENTS = 1_000;
/** So many are answered when it is killed. */
const ANSWERED = 100;
const PATIENCE_MS = 120_000;

export const killedSlack: Attack = {
  name: 'killed-slack',
  claims: 'What was received on Slack is answered once, though the program is killed',
  tries: `SIGKILL amid ${EVENTS} mentions, and a start`,
  async run(stage) {
    const slack = await stage.slack();
    const start = () => stage.start({ environment: slackEnvironment(slack) });
    const first = await start();
    await slack.until('it is there', () => slack.socket.connections > 0);
    const asked = [];
    for (let i = 0; i < EVENTS; i++)
      asked.push(slack.say(`<@${TEAM.botUser}> what is oolong?`, { by: `U0P${i}` }));
    const { sent } = slack.store;
    await slack.until('some are answered', () => sent.length >= ANSWERED, PATIENCE_MS);
    first.kill('SIGKILL');
    await first.ended;
    await start();
    await slack.until('all are answered', () => sent.length >= EVENTS, PATIENCE_MS).catch(() => undefined);
    const counts = asked.map((one) => slack.answersTo(one).length);
    return [
      never('mentions without an answer', counts.filter((count) => count === 0).length),
      never('mentions answered twice', counts.filter((count) => count > 1).length),
    ];
  },
};
