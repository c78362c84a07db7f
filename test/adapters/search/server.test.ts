import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSearchServer } from '../../../adapters/search/server.js';
import { readSearchSettings, type SearchPlace } from '../../../adapters/search/settings.js';
import { temporaryFolder } from '../../builders.js';
import { freePort } from '../../free-port.js';

/** A server that answers each request with what is next. @returns its address, and what was asked */
async function answering(...statuses: readonly number[]) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization);
    const status = statuses[asked.length - 1] ?? 200;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? { ok: true } : { error: { reason: `it is ${status}` } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function opened(environment: Record<string, string>, requestTimeout?: number) {
  const server = await openSearchServer(readSearchSettings(environment) as SearchPlace, requestTimeout);
  onTestFinished(() => server.close());
  return server;
}

describe('the search engine', () => {
  it('is asked again where what is wrong may pass', async () => {
    const { url, asked } = await answering(503, 429);
    const server = await opened({ SEARCH_URL: url });
    await expect(server.ask((client) => client.info())).resolves.toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });

  it('is not asked again what it refuses, and it is said what to do', async () => {
    const { url, asked } = await answering(401, 400);
    const server = await opened({ SEARCH_URL: url });
    await expect(server.ask((client) => client.info())).rejects.toMatchObject({
      code: 'search-refused',
      message: expect.stringMatching(/refuses with status 401: it is 401\. SEARCH_USER/),
    });
    await expect(server.ask((client) => client.info())).rejects.toThrow('it is 400');
    expect(asked).toHaveLength(2);
  });

  it('is left in peace where it does not answer', async () => {
    const { url, asked } = await answering(...Array.from({ length: 100 }, () => 503));
    const server = await opened({ SEARCH_URL: url });
    for (let i = 0; i < 5; i++)
      await expect(server.ask((client) => client.info())).rejects.toMatchObject({ code: 'search-away' });
    expect(asked).toHaveLength(5);
    await expect(server.ask((client) => client.info())).rejects.toThrow('It is asked again in 5 s');
  });

  it('is said to be away where its answer begins and never ends', async () => {
    let asked = 0;
    const stalling = createServer((_, response) => {
      asked++;
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{"ok":');
    });
    await new Promise<void>((resolve) => stalling.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      stalling.closeAllConnections();
      stalling.close();
    });
    const url = `http://127.0.0.1:${(stalling.address() as AddressInfo).port}`;
    const server = await opened({ SEARCH_URL: url }, 50);
    await expect(server.ask((client) => client.info())).rejects.toMatchObject({
      code: 'search-away',
      message: expect.stringContaining('its answer did not come to an end'),
    });
    expect(asked).toBe(3);
  });

  it('is said to be away where nobody listens', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const server = await opened({ SEARCH_URL: url });
    await expect(server.ask((client) => client.info())).rejects.toMatchObject({
      code: 'search-away',
      message: expect.stringContaining(`The search engine at ${url} cannot be reached: `),
    });
  });

  it('learns who asks', async () => {
    const { url, asked } = await answering();
    const password = await opened({ SEARCH_URL: url, SEARCH_USER: 'docent', SEARCH_PASSWORD: 'secret' });
    await password.ask((client) => client.info());
    const token = await opened({ SEARCH_URL: url, SEARCH_TOKEN: 'a-token' });
    await token.ask((client) => client.info());
    expect(asked).toEqual([`Basic ${Buffer.from('docent:secret').toString('base64')}`, 'Bearer a-token']);
  });
});

describe('settings of the search engine', () => {
  it('are none where no address is named', () => {
    expect(readSearchSettings({})).toBeNull();
    expect(readSearchSettings({ SEARCH_URL: ' ' })).toBeNull();
    expect(readSearchSettings({ SEARCH_URL: 'http://a:9200, http://b:9200' })).toMatchObject({
      SEARCH_URL: ['http://a:9200', 'http://b:9200'],
      SEARCH_INDEX: 'docent',
    });
  });

  it.each([
    [{ SEARCH_URL: 'search.example.com' }, /SEARCH_URL must be addresses/],
    [
      { SEARCH_URL: 'https://docent:secret@search.example.com' },
      /SEARCH_URL must be addresses.*without user/,
    ],
    [{ SEARCH_INDEX: 'Docent*' }, /SEARCH_INDEX must be lower case/],
    [{ SEARCH_REPLICAS: '-1' }, /SEARCH_REPLICAS must be a whole number from 0 to 8/],
  ])('say what is wrong: %j', (environment, message) => {
    expect(() => readSearchSettings(environment)).toThrow(message);
  });

  it('say what is wrong with a certificate', async () => {
    const folder = await temporaryFolder();
    const settings = readSearchSettings({ SEARCH_URL: 'https://a', SEARCH_CA: `${folder}/ca.pem` });
    await expect(openSearchServer(settings as SearchPlace)).rejects.toMatchObject({ code: 'bad-settings' });
  });
});
