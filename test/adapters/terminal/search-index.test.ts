import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run } from '../../../adapters/terminal/cli.js';
import { fakeTerminal, temporaryFolder } from '../../builders.js';
import { freePort } from '../../free-port.js';
import { onOpenSearch } from '../../opensearch-server/on-opensearch.js';

const OTTERS = '# Otters\n\nAn otter swims in the river.\n\n## Food\n\nIt eats fish.\n';

async function index(
  words: readonly string[],
  env: Record<string, string>,
): Promise<{ status: number; out: string; err: string }> {
  const terminal = fakeTerminal({ env: { DOCENT_CACHE_DIR: await temporaryFolder(), ...env } });
  const status = await run(['index', ...words], terminal);
  return { status, out: terminal.out(), err: terminal.err() };
}

onOpenSearch('docent index', ({ settings }) => {
  it('builds, publishes, lists and rolls back', async () => {
    const folder = await temporaryFolder({ 'otters.md': OTTERS });
    const env = {
      SEARCH_URL: settings('terminal').SEARCH_URL.join(','),
      SEARCH_INDEX: 'terminal',
      SEARCH_REPLICAS: '0',
    };
    const ran = (...words: string[]) => index([...words, '--knowledge', folder], env);
    expect((await ran('list')).out).toBe('There is no index yet; `docent index publish` makes one.\n');
    expect((await ran('build')).out).toMatch(
      /^The index "terminal-\w+" is built: \d+ documents brought, 0 taken/,
    );
    expect((await ran('list')).out).toMatch(/^\w{12} {2}2 passages, by words, built \S+Z\n$/);
    expect((await ran('publish')).out).toMatch(/is there already\. It is in service\.\n$/);
    expect(await ran('roll-back')).toMatchObject({
      status: 2,
      err: expect.stringMatching(/no earlier version/),
    });
    await appendFile(join(folder, 'otters.md'), '\nAnd crabs.\n');
    expect((await ran('publish')).out).toMatch(
      / documents brought, [1-9]\d* taken from .* It is in service\.\n$/,
    );
    const [newest = '', older = ''] = (await ran('list')).out.split('\n');
    expect(newest).toMatch(/, in service$/);
    expect(older).not.toMatch(/, in service$/);
    expect((await ran('roll-back')).out).toContain(`(${older.slice(0, 12)})`);
    const doctor = fakeTerminal({ env: { DOCENT_DATA_DIR: await temporaryFolder(), ...env } });
    await run(['doctor', '--knowledge', join(folder, 'none')], doctor);
    expect(doctor.out()).toMatch(/^note {2}No article is at hand where the search engine is away/m);
    expect(doctor.out()).toMatch(/^ok {4}The search engine at \S+ is there: 2 passages in "terminal-\w+"/m);
    const listed = (await ran('list')).out.split('\n').filter((line) => line.endsWith(', in service'));
    expect(listed).toEqual([`${older}, in service`]);
  }, 120_000);
});

it('says what to do where no search engine is named, and where none answers', async () => {
  const folder = await temporaryFolder({ 'otters.md': OTTERS });
  expect(await index(['list'], {})).toMatchObject({
    status: 2,
    err: expect.stringMatching(/Set SEARCH_URL/),
  });
  const SEARCH_URL = `http://127.0.0.1:${await freePort()}`;
  const doctor = fakeTerminal({ env: { DOCENT_DATA_DIR: await temporaryFolder(), SEARCH_URL } });
  expect(await run(['doctor', '--knowledge', folder], doctor)).toBe(2);
  expect(doctor.out()).toMatch(/^BAD {3}The search engine at \S+ cannot be reached/m);
  expect(await index(['publish', '-k', folder], { SEARCH_URL })).toMatchObject({
    status: 2,
    err: expect.stringContaining(`The search engine at ${SEARCH_URL} cannot be reached`),
  });
});
