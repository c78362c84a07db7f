import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DiscordServer } from '../test/discord-server/server.js';
import { TOKEN } from '../test/discord-server/world.js';
import { kept, ms, quantile, ratio, table } from './figures.js';

const COMMANDS = 1_000;
const WARM_UP = 100;
const WANTED_P99_MS = 50;

interface Measured {
  /** From INTERACTION_CREATE on the socket until the callback request is there in full, in milliseconds. */
  readonly times: number[];
  readonly deferred: number;
}

/**
 * Slash commands on loopback, one after the other, each bot a process of its own with the real discord.js.
 * @param program the built `docent`
 * @returns Markdown
 */
export async function discordSection(
  root: string,
  program: string,
  cache: string,
  questions: readonly string[],
): Promise<string> {
  const docent = await measure([program, 'start'], cache, questions);
  const bare = await measure([join(root, 'bench/bare-discord.mjs')], cache, questions);
  const row = (name: string, { times, deferred }: Measured) => [
    name,
    ms(quantile(times, 0.5)),
    ms(quantile(times, 0.99)),
    ratio(quantile(times, 0.5), quantile(bare.times, 0.5)),
    String(deferred),
  ];
  return [
    `## Discord\n\n${COMMANDS} slash commands on loopback: from the event on the socket to the finished callback request. Beside it a bot on discord.js that answers everything with one word.`,
    table(['', 'p50 ms', 'p99 ms', 'ratio p50', 'deferred'], [row('docent', docent), row('one word', bare)]),
    `Wanted: ${kept('p99 in ms', quantile(docent.times, 0.99), WANTED_P99_MS)}.`,
  ].join('\n\n');
}

async function measure(
  args: readonly string[],
  cache: string,
  questions: readonly string[],
): Promise<Measured> {
  const server = await DiscordServer.start();
  const bot = spawn(process.execPath, args, {
    env: {
      PATH: process.env.PATH,
      DOCENT_CACHE_DIR: cache,
      DOCENT_DATA_DIR: cache,
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: server.url,
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
    await server.until('the bot is there', () => server.gateway.isConnected);
    const times: number[] = [];
    for (let i = -WARM_UP; i < COMMANDS; i++) {
      const question = questions.at(i % questions.length) ?? '';
      const start = performance.now();
      const { id } = server.slash('ask', { question });
      await server.answerTo(id);
      const request = server.rest.requests.at(-1);
      if (!request?.path.startsWith(`/interactions/${id}/`))
        throw new Error(`Not a response: ${request?.path}`);
      if (i >= 0) times.push(request.at - start);
    }
    const deferred = server.rest.requests.filter(
      ({ body }) => (body as { type?: number } | undefined)?.type === 5,
    ).length;
    return { times, deferred };
  } catch (error) {
    throw new Error(`The bot said: ${said}`, { cause: error });
  } finally {
    bot.kill('SIGTERM');
    await ended;
    await server.stop();
  }
}
