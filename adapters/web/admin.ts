import { randomUUID } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import { secureHeaders } from 'hono/secure-headers';
import { timingSafeEqual } from 'hono/utils/buffer';
import { LRUCache } from 'lru-cache';
import type { Bot } from '../../src/bot.js';
import { createAnsweredNow } from '../shared/records/answered-now.js';
import { type GapBooks, PARTS, type Part } from '../shared/records/gap-books.js';
import { stubOf } from '../shared/records/gap-files.js';
import { createGapReports, type GapReport } from '../shared/records/gap-report.js';
import type { Pseudonyms } from '../shared/records/pseudonyms.js';
import type { KnowledgeState } from '../shared/reload.js';
import type { SourceStatus } from '../sources/status.js';
import { ADMIN, adminPage, loginPage, type ShownPart, STYLE } from './admin-page.js';
import { PREVIEW_STYLE, previewAsked, previewPage } from './admin-preview.js';

export interface AdminDeps {
  /** What opens the page; `null`: there is no such page. */
  readonly token: string | null;
  /** Where what was not met is read and grouped. */
  readonly books: GapBooks;
  readonly pseudonyms: Pseudonyms;
  /** The bot with the knowledge that is in service. */
  readonly bot: () => Bot;
  readonly knowledge: () => KnowledgeState;
  /** How the sources are that the knowledge is synced from. */
  readonly sources: () => Promise<readonly SourceStatus[]>;
  /** For how many days records are kept. */
  readonly days: number;
}

/** How long a report asks kept questions of the articles again, in milliseconds; the next goes on. Ours. */
const ASK_FOR_MS = 150;
const COOKIE = 'docent_admin';
/** How long a browser stays logged in, in seconds. */
const LOGGED_IN_FOR = 12 * 3600;
/** How many browsers are logged in at a time; beyond, the one that came least lately is logged out. */
const MAX_SESSIONS = 1_000;

/** Ids of the logins that are not over. In memory: a restart logs everybody out. */
type Sessions = LRUCache<string, true>;

/**
 * The page for who runs the bot, to be mounted at {@link ADMIN}: what people asked and did not get, as a table, CSV
 * and stubs of articles, and how the chat platforms would show an answer. Programs send the token as a bearer token; a browser asks for it once and keeps a
 * cookie with the id of its login, signed, never the token. Who logs out ends the login, whoever has the cookie.
 */
export function adminRoutes(deps: AdminDeps): Hono {
  const app = new Hono();
  const { token } = deps;
  if (token === null) return app;
  const { books, bot } = deps;
  const sessions: Sessions = new LRUCache({ max: MAX_SESSIONS, ttl: LOGGED_IN_FOR * 1000 });
  const answeredNow = createAnsweredNow(deps.pseudonyms, { patienceMs: ASK_FOR_MS });
  const onReport = createGapReports({ books, bot, answeredNow });
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
  for (const [path, style] of [
    ['/admin.css', STYLE],
    ['/preview.css', PREVIEW_STYLE],
  ] as const)
    app.get(path, (c) => c.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }));
  app.post('/login', (c) => login(c, token, sessions));
  app.post('/logout', async (c) => {
    const id = await getSignedCookie(c, token, COOKIE);
    if (id) sessions.delete(id);
    deleteCookie(c, COOKIE, { path: ADMIN });
    return c.redirect(ADMIN, 303);
  });
  app.use(guard(token, sessions));
  app.get('/', async (c) => {
    const days = daysOf(c, deps.days);
    const view = await onReport(days, async (report) => ({ report, parts: await partsOf(c, report) }));
    return c.html(adminPage({ ...view, days, ...shown(deps), sources: await deps.sources() }));
  });
  app.get('/gaps.csv', async (c) => {
    const csv = await onReport(daysOf(c, deps.days), (report) => report.csv());
    return c.body(csv, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="docent-gaps.csv"',
    });
  });
  app.get('/stubs/:id', async (c) => {
    const gap = await onReport(daysOf(c, deps.days), (report) => report.gap(c.req.param('id')));
    return gap
      ? c.text(stubOf(gap, bot().contents))
      : c.text('There is no such group any more. Go back and load the page again.', 404);
  });
  app.get('/preview', async (c) => c.html(await previewPage(bot(), previewAsked(c.req.query()))));
  return app;
}

const shown = ({ bot, knowledge, days }: AdminDeps) => ({
  contents: bot().contents,
  knowledge: knowledge(),
  keptDays: days,
});

function daysOf(c: Context, kept: number): number {
  const days = Number(c.req.query('days'));
  return Number.isInteger(days) && days >= 1 && days <= 3_650 ? days : kept;
}

/** The kind of groups and the page that are asked for; without, the first page of every kind. */
async function partsOf(c: Context, report: GapReport): Promise<ShownPart[]> {
  const wanted = PARTS.find((part) => part === c.req.query('part'));
  const page = Number(c.req.query('page'));
  const shown: readonly Part[] = wanted ? [wanted] : PARTS;
  const at = wanted && Number.isInteger(page) ? page : 1;
  return Promise.all(shown.map(async (part) => ({ part, ...(await report.page(part, at)) })));
}

async function login(c: Context, token: string, sessions: Sessions): Promise<Response> {
  const given = (await c.req.parseBody()).token;
  if (typeof given !== 'string' || !(await timingSafeEqual(given.trim(), token)))
    return c.html(loginPage(true), 401);
  const id = randomUUID();
  sessions.set(id, true);
  await setSignedCookie(c, COOKIE, id, token, {
    path: ADMIN,
    httpOnly: true,
    sameSite: 'Strict',
    secure: new URL(c.req.url).protocol === 'https:',
    maxAge: LOGGED_IN_FOR,
  });
  return c.redirect(ADMIN, 303);
}

/** Lets in who sends the token, or has the cookie of a login that is not over. */
function guard(token: string, sessions: Sessions): MiddlewareHandler {
  return async (c, next) => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    const id = bearer === undefined ? await getSignedCookie(c, token, COOKIE) : undefined;
    const isIn = bearer === undefined ? sessions.has(id || '') : await timingSafeEqual(bearer.trim(), token);
    if (isIn) return next();
    c.header('WWW-Authenticate', 'Bearer realm="Docent admin"');
    return c.html(loginPage(false), 401);
  };
}
