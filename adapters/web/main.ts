import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Running, StartContext } from '../app/start.js';
import { removeTexts } from '../chat/earlier-files.js';
import { createLogger } from '../process/logger.js';
import { NO_OBSERVER } from '../service/observed.js';
import { readWebSettings } from './config.js';
import { createWebDesk, isLoopback } from './desk.js';
import { DRAIN_MS, UNREAD_MS } from './limits.js';
import { listen, portsFor } from './listen.js';
import { operationsApp } from './operations.js';
import { createServer } from './server.js';

/**
 * Serves the chat page and the API.
 * @throws {DocentError} `bad-settings`, `port-busy`, `cannot-listen`, and what opening throws
 */
export async function startWeb(context: StartContext): Promise<Running> {
  const settings = readWebSettings(context.environment);
  const { DOCENT_API_TOKEN: token, DOCENT_WEB_HOST: host, DOCENT_DATA_DIR: folder } = settings;
  const log = createLogger({
    write: context.write,
    level: settings.DOCENT_LOG_LEVEL,
    format: settings.DOCENT_LOG_FORMAT,
    secrets: [token ?? [], settings.named.map((one) => one.token)].flat(),
  });
  const { operations } = context;
  const { observer = NO_OBSERVER, metrics, health } = operations ?? {};
  const bot = observer.observe((await context.open()).bot, 'web');
  // Texts that are not to be kept any more go, whichever platform they came from.
  if (folder !== undefined && settings.DOCENT_KEEP_QUESTIONS === 'off') removeTexts(folder);
  const desk = createWebDesk(bot, settings, log, metrics, context.state);
  // Where the API asks for a token, so does the page.
  const page = { platform: token === undefined ? 'page' : 'api' };
  const office = operations ? await operationsApp(operations, settings.DOCENT_CORRECT_TOKEN, page) : null;
  const mcp = settings.DOCENT_MCP === 'on' ? (await import('../mcp/http.js')).createMcpDoor(desk) : null;
  const widget =
    settings.DOCENT_WIDGET_ORIGINS.length > 0 ? await (await import('./widget.js')).createWidget(desk) : null;
  const { server, address } = await listen(
    createServer(desk, office, mcp, widget).fetch,
    host,
    portsFor(settings.DOCENT_WEB_PORT),
    log,
    settings.DOCENT_WEB_PROXIES,
  );
  log.info(`Docent answers at ${address}`);
  if (!isLoopback(host) && token === undefined)
    log.info(
      'Whoever reaches this address may ask. DOCENT_API_TOKEN closes it to all who do not know the token',
    );
  const failed = new Promise<never>((_, reject) => server.once('error', reject));
  failed.catch(() => undefined);
  let stopped: Promise<void> | null = null;
  return {
    failed,
    stop: () => {
      health?.set('web', 'stopping');
      stopped ??= Promise.all([mcp?.close(), close(server)]).then(() => undefined);
      return stopped;
    },
  };
}

/**
 * Takes no new connection, and ends those that stay open after the answers under way. What has come by now and was not
 * taken yet would be cut off by the system, so it is waited for a moment.
 */
async function close(server: Server): Promise<void> {
  await sleep(UNREAD_MS);
  await new Promise<void>((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}
