import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { bearerAuth } from 'hono/bearer-auth';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { DocentError } from '../../src/errors.js';
import { originGuard, requestLimits, WIDGET_API } from './access.js';
import { mountQuestion } from './api/ask.js';
import { mountFeedback } from './api/feedback.js';
import { type WebDesk, webDeskAt } from './desk.js';
import { STARTERS, TYPED } from './input.js';
import { PASSAGES, passagesBody } from './passages.js';
import { invalid } from './problem.js';
import { BODY_PROBLEMS, body, json, problems, SUGGESTIONS } from './schemas.js';
import { API } from './server.js';

/** What a page loads. */
const SCRIPT = '/docent.js';

/** How long a browser may remember that a page may ask, in seconds; Chromium remembers it no longer than two hours. */
const PREFLIGHT_SECONDS = 7_200;

const searchRoute = createRoute({
  method: 'post',
  path: '/search',
  request: { body: body(TYPED) },
  responses: { 200: json(PASSAGES, 'Passages for what is typed so far.'), ...problems(...BODY_PROBLEMS) },
});

const startersRoute = createRoute({
  method: 'post',
  path: '/starters',
  request: { body: body(STARTERS) },
  responses: { 200: json(SUGGESTIONS, 'Questions to begin with.'), ...problems(...BODY_PROBLEMS) },
});

/**
 * The widget for pages of other sites, with headers of its own: its script for all, its questions for the origins and
 * the token of the settings.
 * @throws {DocentError} `no-widget`, when it was not built
 */
export async function createWidget(desk: WebDesk): Promise<OpenAPIHono> {
  const script = await readScript();
  const { origins, token } = desk.widget;
  const app = new OpenAPIHono({
    defaultHook: (result, c) => (result.success ? undefined : invalid(c, result.error)),
  });
  app.use(SCRIPT, headers(), cors({ origin: '*' }));
  app.get(SCRIPT, compress(), etag(), (c) =>
    c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' }),
  );
  app.use(
    `${WIDGET_API}/*`,
    headers(),
    cors({
      origin: [...origins],
      allowMethods: ['POST'],
      allowHeaders: ['Authorization', 'Content-Type'],
      exposeHeaders: ['Retry-After', 'X-Request-Id'],
      maxAge: PREFLIGHT_SECONDS,
    }),
    requestLimits(desk, API),
    originGuard(origins, 'DOCENT_WIDGET_ORIGINS', { pagesOnly: true }),
    bearerAuth({ token: token ?? '', realm: 'Docent' }),
    async (c, next) => {
      await next();
      c.header('Cache-Control', 'no-store');
    },
  );
  app.route(WIDGET_API, createApi(desk));
  return app;
}

const headers = () =>
  secureHeaders({
    // A script is of use to other sites only if they may load it.
    crossOriginResourcePolicy: 'cross-origin',
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    strictTransportSecurity: false,
  });

function createApi(desk: WebDesk): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, c) => (result.success ? undefined : invalid(c, result.error)),
  });
  const deskOf = () => webDeskAt(desk, { platform: 'widget' });
  mountQuestion(api, deskOf);
  mountFeedback(api, deskOf);
  api.openapi(searchRoute, async (c) => {
    const { query } = c.req.valid('json');
    return c.json(await passagesBody((await deskOf()).bot.now(), query, { typing: true }), 200);
  });
  api.openapi(startersRoute, async (c) => {
    const { limit } = c.req.valid('json');
    return c.json({ suggestions: await (await deskOf()).starters.find(limit) }, 200);
  });
  return api;
}

/** The script lies where the build put it, beside this module once that is built too. */
async function readScript(): Promise<string> {
  const places = ['./widget/', '../../dist/adapters/web/widget/'].map((path) =>
    fileURLToPath(new URL(`${path}docent.js`, import.meta.url)),
  );
  const place = places.find((path) => existsSync(path));
  if (place === undefined)
    throw new DocentError(
      'no-widget',
      'The widget is not built, as esbuild is no part of this installation. Run "npm ci && npm run build", or take DOCENT_WIDGET_ORIGINS away.',
    );
  return readFile(place, 'utf8');
}
