import { type fetch, Response } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { createGitHttp } from '../../../adapters/sources/git-http.js';

const HOME = 'https://git.example.com/boats';

/** Asks a repository with a token, where the server leads to an address first. */
async function askedWhenLedTo(location: string) {
  const asked: unknown[] = [];
  const ask: typeof fetch = async (url, init) => {
    asked.push([url, init?.headers]);
    return asked.length === 1
      ? new Response(null, { status: 301, headers: { location } })
      : new Response('refs');
  };
  const http = createGitHttp({ home: HOME, privateAddresses: [] }, ask);
  onTestFinished(() => http.close());
  const headers = { authorization: 'Basic secret' };
  const answer = http.request({ url: `${HOME}/info/refs`, headers });
  await answer.catch(() => undefined);
  return { answer, asked, headers };
}

it('sends a token on where a repository was renamed', async () => {
  const { answer, asked, headers } = await askedWhenLedTo('/ships/info/refs');
  expect((await answer).statusCode).toBe(200);
  expect(asked).toEqual([
    [`${HOME}/info/refs`, headers],
    ['https://git.example.com/ships/info/refs', headers],
  ]);
});

it.each(['http://git.example.com/boats/info/refs', 'https://elsewhere.example.com/boats/info/refs'])(
  'sends no token on to %s',
  async (location) => {
    const { answer, asked, headers } = await askedWhenLedTo(location);
    await expect(answer).rejects.toMatchObject({ code: 'other-host' });
    expect(asked).toEqual([[`${HOME}/info/refs`, headers]]);
  },
);
