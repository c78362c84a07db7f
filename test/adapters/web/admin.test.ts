import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import { MAX_READ, type QuestionRecord } from '../../../adapters/records/record.js';
import type { KnowledgeState } from '../../../adapters/service/reload.js';
import type { SourceStatus } from '../../../adapters/sources/status.js';
import { type AdminDeps, adminRoutes } from '../../../adapters/web/admin.js';
import { ADMIN } from '../../../adapters/web/admin-page.js';
import type { UnaskedView } from '../../../adapters/web/admin-unasked.js';
import { builtFrom, TEAS } from '../../builders.js';
import { booksOf, recordOf } from '../records/builders.js';

const TOKEN = 'the-token-of-this-test';
const BEARER = { headers: { Authorization: `Bearer ${TOKEN}` } };

const STATE: KnowledgeState = {
  hash: 'a',
  since: new Date('2026-11-01T10:00:00Z'),
  rolledBack: false,
  changes: null,
  fault: null,
};

const SOURCE: SourceStatus = {
  ...{ name: 'a', kind: 'site', articles: 3, error: null, failed: [] },
  syncedAt: STATE.since,
};

async function admin(changes: Partial<AdminDeps> & { kept?: QuestionRecord[] } = {}) {
  const { bot } = await builtFrom(TEAS);
  const { kept = [], ...deps } = changes;
  const routes = adminRoutes({
    token: TOKEN,
    books: booksOf(kept),
    pseudonyms: createPseudonyms('a key for this test'),
    bot: () => bot,
    knowledge: () => STATE,
    sources: async () => [],
    unasked: async () => ({ noted: [], bar: { likelihood: 0.9, from: 'default', votes: 0 } }),
    corrections: {
      list: async () => ({ entries: [], log: [] }),
      undo: async () => ({ done: 'refused', text: '' }),
    },
    drafts: { list: async () => [], publish: async () => '', discard: async () => '' },
    days: 90,
    ...deps,
  });
  return new Hono().route(ADMIN, routes);
}

const now = new Date();
const KEPT = [
  recordOf({ at: now, key: 'a', question: 'Who invented <b>oolong</b>?', terms: ['invented'] }),
  recordOf({ at: now, key: 'a', person: 'b', question: 'Who invented <b>oolong</b>?', terms: ['invented'] }),
  recordOf({ at: now, key: 'c', question: '<script>alert(1)</script>', subjects: [], terms: ['alert'] }),
];

