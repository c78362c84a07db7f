import { expect, onTestFinished } from 'vitest';
import type { Running } from '../../../adapters/app/start.js';
import { startTelegram } from '../../../adapters/telegram/main.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, TEAS } from '../../builders.js';
import type { Corrected } from '../../corrected.js';
import { listOf, type Thing } from '../../telegram-server/checks.js';
import { type Sent, TelegramServer } from '../../telegram-server/server.js';
import { TOKEN } from '../../telegram-server/world.js';
import { stateFor } from '../state.js';

export interface Live {
  readonly server: TelegramServer;
  readonly running: Running;
  /** Lines of the log. */
  readonly log: string[];
}

export interface LiveOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly server?: TelegramServer;
  readonly readsAll?: boolean;
  /** Changes how the bot answers: slowly, or with an error. */
  readonly ask?: (bot: Bot) => Bot['ask'];
  /** Articles whose answers can be corrected, in place of the teas. */
  readonly corrected?: Corrected | undefined;
}

/**
 * The bot on the teas, connected by the real grammY to a server of the Bot API's kind, and taken down after the test. At
 * the end nothing may be held against it, and its log may not tell the token.
 */
export async function goLive(options: LiveOptions = {}): Promise<Live> {
  const { bot } = await builtFrom(TEAS);
  const { readsAll = false } = options;
  const server = options.server ?? (await TelegramServer.start({ readsAll }));
  const log: string[] = [];
  const { corrected } = options;
  const asking: Bot = corrected?.live.scoped ?? (options.ask ? { ...bot, ask: options.ask(bot) } : bot);
  let running: Running | null = null;
  onTestFinished(async () => {
    await running?.stop();
    if (!options.server) await server.stop();
    expect(server.faults).toEqual([]);
    expect(log.join('')).not.toContain(TOKEN);
  });
  const { stopped, ...kept } = await stateFor(options.environment);
  const started = await startTelegram({
    open: async () => ({ bot: asking, hash: '', fromCache: false, warnings: [], meaning: null }),
    environment: { TELEGRAM_TOKEN: TOKEN, TELEGRAM_API_URL: server.url, ...options.environment },
    write: (line) => log.push(line),
    ...kept,
    ...(corrected ? { operations: corrected.operations } : {}),
  });
  running = stopped(started);
  return { server, running, log };
}

export const textOf = ({ body }: Pick<Sent, 'body'>): string =>
  String(body.text).replaceAll('\u200b', '').replaceAll('\u00a0', ' ');

/** Buttons of a message by label. */
export function buttonsOf({ body }: Pick<Sent, 'body'>): Map<string, string> {
  const rows = listOf((body.reply_markup as Thing | undefined)?.inline_keyboard) as unknown as Thing[][];
  return new Map(rows.flat().map(({ text, callback_data: data }) => [String(text), String(data)]));
}
