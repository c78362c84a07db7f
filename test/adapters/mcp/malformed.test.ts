import { PassThrough } from 'node:stream';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { createMcpServer } from '../../../adapters/mcp/server.js';
import { createLogger } from '../../../adapters/process/logger.js';
import { createConversations } from '../../../adapters/records/conversations.js';
import { createTurnStore } from '../../../adapters/records/turns.js';
import { MAX_BODY_BYTES } from '../../../adapters/web/limits.js';
import { builtFrom, TEAS, unobserved } from '../../builders.js';
import { serve } from '../web/served.js';

const MESSAGES = 1_000;
const AT_A_TIME = 20;

const METHODS = [
  'tools/call',
  'tools/call',
  'tools/list',
  'resources/read',
  'resources/list',
  'resources/templates/list',
  'completion/complete',
  'initialize',
  'ping',
  'server/discover',
  'notifications/initialized',
  'notifications/cancelled',
  'logging/setLevel',
  'prompts/get',
  'no/method',
  '__proto__',
  '',
];
const TOOLS = ['ask', 'search', 'read_article', 'verify_quote', 'none', 'constructor', '__proto__'];
const FIELDS = ['question', 'turns', 'conversation', 'query', 'limit', 'article', 'lines', 'quote', 'more'];

const long = fc.integer({ min: 1, max: MAX_BODY_BYTES }).map((n) => 'ä'.repeat(n / 2));
const value = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 50 }),
  long,
  fc.constantFrom('', '../../etc/passwd', 'teas.md', '%', '\u202e\u0000', -1, 1e308, 1.5, [], {}, null),
);
const args = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 4 });
const params = fc.oneof(
  value,
  fc.record({ name: fc.oneof(fc.constantFrom(...TOOLS), value), arguments: fc.oneof(args, args, value) }),
  fc.record({ uri: fc.oneof(fc.constantFrom('docent://articles/', 'docent://articles/%zz', 'x:'), value) }),
);
const message = fc.record(
  {
    jsonrpc: fc.oneof({ weight: 9, arbitrary: fc.constant('2.0') }, { weight: 1, arbitrary: value }),
    id: fc.oneof({ weight: 9, arbitrary: fc.integer() }, { weight: 1, arbitrary: value }),
    method: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...METHODS) }, { weight: 1, arbitrary: value }),
    params,
  },
  { requiredKeys: [] },
);
const bodies = fc.oneof(
  { weight: 6, arbitrary: message.map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: message.map((one) => JSON.stringify(one).slice(0, -1)) },
  { weight: 1, arbitrary: fc.array(message, { maxLength: 4 }).map((some) => JSON.stringify(some)) },
  { weight: 1, arbitrary: fc.jsonValue().map((one) => JSON.stringify(one)) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 4_000 }).map((n) => `${'['.repeat(n)}${']'.repeat(n)}`) },
);
const sample = fc.sample(bodies, { numRuns: MESSAGES, seed: 11 });

/** Codes that JSON-RPC and the protocol have for what a client did wrong. */
const CODES = [-32700, -32600, -32601, -32602, -32020, -32021, -32022, -32002, -32000];
/** The SDK has this one for parameters of the wrong shape too, and then says what is wrong with each. */
const INTERNAL = -32603;
const isAboutShape = ({ code, message }: { code: number; message: string }) =>
  code === INTERNAL && /^\[\s*\{[\s\S]*"path": \[/.test(message);

/** What an answer is not allowed to be. */
function faultOf(text: string): string | null {
  if (text === '') return null;
  const { result, error } = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
  if (error !== undefined && !CODES.includes(error.code) && !isAboutShape(error))
    return `${error.code} ${error.message}`;
  const said = result?.isError ? result.content[0].text : '';
  return /not your question's fault|undefined|at \w+ \(/.test(said) ? said : null;
}

it(`answers ${MESSAGES} malformed messages over HTTP by the protocol, and is there afterwards`, async () => {
  const site = await serve({ environment: { DOCENT_MCP: 'on' } });
  const headers = { Accept: 'application/json, text/event-stream' };
  const statuses = new Set<number>();
  const faults: string[] = [];
  const send = async (body: string, i: number) => {
    const version =
      i % 3 === 0 ? { 'Mcp-Protocol-Version': ['2026-07-28', '2025-06-18', 'x'][(i % 9) / 3] ?? '' } : {};
    const response = await site.post('/mcp', body, { ...headers, ...version });
    statuses.add(response.status);
    const text = await response.text();
    const fault = response.headers.get('Content-Type')?.includes('problem') ? null : faultOf(text);
    if (fault !== null || response.status >= 500)
      faults.push(`${response.status} ${fault} of ${body.slice(0, 300)}`);
  };
  for (let i = 0; i < sample.length; i += AT_A_TIME)
    await Promise.all(sample.slice(i, i + AT_A_TIME).map((body, at) => send(body, i + at)));
  expect(faults).toEqual([]);
  expect([...statuses].sort()).toEqual([200, 202, 400, 413]);
  expect(site.log()).not.toContain('error');
  expect((await site.post('/api/v1/ask', { question: 'what is oolong' })).status).toBe(200);
}, 60_000);

it(`answers ${MESSAGES} malformed messages on standard input by the protocol, and goes on`, async () => {
  const { bot } = await builtFrom(TEAS);
  let log = '';
  const [input, output] = [new PassThrough(), new PassThrough()];
  const desk = {
    bot: unobserved(bot),
    turns: createTurnStore(),
    conversations: createConversations(),
    knowledge: () => null,
    log: createLogger({ write: (line) => (log += line) }),
  };
  const served = serveStdio(() => createMcpServer(desk), {
    transport: new StdioServerTransport(input, output),
  });
  onTestFinished(() => served.close());
  let out = '';
  output.setEncoding('utf8').on('data', (text) => {
    out += text;
  });
  const opening = {
    ...{ jsonrpc: '2.0', id: 'first', method: 'initialize' },
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
  for (const body of [JSON.stringify(opening), ...sample]) input.write(`${body.replaceAll('\n', ' ')}\n`);
  const last = {
    jsonrpc: '2.0',
    id: 'last',
    method: 'tools/call',
    params: { name: 'ask', arguments: { question: 'what is oolong' } },
  };
  input.write(`${JSON.stringify(last)}\n`);
  await expect.poll(() => out, { timeout: 20_000 }).toContain('"id":"last"');
  const lines = out.trim().split('\n');
  expect(lines.map(faultOf).filter((fault) => fault !== null)).toEqual([]);
  expect(lines.find((line) => line.includes('"id":"last"'))).toContain('"status":"answered"');
  expect(log).not.toContain('error');
}, 60_000);
