import { setTimeout as pause } from 'node:timers/promises';
import { APPLICATION } from '../../../test/discord-server/world.js';
import { malformed } from '../../../test/malformed.js';
import { isThing } from '../../../test/slack-server/checks.js';
import { TEAM } from '../../../test/slack-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { discordEnvironment, slackEnvironment } from '../stage.js';

const SETTLED_MS = 3_000;

/** What may come over Discord's socket instead of an event. */
const FRAMES = [
  ...[
    '',
    '{',
    'null',
    '[]',
    '5',
    '{"op":0}',
    '{"op":0,"t":"READY","s":1,"d":null}',
    '{"op":0,"t":"RESUMED"}',
  ],
  ...['{"op":10,"d":null}', '{"op":11}', '{"op":"9"}', '{"op":99,"d":{}}', `${'['.repeat(50_000)}`],
];

export const brokenEvents: Attack = {
  name: 'broken-events',
  claims: 'An event with a part that is missing or of another kind is survived, and others are answered',
  tries: 'every event of both platforms, each of its parts in turn replaced or left out',
  async run(stage) {
    const [discord, slack] = [await stage.discord(), await stage.slack()];
    const program = await stage.start({
      environment: { ...discordEnvironment(discord), ...slackEnvironment(slack) },
    });
    await discord.until('it is on Discord', () => discord.rest.commands.length > 0);
    await slack.until('it is on Slack', () => slack.socket.connections > 0);
    const question = discord.say(`<@${APPLICATION}> what is rooibos?`, { mentions: [APPLICATION] });
    const answer = await discord.answerTo(question);
    discord.slash('ask', { question: 'what is oolong?' });
    discord.press(answer, 'nothing');
    discord.change(question, `<@${APPLICATION}> what is oolong?`, { mentions: [APPLICATION] });
    discord.remove(question);
    const kinds = new Map((discord.gateway.sessions[0]?.events ?? []).map(({ t, d }) => [t, d]));
    let sent = 0;
    for (const [type, event] of kinds)
      for (const one of malformed(event)) {
        discord.gateway.dispatch(type, one);
        sent++;
      }
    for (const frame of FRAMES) for (const { socket } of discord.gateway.sessions) socket?.send(frame);
    discord.gateway.dispatch('GUILD_CREATE', kinds.get('GUILD_CREATE'));
    await slack.answerTo(slack.say(`<@${TEAM.botUser}> what is rooibos?`));
    await slack.responseTo(slack.slash('/ask', 'what is rooibos?'));
    for (const { type, payload } of [...slack.delivered])
      for (const one of type === 'events_api' ? malformed(payload) : [])
        if (isThing(one)) {
          slack.tellRaw(one);
          sent++;
        }
    await pause(SETTLED_MS);
    const onDiscord = discord.say(`<@${APPLICATION}> what is oolong?`, {
      mentions: [APPLICATION],
      by: '777777777777777777',
    });
    const onSlack = slack.say(`<@${TEAM.botUser}> what is oolong?`, { by: 'U0LATER' });
    await discord.answerTo(onDiscord).catch(() => undefined);
    await slack.answerTo(onSlack).catch(() => undefined);
    return [
      never(`programs ended, of ${sent} events`, program.hasEnded ? 1 : 0),
      never(
        'questions afterwards on Discord without one answer',
        discord.answersTo(onDiscord).length === 1 ? 0 : 1,
      ),
      never(
        'questions afterwards on Slack without one answer',
        slack.answersTo(onSlack).length === 1 ? 0 : 1,
      ),
    ];
  },
};
