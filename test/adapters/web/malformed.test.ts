import { Agent, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_BODY_BYTES, MAX_QUESTION_LENGTH } from '../../../adapters/web/limits.js';
import { serve } from './served.js';

const BODIES = 10_000;
const WARM_UP = 5_000;
/** Requests at a time. */
const AT_A_TIME = 50;
/** Most bytes that the heap may have grown by: 10,000 bodies kept would be more. */
const MAX_GROWTH = 8 * 2 ** 20;

const JSON_TYPE = 'application/json';
const question = fc.string({ minLength: 1, maxLength: 50 });

/** A body with its Content-Type, and the path that it is sent to; none of them is a request that can be met. */
const malformed = fc
  .oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.concat([Buffer.from([0xff]), bytes])),
    question.map((text) => JSON.stringify({ question: text }).slice(0, -1)),
    fc
      .jsonValue()
      .filter((value) => typeof value !== 'object' || value === null)
      .map((value) => JSON.stringify(value)),
    fc.array(fc.jsonValue(), { maxLength: 5 }).map((value) => JSON.stringify(value)),
    fc
      .oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.array(question))
      .map((value) => JSON.stringify({ question: value })),
    fc
      .tuple(question, fc.jsonValue())
      .map(([text, more]) => JSON.stringify({ question: text, 'a field': more })),
    fc.constantFrom('', ' ', '{}', '{"question":""}', '{"__proto__":{"question":"hi"}}', 'question=hi'),
    fc
      .integer({ min: 1, max: 5 })
      .map((n) => JSON.stringify({ question: 'a'.repeat(MAX_QUESTION_LENGTH + n) })),
    fc.integer({ min: 10, max: 4_000 }).map((depth) => `${'['.repeat(depth)}${']'.repeat(depth)}`),
    fc
      .integer({ min: 10, max: 2_000 })
      .map((depth) => `${'{"question":'.repeat(depth)}1${'}'.repeat(depth)}`),
    fc.integer({ min: 1, max: 9 }).map((n) => Buffer.alloc(MAX_BODY_BYTES + n, 'a')),
  )
  .chain((body) =>
    fc.record({
      // As bytes, outside the heap that is measured.
      body: fc.constant(Buffer.from(body)),
      path: fc.constantFrom('ask', 'ask', 'compare', 'feedback', 'none'),
      type: fc.constantFrom(
        JSON_TYPE,
        JSON_TYPE,
        JSON_TYPE,
        `${JSON_TYPE}; charset=utf-8`,
        'text/plain',
        '',
        '/',
      ),
    }),
  );

it(`refuses ${BODIES} malformed bodies, is there afterwards, and keeps nothing of them`, async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const heap = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const site = await serve({ environment: { DOCENT_WEB_RATE: '1000000' } });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME });
  const send = ({ body, path, type }: (typeof bodies)[number]) =>
    new Promise<number>((resolve, reject) => {
      const headers = type === '' ? {} : { 'Content-Type': type };
      const sent = request(
        `${site.address}/api/v1/${path}`,
        { method: 'POST', agent, headers },
        (response) => {
          response.resume().on('end', () => resolve(response.statusCode ?? 0));
        },
      );
      // A server that refuses a body for its size may close before it has read it all.
      sent.on('error', reject).end(body);
    });
  const statuses = new Map<number, number>();
  const sendAll = async (some: typeof bodies) => {
    for (let i = 0; i < some.length; i += AT_A_TIME)
      for (const status of await Promise.all(some.slice(i, i + AT_A_TIME).map(send)))
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const bodies = fc.sample(malformed, { numRuns: BODIES, seed: 5 });
  await sendAll(bodies.slice(0, WARM_UP));
  const before = heap();
  await sendAll(bodies.slice(WARM_UP));
  const growth = heap() - before;
  agent.destroy();
  expect([...statuses.keys()].sort()).toEqual([400, 404, 413, 415, 422]);
  expect([...statuses.values()].reduce((sum, n) => sum + n)).toBe(BODIES);
  expect((await site.post('/api/v1/ask', { question: 'what is oolong' })).status).toBe(200);
  expect(site.log()).not.toContain('error');
  expect(growth).toBeLessThan(MAX_GROWTH);
}, 120_000);
