import { APPLICATION } from '../../../test/discord-server/world.js';
import type { Attack } from '../attack.js';
import { never } from '../attack.js';
import { discordEnvironment } from '../stage.js';

const EVENTS = 1_000;
/** So many are answered when it is killed. */
const ANSWERED = 100;
const CHANNELS = 25;
/** A bot may ask and send fifty times a second, and what is caught up takes three requests each. */
const PATIENCE_MS = 300_000;

export const killedDiscord: Attack = {
  name: 'killed-discord',
  claims: 'What was received on Discord is answered once, though the program is killed',
  tries: `SIGKILL amid ${EVENTS} mentions, and a start`,
  async run(stage) {
    const discord = await stage.discord();
    const start = () => stage.start({ environment: discordEnvironment(discord) });
    const first = await start();
    await discord.until('it is there', () => discord.rest.commands.length > 0);
    const asked: string[] = [];
    for (let i = 0; i < EVENTS; i++)
      asked.push(
        discord.say(`<@${APPLICATION}> what is oolong?`, {
          mentions: [APPLICATION],
          by: String(700000000000000000n + BigInt(i)),
          channel: String(800000000000000000n + BigInt(i % CHANNELS)),
        }),
      );
    const { messages } = discord.rest;
    await discord.until('some are answered', () => messages.size >= ANSWERED, PATIENCE_MS);
    first.kill('SIGKILL');
    await first.ended;
    await start();
    await discord
      .until('all are answered', () => messages.size >= EVENTS, PATIENCE_MS)
      .catch(() => undefined);
    const answers = new Map<string | null, number>();
    for (const { answers: to } of messages.values()) answers.set(to, (answers.get(to) ?? 0) + 1);
    return [
      never('mentions without an answer', asked.filter((id) => !answers.has(id)).length),
      never('mentions answered twice', asked.filter((id) => (answers.get(id) ?? 0) > 1).length),
      never('requests that Discord would not take', discord.rest.faults.length),
    ];
  },
};
