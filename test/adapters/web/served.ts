import type { Hono } from 'hono';
import { onTestFinished } from 'vitest';
import { createMcpDoor } from '../../../adapters/mcp/http.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { readWebSettings } from '../../../adapters/web/config.js';
import { createWebDesk, type WebDesk } from '../../../adapters/web/desk.js';
import { listen } from '../../../adapters/web/listen.js';
import { createServer } from '../../../adapters/web/server.js';
import { createWidget } from '../../../adapters/web/widget.js';
import type { Bot } from '../../../src/bot.js';
import { builtFrom, TEAS, unobserved } from '../../builders.js';

export interface Served {
  readonly address: string;
  readonly log: () => string;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface ServeOptions {
  /** Folder of the articles. */
  readonly knowledge?: string;
  /** What answers, in place of a bot on these. */
  readonly bot?: Bot;
  readonly environment?: Record<string, string>;
  /** Parts of the desk that are not the usual ones. */
  readonly desk?: (bot: Bot) => Partial<WebDesk>;
  /** What is there for who runs the bot. */
  readonly office?: Hono;
  /** What becomes of a response on its way. */
  readonly sent?: (response: Response) => Promise<Response>;
}

/** Serves the site on a free port until the test is over, or until `close` is called. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const served = await open(options);
  onTestFinished(served.close);
  return served;
}

export async function open({
  knowledge = TEAS,
  bot: given,
  environment = {},
  desk: change = () => ({}),
  office,
  sent = async (response) => response,
}: ServeOptions = {}): Promise<Served & { close: () => Promise<void> }> {
  const bot = given ?? (await builtFrom(knowledge)).bot;
  let lines = '';
  const log = createLogger({ write: (line) => (lines += line), level: 'debug' });
  const settings = readWebSettings({ DOCENT_WEB_RATE: '100000', ...environment });
  const desk = { ...createWebDesk(unobserved(bot), settings, log), ...change(bot) };
  const mcp = settings.DOCENT_MCP === 'on' ? createMcpDoor(desk) : null;
  const widget = settings.DOCENT_WIDGET_ORIGINS.length > 0 ? await createWidget(desk) : null;
  const app = createServer(desk, office ?? null, mcp, widget);
  const answer: typeof app.fetch = async (...asked) => sent(await app.fetch(...asked));
  const { server, address } = await listen(answer, '127.0.0.1', { first: 0, last: 0 }, log);
  return {
    address,
    log: () => lines,
    get: (path, headers = {}) => fetch(`${address}${path}`, { headers }),
    post: (path, body, headers = {}) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
