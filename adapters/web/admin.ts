import { type Context, Hono } from 'hono';
import type { Bot } from '../../src/bot.js';
import { createAnsweredNow } from '../records/answered-now.js';
import { type GapBooks, PARTS, type Part } from '../records/gap-books.js';
import { stubOf } from '../records/gap-files.js';
import { createGapReports, type GapReport } from '../records/gap-report.js';
import type { Pseudonyms } from '../records/pseudonyms.js';
import type { Corrections } from '../service/corrections/corrections.js';
import type { Drafts } from '../service/drafts/drafts.js';
import type { KnowledgeState } from '../service/reload.js';
import type { SourceStatus } from '../sources/status.js';
import { draftsPage } from './admin-drafts.js';
import { ADMIN, adminPage, loginPage, type ShownPart, STYLE } from './admin-page.js';
import { PREVIEW_STYLE, previewAsked, previewPage } from './admin-preview.js';
import { type UnaskedView, unaskedPage } from './admin-unasked.js';
import { verifiedPage } from './admin-verified.js';
import { behindDoor } from './token-door.js';

export interface AdminDeps {
  /** What opens the page; `null`: there is no such page. */
  readonly token: string | null;
  /** Where what was not met is read and grouped. */
  readonly books: GapBooks;
  readonly pseudonyms: Pseudonyms;
  /** The bot with the knowledge that is in service. */
  readonly bot: () => Bot;
  /** Those that see a part of it, by what that is. */
  readonly scoped?: () => Promise<ReadonlyMap<string, () => Promise<Bot>>>;
  readonly knowledge: () => KnowledgeState;
  /** How the sources are that the knowledge is synced from. */
  readonly sources: () => Promise<readonly SourceStatus[]>;
  /** What people corrected. */
  readonly corrections: Pick<Corrections, 'list' | 'undo'>;
  /** What people wrote, on its way to articles. */
  readonly drafts: Pick<Drafts, 'list' | 'publish' | 'discard'>;
  /** What dry runs would have said unasked, and how sure it must be. */
  readonly unasked: () => Promise<UnaskedView>;
  /** For how many days records are kept. */
  readonly days: number;
}

/** How long a report asks kept questions of the articles again, in milliseconds; the next goes on. Ours. */
const ASK_FOR_MS = 150;
const COOKIE = 'docent_admin';
/**
 * The page for who runs the bot, to be mounted at {@link ADMIN}: what people asked and did not get, as a table, CSV
 * and stubs of articles, how the chat platforms would show an answer, what was verified, and drafts to be read.
 */
export function adminRoutes(deps: AdminDeps): Hono {
  const { token } = deps;
  if (token === null) return new Hono();
  const app = behindDoor({
    ...{ token, cookie: COOKIE, path: ADMIN, realm: 'Docent admin', loginPage },
    styles: { '/admin.css': STYLE, '/preview.css': PREVIEW_STYLE },
  });
  const { books, bot, scoped = async () => new Map<string, () => Promise<Bot>>() } = deps;
  const answeredNow = createAnsweredNow(deps.pseudonyms, { patienceMs: ASK_FOR_MS });
  const onReport = createGapReports({ books, bot, scoped, answeredNow });
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
  app.get('/verified', async (c) => c.html(verifiedPage(await deps.corrections.list(), null)));
  app.post('/verified', async (c) => {
    const { document } = await c.req.parseBody();
    const { text } = await deps.corrections.undo(String(document), OPERATOR);
    return c.html(verifiedPage(await deps.corrections.list(), text));
  });
  app.get('/drafts', async (c) => c.html(draftsPage(await deps.drafts.list(), null)));
  app.post('/drafts', async (c) => {
    const { id, title, question, do: what } = await c.req.parseBody();
    const told =
      what === 'discard'
        ? await deps.drafts.discard(String(id))
        : await deps.drafts.publish(String(id), { title: String(title), question: String(question) });
    return c.html(draftsPage(await deps.drafts.list(), told));
  });
  app.get('/unasked', async (c) => c.html(unaskedPage(await deps.unasked())));
  app.get('/preview', async (c) =>
    c.html(await previewPage(bot(), await scoped(), previewAsked(c.req.query()))),
  );
  return app;
}

/** Who undoes what was corrected, as the log has it. */
const OPERATOR = { platform: 'web', person: 'operator', name: 'the operator', reach: null };

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
