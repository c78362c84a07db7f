import type { OpenAPIHono } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { TEXTS } from '../shared/texts.js';
import { personOf } from './client.js';
import type { WebDesk } from './desk.js';
import { MAX_BODY_BYTES } from './limits.js';
import { problem } from './problem.js';

/** What stands before the routes of the API: other origins, rate, token, size. */
export function guardApi(app: OpenAPIHono, path: string, desk: WebDesk): void {
  const { origins, token } = desk.access;
  if (origins.length > 0)
    app.use(
      path,
      cors({
        origin: [...origins],
        allowMethods: ['GET', 'POST'],
        allowHeaders: ['Authorization', 'Content-Type'],
        exposeHeaders: ['Retry-After', 'X-Request-Id'],
      }),
    );
  // Before the token, so that nobody guesses it at full speed.
  app.use(path, rateLimit(desk));
  if (token !== null) app.use(path, bearerAuth({ token, realm: 'Docent' }));
  app.use(
    path,
    bodyLimit({
      maxSize: MAX_BODY_BYTES,
      onError: (c) => problem(c, 413, `The body is too large. Send at most ${MAX_BODY_BYTES} bytes.`),
    }),
  );
}

function rateLimit(desk: WebDesk): MiddlewareHandler {
  return async (c, next) => {
    const person = personOf(c, desk.access.proxies);
    const limit = c.req.method === 'POST' ? desk.questionLimit : desk.readLimit;
    const admission = await limit.admit(person, person);
    if (admission.admitted) return next();
    desk.counters.add('tooFast');
    const { waitSeconds } = admission;
    return problem(c, 429, TEXTS.tooFast(waitSeconds), {}, { 'Retry-After': String(waitSeconds) });
  };
}

/**
 * Lets only requests through that call the server by one of its names. A page elsewhere can point a name of its
 * own at this machine and would then be of the same origin; it cannot change the name that the browser sends.
 */
export function hostGuard(hosts: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const name = new URL(c.req.url).hostname;
    if (hosts.includes(name) || name.endsWith('.localhost')) return next();
    return problem(
      c,
      421,
      `This server does not answer to the name "${name}". Use ${hosts[0]}, or set DOCENT_WEB_HOST or DOCENT_WEB_PROXIES.`,
    );
  };
}
