import { onTestFinished } from 'vitest';
import type { Operations } from '../../../adapters/app/operations.js';
import type { Running } from '../../../adapters/app/start.js';
import { startDiscord } from '../../../adapters/discord/main.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, TEAS } from '../../builders.js';
import type { Corrected } from '../../corrected.js';
import { DiscordServer } from '../../discord-server/server.js';
import { TOKEN } from '../../discord-server/world.js';
import { stateFor } from '../state.js';

export interface Live {
  readonly server: DiscordServer;
  readonly running: Running;
  /** Lines of the log. */
  readonly log: string[];
}

export interface LiveOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly mayReadAll?: boolean;
  readonly server?: DiscordServer;
  /** Changes how the bot answers: slowly, or with an error. */
  readonly ask?: (bot: Bot) => Bot['ask'];
  /** What answers in place of the teas. */
  readonly bot?: Bot;
  /** Articles whose answers can be corrected, in place of the teas. */
  readonly corrected?: Corrected | undefined;
  readonly operations?: Operations;
}

/** The bot on the teas, connected by the real discord.js to a server of Discord's kind, and taken down after the test. */
export async function goLive(options: LiveOptions = {}): Promise<Live> {
  const bot = options.bot ?? (await builtFrom(TEAS)).bot;
  const server = options.server ?? (await DiscordServer.start({ mayReadAll: options.mayReadAll ?? false }));
  const log: string[] = [];
  const { corrected } = options;
  const asking: Bot = corrected?.live.scoped ?? (options.ask ? { ...bot, ask: options.ask(bot) } : bot);
  const { stopped, ...kept } = await stateFor(options.environment);
  const started = await startDiscord({
    open: async () => ({ bot: asking, hash: '', fromCache: false, warnings: [], meaning: null }),
    environment: { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.url, ...options.environment },
    write: (line) => log.push(line),
    ...kept,
    ...(options.operations ? { operations: options.operations } : {}),
    ...(corrected ? { operations: corrected.operations } : {}),
  });
  const running = stopped(started);
  onTestFinished(async () => {
    await running.stop();
    if (!options.server) await server.stop();
  });
  return { server, running, log };
}

/** All text of a message that the bot sent. */
export function textOf(body: unknown): string {
  if (Array.isArray(body)) return body.map(textOf).join('\n');
  if (typeof body !== 'object' || body === null) return '';
  const { content, components } = body as { content?: string; components?: unknown };
  return [content ?? '', textOf(components ?? [])].filter((text) => text !== '').join('\n');
}

interface Part {
  readonly custom_id?: string;
  readonly label?: string;
  readonly emoji?: { readonly name: string };
  readonly options?: { value: string }[];
  readonly components?: Part[];
}

/** Buttons and menus of a message, by label or emoji; a menu is named `menu`. */
export function controlsOf(body: unknown): Map<string, Part & { custom_id: string }> {
  const parts = (part: Part): Part[] => [part, ...(part.components ?? []).flatMap(parts)];
  return new Map(
    parts(body as Part).flatMap((part) =>
      part.custom_id
        ? [[part.label ?? part.emoji?.name ?? 'menu', { ...part, custom_id: part.custom_id }]]
        : [],
    ),
  );
}
