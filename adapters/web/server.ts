import { OpenAPIHono } from '@hono/zod-openapi';
import type { Hono } from 'hono';
import { except } from 'hono/combine';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import type { McpDoor } from '../mcp/http.js';
import { inRequest } from '../process/request.js';
import {
  guardApi,
  hostGuard,
  MCP,
  originGuard,
  placeOf,
  rateLimit,
  requestLimits,
  WIDGET_API,
} from './access.js';
import { mountAsk } from './api/ask.js';
import { mountFeedback } from './api/feedback.js';
import { mountKnowledge } from './api/knowledge.js';
import { mountPreview } from './api/preview.js';
import { SYNC } from './api/sync.js';
import { personOf } from './client.js';
import { type DeskOf, type WebDesk, webDeskAt } from './desk.js';
import { mountPage } from './page.js';
import { invalid, problem, problemHandler } from './problem.js';

/** Where the API is. */
export const API = '/api/v1';

const INFO = {
  openapi: '3.1.0',
  info: {
    title: 'Docent',
    version: '1',
    description:
      'Answers questions from the articles it was given, and cites the passage behind every sentence. Faults are told as problem details (RFC 9457).',
  },
};

/**
 * The whole site as one application.
 * @param office what is for who runs the bot, with headers of its own
 * @param mcp the Model Context Protocol, where it is wanted
 * @param widget what pages of other sites load, where it is wanted, with headers of its own
 */
export function createServer(
  desk: WebDesk,
  office: Hono | null = null,
  mcp: McpDoor | null = null,
  widget: OpenAPIHono | null = null,
): OpenAPIHono {
  const app = new OpenAPIHono();
  app.onError(problemHandler(desk));
  app.notFound((c) =>
    problem(
      c,
      404,
      `There is nothing at ${c.req.path}. ${API}/openapi.json describes the API; the page is at /.`,
    ),
  );
  if (desk.access.hosts !== null) app.use(hostGuard(desk.access.hosts));
  app.use(requestId(), (c, next) => inRequest(next, c.get('requestId')));
  const limits = requestLimits(desk, API);
  // Those of the API come after its CORS headers, without which a page could not read the refusal.
  app.use(except([`${API}/*`, `${WIDGET_API}/*`, MCP], limits));
  // A webhook may be larger than a question, and has no token.
  app.use(`${API}${SYNC}/*`, rateLimit(desk, API));
  if (office) app.route('/', office);
  if (widget) app.route('/', widget);
  app.use(
    secureHeaders({
      // Nothing but what the server itself serves, and no script or style that stands in the page.
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      // Whoever has TLS in front decides on this for the whole of the name.
      strictTransportSecurity: false,
    }),
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problem(c, 405, `${c.req.path} takes ${methods.join(', ')}.`, {}, { Allow: methods.join(', ') }),
    }),
  );
  app.use(async (c, next) => {
    await next();
    // An answer is of its moment; a file is asked for anew and, unchanged, not sent again.
    c.header(
      'Cache-Control',
      c.req.path === MCP || c.req.path.startsWith(`${API}/`) ? 'no-store' : 'no-cache',
    );
  });
  guardApi(app, `${API}/*`, desk, limits);
  app.route(API, createApi(desk));
  guardApi(app, MCP, desk, limits);
  if (mcp)
    app.post(MCP, originGuard(desk.access.origins, 'DOCENT_CORS_ORIGIN'), (c) =>
      placeOf(c, desk.access).then((place) => mcp.answer(c.req.raw, personOf(c, desk.access.proxies), place)),
    );
  mountPage(app, desk.brand);
  return app;
}

function createApi(desk: WebDesk): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result, c) => (result.success ? undefined : invalid(c, result.error)),
  });
  const deskOf: DeskOf = async (c) => webDeskAt(desk, await placeOf(c, desk.access));
  mountAsk(api, deskOf);
  mountKnowledge(api, deskOf);
  mountFeedback(api, deskOf);
  mountPreview(api, deskOf);
  const security = desk.access.token === null ? {} : { security: [{ bearer: [] }] };
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' });
  api.doc31('/openapi.json', { ...INFO, servers: [{ url: API }], ...security });
  return api;
}
