import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerPages } from '../../../adapters/chat/answer-pages.js';
import { RENDERING as DISCORD } from '../../../adapters/discord/render.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { TEXTS } from '../../../adapters/service/texts.js';
import { RENDERING as SLACK } from '../../../adapters/slack/render.js';
import { lineOf } from '../../../adapters/terminal/answer-lines.js';
import type { ArticleBody } from '../../../adapters/web/schemas.js';
import { builtFrom, converse, TEAS, temporaryFolder, unobserved, withVotes } from '../../builders.js';
import { boxed, KETTLE } from '../../made-up.js';
import { stateIn } from '../state.js';
import { serve } from './served.js';

interface Given {
  readonly id: string;
  readonly conversation: string;
  readonly [field: string]: unknown;
}
const json = async (response: Response) => (await response.json()) as Given;

const TOKEN = 'a-token-of-the-tests';

describe('POST /api/v1/ask', () => {
  it('gives what `docent answer` gives, with the blocks and the sources', async () => {
    const site = await serve();
    const { bot } = await builtFrom(TEAS);
    for (const question of [
      'what is oolong',
      'who is the king of Spain',
      'compare oolong and rooibos',
      'hi',
    ]) {
      const answer = await bot.ask(question);
      const { id: _id, ms: _ms, citations, ...line } = lineOf(null, answer, 0);
      const given = await json(await site.post('/api/v1/ask', { question }));
      const { intent, title, blocks, suggestions } = answer;
      const shown = { intent, title, blocks, suggestions, citations: answer.citations };
      expect(given).toMatchObject({ ...line, ...shown });
      expect(given.citations).toMatchObject(citations);
    }
  });

  it('says of what it cannot answer what was looked for, and what is nearest', async () => {
    const site = await serve();
    const question = 'Can I grow oolong on the planet Mars?';
    const { searched, citations } = await json(await site.post('/api/v1/ask', { question }));
    expect(citations).toEqual([]);
    expect(searched).toMatchObject({
      articles: 1,
      words: expect.arrayContaining([
        { text: 'mars', known: false },
        { text: 'grow', known: expect.any(Boolean) },
      ]),
    });
    const { nearest } = searched as { nearest: { document: string; section: string; quote: string }[] };
    expect(nearest.length).toBeGreaterThan(0);
    expect(new Set(nearest.map(({ section }) => section)).size).toBe(nearest.length);
    const source = await readFile(join(TEAS, 'teas.md'), 'utf8');
    for (const { document, quote } of nearest) {
      expect(document).toBe('teas.md');
      expect(source).toContain(quote);
    }
    const known = await json(await site.post('/api/v1/ask', { question: 'what is oolong' }));
    expect(known.searched).toBeNull();
  });

  it('is forgotten with who asked, as far as it is known which it was', async () => {
    const { state, forget } = await stateIn(await temporaryFolder());
    const site = await serve({ desk: () => ({ turns: createTurnStore(state) }) });
    const { id } = await json(await site.post('/api/v1/ask', { question: 'what is oolong' }));
    const why = async () => (await site.get(`/api/v1/answers/${id}/why`)).status;
    await forget('192.0.2.1');
    expect(await why()).toBe(200);
    await forget('127.0.0.1');
    await expect.poll(why, { timeout: 5_000 }).toBe(404);
  });

  it('names the state of the articles, where it has a name', async () => {
    const named = await serve({ desk: () => ({ knowledge: () => 'abc' }) });
    expect(await json(await named.post('/api/v1/ask', { question: 'hi' }))).toMatchObject({
      knowledge: 'abc',
    });
    const site = await serve();
    expect(await json(await site.post('/api/v1/ask', { question: 'hi' }))).toMatchObject({ knowledge: null });
  });

  it('goes on with a conversation, and with no other', async () => {
    const site = await serve();
    const { bot } = await builtFrom(TEAS);
    const first = await json(await site.post('/api/v1/ask', { question: 'what is rooibos' }));
    const { conversation } = first;
    const question = 'does it have caffeine?';
    const expected = await converse(bot, 'what is rooibos', question);
    const next = await json(await site.post('/api/v1/ask', { question, conversation }));
    expect(next).toMatchObject({ conversation, reading: expected.reading, blocks: expected.blocks });
    expect(expected.reading).not.toBeNull();
    expect([first.leans, next.leans]).toEqual([false, true]);
    // A name that was written otherwise is told of, and leans on nothing.
    const misspelt = await json(await site.post('/api/v1/ask', { question: 'what is oolnog', conversation }));
    expect(misspelt.reading).toContain('oolnog');
    expect(misspelt.leans).toBe(false);
    const other = await json(await site.post('/api/v1/ask', { question }));
    expect(other.reading).toBeNull();
    expect(other.conversation).not.toBe(conversation);
  });

  it('says every fault of the input, where it is, and under which id the log has it', async () => {
    const site = await serve();
    const response = await site.post('/api/v1/ask', {
      question: '  ',
      conversation: 'a b',
      more: 1,
      'an/other': 2,
    });
    expect(response.status).toBe(422);
    expect(response.headers.get('Content-Type')).toBe('application/problem+json');
    const problem = await json(response);
    expect(problem).toMatchObject({
      type: 'about:blank',
      title: 'Unprocessable Entity',
      status: 422,
      request: response.headers.get('X-Request-Id'),
      errors: [
        { pointer: '/question', detail: expect.stringMatching(/^is empty; send /) },
        { pointer: '/conversation', detail: expect.stringMatching(/^is not 1 to 64 letters, .*; send /) },
        { pointer: '/more', detail: expect.stringMatching(/^is not known here; take it out/) },
        { pointer: '/an~1other', detail: expect.stringMatching(/^is not known here; take it out/) },
      ],
    });
    expect(problem.detail).toMatch(/^"question" is empty; send .*\. "conversation" is not .*\. "more" is /);
    const list = await json(await site.post('/api/v1/ask', []));
    expect(list.detail).toMatch(/^The body is a list; send an object with "question"\. /);
    const text = await json(await site.post('/api/v1/compare', { subjects: 'green and black' }));
    expect(text.errors).toEqual([{ pointer: '/subjects', detail: 'is a text; send a list of 2 to 4 names' }]);
  });
});

