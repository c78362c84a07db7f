import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSecret, readSources } from '../../../adapters/sources/sources-file.js';
import { temporaryFolder } from '../../builders.js';
import { sourcesOf } from './builders.js';

const ALL = `
handbook:
  kind: folder
  path: ../handbook
  link: https://handbook.example.com/{page}
product:
  kind: git
  url: https://git.example.com/product.git
  branch: main
  path: docs
  token: { file: token.txt }
  webhook: { env: PRODUCT_WEBHOOK_SECRET }
  schedule: "*/5 * * * *"
help:
  kind: site
  url: https://help.example.com/
  sitemap: https://help.example.com/sitemap.xml
  privateAddresses: [10.0.0.0/8]
`;

const faultOf = (yaml: string): string => {
  try {
    sourcesOf(yaml);
  } catch (error) {
    return (error as Error).message;
  }
  return 'none';
};

describe('the file of sources', () => {
  it('names sources, with paths as seen from the file', () => {
    expect(sourcesOf(ALL)).toMatchObject([
      { name: 'handbook', kind: 'folder', path: '/handbook', schedule: '*/30 * * * *' },
      { name: 'product', kind: 'git', token: { file: '/settings/token.txt' }, user: 'x-access-token' },
      { name: 'help', kind: 'site', sitemap: ['https://help.example.com/sitemap.xml'], maxPages: 2_000 },
    ]);
    expect(sourcesOf('')).toEqual([]);
  });

  it.each([
    ['help:\n  kind: sitte\n', ':2: "help" has an unknown "kind": "sitte". Write folder, git, site.'],
    ['help:\n  url: https://a.example\n', ':1: "help" has no "kind". Write folder, git, site.'],
    ['Help Me:\n  kind: site\n', ':1: "Help Me" is no name for a source'],
    ['../x:\n  kind: site\n', ':1: "../x" is no name for a source'],
    ['a:\n  kind: site\n', ':1: "url" of "a" is missing: it must be the address that all pages are below'],
    ['a:\n  kind: site\n  url: help\n', ':3: "url" of "a" must be the address that all pages are below'],
    ['a:\n  kind: site\n  url: file:///etc\n', ':3: "url" of "a" must be'],
    [
      'a:\n  kind: site\n  url: https://me:pw@a.example\n',
      ':3: "url" of "a" must be without a name or password',
    ],
    [
      'a:\n  kind: folder\n  path: x\n  patch: y\n',
      ':4: "a" has an unknown entry "patch". Known here: kind, path, link',
    ],
    ['a:\n  kind: folder\n  path: x\n  link: https://a.example\n', ':4: "link" of "a" must have {path}'],
    ['a:\n  kind: folder\n  path: x\n  schedule: hourly\n', ':4: "schedule" of "a" must be as cron has it'],
    [
      'a:\n  kind: git\n  url: http://a.example/b\n  token: { env: T }\n',
      ':3: "url" of "a" must begin with https://, as a token',
    ],
    [
      'a:\n  kind: git\n  url: https://a.example/b\n  token: abc\n',
      ':4: "token" of "a" must be { env: NAME } or { file: PATH }',
    ],
    [
      'a:\n  kind: git\n  url: https://a.example/b\n  token: {}\n',
      ':4: "token" of "a" must be { env: NAME } or { file: PATH }, one',
    ],
    [
      'a:\n  kind: site\n  url: https://a.example\n  privateAddresses: [intern]\n',
      ':4: "privateAddresses.0" of "a" must be an address or range',
    ],
    [
      'a:\n  kind: site\n  url: https://a.example\n  maxPages: 1000000\n',
      ':4: "maxPages" of "a" must be at most 20000',
    ],
    ['- a\n- b\n', ':1: must have an entry for each source'],
    ['a: b: c\n', ':1: is not valid YAML'],
  ])('says where it is wrong, and what to write: %j', (yaml, message) => {
    expect(faultOf(yaml)).toContain(`/settings/sources.yaml${message}`);
  });

  it('says all that is wrong at once, and shows no secret', () => {
    const message = faultOf(
      'a:\n  kind: sitte\nb:\n  kind: git\n  url: https://a.example\n  token: ghp_secret\n',
    );
    expect(message).toMatch(/yaml:2: .*\n.*yaml:6: /);
    expect(message).not.toContain('ghp_secret');
  });

  it('may be missing, unless it is named', async () => {
    const folder = await temporaryFolder();
    expect(await readSources({ DOCENT_SOURCES: 'off' })).toEqual([]);
    await expect(readSources({ DOCENT_SOURCES: join(folder, 'none.yaml') })).rejects.toMatchObject({
      code: 'bad-sources',
      message: expect.stringContaining('is not there. Write it as docs/sources.md shows'),
    });
  });

  it('gives secrets from a file or the environment, and says what is missing', async () => {
    const folder = await temporaryFolder({ 'token.txt': ' abc\n' });
    expect(await readSecret({ file: join(folder, 'token.txt') }, {})).toBe('abc');
    expect(await readSecret({ env: 'T' }, { T: 'abc' })).toBe('abc');
    await expect(readSecret({ env: 'T' }, {})).rejects.toThrow('The environment variable T is not set.');
    await expect(readSecret({ file: join(folder, 'x') }, {})).rejects.toThrow('cannot be read, or is empty');
  });
});
