import { isIP } from 'node:net';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { bodyLimit } from 'hono/body-limit';
import { every } from 'hono/combine';
import { cors } from 'hono/cors';
import { timingSafeEqual } from 'hono/utils/buffer';
import type { RateLimit } from '../process/rate-limit.js';
import type { Place } from '../service/scopes/place.js';
import { TEXTS } from '../service/texts.js';
import { ADMIN } from './admin-page.js';
import { SYNC } from './api/sync.js';
import { personOf } from './client.js';
import { CORRECT } from './correct.js';
import type { Access, WebDesk } from './desk.js';
import { MAX_BODY_BYTES } from './limits.js';
import { problem } from './problem.js';

/** Where the widget of pages of other sites asks; everything is posted, so that each request says of which page it is. */
export const WIDGET_API = '/widget/v1';

/** Where the Model Context Protocol is. */
export const MCP = '/mcp';

/** Headers that clients of the Model Context Protocol send. Source: its specification of 2026-07-28, Transports. */
const MCP_HEADERS = ['Mcp-Protocol-Version', 'Mcp-Method', 'Mcp-Name'];

/** What stands before the routes of the API: other origins, rate and size, token. */
export function guardApi(app: OpenAPIHono, path: string, desk: WebDesk, limits: MiddlewareHandler): void {
  const { origins, token, tokens } = desk.access;
  if (origins.length > 0)
    app.use(
      path,
      cors({
        origin: [...origins],
        allowMethods: ['GET', 'POST'],
        allowHeaders: ['Authorization', 'Content-Type', ...MCP_HEADERS],
        exposeHeaders: ['Retry-After', 'X-Request-Id'],
      }),
    );
  // Before the token, so that nobody guesses it at full speed.
  app.use(path, limits);
  if (token !== null)
    app.use(path, bearerAuth({ token: [token, ...tokens.map((one) => one.token)], realm: 'Docent' }));
}

/**
 * Where a request comes from, for the rules that say what is seen there: who gives a token by that, and everybody else from the
 * page.
 */
export async function placeOf(c: Context, { token, tokens }: Access): Promise<Place> {
  const platform = c.req.path === MCP ? 'mcp' : 'api';
  const given = /^Bearer (.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1]?.trim() ?? '';
  for (const one of tokens) if (await timingSafeEqual(given, one.token)) return { platform, token: one.name };
  // Where a token is asked for, who came this far has given it.
  return { platform: platform === 'api' && token === null ? 'page' : platform };
}

/**
 * The rule for every request, whatever it is for: how often one address may come, and how large its body may be.
 * @param api path that the API is below
 */
export function requestLimits(desk: WebDesk, api: string): MiddlewareHandler {
  return every(
    rateLimit(desk, api),
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (c) => problem(c, 413, `The body is too large. Send at most ${MAX_BODY_BYTES} bytes.`),
    }),
  );
}

/** How often one address may come. */
export function rateLimit(desk: WebDesk, api: string): MiddlewareHandler {
  return async (c, next) => {
    const person = personOf(c, desk.access.proxies);
    const limit = limitFor(desk, c.req, api);
    const admission = await limit.admit(person, person);
    if (admission.admitted) return next();
    desk.counters.add('tooFast');
    const { waitSeconds } = admission;
    const detail =
      limit === desk.questionLimit
        ? TEXTS.tooFast(waitSeconds)
        : `Too many requests came from this address. Wait ${waitSeconds} s and try again.`;
    return problem(c, 429, detail, {}, { 'Retry-After': String(waitSeconds) });
  };
}

/** What a request counts towards. */
function limitFor(desk: WebDesk, { method, path }: Context['req'], api: string): RateLimit {
  if (path.startsWith(`${api}${SYNC}/`)) return desk.operatorLimit;
  if (path.startsWith(`${WIDGET_API}/`))
    return path.endsWith('/ask') ? desk.widget.questionLimit : desk.widget.readLimit;
  if (path === MCP || path.startsWith(`${api}/`))
    return method === 'POST' ? desk.questionLimit : desk.readLimit;
  if ((path === `${ADMIN}/login` || path === `${CORRECT}/login`) && method === 'POST') return desk.loginLimit;
  if (path === CORRECT || path.startsWith(`${CORRECT}/`)) return desk.operatorLimit;
  const isForOperators = path === '/metrics' || path === ADMIN || path.startsWith(`${ADMIN}/`);
  return isForOperators ? desk.operatorLimit : desk.pageLimit;
}

/**
 * Lets only requests through that come from a page of this server's own, from one of the origins or, unless a page
 * alone may ask, from no page. Source: Model Context Protocol, Transports, Security Warning.
 * @param setting where an origin can be added
 */
export function originGuard(
  origins: readonly string[],
  setting: string,
  { pagesOnly = false } = {},
): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('Origin');
    // By the host alone: behind a proxy with TLS the schemes differ.
    const isOwn = URL.canParse(origin ?? '') && new URL(origin ?? '').host === new URL(c.req.url).host;
    const isLetIn = origin === undefined ? !pagesOnly : isOwn || origins.includes(origin);
    if (isLetIn) return next();
    const who = origin === undefined ? 'Requests that are of no page' : `Pages of ${origin}`;
    return problem(c, 403, `${who} may not use this. ${setting} names the pages that may.`);
  };
}

/**
 * Lets only requests through that call the server by one of its names. A page elsewhere can point a name of its
 * own at this machine and would then be of the same origin; it cannot change the name that the browser sends.
 */
export function hostGuard(hosts: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const name = new URL(c.req.url).hostname;
    // An address of numbers is nobody's name.
    const isAddress = isIP(name.replace(/^\[|\]$/g, '')) !== 0;
    if (isAddress || hosts.includes(name) || name.endsWith('.localhost')) return next();
    return problem(
      c,
      421,
      `This server does not answer to the name "${name}". Use its address, or add the name to DOCENT_WEB_HOSTS.`,
    );
  };
}
