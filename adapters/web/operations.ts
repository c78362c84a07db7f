import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import type { Operations } from '../app/operations.js';
import { createBar } from '../chat/least-likelihood.js';
import { readNoted } from '../chat/listening.js';
import type { Health } from '../process/health.js';
import type { Metrics } from '../process/metrics.js';
import { botsByScope } from '../service/scopes/bots-by-scope.js';
import type { Place } from '../service/scopes/place.js';
import { adminRoutes } from './admin.js';
import { ADMIN } from './admin-page.js';
import { SYNC, syncRoutes } from './api/sync.js';
import { CORRECT, correctRoutes } from './correct.js';
import { API } from './server.js';

export interface OperationsDeps {
  readonly health: Health;
  readonly metrics: Metrics;
  /** What `/metrics` asks for as a bearer token; `null` lets everybody read them who reaches the server. */
  readonly metricsToken: string | null;
}

/**
 * What a monitoring system asks: `/healthz`, whether the program runs (restart it when it does not answer);
 * `/readyz`, whether it is connected and may be asked (503 when not); `/metrics`, in Prometheus' text format.
 */
export function operationsRoutes({ health, metrics, metricsToken }: OperationsDeps): Hono {
  const app = new Hono();
  app.use('/metrics', async (c, next) => {
    if (metricsToken === null) return next();
    return bearerAuth({ token: metricsToken, realm: 'Docent metrics' })(c, next);
  });
  app.get('/healthz', (c) => c.json({ status: 'up' }, 200, NO_STORE));
  app.get('/readyz', (c) => {
    const { isReady, parts, notes } = health;
    const status = isReady ? 'ready' : 'not ready';
    return c.json({ status, parts, ...notes }, isReady ? 200 : 503, NO_STORE);
  });
  app.get('/metrics', async (c) =>
    c.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType, ...NO_STORE }),
  );
  return app;
}

/**
 * All that is for who runs the bot, as one application. It sends headers of its own, so it is mounted before
 * whatever sets those of the chat page.
 * @param page where the chat page is, for the rules that say what is seen there
 */
export async function operationsApp(
  { health, metrics, office }: Operations,
  correctToken?: string,
  page: Place = { platform: 'page' },
): Promise<Hono> {
  const metricsToken = office?.settings.DOCENT_METRICS_TOKEN ?? null;
  const app = operationsRoutes({ health, metrics, metricsToken });
  if (!office) return app;
  const { books, pseudonyms, settings } = office;
  const followed = await office.knowledge();
  const bar = createBar({
    set: settings.DOCENT_LISTEN_LIKELIHOOD,
    voted: () => office.records.voted(),
    // It is as it was then.
    failed: () => undefined,
  });
  const admin = adminRoutes({
    ...{ books, pseudonyms },
    token: settings.DOCENT_ADMIN_TOKEN ?? null,
    bot: () => followed.bot.now(),
    scoped: async () => botsByScope(followed),
    knowledge: () => followed.state,
    corrections: office.corrections,
    drafts: office.drafts,
    unasked: async () => ({ noted: await readNoted(office.state), bar: await bar() }),
    sources: async () => (await office.sources?.statuses()) ?? [],
    days: settings.DOCENT_RETENTION_DAYS || DEFAULT_DAYS,
  });
  if (office.sources) app.route(`${API}${SYNC}`, syncRoutes(office.sources));
  const correct = correctRoutes({
    ...{ token: correctToken ?? null, corrections: office.corrections },
    bot: () => followed.scoped.at(page),
  });
  return app.route(CORRECT, correct).route(ADMIN, admin);
}

/** How far the admin page looks back where no records are kept. */
const DEFAULT_DAYS = 90;
const NO_STORE = { 'Cache-Control': 'no-store' };
