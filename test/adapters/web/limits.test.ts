import { connect, type Socket } from 'node:net';
import type { Hono } from 'hono';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHealth } from '../../../adapters/process/health.js';
import { createMetrics } from '../../../adapters/process/metrics.js';
import { createPseudonyms } from '../../../adapters/records/pseudonyms.js';
import { adminRoutes } from '../../../adapters/web/admin.js';
import { ADMIN } from '../../../adapters/web/admin-page.js';
import {
  LOGINS_PER_MINUTE,
  MAX_BODY_BYTES,
  OPERATOR_REQUESTS_PER_MINUTE,
  PAGE_REQUESTS_PER_MINUTE,
} from '../../../adapters/web/limits.js';
import { operationsRoutes } from '../../../adapters/web/operations.js';
import { builtFrom, TEAS } from '../../builders.js';
import { booksOf } from '../records/builders.js';
import { type Served, serve } from './served.js';

const TOKEN = 'the-token-of-this-test';

/** The site with what is there for who runs the bot. */
async function site(): Promise<Served> {
  const { bot } = await builtFrom(TEAS);
  const office: Hono = operationsRoutes({
    health: createHealth(),
    metrics: createMetrics(),
    metricsToken: TOKEN,
  }).route(
    ADMIN,
    adminRoutes({
      token: TOKEN,
      books: booksOf([]),
      pseudonyms: createPseudonyms('a key for this test'),
      bot: () => bot,
      knowledge: () => ({ hash: '', since: new Date(), rolledBack: false, changes: null, fault: null }),
      corrections: {
        list: async () => ({ entries: [], log: [] }),
        undo: async () => ({ done: 'refused', text: '' }),
      },
      sources: async () => [],
      drafts: { list: async () => [], publish: async () => '', discard: async () => '' },
      unasked: async () => ({ noted: [], bar: { likelihood: 0.9, from: 'default', votes: 0 } }),
      days: 90,
    }),
  );
  return serve({ office });
}

/** How many of so many requests were not refused as too many. */
async function admitted(times: number, send: () => Promise<Response>): Promise<number> {
  let count = 0;
  for (let i = 0; i < times; i++) {
    const response = await send();
    await response.arrayBuffer();
    if (response.status !== 429) count++;
  }
  return count;
}

const login = (served: Served, token: string) =>
  fetch(`${served.address}${ADMIN}/login`, {
    method: 'POST',
    body: new URLSearchParams({ token }),
    redirect: 'manual',
  });

describe('requests from one address', () => {
  it('may try to log in some times a minute, and no more with the right token either', async () => {
    const served = await site();
    expect(await admitted(LOGINS_PER_MINUTE + 5, () => login(served, 'a wrong guess'))).toBe(
      LOGINS_PER_MINUTE,
    );
    const refused = await login(served, TOKEN);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await served.get('/healthz')).status).toBe(200);
    expect((await served.post('/api/v1/ask', { question: 'hi' })).status).toBe(200);
  });

  it.each(['/metrics', ADMIN, `${ADMIN}/gaps.csv`])(
    'may guess no token at full speed at %s',
    async (path) => {
      const served = await site();
      const guess = () => served.get(path, { Authorization: 'Bearer a-wrong-guess-of-it' });
      expect(await admitted(OPERATOR_REQUESTS_PER_MINUTE + 5, guess)).toBe(OPERATOR_REQUESTS_PER_MINUTE);
    },
  );

  it.each(['/nothing', '/healthz'])('are counted at %s too', async (path) => {
    const served = await site();
    const get = () => served.get(path);
    expect(await admitted(PAGE_REQUESTS_PER_MINUTE + 5, get)).toBe(PAGE_REQUESTS_PER_MINUTE);
  });
});

describe('a body that is too large', () => {
  const large = 'a'.repeat(MAX_BODY_BYTES + 1);
  const send = async (path: string, body: string | ReadableStream) => {
    const served = await site();
    const headers = { 'Content-Type': 'application/json' };
    return fetch(served.address + path, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  };

  it.each([`${ADMIN}/login`, `${ADMIN}/logout`, '/api/v1/ask', '/', '/nothing', '/metrics'])(
    'is refused at %s',
    async (path) => {
      expect((await send(path, large)).status).toBe(413);
    },
  );

  it.each([`${ADMIN}/login`, '/api/v1/ask'])('is not read to its end at %s', async (path) => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += large.length;
        controller.enqueue(new TextEncoder().encode(large));
        if (sent > 100 * 1024 * 1024) controller.close();
      },
    });
    expect((await send(path, endless)).status).toBe(413);
    expect(sent).toBeLessThan(50 * 1024 * 1024);
  });
});

describe('connections that say nothing', () => {
  it('leave room for others, and are ended', async () => {
    const served = await site();
    const { hostname, port } = new URL(served.address);
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    for (let i = 0; i < 50; i++)
      sockets.push(
        connect(Number(port), hostname)
          .on('error', () => undefined)
          .resume(),
      );
    expect((await served.get('/healthz')).status).toBe(200);
    const ended = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)));
    await Promise.all(ended);
  });
});
