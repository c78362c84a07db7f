import { randomUUID } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import { timingSafeEqual } from 'hono/utils/buffer';
import { LRUCache } from 'lru-cache';

/** How long a browser stays logged in, in seconds. */
const LOGGED_IN_FOR = 12 * 3600;
/** How many browsers are logged in at a time; beyond, the one that came least lately is logged out. */
const MAX_SESSIONS = 1_000;

/** Ids of the logins that are not over. In memory: a restart logs everybody out. */
type Sessions = LRUCache<string, true>;

/** Pages for those who know a token. */
export interface Door {
  readonly token: string;
  readonly cookie: string;
  /** Where the pages are mounted. */
  readonly path: string;
  /** As browsers name what is behind it. */
  readonly realm: string;
  /** Asks for the token. @param back where to go on once it was given */
  readonly loginPage: (wasWrong: boolean, back: string) => ReturnType<typeof html>;
  /** Style sheets, which need no token, by their paths. */
  readonly styles: Readonly<Record<string, string>>;
}

/**
 * An application whose pages are shown to who has given the token. Programs send it as a bearer token; a browser asks
 * for it once and keeps a cookie with the id of its login, signed, never the token. Who logs out ends the login,
 * whoever has the cookie. What is mounted on it later is behind the door.
 */
export function behindDoor(door: Door): Hono {
  const app = new Hono();
  const sessions: Sessions = new LRUCache({ max: MAX_SESSIONS, ttl: LOGGED_IN_FOR * 1000 });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      strictTransportSecurity: false,
    }),
    async (c, next) => {
      await next();
      c.header('Cache-Control', 'no-store');
      c.header('X-Robots-Tag', 'noindex');
    },
  );
  for (const [path, style] of Object.entries(door.styles))
    app.get(path, (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.post('/login', (c) => login(c, door, sessions));
  app.post('/logout', async (c) => {
    const id = await getSignedCookie(c, door.token, door.cookie);
    if (id) sessions.delete(id);
    deleteCookie(c, door.cookie, { path: door.path });
    return c.redirect(door.path, 303);
  });
  app.use(guard(door, sessions));
  return app;
}

async function login(c: Context, door: Door, sessions: Sessions): Promise<Response> {
  const { token: given, back: wanted } = await c.req.parseBody();
  const back = placeBehind(door, wanted);
  if (typeof given !== 'string' || !(await timingSafeEqual(given.trim(), door.token)))
    return c.html(door.loginPage(true, back), 401);
  const id = randomUUID();
  sessions.set(id, true);
  await setSignedCookie(c, door.cookie, id, door.token, {
    path: door.path,
    httpOnly: true,
    sameSite: 'Strict',
    secure: new URL(c.req.url).protocol === 'https:',
    maxAge: LOGGED_IN_FOR,
  });
  return c.redirect(back, 303);
}

/** A place behind the door; the door itself for what leads elsewhere. */
function placeBehind({ path }: Door, wanted: unknown): string {
  return typeof wanted === 'string' && wanted.startsWith(`${path}?`) ? wanted : path;
}

/** Lets in who sends the token, or has the cookie of a login that is not over. */
function guard(door: Door, sessions: Sessions): MiddlewareHandler {
  const { token, cookie, realm } = door;
  return async (c, next) => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    const id = bearer === undefined ? await getSignedCookie(c, token, cookie) : undefined;
    const isIn = bearer === undefined ? sessions.has(id || '') : await timingSafeEqual(bearer.trim(), token);
    if (isIn) return next();
    c.header('WWW-Authenticate', `Bearer realm="${realm}"`);
    const { pathname, search } = new URL(c.req.url);
    return c.html(door.loginPage(false, placeBehind(door, `${pathname}${search}`)), 401);
  };
}
