import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import { botsByScope } from '../../../adapters/service/scopes/bots-by-scope.js';
import { adminRoutes } from '../../../adapters/web/admin.js';
import { ADMIN } from '../../../adapters/web/admin-page.js';
import { CORRECT, correctRoutes } from '../../../adapters/web/correct.js';
import { openCorrected } from '../../corrected.js';
import { booksOf, recordOf } from '../records/builders.js';
import { type Served, serve } from './served.js';

const PARTNERS = 'the-token-of-partners';
const STAFF = 'the-token-of-the-staff';
const TOKENS = { DOCENT_API_TOKEN_PARTNERS: PARTNERS, DOCENT_API_TOKEN_STAFF: STAFF };
const ORIGIN = 'https://wiki.example';
const RULES = `
rules:
  - { platform: page, see: { audience: public } }
  - { platform: api, see: everything }
  - { platform: api, token: PARTNERS, see: { audience: [public, partners] } }
  - { platform: mcp, token: STAFF, see: everything }
  - { platform: widget, see: { audience: widgets } }
`;
const about = (who: string, sum: string) =>
  `---\ntitle: Discounts of ${who}\nlabels: { audience: ${who} }\n---\n# Discounts of ${who}\n\nThe ${who} get a discount of ${sum}.\n`;
const ARTICLES = {
  'partners.md': about('partners', '20 %'),
  'staff.md': about('staff', '40 %'),
  'widgets.md': about('widgets', '7 %'),
};
const QUESTION = 'what discount do the partners get?';

async function site(environment: Record<string, string> = {}) {
  const { live, corrections, folder } = await openCorrected(null, {
    rules: RULES,
    articles: ARTICLES,
    environment: TOKENS,
  });
  const office = new Hono().route(
    CORRECT,
    correctRoutes({ token: STAFF, corrections, bot: () => live.scoped.at({ platform: 'page' }) }),
  );
  const served = await serve({
    ...{ bot: live.scoped, office },
    environment: {
      ...TOKENS,
      DOCENT_WIDGET_ORIGINS: ORIGIN,
      DOCENT_WIDGET_TOKEN: 'the-token-of-widgets',
      DOCENT_MCP: 'on',
      ...environment,
    },
  });
  return { served, live, corrections, folder };
}

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
const textOf = async (response: Promise<Response>) => (await response).text();
const asked = (served: Served, headers = {}, question = QUESTION) =>
  textOf(served.post('/api/v1/ask', { question }, headers));