describe('POST /api/v1/compare', () => {
  it('takes names, aliases and ids', async () => {
    const site = await serve();
    const given = await json(await site.post('/api/v1/compare', { subjects: ['hong cha', 'green-tea'] }));
    expect(given.subjects).toEqual(['black-tea', 'green-tea']);
    expect(given.blocks).toContainEqual(expect.objectContaining({ type: 'table' }));
  });
});

describe('GET /api/v1/suggest', () => {
  it('offers questions that go on with what is typed, and subjects', async () => {
    const site = await serve();
    const suggest = async (query: string) =>
      (await json(await site.get(`/api/v1/suggest?${query}`))).suggestions;
    expect(await suggest('q=what+is+ool&limit=2')).toEqual(['What is Oolong?']);
    expect(await suggest('q=gre&kind=subjects')).toEqual(['Green tea']);
  });
});

describe('GET /api/v1/topics', () => {
  it('names the articles with their questions, and the subjects', async () => {
    const site = await serve();
    const topics = await json(await site.get('/api/v1/topics'));
    expect(topics.articles).toMatchObject([{ id: 'teas.md', title: 'Five teas' }]);
    expect(topics.subjects).toContainEqual({
      id: 'oolong',
      name: 'Oolong',
      kind: 'tea',
      article: 'teas.md',
      aspects: expect.arrayContaining(['Advantages']),
    });
  });
});

describe('GET /api/v1/articles/{id}', () => {
  it('holds every quotation of an answer, on the lines that are cited', async () => {
    const site = await serve();
    const { bot } = await builtFrom(TEAS);
    const { citations } = await bot.ask('compare green tea and black tea');
    expect(citations.length).toBeGreaterThan(5);
    const response = await site.get('/api/v1/articles/teas.md');
    const article = (await response.json()) as ArticleBody;
    const said = article.sections
      .flatMap(({ blocks }) => blocks.flatMap(({ items }) => items))
      .flatMap(({ name, lines, sentences }) => [{ text: name ?? '', lines }, ...sentences]);
    for (const { quote, lines } of citations)
      expect(
        said.some((one) => one.text.includes(quote) && one.lines[0] === lines[0]),
        quote,
      ).toBe(true);
  });
});

describe('GET /api/v1/articles/{id} of an article of steps, tables, code and boxes', () => {
  it('keeps the form of each', async () => {
    const site = await serve({
      knowledge: await temporaryFolder({ 'kettle.md': KETTLE }),
      desk: (bot) => ({ bot: unobserved(boxed(bot)) }),
    });
    const article = (await (await site.get('/api/v1/articles/kettle.md')).json()) as ArticleBody;
    const blocks = article.sections.flatMap((section) => section.blocks);
    const kinds = blocks.map(({ kind, label }) => [kind, label?.kind ?? null, label?.text ?? null]);
    expect(kinds).toEqual([
      ['steps', null, null],
      ['table', null, null],
      ['paragraph', 'admonition', 'Warning'],
    ]);
    const [steps, table] = blocks;
    expect(steps?.items.map(({ kind, number, level, language }) => [kind, number, level, language])).toEqual([
      ['point', 1, 0, null],
      ['code', null, 1, 'sh'],
      ['point', 2, 0, null],
      ['point', null, 1, null],
    ]);
    expect(table?.columns).toEqual(['Model', 'Litres', 'Minutes']);
    expect(table?.items.map(({ row, name, text }) => [row, name, text])).toEqual([
      [0, 'Small › Litres', '0.5'],
      [0, 'Small › Minutes', '2'],
      [1, 'Large › Litres', '1.7'],
    ]);
  });
});

