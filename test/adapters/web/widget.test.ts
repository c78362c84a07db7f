import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readWebSettings } from '../../../adapters/web/config.js';
import { ROOT } from '../../builders.js';
import { type Served, serve } from './served.js';

/** A module of the widget, which is checked as one of a page. */
const CITED_PAGE = new URL('../../../adapters/web/widget/cited-page.js', import.meta.url).href;
const { citedPage } = (await import(CITED_PAGE)) as {
  citedPage(url: string | null, quotes: readonly string[]): string | null;
};

const ORIGIN = 'https://wiki.example';
const TOKEN = 'a-token-for-everybody';
const WIDGET = { DOCENT_WIDGET_ORIGINS: ORIGIN, DOCENT_WIDGET_TOKEN: TOKEN };
const FROM_PAGE = { Origin: ORIGIN, Authorization: `Bearer ${TOKEN}` };

const ask = (site: Served, headers: Record<string, string> = FROM_PAGE) =>
  site.post('/widget/v1/ask', { question: 'what is oolong' }, headers);

describe('the script of the widget', () => {
  it('may be loaded by every page, is told by its tag, and is small', async () => {
    const site = await serve({ environment: WIDGET });
    const response = await site.get('/docent.js', { Origin: 'https://anywhere.example' });
    const header = (name: string) => response.headers.get(name);
    expect(response.status).toBe(200);
    expect(header('Content-Type')).toBe('text/javascript; charset=utf-8');
    expect(header('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(header('Access-Control-Allow-Origin')).toBe('*');
    expect(header('X-Content-Type-Options')).toBe('nosniff');
    const tag = header('ETag') ?? '';
    expect((await site.get('/docent.js', { 'If-None-Match': tag })).status).toBe(304);
    // What a page may be asked to load for it.
    expect(header('Content-Encoding')).toBe('gzip');
    expect(gzipSync(await response.text()).length).toBeLessThan(10_000);
  });

  it('makes nothing of texts: no markup, no code, no style', async () => {
    const script = await readFile(join(ROOT, 'dist/adapters/web/widget/docent.js'), 'utf8');
    expect(script).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|\beval\b|new Function|\.cookie|Storage\b/,
    );
    expect(script).not.toMatch(/createElement\("style"\)|\.style\b|setAttribute\("style"/);
  });

  it('is not there unless pages are named', async () => {
    const site = await serve();
    expect((await site.get('/docent.js')).status).toBe(404);
    expect((await ask(site)).status).toBe(404);
  });
});

describe('what the widget asks', () => {
  it('is answered as the API answers, to the pages that are named', async () => {
    const site = await serve({ environment: WIDGET });
    const response = await ask(site);
    expect([response.status, response.headers.get('Access-Control-Allow-Origin')]).toEqual([200, ORIGIN]);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ status: 'answered', subjects: ['oolong'] });
    const found = await site.post('/widget/v1/search', { query: 'caffeine in rooi' }, FROM_PAGE);
    expect(await found.json()).toMatchObject({ passages: expect.arrayContaining([expect.anything()]) });
    const starters = await site.post('/widget/v1/starters', { limit: 3 }, FROM_PAGE);
    expect(starters.status).toBe(200);
  });

  it('allows a page that is named to ask, and no other', async () => {
    const site = await serve({ environment: WIDGET });
    const preflight = (origin: string) =>
      fetch(`${site.address}/widget/v1/ask`, {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      });
    const { headers } = await preflight(ORIGIN);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(headers.get('Access-Control-Allow-Headers')).toBe('Authorization,Content-Type');
    expect(headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect((await preflight('https://evil.example')).headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  it.each([
    ['another page', { ...FROM_PAGE, Origin: 'https://evil.example' }, 403],
    ['a page with no origin', { ...FROM_PAGE, Origin: 'null' }, 403],
    ['no page', { Authorization: FROM_PAGE.Authorization }, 403],
    ['a page without the token', { Origin: ORIGIN }, 401],
    ['a page with another token', { ...FROM_PAGE, Authorization: 'Bearer something-else-entirely' }, 401],
  ])('is refused to %s', async (_, headers, status) => {
    const site = await serve({ environment: WIDGET });
    expect((await ask(site, headers)).status).toBe(status);
  });

  it('opens nothing but what the widget asks', async () => {
    const site = await serve({ environment: { ...WIDGET, DOCENT_API_TOKEN: 'a-secret-token-of-ours' } });
    expect((await site.post('/api/v1/ask', { question: 'hi' }, FROM_PAGE)).status).toBe(401);
    for (const path of ['compare', 'topics', 'articles/teas.md', 'answers/x/why'])
      expect((await site.post(`/widget/v1/${path}`, {}, FROM_PAGE)).status, path).toBe(404);
  });

  it('has a rate of its own, which it tells the page', async () => {
    const site = await serve({ environment: { ...WIDGET, DOCENT_WIDGET_RATE: '2', DOCENT_WEB_RATE: '1' } });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await ask(site)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect((await ask(site)).headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect((await site.post('/api/v1/ask', { question: 'hi' })).status).toBe(200);
  });

  it.each([
    ['ask', { question: 5 }],
    ['search', { query: '' }],
    ['search', {}],
    ['starters', { limit: 0 }],
    ['feedback', { answer: 'x' }],
  ])('is told what is wrong with %s of %j', async (path, body) => {
    const site = await serve({ environment: WIDGET });
    const response = await site.post(`/widget/v1/${path}`, body, FROM_PAGE);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      422,
      'application/problem+json',
    ]);
  });
});

describe('the settings of the widget', () => {
  it('want a token with the pages, and another than that of the API', () => {
    expect(() => readWebSettings({ DOCENT_WIDGET_ORIGINS: ORIGIN })).toThrow(
      /DOCENT_WIDGET_TOKEN is missing\. Write/,
    );
    expect(() => readWebSettings({ ...WIDGET, DOCENT_API_TOKEN: TOKEN })).toThrow(
      /DOCENT_WIDGET_TOKEN is the token of the API/,
    );
    expect(readWebSettings(WIDGET)).toMatchObject({
      DOCENT_WIDGET_ORIGINS: [ORIGIN],
      DOCENT_WIDGET_RATE: 20,
    });
  });
});

describe('the page of a citation', () => {
  it.each([
    [
      'https://a.example/x',
      ['Tea, and so-on & more.'],
      'https://a.example/x#:~:text=Tea%2C%20and%20so%2Don%20%26%20more.',
    ],
    [
      'https://a.example/x#part',
      ['Tea.', 'Milk.', 'Tea.'],
      'https://a.example/x#part:~:text=Tea.&text=Milk.',
    ],
    ['https://a.example/x', [' '], 'https://a.example/x'],
    [
      'https://a.example/x',
      [`One two three four five six ${'and so on '.repeat(10)}up to the very end.`],
      'https://a.example/x#:~:text=One%20two%20three%20four%20five,up%20to%20the%20very%20end.',
    ],
    ['https://a.example/x', ['\ud800 half'], 'https://a.example/x#:~:text=%EF%BF%BD%20half'],
    ['javascript:alert(1)', ['Tea.'], null],
    ['data:text/html,x', ['Tea.'], null],
    ['/x', ['Tea.'], null],
    ['https://', ['Tea.'], null],
    [null, ['Tea.'], null],
  ])('of %j with %j is %j', (url, quotes, address) => {
    expect(citedPage(url, quotes)).toBe(address);
  });
});