describe('the admin page', () => {
  it('is not there without a token', async () => {
    const app = await admin({ token: null });
    for (const path of ['', '/gaps.csv', '/admin.css', '/preview', '/preview.css', '/login'])
      expect((await app.request(ADMIN + path, BEARER)).status).toBe(404);
  });

  it('says how the sources are', async () => {
    const app = await admin({
      sources: async () => [
        { ...SOURCE, name: 'help', error: { code: 'http', message: 'It answers with <b>502</b>.' } },
        { ...SOURCE, name: 'product' },
      ],
    });
    const text = await (await app.request(ADMIN, BEARER)).text();
    expect(text).toContain(
      '<li><p role="alert">help: 3 articles, as of 2026-11-01 10:00 UTC. The last sync was given up: It answers with &lt;b&gt;502&lt;/b&gt;.</p></li>',
    );
    expect(text).toContain('<li>product: 3 articles, synced 2026-11-01 10:00 UTC.</li>');
  });

  it('asks for the token, and shows nothing without it', async () => {
    const app = await admin({ kept: KEPT });
    for (const path of ['', '/gaps.csv', '/preview?question=oolong', '/stubs/abcdef', '/nothing']) {
      for (const headers of [{}, { Authorization: 'Bearer wrong' }, { Cookie: `docent_admin=${TOKEN}` }]) {
        const response = await app.request(ADMIN + path, { headers });
        expect(response.status).toBe(401);
        const text = await response.text();
        expect(text).toContain('type="password"');
        expect(text).not.toContain('invented');
      }
    }
  });

  it('logs a browser in with a cookie that is not the token, and out', async () => {
    const app = await admin({ kept: KEPT });
    const post = (token: string) =>
      app.request(`${ADMIN}/login`, { method: 'POST', body: new URLSearchParams({ token }) });
    expect((await post('wrong')).status).toBe(401);
    const response = await post(TOKEN);
    expect([response.status, response.headers.get('Location')]).toEqual([303, ADMIN]);
    const cookie = response.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/);
    expect(cookie).not.toContain(TOKEN);
    const Cookie = cookie.split(';')[0] ?? '';
    expect((await app.request(ADMIN, { headers: { Cookie } })).status).toBe(200);
    const [, signature = ''] = decodeURIComponent(Cookie.split('=')[1] ?? '').split('.');
    const forged = `docent_admin=${encodeURIComponent(`${Date.now() + 1e12}.${signature}`)}`;
    expect((await app.request(ADMIN, { headers: { Cookie: forged } })).status).toBe(401);
    const out = await app.request(`${ADMIN}/logout`, { method: 'POST', headers: { Cookie } });
    expect(out.headers.get('Set-Cookie')).toContain('docent_admin=;');
    // A copy of the cookie is worth nothing after that.
    expect((await app.request(ADMIN, { headers: { Cookie } })).status).toBe(401);
  });

  it('lists groups with a chart, safely, and runs no script or style of the page', async () => {
    const app = await admin({ kept: KEPT });
    const response = await app.request(ADMIN, BEARER);
    const text = await response.text();
    expect(text).toContain('Oolong: invented');
    expect(text).toMatch(/<td data-label="Asked">2<\/td><td data-label="People">2<\/td>/);
    expect(text).toContain('<svg role="img" aria-label="');
    expect(text).not.toMatch(/<script|\sstyle=|<style|<b>/);
    expect(response.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const style = await app.request(`${ADMIN}/admin.css`);
    expect(style.headers.get('Content-Type')).toContain('text/css');
  });

  it('lists what was answered with a reserve by itself', async () => {
    const kept = [
      ...KEPT,
      recordOf({ at: now, key: 'r', status: 'closest', subjects: ['rooibos'], terms: ['steam'] }),
    ];
    const text = await (await (await admin({ kept })).request(ADMIN, BEARER)).text();
    const [before = '', after = ''] = text.split('<h2>Answered with a reserve</h2>');
    expect(before).toContain('Oolong: invented');
    expect(before).not.toContain('Rooibos: steam');
    expect(after).toContain('Rooibos: steam');
    expect(await (await (await admin({ kept: KEPT })).request(ADMIN, BEARER)).text()).not.toContain(
      'with a reserve',
    );
  });

  it('hands out CSV and the stub that it links to', async () => {
    const app = await admin({ kept: KEPT });
    const page = await (await app.request(ADMIN, BEARER)).text();
    const [, stub = ''] = /href="([^"]+)">Write this/.exec(page) ?? [];
    const written = await app.request(stub, BEARER);
    expect(written.headers.get('Content-Type')).toContain('text/plain');
    expect(await written.text()).toMatch(/^---\ntitle: "?Oolong: invented"?\nquestions:\n/);
    const csv = await app.request(`${ADMIN}/gaps.csv?days=7`, BEARER);
    expect(csv.headers.get('Content-Type')).toContain('text/csv');
    expect((await csv.text()).split('\r\n')).toHaveLength(4);
    expect((await app.request(`${ADMIN}/stubs/ffffff`, BEARER)).status).toBe(404);
  });

  it('tells what the last change of the knowledge did, and what is wrong with it', async () => {
    const changes = {
      asked: 20,
      changed: Array.from({ length: 7 }, (_, i) => `question ${i}`),
      doubted: ['What is sencha?'],
      lost: ['What is puerh?'],
      gained: [],
    };
    const knowledge = () => ({ ...STATE, changes, fault: 'teas.md:2: error: <wrong>' });
    const text = await (await (await admin({ knowledge })).request(ADMIN, BEARER)).text();
    expect(text).toContain('7 answers changed, 1 lost, 0 gained, 1 now with a reserve, of 20 questions');
    expect(text).toContain('<li>What is puerh?</li>');
    expect(text).toContain('<h3>Now with a reserve</h3><ul><li>What is sencha?</li></ul>');
    expect(text).toContain('teas.md:2: error: &lt;wrong&gt;');
  });

  it('says that texts are not kept where they are not', async () => {
    const silent = KEPT.map((record) => ({ ...record, question: null }));
    const text = await (await (await admin({ kept: silent })).request(ADMIN, BEARER)).text();
    expect(text).toContain('DOCENT_KEEP_QUESTIONS=on keeps them');
  });

  it('shows the first page of every kind of group, and leads to the others', async () => {
    const kept = Array.from({ length: 120 }, (_, i) =>
      recordOf({ at: now, key: `key-${i}`, subjects: [`subject-${i}`], terms: [`word${i}`] }),
    );
    const app = await admin({ books: booksOf(kept, 1_000_000), kept });
    const get = async (query: string) => (await app.request(`${ADMIN}${query}`, BEARER)).text();
    const rows = (text: string) => text.match(/<th scope="row">/g)?.length ?? 0;
    const first = await get('');
    expect(rows(first)).toBe(50);
    expect(first).toContain('Page 1 of 3, 120 groups');
    const [, next = ''] = /href="([^"]+)" rel="next"/.exec(first) ?? [];
    const second = await get(next.replaceAll('&amp;', '&'));
    expect(second).toContain('Page 2 of 3');
    expect(rows(await get('?days=90&part=open&page=3'))).toBe(20);
    for (const query of ['?part=open&page=-7', '?part=open&page=x', '?part=no'])
      expect(rows(await get(query))).toBe(50);
    expect(rows(await get('?part=answered&page=1'))).toBe(0);
  });

  it('says when not all of a time is grouped', async () => {
    const kept = Array.from({ length: MAX_READ }, () => recordOf({ at: now }));
    const text = await (
      await (await admin({ books: booksOf(kept, 1_000_000) })).request(ADMIN, BEARER)
    ).text();
    expect(text).toContain('Of 1,000,000 records in this time the last 10,000 are grouped');
  });

  it('looks back as far as it is asked, within reason', async () => {
    const asked: number[] = [];
    const books = booksOf([]);
    const open: typeof books.open = async (time, authored) => {
      asked.push(Math.round((time.to.getTime() - time.from.getTime()) / 86_400_000));
      return books.open(time, authored);
    };
    const app = await admin({ books: { ...books, open } });
    for (const query of ['', '?days=7', '?days=0', '?days=1e9', '?days=x'])
      await app.request(ADMIN + query, BEARER);
    expect(asked).toEqual([90, 7, 90, 90, 90]);
  });

  it('lists what would be said unasked, as text, and how sure that must be', async () => {
    const one = {
      ...{ platform: 'discord', rooms: ['123', '12'], at: Date.parse('2026-11-20'), likelihood: 0.9567 },
      ...{ cites: 'Teas › Oolong', question: '<script>alert(1)</script>' },
    };
    const of = async (view: UnaskedView) =>
      (await (await admin({ unasked: async () => view })).request(`${ADMIN}/unasked`, BEARER)).text();
    const noted = [one, ...Array.from({ length: 250 }, () => ({ ...one, question: null }))];
    const text = await of({ noted, bar: { likelihood: 0.9, from: 'default', votes: 12 } });
    expect(text).toContain('at least 90 % sure: the default, since of 12 votes no 150 show');
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toContain('<script');
    expect(text).toMatch(/95\.6 %.*discord 123.*2026-11-20.*Teas › Oolong/s);
    expect(text.match(/A question</g)).toHaveLength(199);
    expect(text).toContain('Of 251 the last 200.');
    const none = await of({ noted: [], bar: { likelihood: 0.8, from: 'votes', votes: 1_234 } });
    expect(none).toContain('at most 2 % of 1,234 votes say that it did not help');
    expect(none).toContain('No dry run has noted anything');
  });

  it('shows an answer as the chat platforms do, and what is asked as text', async () => {
    const app = await admin();
    const of = async (query: string) => (await app.request(`${ADMIN}/preview${query}`, BEARER)).text();
    expect(await of('')).not.toContain('<section');
    const shown = await of('?question=what+is+oolong&theme=dark');
    expect(shown.match(/<section aria-label="(?:Discord|Slack|Telegram)"/g)).toHaveLength(3);
    expect(shown.match(/Oolong is a partly oxidised tea/g)?.length).toBeGreaterThanOrEqual(3);
    expect(shown.match(/data-theme="dark"/g)).toHaveLength(3);
    expect(await of('?question=hi&theme=other')).toContain('data-theme="light"');
    const hostile = await of(`?${new URLSearchParams({ question: '"><script>alert(1)</script>' })}`);
    expect(hostile).not.toContain('<script');
  });
});