describe('what is seen by who asks over the web', () => {
  it('is what the rule of the token says, and without one that of the page', async () => {
    const { served } = await site();
    expect(await asked(served, bearer(PARTNERS))).toContain('20 %');
    for (const headers of [{}, bearer('a-token-that-is-none')]) {
      const body = await asked(served, headers);
      expect(body).not.toMatch(/20 %|Discounts|partners\.md/);
    }
    expect(await asked(served, bearer(PARTNERS), 'what discount do the staff get?')).not.toContain('40 %');
  });

  it('is no more by any other way than by asking', async () => {
    const { served } = await site();
    for (const [path, headers, what] of [
      ['topics', {}, 'Discounts'],
      ['topics', bearer(PARTNERS), 'staff'],
      ['suggest?q=discounts', {}, 'Discounts'],
      ['suggest?kind=starters', {}, 'Discounts'],
      ['suggest?kind=subjects&q=', bearer(PARTNERS), 'staff'],
    ] as const)
      expect(await textOf(served.get(`/api/v1/${path}`, headers)), path).not.toContain(what);
    expect((await served.get('/api/v1/articles/partners.md')).status).toBe(404);
    expect((await served.get('/api/v1/articles/partners.md', bearer(PARTNERS))).status).toBe(200);
    expect((await served.get('/api/v1/articles/staff.md', bearer(PARTNERS))).status).toBe(404);
    const { seen } = JSON.parse(await textOf(served.get('/api/v1/topics', bearer(PARTNERS))));
    expect(seen).toBe('articles (those without labels; audience: partners or public)');
  });

  it('keeps what was answered, and what was said before, from who sees something else', async () => {
    const { served } = await site();
    const conversation = 'a-conversation';
    const body = await served.post('/api/v1/ask', { question: QUESTION, conversation }, bearer(PARTNERS));
    const { id } = (await body.json()) as { id: string };
    expect((await served.get(`/api/v1/answers/${id}/why`, bearer(PARTNERS))).status).toBe(200);
    expect((await served.get(`/api/v1/answers/${id}/why`)).status).toBe(404);
    expect((await served.get(`/api/v1/answers/${id}/preview/discord`)).status).toBe(404);
    expect((await served.post('/api/v1/feedback', { answer: id, helpful: true })).status).toBe(404);
    const next = await served.post('/api/v1/ask', { question: 'and how much is it?', conversation });
    expect(((await next.json()) as { reading: string | null }).reading).toBeNull();
  });

  it('is in the widget what its rule says', async () => {
    const { served } = await site();
    const headers = { Origin: ORIGIN, ...bearer('the-token-of-widgets') };
    const found = (query: string) => textOf(served.post('/widget/v1/search', { query }, headers));
    expect(await found('discount of widgets')).toContain('7 %');
    expect(await found('discount of partners')).not.toContain('20 %');
  });

  it('is over the Model Context Protocol what the rule of the token says', async () => {
    const { served } = await site();
    const call = (name: string, args: object, headers: Record<string, string> = {}) =>
      textOf(
        served.post(
          '/mcp',
          { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args } },
          { Accept: 'application/json, text/event-stream', ...headers },
        ),
      );
    const quote = 'The partners get a discount of 20 %.';
    for (const [name, args] of [
      ['ask', { question: QUESTION }],
      ['search', { query: QUESTION }],
      ['read_article', { article: 'partners.md' }],
      ['verify_quote', { quote: 'The partners get a discount' }],
    ] as const) {
      expect(await call(name, args, bearer(STAFF)), name).toContain('Discounts of partners');
      expect(await call(name, args), name).not.toContain('Discounts of partners');
    }
    expect(await call('verify_quote', { quote })).toContain('"verified":false');
  });

  it('is what the rule of the API says where the page asks for its token', async () => {
    const token = 'the-token-of-the-api';
    const { served } = await site({ DOCENT_API_TOKEN: token });
    expect((await served.post('/api/v1/ask', { question: QUESTION })).status).toBe(401);
    expect(await asked(served, bearer(token), 'what discount do the staff get?')).toContain('40 %');
    expect(await asked(served, bearer(PARTNERS), 'what discount do the staff get?')).not.toContain('40 %');
  });

  it.each([
    [{ DOCENT_API_TOKEN_STAFF: 'short' }, /DOCENT_API_TOKEN_STAFF is no token/],
    [{ DOCENT_API_TOKEN_STAFF: PARTNERS }, /DOCENT_API_TOKEN_STAFF is another token too/],
    [{ DOCENT_API_TOKEN: PARTNERS }, /DOCENT_API_TOKEN_PARTNERS is another token too/],
  ])('needs tokens that tell who asks: %j', async (environment, message) => {
    await expect(site(environment as unknown as Record<string, string>)).rejects.toThrow(message);
  });
});

