import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { repositoryOf } from '../../../adapters/sources/clone.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { serveRepositories } from '../../git-server.js';
import { serveSite, status } from '../../site-server.js';

const BOATS = `# Boats

## Hiring a rowing boat

Hiring a rowing boat costs nine euros an hour. Pay at the jetty.
`;
const NEXT = BOATS.replace('nine euros', 'twelve euros');

/** Runs the built program, with a temporary folder of its own. */
async function tried(...args: string[]) {
  const temporary = await temporaryFolder();
  const child = spawn(
    process.execPath,
    [join(ROOT, 'dist/adapters/terminal/main.js'), 'try', '--no-open', '--port', '0', ...args],
    {
      cwd: temporary,
      env: { PATH: process.env.PATH, TMPDIR: temporary, MEANING: 'words', DISCORD_TOKEN: 'not to be used' },
    },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const ended = once(child, 'close').then(([status]) => status as number | null);
  return {
    said: () => said,
    ended,
    left: () => readdir(temporary),
    async address() {
      for (;;) {
        const [, address] = /^Ask at (\S+) /m.exec(said) ?? [];
        if (address) return address;
        if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}

async function ask(address: string, question: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  });
  return JSON.stringify(await response.json());
}

describe('docent try', () => {
  it('serves a folder, says what it made of it, and leaves nothing behind', async () => {
    const folder = await temporaryFolder({ 'boats.md': BOATS, 'empty.md': '', 'logo.png': 'a' });
    const attempt = await tried(folder);
    const address = await attempt.address();
    expect(attempt.said()).toContain('1 article with 1 heading, of 2 files; 1 other is no article.');
    expect(attempt.said()).toContain(`\nTo keep the articles: docent import ${folder} --out knowledge, then`);
    expect(attempt.said()).toContain('Not read:\n  empty.md: ');
    const starters = await fetch(`${address}/api/v1/suggest?kind=starters`);
    expect(await starters.json()).toEqual({ suggestions: ['Hiring a rowing boat'] });
    expect(await ask(address, 'what does hiring a rowing boat cost?')).toContain('nine euros');
    expect(await attempt.left()).toHaveLength(1);
    expect(await attempt.stop()).toBe(0);
    expect(await attempt.left()).toEqual([]);
  }, 120_000);

  it('fetches a repository, and reads its documentation alone', async () => {
    const server = await serveRepositories({
      boats: { main: { 'README.md': '# Code\n\nHow to build it.\n', 'docs/boats.md': BOATS } },
    });
    const attempt = await tried(`${server}/boats`);
    const address = await attempt.address();
    expect(attempt.said()).toContain('/boats: its folder "docs" is read.\n1 article with');
    expect(await ask(address, 'what does hiring a rowing boat cost?')).toContain('nine euros');
    expect(await attempt.stop()).toBe(0);
    expect(await attempt.left()).toEqual([]);
  }, 120_000);

  it('takes the address of a folder in a branch', async () => {
    const server = await serveRepositories({
      boats: { main: { 'docs/boats.md': BOATS }, next: { 'manual/boats.md': NEXT } },
    });
    const attempt = await tried(`${server}/boats/tree/next/manual`);
    expect(await ask(await attempt.address(), 'what does hiring a rowing boat cost?')).toContain(
      'twelve euros',
    );
    await attempt.stop();
  }, 120_000);

  it('reads the pages of a site', async () => {
    const site = await serveSite({
      '/guide/hire': 'Hiring a rowing boat costs nine euros an hour.',
      '/guide/moor': 'A boat is moored at the quay.',
      '/news': 'There is no news.',
    });
    site.faults.set('/guide/moor', status(500));
    const attempt = await tried(`${site.url}/guide/`);
    const address = await attempt.address();
    expect(attempt.said()).toContain(
      `/guide/: the pages of its sitemap are read; 1 not below ${site.url}/guide/.\n1 article with 0 headings, of 2 files`,
    );
    expect(attempt.said()).toContain('/guide/moor answers with HTTP 500.');
    expect(attempt.said()).toContain('\nTo keep the articles: docent init, which asks for the address.');
    const answer = await ask(address, 'what does hiring a rowing boat cost?');
    expect(answer).toContain('nine euros');
    expect(answer).toContain(`${site.url}/guide/hire#:~:text=Hiring`);
    expect(await attempt.stop()).toBe(0);
    expect(await attempt.left()).toEqual([]);
  }, 120_000);

  it('says what to do about an address that is neither', async () => {
    const site = await serveSite({});
    const attempt = await tried(site.url);
    expect(await attempt.ended).toBe(2);
    expect(attempt.said()).toContain('There is no public repository at');
    expect(attempt.said()).toContain('Nor can it be read as a site: No page of');
  }, 60_000);

  it('says what to do about an address that leads to no repository, branch or folder', async () => {
    const server = await serveRepositories({ boats: { main: { 'docs/boats.md': BOATS } } });
    const faults = [
      [[`${server}/ships`], `There is no public repository at ${server}/ships.`],
      [[`${server}/boats`, '--branch', 'none'], `${server}/boats has no branch or tag "none".`],
      [[`${server}/boats`, '--path', 'none'], `There is no folder "none" in ${server}/boats.`],
      [[`${server}/boats`, '--path', '../..'], `There is no folder "../.." in ${server}/boats.`],
      [
        ['http://127.0.0.1:1/boats'],
        /http:\/\/127\.0\.0\.1:1\/boats cannot be fetched: .*[^.]\. Or clone it yourself/,
      ],
    ] as const;
    for (const [args, message] of faults) {
      const attempt = await tried(...args);
      expect(await attempt.ended).toBe(2);
      expect(attempt.said()).toMatch(message);
      expect(await attempt.left()).toEqual([]);
    }
  }, 120_000);

  it('says so where there is nothing to import', async () => {
    const attempt = await tried(await temporaryFolder({ 'logo.png': 'a' }), 'nowhere');
    expect(await attempt.ended).toBe(1);
    expect(attempt.said()).toContain('0 articles with 0 headings, of 1 file');
    expect(attempt.said()).toContain('Not read:\n  nowhere: is not there.');
    expect(attempt.said()).toContain('There is nothing to answer from. Name files, or a folder with some: ');
  }, 60_000);
});

it.each([
  ['https://github.com/a/b', 'https://github.com/a/b', null, null],
  ['https://github.com/a/b.git/', 'https://github.com/a/b.git', null, null],
  ['https://github.com/a/b/tree/v2/docs/en', 'https://github.com/a/b', 'v2', 'docs/en'],
  ['https://github.com/a/b/tree/main', 'https://github.com/a/b', 'main', null],
  ['https://gitlab.com/a/c/b/-/tree/main/docs?ref_type=heads', 'https://gitlab.com/a/c/b', 'main', 'docs'],
  ['https://codeberg.org/a/b/src/branch/main/my%20docs', 'https://codeberg.org/a/b', 'main', 'my docs'],
])('%s is a repository, and where in it', (address, url, ref, path) => {
  expect(repositoryOf(address)).toEqual({ url, ref, path });
});
