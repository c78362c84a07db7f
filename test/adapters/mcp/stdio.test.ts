import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT, TEAS, temporaryFolder } from '../../builders.js';

/** The built program. */
const MAIN = join(ROOT, 'dist/adapters/terminal/main.js');
const TEA = '# Mint\n\nMint tea is made of leaves of mint.\n';

async function environment(knowledge = TEAS): Promise<Record<string, string>> {
  const home = await temporaryFolder();
  const env = { HOME: home, DOCENT_DATA_DIR: home, DOCENT_CACHE_DIR: home, KNOWLEDGE_DIR: knowledge };
  return { PATH: process.env.PATH ?? '', MEANING: 'words', DOCENT_LOG_LEVEL: 'debug', ...env };
}

async function started(knowledge?: string): Promise<ChildProcessWithoutNullStreams> {
  const child = spawn(process.execPath, [MAIN, 'mcp'], { env: await environment(knowledge) });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const request = (id: number, method: string, params: object) =>
  `${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`;
const OPENING = request(1, 'initialize', {
  protocolVersion: '2025-06-18',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});

it('answers a client that starts it', async () => {
  const client = new Client({ name: 'test', version: '1' });
  const env = await environment();
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [MAIN, 'mcp'], env, stderr: 'ignore' }),
  );
  onTestFinished(() => client.close());
  const asked = { name: 'ask', arguments: { question: 'what is oolong' } };
  expect((await client.callTool(asked)).structuredContent).toMatchObject({ status: 'answered' });
  expect(client.getServerVersion()).toMatchObject({ name: 'docent' });
});

it('writes the protocol and nothing else on standard output, whatever comes and happens', async () => {
  const knowledge = await temporaryFolder({ 'mint.md': TEA });
  const child = await started(knowledge);
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    log += text;
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value ?? 'null');
  child.stdin.write(OPENING);
  expect(await next()).toMatchObject({ jsonrpc: '2.0', id: 1, result: { serverInfo: { name: 'docent' } } });
  for (const noise of ['{"half', '[1, 2]', '5', '\u0000', ' '.repeat(9), '{}'])
    child.stdin.write(`${noise}\n`);
  child.stdin.write(request(2, 'tools/call', { name: 'ask', arguments: { question: 'what is mint tea' } }));
  expect(await next()).toMatchObject({ id: 2, result: { structuredContent: { status: 'answered' } } });
  // An article that cannot be taken in is told in the log.
  await writeFile(join(knowledge, 'mint.md'), '---\ntitle: [\n---\n');
  await expect.poll(() => log, { timeout: 20_000 }).toContain('is not taken in');
  child.stdin.write(request(3, 'no/method', {}));
  expect(await next()).toMatchObject({ id: 3, error: { code: -32601 } });
  child.stdin.end();
  expect((await lines.next()).done).toBe(true);
});

it.each(['end of input', 'SIGTERM'])('ends with %s', async (how) => {
  const child = await started();
  child.stdin.write(OPENING);
  await once(child.stdout, 'data');
  if (how === 'SIGTERM') child.kill('SIGTERM');
  else child.stdin.end();
  expect(await once(child, 'close')).toEqual([0, null]);
});

it('says on standard error what is wrong with the knowledge', async () => {
  const child = spawn(process.execPath, [MAIN, 'mcp', '--knowledge', '/nowhere'], {
    env: await environment(),
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  expect(await once(child, 'close')).toEqual([2, null]);
  expect(out).toBe('');
  expect(err).toContain('/nowhere');
});