describe('correcting where not all is seen', () => {
  it('offers no passage, tells of no entry and overwrites none that is not seen there', async () => {
    const { served, live, corrections } = await site();
    const who = { platform: 'slack', person: '1', name: 'Anna', reach: null };
    const all = await live.scoped.at({ platform: 'api' });
    expect((await corrections.correct(QUESTION, { text: 'Ask Bert.' }, who, all)).done).toBe('verified');
    const headers = bearer(STAFF);
    const page = await textOf(served.get(`${CORRECT}?question=${encodeURIComponent(QUESTION)}`, headers));
    expect(page).not.toMatch(/20 %|Discounts|Anna|Bert/);
    const here = await live.scoped.at({ platform: 'page' });
    const own = { ...who, name: 'Carl' };
    expect(await corrections.correct(QUESTION, { text: 'Nobody knows.' }, own, here)).toEqual({
      done: 'verified',
      text: 'Verified.',
    });
    expect((await here.ask(QUESTION)).verified?.by).toBe('Carl');
    expect((await corrections.list()).entries.map(({ by }) => by).sort()).toEqual(['Anna', 'Carl']);
    expect((await corrections.undoFor(QUESTION, own, here)).done).toBe('undone');
    expect((await here.ask(QUESTION)).verified).toBeNull();
    expect((await all.ask(QUESTION)).verified?.by).toBe('Anna');
  });

  it('names no article that is not seen there where a fault keeps it from service', async () => {
    const { live, corrections, folder } = await site();
    await writeFile(join(folder, 'staff.md'), '---\nsubjects: 7\n---\nText.\n');
    const who = { platform: 'slack', person: '1', name: 'Anna', reach: null };
    const here = await live.scoped.at({ platform: 'page' });
    expect(await corrections.correct(QUESTION, { text: 'Ask Bert.' }, who, here)).toEqual({
      done: 'verified',
      text: 'Verified, but not in service yet, since the articles have a fault. Whoever runs this program finds it in the log and by `docent check`.',
    });
    const all = await live.scoped.at({ platform: 'api' });
    const { text } = await corrections.correct(QUESTION, { text: 'Ask Carl.' }, who, all);
    expect(text).toContain('staff.md');
  });
});

describe('the admin page', () => {
  const TOKEN = 'the-token-of-the-operator';
  const admin = async () => {
    const { live } = await openCorrected(null, { rules: RULES, articles: ARTICLES, environment: TOKENS });
    const pseudonyms = createPseudonyms('a key for this test');
    const partners = 'audience=partners|public; unlabelled';
    const record = (scope: string | null) =>
      recordOf({ at: new Date(), scope, key: pseudonyms.question(QUESTION, scope), question: QUESTION });
    const routes = adminRoutes({
      ...{ token: TOKEN, pseudonyms, days: 90 },
      books: booksOf([record(null), record(partners), record('audience=public; unlabelled')]),
      bot: () => live.bot.now(),
      scoped: async () => botsByScope(live),
      knowledge: () => live.state,
      sources: async () => [],
      corrections: {
        list: async () => ({ entries: [], log: [] }),
        undo: async () => ({ done: 'refused', text: '' }),
      },
      drafts: { list: async () => [], publish: async () => '', discard: async () => '' },
      unasked: async () => ({ noted: [], bar: { likelihood: 0.9, from: 'default', votes: 0 } }),
    });
    const app = new Hono().route(ADMIN, routes);
    return async (path: string) => (await app.request(`${ADMIN}${path}`, { headers: bearer(TOKEN) })).text();
  };

  it('tells gaps apart by what was seen, and asks again what is seen there', async () => {
    const get = await admin();
    const [heading = '', ...rows] = (await get('/gaps.csv')).trim().split('\r\n');
    const [now, scope] = ['now', 'scope'].map((name) => heading.split(',').indexOf(name)) as [number, number];
    expect(
      rows
        .map((row) => row.split(','))
        .map((row) => `${row[scope]}: ${row[now]}`)
        .sort(),
    ).toEqual([
      ': answered',
      'audience=partners|public; unlabelled: answered',
      'audience=public; unlabelled: open',
    ]);
  });

  it('shows an answer as it is given where a part is seen', async () => {
    const get = await admin();
    const shown = (scope: string) =>
      get(`/preview?question=${encodeURIComponent(QUESTION)}&scope=${encodeURIComponent(scope)}`);
    expect(await shown('')).toContain('20 %');
    expect(await shown('audience=public; unlabelled')).not.toContain('20 %');
  });
});