describe('GET /api/v1/answers/{id}/preview/{platform}', () => {
  it('holds the payloads that the adapters would send', async () => {
    const site = await serve();
    const { bot } = await builtFrom(TEAS);
    const desk = { bot: unobserved(bot), turns: createTurnStore() };
    const turn = { question: 'compare oolong and rooibos', conversation: null };
    const { id } = await json(await site.post('/api/v1/ask', { question: turn.question }));
    const preview = async (platform: string) =>
      (await json(await site.get(`/api/v1/answers/${id}/preview/${platform}`))).messages;
    const { pages } = await answerPages(DISCORD, desk, turn);
    expect(await preview('discord')).toEqual(JSON.parse(JSON.stringify(pages)));
    const { pages: messages } = await answerPages(SLACK, desk, turn);
    expect(await preview('slack')).toEqual(JSON.parse(JSON.stringify(messages)));
  });
});

describe('GET /api/v1/answers/{id}/why', () => {
  it('tells nobody who can only guess a question whether it was asked', async () => {
    const site = await serve();
    const turn = { question: 'what is oolong', conversation: null };
    const { id } = await json(await site.post('/api/v1/ask', { question: turn.question }));
    expect((await site.get(`/api/v1/answers/${id}/why`)).status).toBe(200);
    const hash = createHash('sha256').update(JSON.stringify(turn)).digest('base64url').slice(0, 16);
    const elsewhere = createTurnStore().keep(turn);
    for (const guess of [hash, elsewhere]) {
      expect(guess).toHaveLength(String(id).length);
      expect((await site.get(`/api/v1/answers/${guess}/why`)).status).toBe(404);
    }
  });
});

describe('POST /api/v1/feedback', () => {
  it('is kept once for each person and answer, and again when it changes', async () => {
    const kept: unknown[] = [];
    const site = await serve({
      desk: (bot) => ({
        bot: withVotes(bot, (question, { helpful }) => kept.push({ question, helpful })),
      }),
    });
    const { id } = await json(await site.post('/api/v1/ask', { question: 'what is oolong' }));
    const press = async (helpful: boolean) =>
      (await json(await site.post('/api/v1/feedback', { answer: id, helpful }))).message;
    expect([await press(true), await press(true), await press(false)]).toEqual([
      TEXTS.thanks,
      TEXTS.thanksAgain,
      TEXTS.thanks,
    ]);
    expect(kept).toEqual([
      { question: 'what is oolong', helpful: true },
      { question: 'what is oolong', helpful: false },
    ]);
  });
});

