import { APPLICATION, guild } from '../../test/discord-server/world.js';
import { isThing } from '../../test/slack-server/checks.js';
import { TEAM } from '../../test/slack-server/world.js';
import { seeded } from '../synthetic.js';
import { atMost, type Figure, never } from './attack.js';
import { QUESTION_SHAPES } from './question-shapes.js';
import { discordEnvironment, onStage, slackEnvironment } from './stage.js';

/** Payloads before it is looked whether an ordinary question is answered. */
const BATCH = 200;
/** Longest text of a message that a platform delivers, in characters. Source: Slack, chat.postMessage, `text`. */
const MAX_TEXT = 40_000;
const MOST_STALL_MS = 1_000;
const PATIENCE_MS = 60_000;

const LEAVES: readonly ((random: () => number) => unknown)[] = [
  () => null,
  (random) => random() * 1e20 - 1,
  () => '',
  () => [],
  () => ({}),
  (random) => random() < 0.5,
  () => ({ __proto__: null, constructor: 1, toString: 5 }),
  (random) => Array.from({ length: 1 + Math.floor(random() * 50) }, (_, i) => i),
  (random) => nested(1 + Math.floor(random() * 500)),
  (random) => {
    const pieces = Object.values(QUESTION_SHAPES);
    const piece = pieces[Math.floor(random() * pieces.length)] as string;
    return piece.repeat(Math.floor((random() * MAX_TEXT) / piece.length));
  },
];

function nested(depth: number): unknown {
  let inner: unknown = 'deep';
  for (let i = 0; i < depth; i++) inner = i % 2 === 0 ? [inner] : { elements: inner };
  return inner;
}

/** A copy of which some parts, wherever, are something else. */
export function mutated(part: unknown, random: () => number, share = 0.04): unknown {
  if (random() < share) return LEAVES[Math.floor(random() * LEAVES.length)]?.(random);
  if (Array.isArray(part)) return part.map((one) => mutated(one, random, share));
  if (!isThing(part)) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, mutated(value, random, share)]));
}

/** Events of both platforms with anything in them, until the time is over. */
export async function fuzzPayloads(
  budgetMs: number,
  seed: number,
): Promise<{ report: string; figures: readonly Figure[] }> {
  const random = seeded(seed);
  return onStage(0, async (stage) => {
    const [discord, slack] = [await stage.discord(), await stage.slack()];
    slack.socket.deadlineMs = PATIENCE_MS;
    const program = await stage.start({
      environment: { ...discordEnvironment(discord), ...slackEnvironment(slack) },
    });
    await discord.until('it is on Discord', () => discord.rest.commands.length > 0);
    await slack.until('it is on Slack', () => slack.socket.connections > 0);
    await discord.answerTo(discord.say(`<@${APPLICATION}> what is rooibos?`, { mentions: [APPLICATION] }));
    discord.slash('ask', { question: 'what is oolong?' });
    await slack.answerTo(slack.say(`<@${TEAM.botUser}> what is rooibos?`));
    await slack.responseTo(slack.slash('/ask', 'what is rooibos?'));
    const onDiscord = [...new Map((discord.gateway.sessions[0]?.events ?? []).map(({ t, d }) => [t, d]))];
    const onSlack = slack.delivered.filter(({ type }) => type === 'events_api').map(({ payload }) => payload);
    await program.look();
    const end = performance.now() + budgetMs;
    let cases = 0;
    let unanswered = 0;
    let slowestMs = 0;
    let stall = 0;
    for (let batch = 0; performance.now() < end && !program.hasEnded; batch++) {
      for (let i = 0; i < BATCH; i++, cases++) {
        const [type, event] = onDiscord[Math.floor(random() * onDiscord.length)] ?? ['', null];
        const payload = mutated(onSlack[Math.floor(random() * onSlack.length)], random);
        if (random() < 0.5) discord.gateway.dispatch(type, mutated(event, random));
        else if (isThing(payload)) slack.tellRaw(payload);
      }
      // What the server is like, not what was said of it.
      discord.gateway.dispatch('GUILD_CREATE', guild());
      const start = performance.now();
      const asked = slack.say(`<@${TEAM.botUser}> what is oolong?`, { by: `U0B${batch}` });
      const mention = discord.say(`<@${APPLICATION}> what is oolong?`, {
        mentions: [APPLICATION],
        by: String(700000000000000000n + BigInt(batch)),
      });
      const isAnswered = () => slack.answersTo(asked).length > 0 && discord.answersTo(mention).length > 0;
      await slack
        .until('it is answered', () => slack.answersTo(asked).length > 0, PATIENCE_MS)
        .catch(() => undefined);
      await discord
        .until('it is answered', () => discord.answersTo(mention).length > 0, PATIENCE_MS)
        .catch(() => undefined);
      if (!isAnswered()) unanswered++;
      slowestMs = Math.max(slowestMs, performance.now() - start);
      if (!program.hasEnded) stall = Math.max(stall, (await program.look()).stallMs);
    }
    return {
      report: `## payloads\n\n${cases} events with parts changed at random, seed ${seed}; after every ${BATCH} an ordinary question on both platforms, answered after ${slowestMs.toFixed(0)} ms at most.${program.hasEnded ? `\n\nIt said: ${program.log.slice(-1_000)}` : ''}`,
      figures: [
        never(`payloads: programs ended, of ${cases} events`, program.hasEnded ? 1 : 0),
        never('payloads: ordinary questions unanswered', unanswered),
        atMost('payloads: longest standstill', stall, MOST_STALL_MS, 'ms'),
      ],
    };
  });
}
