import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { manifestFor } from '../adapters/slack/manifest.js';
import { SlackServer } from '../test/slack-server/server.js';
import { APP_TOKEN, installedBy, TEAM } from '../test/slack-server/world.js';
import { kept, ms, quantile, ratio, table } from './figures.js';

const COMMANDS = 1_000;
const WARM_UP = 100;
const WANTED_ACK_P99_MS = 50;
/** Messages of the second measurement, which are sent in bursts of so many. */
const MENTIONS = 1_000;
const BURST = 100;
const WANTED_MENTIONS_S = 10;
const PATIENCE_MS = 60_000;

/** From the envelope on the socket, in milliseconds. */
interface Times {
  /** Until the acknowledgement is there. */
  readonly ack: readonly number[];
  /** Until the request to the `response_url` is there. */
  readonly answer: readonly number[];
}

/**
 * Slash commands on loopback in Socket Mode, one after the other, each bot a process of its own with the real
 * Bolt; and as many mentions in bursts, a fifth of them delivered twice.
 * @param program the built `docent`
 * @returns Markdown
 */
export async function slackSection(
  root: string,
  program: string,
  cache: string,
  questions: readonly string[],
): Promise<string> {
  const docent = await withBot([program, 'start'], cache, async (server) => ({
    times: await commands(server, questions),
    seconds: await mentions(server, questions),
  }));
  const bare = await withBot([join(root, 'bench/bare-slack.mjs')], cache, (server) =>
    commands(server, questions),
  );
  const row = (name: string, { ack, answer }: Times) => [
    name,
    ...[ack, answer].flatMap((times) => [ms(quantile(times, 0.5)), ms(quantile(times, 0.99))]),
    ratio(quantile(answer, 0.5), quantile(bare.answer, 0.5)),
  ];
  const header = ['', 'ack p50 ms', 'ack p99 ms', 'answer p50 ms', 'answer p99 ms', 'ratio answer p50'];
  return [
    `## Slack\n\n${COMMANDS} slash commands on loopback in Socket Mode: from the envelope on the socket to its acknowledgement, and to the request that brings the answer. Beside it a bot on Bolt that answers everything with one word.`,
    table(header, [row('docent', docent.times), row('one word', bare)]),
    `${MENTIONS} mentions in bursts of ${BURST}, a fifth of them delivered twice, are answered once each in ${docent.seconds.toFixed(1)} s.`,
    `Wanted: ${[
      kept('p99 of the acknowledgement in ms', quantile(docent.times.ack, 0.99), WANTED_ACK_P99_MS),
      kept(`${MENTIONS} mentions in s`, docent.seconds, WANTED_MENTIONS_S),
    ].join('; ')}.`,
  ].join('\n\n');
}

async function commands(server: SlackServer, questions: readonly string[]): Promise<Times> {
  const ack: number[] = [];
  const answer: number[] = [];
  for (let i = -WARM_UP; i < COMMANDS; i++) {
    const asked = server.slash('/ask', questions.at(i % questions.length) ?? '');
    await server.until('it is answered', () => asked.ackedAt > 0 && asked.answeredAt > 0);
    if (i < 0) continue;
    ack.push(asked.ackedAt - asked.madeAt);
    answer.push(asked.answeredAt - asked.madeAt);
  }
  return { ack, answer };
}

/** @returns seconds */
async function mentions(server: SlackServer, questions: readonly string[]): Promise<number> {
  const before = server.store.sent.length;
  const start = performance.now();
  const said = [];
  for (let i = 0; i < MENTIONS; i++) {
    const one = server.say(`<@${TEAM.botUser}> ${questions[i % questions.length]}`);
    said.push(one);
    if (i % 5 === 0) server.repeat(one);
    if (i % BURST === BURST - 1) await server.settled(PATIENCE_MS);
  }
  await server.until('all are answered', () => server.store.sent.length >= before + MENTIONS, PATIENCE_MS);
  const seconds = (performance.now() - start) / 1000;
  const wrong = said.filter((one) => server.answersTo(one).length !== 1);
  if (wrong.length > 0) throw new Error(`${wrong.length} mentions were not answered once`);
  return seconds;
}

async function withBot<T>(
  args: readonly string[],
  cache: string,
  run: (server: SlackServer) => Promise<T>,
): Promise<T> {
  const server = await SlackServer.start(installedBy(manifestFor()));
  // Times are measured here; a busy machine is no fault of the bot's.
  server.socket.deadlineMs = PATIENCE_MS;
  const bot = spawn(process.execPath, args, {
    env: {
      PATH: process.env.PATH,
      DOCENT_CACHE_DIR: cache,
      DOCENT_DATA_DIR: cache,
      SLACK_BOT_TOKEN: TEAM.botToken,
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: server.url,
      DOCENT_RATE_PER_PERSON: '100000',
      DOCENT_RATE_PER_CHANNEL: '100000',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(bot, 'exit');
  let said = '';
  bot.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  try {
    await server.until('the bot is there', () => server.socket.connections > 0);
    const result = await run(server);
    if (server.faults.length > 0) throw new Error(server.faults.join('\n'));
    return result;
  } catch (error) {
    throw new Error(`The bot said: ${said}`, { cause: error });
  } finally {
    bot.kill('SIGTERM');
    await ended;
    await server.stop();
  }
}