describe('the door', () => {
  it('tells a wrong method which ones are right', async () => {
    const site = await serve();
    const response = await site.get('/api/v1/ask');
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ title: 'Method Not Allowed' });
    for (const method of ['DELETE', 'OPTIONS', 'PUT', 'PATCH'])
      expect((await fetch(`${site.address}/api/v1/ask`, { method })).status, method).toBe(405);
  });

  it('reads a body that comes in pieces, and refuses one that is too large before its end', async () => {
    const site = await serve();
    const send = async (pieces: readonly string[]) => {
      const body = new ReadableStream({
        start(controller) {
          for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
          controller.close();
        },
      });
      const headers = { 'Content-Type': 'application/json' };
      return (await fetch(`${site.address}/api/v1/ask`, { method: 'POST', headers, body, duplex: 'half' }))
        .status;
    };
    expect(await send(['{"question":', '"what is', ' oolong"}'])).toBe(200);
    expect(await send(Array.from({ length: 40 }, () => 'a'.repeat(1_000)))).toBe(413);
  });

  it('tells what is nowhere', async () => {
    const site = await serve();
    for (const path of ['/api/v1/nothing', '/nothing', '/page/nothing.js', '/page/..%2fserver.js'])
      expect((await site.get(path)).status, path).toBe(404);
  });

  it('wants the token when there is one, and not another', async () => {
    const site = await serve({ environment: { DOCENT_API_TOKEN: TOKEN } });
    const ask = (authorization: string) =>
      site.post('/api/v1/ask', { question: 'hi' }, { Authorization: authorization });
    const missing = await site.post('/api/v1/ask', { question: 'hi' });
    expect([missing.status, missing.headers.get('WWW-Authenticate')]).toEqual([401, 'Bearer realm="Docent"']);
    expect((await ask(`Bearer ${TOKEN}x`)).status).toBe(401);
    expect((await ask('Basic abc')).status).toBe(400);
    expect((await ask(`Bearer ${TOKEN}`)).status).toBe(200);
    expect((await site.get('/')).status).toBe(200);
    expect(site.log()).not.toContain(TOKEN);
  });

  it('refuses who asks too fast, and says when to come back', async () => {
    const site = await serve({ environment: { DOCENT_WEB_RATE: '2' } });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await site.post('/api/v1/ask', { question: 'hi' })).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await site.post('/api/v1/ask', { question: 'hi' });
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await site.get('/api/v1/topics')).status).toBe(200);
  });

  it('tells people apart behind a trusted proxy, and believes no other', async () => {
    const ask = async (proxies: string) => {
      const site = await serve({ environment: { DOCENT_WEB_RATE: '1', DOCENT_WEB_PROXIES: proxies } });
      const from = async (forwarded: string) =>
        (await site.post('/api/v1/ask', { question: 'hi' }, { 'X-Forwarded-For': forwarded })).status;
      return [await from('192.0.2.1'), await from('192.0.2.2'), await from('forged, 192.0.2.2')];
    };
    expect(await ask('0')).toEqual([200, 429, 429]);
    expect(await ask('1')).toEqual([200, 200, 429]);
  });

  it('answers to its own names and those of the settings alone, wherever it listens', async () => {
    const status = async (name: string, environment = {}) => {
      const site = await serve({ environment });
      const port = new URL(site.address).port;
      return requestAs(`${name}:${port}`, site.address);
    };
    expect(await status('localhost')).toBe(200);
    expect(await status('docent.localhost')).toBe(200);
    expect(await status('rebound.example')).toBe(421);
    for (const reach of [{ DOCENT_WEB_HOST: '0.0.0.0' }, { DOCENT_WEB_PROXIES: '1' }]) {
      expect(await status('rebound.example', reach)).toBe(421);
      expect(await status('192.0.2.7', reach)).toBe(200);
      expect(await status(hostname(), reach)).toBe(200);
      const named = { ...reach, DOCENT_WEB_HOSTS: 'wiki.example, Docent.example' };
      expect(await status('docent.example', named)).toBe(200);
      expect(await status('evil-docent.example', named)).toBe(421);
      expect(await status('rebound.example', { ...reach, DOCENT_WEB_HOSTS: '*' })).toBe(200);
    }
  });

  it('lets pages of other origins in only when they are named', async () => {
    const preflight = async (environment: Record<string, string>) => {
      const site = await serve({ environment });
      const response = await fetch(`${site.address}/api/v1/ask`, {
        method: 'OPTIONS',
        headers: { Origin: 'https://a.example', 'Access-Control-Request-Method': 'POST' },
      });
      return response.headers.get('Access-Control-Allow-Origin');
    };
    expect(await preflight({})).toBeNull();
    expect(await preflight({ DOCENT_CORS_ORIGIN: 'https://b.example' })).toBeNull();
    expect(await preflight({ DOCENT_CORS_ORIGIN: 'https://b.example, https://a.example' })).toBe(
      'https://a.example',
    );
  });

  it('says with every response what a browser may do with it', async () => {
    const site = await serve();
    for (const path of ['/', '/api/v1/topics', '/nothing']) {
      const { headers } = await site.get(path);
      expect(headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
      expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('X-Frame-Options')).toBe('DENY');
    }
  });

  it('gives a fault of its own an id, and logs it with the reason', async () => {
    const site = await serve({
      desk: (bot) => ({
        bot: unobserved({ ...bot, ask: () => Promise.reject(new Error('out of tea')) }),
      }),
    });
    const response = await site.post('/api/v1/ask', { question: 'a secret question' });
    const { detail, request } = (await response.json()) as { detail: string; request: string };
    expect(response.status).toBe(500);
    expect(detail).toContain(request);
    expect(detail).not.toContain('out of tea');
    expect(site.log()).toContain(`request=${request}`);
    expect(site.log()).toContain('out of tea');
    expect(site.log()).not.toContain('a secret question');
  });
});

/** `fetch` does not let the Host header be chosen. */
async function requestAs(host: string, address: string): Promise<number | undefined> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(`${address}/api/v1/topics`, { headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}
