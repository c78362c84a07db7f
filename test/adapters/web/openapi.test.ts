import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { SEARCH_AWAY } from '../../../adapters/service/search-away.js';
import { TEXTS } from '../../../adapters/service/texts.js';
import { MAX_BODY_BYTES } from '../../../adapters/web/limits.js';
import { name } from '../../../src/answer/answer.js';
import { DocentError } from '../../../src/errors.js';
import { temporaryFolder, unobserved } from '../../builders.js';
import { boxed, closest, code, KETTLE, madeUp, STEPS, TABLE } from '../../made-up.js';
import { type Served, type ServeOptions, serve } from './served.js';

interface Operation {
  readonly responses: Record<string, { content: Record<string, { schema: object }> }>;
}
interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

const documentOf = async (site: Served): Promise<OpenApi> =>
  (await site.get('/api/v1/openapi.json')).json() as Promise<OpenApi>;

const JSON_TYPE = { 'Content-Type': 'application/json' };

/** What is sent for one line of the table: where, how, and what must come of it. */
interface Case {
  readonly operation: `${'get' | 'post'} ${string}`;
  readonly status: number;
  readonly path?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

const post = (path: string, good: unknown, bad: unknown): Case[] => {
  const operation = `post ${path}` as const;
  return [
    { operation, status: 200, body: JSON.stringify(good) },
    { operation, status: 400, body: '{"' },
    { operation, status: 413, body: ' '.repeat(MAX_BODY_BYTES + 1) },
    { operation, status: 415, body: JSON.stringify(good), headers: { 'Content-Type': 'text/plain' } },
    { operation, status: 422, body: JSON.stringify(bad) },
  ];
};

const PREVIEW = 'get /answers/{id}/preview/{platform}';

/** Cases that the usual server meets; `ID` stands for the id of an answer that was given. */
const CASES: readonly Case[] = [
  ...post('/ask', { question: 'what is oolong' }, { question: 5 }),
  ...post('/compare', { subjects: ['oolong', 'rooibos'] }, { subjects: ['oolong'] }),
  ...post('/feedback', { answer: 'ID', helpful: true }, { answer: 'ID' }),
  { operation: 'post /feedback', status: 404, body: '{"answer":"nothing","helpful":false}' },
  { operation: 'get /answers/{id}/why', status: 200, path: '/answers/ID/why' },
  { operation: 'get /answers/{id}/why', status: 404, path: '/answers/nothing/why' },
  { operation: 'get /answers/{id}/why', status: 422, path: `/answers/${'a'.repeat(65)}/why` },
  { operation: PREVIEW, status: 200, path: '/answers/ID/preview/discord' },
  { operation: PREVIEW, status: 200, path: '/answers/ID/preview/slack' },
  { operation: PREVIEW, status: 200, path: '/answers/ID/preview/telegram' },
  { operation: PREVIEW, status: 404, path: '/answers/nothing/preview/discord' },
  { operation: PREVIEW, status: 422, path: '/answers/ID/preview/none' },
  { operation: 'get /topics', status: 200 },
  { operation: 'get /suggest', status: 200, path: '/suggest?q=what' },
  { operation: 'get /suggest', status: 422, path: '/suggest?limit=none' },
  { operation: 'get /articles/{id}', status: 200, path: '/articles/teas.md' },
  { operation: 'get /articles/{id}', status: 404, path: '/articles/none.md' },
  { operation: 'get /articles/{id}', status: 422, path: `/articles/${'a'.repeat(1001)}` },
];

/** Questions of every kind, so that every block and status is held against the document. */
const QUESTIONS = [
  'what is green tea',
  'compare green tea and black tea',
  'which teas are drunk with milk',
  'advantages of rooibos',
  'who is the king of Spain',
  'gren tee',
  'hello',
  'help',
  'tea?',
];

const TITLED = madeUp({
  title: [name('Advantages')],
  blocks: [{ type: 'heading', spans: [name('More')] }],
  suggestions: { lead: 'Ask next:', questions: ['What is tea?'] },
});

async function check(document: OpenApi, operation: string, response: Response): Promise<string> {
  const [method = '', path = ''] = operation.split(' ');
  const stated = document.paths[path]?.[method]?.responses[response.status];
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
  const body = await response.json();
  const schema = stated?.content[type]?.schema;
  if (!schema) return `${operation} does not state ${response.status} as ${type}`;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addSchema({ ...document, $id: 'docent:api' });
  const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"docent:api#/'));
  return ajv.validate(pointed, body) ? 'ok' : `${operation} ${response.status}: ${ajv.errorsText()}`;
}

async function send(site: Served, { operation, path, body, headers }: Case, id = ''): Promise<Response> {
  const [method = '', template = ''] = operation.split(' ');
  return fetch(`${site.address}/api/v1${(path ?? template).replace('ID', id)}`, {
    method,
    headers: headers ?? (body === undefined ? {} : JSON_TYPE),
    ...(body === undefined ? {} : { body: body.replace('ID', id) }),
  });
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = await documentOf(await serve());
    expect(document.openapi).toBe('3.1.0');
    expect(await new Validator().validate({ ...document })).toEqual({ valid: true });
  });

  it.each(QUESTIONS)('describes the answer to “%s”', async (question) => {
    const site = await serve();
    const document = await documentOf(site);
    const response = await site.post('/api/v1/ask', { question });
    expect(response.status).toBe(200);
    expect(await check(document, 'post /ask', response)).toBe('ok');
  });

  it.each([
    ['steps, code and tables', madeUp({ blocks: [STEPS, TABLE, code('tea()', 'js')] })],
    ['a title, suggestions and a second heading', TITLED],
    ['a reserve', closest()],
  ])('describes an answer with %s', async (_, answer) => {
    const site = await serve({ desk: (bot) => ({ bot: unobserved({ ...bot, ask: async () => answer }) }) });
    const document = await documentOf(site);
    const response = await site.post('/api/v1/ask', { question: 'how?' });
    expect(await check(document, 'post /ask', response)).toBe('ok');
    const { id } = (await (await site.post('/api/v1/ask', { question: 'how?' })).json()) as { id: string };
    const why = await site.get(`/api/v1/answers/${id}/why`);
    expect(await check(document, 'get /answers/{id}/why', why)).toBe('ok');
  });

  it('describes an article of every kind of block', async () => {
    const site = await serve({
      knowledge: await temporaryFolder({ 'kettle.md': KETTLE }),
      desk: (bot) => ({ bot: unobserved(boxed(bot)) }),
    });
    const response = await site.get('/api/v1/articles/kettle.md');
    expect(await check(await documentOf(site), 'get /articles/{id}', response)).toBe('ok');
  });

  it('describes what every route gives, for good and for bad input, and states nothing that never comes', async () => {
    const failingBy = (error: Error): ServeOptions => ({
      desk: ({ contents }) => ({
        bot: Object.assign(
          unobserved({
            ask: () => Promise.reject(error),
            section: () => Promise.reject(error),
            article: () => Promise.reject(error),
            search: () => Promise.reject(error),
            findQuote: () => Promise.reject(error),
            get contents(): typeof contents {
              throw error;
            },
          }),
          {
            vote() {
              throw error;
            },
          },
        ),
        completer: {
          questions: () => Promise.reject(error),
          subjects: () => [],
        },
        turns: {
          keep: () => 'x',
          find: () => ({ question: 'q', conversation: null }),
          of: () => createTurnStore(),
        },
      }),
    });
    const usual = await serve();
    const document = await documentOf(usual);
    const { id } = (await (await usual.post('/api/v1/ask', { question: 'tea' })).json()) as { id: string };
    const seen = new Set<string>();
    const run = async (site: Served, one: Case) => {
      const response = await send(site, one, id);
      expect([one, response.status]).toEqual([one, one.status]);
      expect(await check(document, one.operation, response)).toBe('ok');
      seen.add(`${one.operation} ${one.status}`);
    };
    for (const one of CASES) await run(usual, one);
    const failing = await serve(failingBy(new Error('broken')));
    const away = await serve(
      failingBy(new DocentError(SEARCH_AWAY, 'nobody answers at http://a.search:9200')),
    );
    const closed = await serve({ environment: { DOCENT_API_TOKEN: 'a-token-of-the-tests' } });
    for (const one of CASES.filter(({ status }) => status === 200)) {
      await run(failing, { ...one, status: 500 });
      await run(away, { ...one, status: 503 });
      await run(closed, { ...one, status: 401 });
      const busy = await serve({
        desk: () => {
          const full = { admit: async () => ({ admitted: false, waitSeconds: 7, tell: true }) as const };
          return { questionLimit: full, readLimit: full };
        },
      });
      await run(busy, { ...one, status: 429 });
    }
    const stated = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method} ${path} ${status}`),
      ),
    );
    expect([...seen].sort()).toEqual(stated.sort());
    // It is not for the world to know where what is held.
    expect(await (await away.post('/api/v1/ask', { question: 'tea' })).json()).toMatchObject({
      detail: TEXTS.away,
    });
  });
});
