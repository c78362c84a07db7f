import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_BODY_BYTES } from '../../../adapters/web/limits.js';
import { builtFrom, converse, TEAS, temporaryFolder, unobserved } from '../../builders.js';
import { KETTLE } from '../../made-up.js';
import { type ServeOptions, serve } from '../web/served.js';

const served = (options: ServeOptions = {}) =>
  serve({ ...options, environment: { DOCENT_MCP: 'on', ...options.environment } });

type Site = Awaited<ReturnType<typeof served>>;

async function connected(site: Site, headers: Record<string, string> = {}) {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${site.address}/mcp`), { requestInit: { headers } }),
  );
  onTestFinished(() => client.close());
  return client;
}

const call = (id: number, name: string, args: unknown) => ({
  jsonrpc: '2.0',
  id,
  method: 'tools/call',
  params: { name, arguments: args },
});

const ACCEPT = { Accept: 'application/json, text/event-stream' };

async function tool(site: Site, name: string, args: unknown) {
  const response = await site.post('/mcp', call(1, name, args), ACCEPT);
  expect(response.status).toBe(200);
  const body = await response.text();
  // The SDK answers clients of the protocol before 2026-07-28 as a stream of one event.
  const { result } = JSON.parse(/^data: (.*)$/m.exec(body)?.[1] ?? body);
  return result as { content: { text: string }[]; structuredContent: never; isError?: boolean };
}

/** The same with the one thing that no two answers share: how long it took. */
const timeless = (body: string) => body.replace(/"ms":[\d.]+/, '"ms":0');

describe('ask', () => {
  it('gives byte for byte what POST /api/v1/ask gives', async () => {
    const site = await served();
    for (const [i, question] of [
      'what is oolong',
      'compare oolong and rooibos',
      'does green tea have caffeine?',
      'who is the king of Spain',
      'tea?',
      'hi',
    ].entries()) {
      const asked = { question, conversation: `conversation-${i}` };
      const { content } = await tool(site, 'ask', asked);
      // Begun anew, or it would be a follow-up of itself.
      const other = { ...asked, conversation: `other-${i}` };
      const api = await (await site.post('/api/v1/ask', other)).text();
      expect(timeless(content[0]?.text ?? '')).toBe(timeless(api).replace(`other-${i}`, `conversation-${i}`));
    }
  });

  it('tells an abstention as data, not as an error', async () => {
    const { isError, structuredContent } = await tool(await served(), 'ask', {
      question: 'who is the king of Spain',
    });
    expect(isError).toBeUndefined();
    expect(structuredContent).toMatchObject({ status: 'abstained', citations: [] });
  });

  it('goes on with the turns that come along, as with a conversation', async () => {
    const site = await served();
    const { bot } = await builtFrom(TEAS);
    const expected = await converse(bot, 'what is rooibos', 'does it have caffeine?');
    const first = await tool(site, 'ask', {
      question: 'does it have caffeine?',
      turns: ['what is rooibos'],
    });
    expect(first.structuredContent).toMatchObject({ reading: expected.reading, blocks: expected.blocks });
    const { conversation } = first.structuredContent as { conversation: string };
    const next = await tool(site, 'ask', { question: 'and oolong?', conversation });
    expect(next.structuredContent).toMatchObject({ conversation, subjects: ['oolong'] });
    const both = await tool(site, 'ask', { question: 'and oolong?', conversation, turns: ['hi'] });
    expect([both.isError, both.content[0]?.text]).toEqual([
      true,
      expect.stringContaining('leave one of them'),
    ]);
  });

  it('is told a fault of the program by the id that the log has', async () => {
    const site = await served({
      desk: (bot) => ({ bot: unobserved({ ...bot, ask: () => Promise.reject(new Error('a secret')) }) }),
    });
    const { isError, content } = await tool(site, 'ask', { question: 'what is oolong' });
    expect(isError).toBe(true);
    expect(content[0]?.text).not.toContain('secret');
    const [, id = 'none'] = /error (\w{6})\.$/.exec(content[0]?.text ?? '') ?? [];
    expect(site.log()).toMatch(new RegExp(`A tool failed request=${id} .*a secret`));
  });
});

describe('the other tools', () => {
  it('search: passages with their lines and hash, of one version of the knowledge', async () => {
    const { structuredContent } = await tool(await served(), 'search', {
      query: 'caffeine in rooibos',
      limit: 2,
    });
    expect(structuredContent).toMatchObject({
      passages: [
        {
          document: 'teas.md',
          subject: 'rooibos',
          lines: [expect.any(Number), expect.any(Number)],
          hash: expect.stringMatching(/^[0-9a-f]{64}$/),
          quote: { text: expect.any(String) },
        },
        {},
      ],
    });
  });

  it('read_article: the same as the API, or some lines of it', async () => {
    const site = await served();
    const { content } = await tool(site, 'read_article', { article: 'teas.md' });
    expect(content[0]?.text).toBe(await (await site.get('/api/v1/articles/teas.md')).text());
    const { structuredContent } = await tool(site, 'read_article', { article: 'teas.md', lines: [129, 129] });
    expect(structuredContent).toMatchObject({
      title: 'Five teas',
      sections: [{ heading: 'Oolong', blocks: [{ lines: [129, expect.any(Number)] }] }],
    });
    const none = await tool(site, 'read_article', { article: 'none.md' });
    expect([none.isError, none.content[0]?.text]).toEqual([
      true,
      expect.stringContaining('no article "none.md"'),
    ]);
  });

  it('verify_quote: whether, where and in which version', async () => {
    const site = await served();
    const { structuredContent: right } = await tool(site, 'verify_quote', {
      quote: 'Rooibos is naturally free of caffeine',
    });
    expect(right).toMatchObject({
      verified: true,
      places: [{ document: 'teas.md', section: 'Rooibos › Advantages', lines: [217, 217], match: 'exact' }],
    });
    const { structuredContent: wrong } = await tool(site, 'verify_quote', {
      quote: 'Rooibos is naturally full of caffeine',
    });
    expect(wrong).toMatchObject({ verified: false, places: [] });
  });
});

describe('a client', () => {
  it('lists the tools with what they take and give, and reads the articles', async () => {
    const site = await served({ knowledge: await temporaryFolder({ 'a b.md': KETTLE }) });
    const client = await connected(site);
    const { tools } = await client.listTools();
    expect(client.getServerCapabilities()).toMatchObject({
      tools: { listChanged: false },
      resources: { listChanged: false },
    });
    expect(tools.map(({ name }) => name)).toEqual(['ask', 'search', 'read_article', 'verify_quote']);
    for (const { inputSchema, outputSchema, annotations } of tools)
      expect([inputSchema.type, outputSchema?.type, annotations?.readOnlyHint]).toEqual([
        'object',
        'object',
        true,
      ]);
    const { resources } = await client.listResources();
    expect(resources).toMatchObject([{ uri: 'docent://articles/a%20b.md', mimeType: 'text/markdown' }]);
    const { contents } = await client.readResource({ uri: resources[0]?.uri ?? '' });
    const [{ text = '' } = {}] = contents as { text?: string }[];
    expect(text).toMatch(/^# The kettle\n\n## Descaling the kettle\n\n1\. Fill/);
    await expect(client.readResource({ uri: 'docent://articles/%zz' })).rejects.toThrow(/not found/i);
    // The client holds what comes against the schema of the tool.
    const answer = await client.callTool({ name: 'ask', arguments: { question: 'which kettle is small?' } });
    expect(answer.structuredContent).toMatchObject({ status: expect.any(String) });
  });
});

describe('the door', () => {
  const QUESTION = call(1, 'ask', { question: 'what is oolong' });

  it('is not there unless it is wanted', async () => {
    expect((await (await serve()).post('/mcp', QUESTION, ACCEPT)).status).toBe(404);
  });

  it('lets pages of no other origin in than those of the settings', async () => {
    const site = await served({ environment: { DOCENT_CORS_ORIGIN: 'https://wiki.example' } });
    const status = async (origin: string) =>
      (await site.post('/mcp', QUESTION, { ...ACCEPT, Origin: origin })).status;
    expect(await status('https://wiki.example')).toBe(200);
    expect(await status(site.address)).toBe(200);
    for (const origin of ['https://evil.example', 'null', `${site.address}1`, 'http://127.0.0.1'])
      expect(await status(origin), origin).toBe(403);
  });

  it('answers to no other name', async () => {
    const site = await served();
    const { port } = new URL(site.address);
    const { request } = await import('node:http');
    const status = await new Promise((resolve, reject) => {
      const headers = { ...ACCEPT, Host: `evil.example:${port}`, 'Content-Type': 'application/json' };
      request(`${site.address}/mcp`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end(JSON.stringify(QUESTION));
    });
    expect(status).toBe(421);
  });

  it('asks for the token that the API asks for', async () => {
    const token = 'a-token-of-the-tests';
    const site = await served({ environment: { DOCENT_API_TOKEN: token } });
    expect((await site.post('/mcp', QUESTION, ACCEPT)).status).toBe(401);
    const client = await connected(site, { Authorization: `Bearer ${token}` });
    expect((await client.listTools()).tools).toHaveLength(4);
  });

  it('counts each message as a question, and takes no list of them', async () => {
    const site = await served({ environment: { DOCENT_WEB_RATE: '3' } });
    const batch = await site.post('/mcp', [QUESTION, call(2, 'ask', { question: 'hi' })], ACCEPT);
    expect([batch.status, await batch.json()]).toEqual([400, expect.objectContaining({ id: null })]);
    expect((await site.post('/mcp', QUESTION, ACCEPT)).status).toBe(200);
    expect((await site.post('/api/v1/ask', { question: 'hi' })).status).toBe(200);
    const late = await site.post('/mcp', QUESTION, ACCEPT);
    expect([late.status, Number(late.headers.get('Retry-After'))]).toEqual([
      429,
      expect.toSatisfy((n) => n > 0),
    ]);
  });

  it('counts each earlier turn too: all are answered', async () => {
    const site = await served({ environment: { DOCENT_WEB_RATE: '4' } });
    const asked = (turns: readonly string[]) =>
      site.post('/mcp', call(1, 'ask', { question: 'why?', turns }), ACCEPT);
    const late = await (
      await asked(['what is oolong', 'how is it made', 'and rooibos', 'and white tea'])
    ).text();
    expect(late).toContain('"isError":true');
    expect(late).not.toContain('structuredContent');
    expect((await site.post('/mcp', QUESTION, ACCEPT)).status).toBe(429);
  });

  it('reads no body that is larger than the API reads', async () => {
    const site = await served();
    const large = call(1, 'ask', { question: 'a'.repeat(MAX_BODY_BYTES) });
    expect((await site.post('/mcp', large, ACCEPT)).status).toBe(413);
  });

  it('has no stream to listen to and no session to end', async () => {
    const site = await served();
    for (const method of ['GET', 'DELETE', 'PUT']) {
      const response = await fetch(`${site.address}/mcp`, { method, headers: ACCEPT });
      expect([method, response.status, response.headers.get('Allow')]).toEqual([method, 405, 'POST']);
    }
  });
});
