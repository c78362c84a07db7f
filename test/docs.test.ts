import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import GithubSlugger from 'github-slugger';
import { describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from './builders.js';

const read = (path: string) => readFile(join(ROOT, path), 'utf8');
const PAGES = [
  'README.md',
  '.github/CONTRIBUTING.md',
  ...(await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
];

const withoutCode = (markdown: string) =>
  markdown.replace(/^```.*?^```/gms, '').replace(/`[^`]*`/g, (code) => code.replace(/[[\]()]/g, ''));

/** The names of a page's headings, as GitHub makes addresses of them. */
async function anchorsOf(path: string): Promise<Set<string>> {
  const slugger = new GithubSlugger();
  const headings = withoutCode(await read(path)).matchAll(/^#+ (.+)$/gm);
  return new Set(
    [...headings].map(([, text = '']) => slugger.slug(text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'))),
  );
}

describe('the documentation', () => {
  it.each(PAGES)('leads to pages and headings that are there: %s', async (page) => {
    const gone: string[] = [];
    for (const [, target = ''] of withoutCode(await read(page)).matchAll(
      /\]\((?!https?:|mailto:)([^)\s]+)\)/g,
    )) {
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      if (!existsSync(join(ROOT, file))) gone.push(target);
      else if (anchor !== undefined && file.endsWith('.md') && !(await anchorsOf(file)).has(anchor))
        gone.push(target);
    }
    expect(gone).toEqual([]);
  });

  it.each(['docs/deploy.md', 'docs/backup.md'])('names settings that there are: %s', async (page) => {
    const example = await read('.env.example');
    const named = [
      ...(await read(page)).matchAll(/\b(?:DOCENT|DISCORD|SLACK|TELEGRAM|SEARCH|KNOWLEDGE)_[A-Z_]+\b/g),
    ];
    expect(named.length).toBeGreaterThan(3);
    for (const [name] of named)
      if (name !== 'DOCENT_API_TOKEN_NAME_FILE') expect(example).toContain(`#${name.replace(/_FILE$/, '')}=`);
  });
});

const missing = spawnSync('systemd-analyze', ['--version']).status === 0 ? '' : ': there is no systemd here';

describe('the service in docs/deploy.md', () => {
  /** It, where the programs that it names are here. */
  async function unit(): Promise<string> {
    const [, text = ''] = /```ini\n(.*?)```/s.exec(await read('docs/deploy.md')) ?? [];
    const folder = await temporaryFolder();
    const path = join(folder, 'docent.service');
    await mkdir(join(folder, 'srv'));
    await writeFile(path, text.replace('/usr/bin/node', process.execPath));
    return path;
  }

  it.skipIf(missing)(`is read by systemd${missing}`, async () => {
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', await unit()], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });

  it.skipIf(missing)(`has few rights: systemd finds little exposed${missing}`, async () => {
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', await unit()], {
      encoding: 'utf8',
    });
    expect(Number(/Overall exposure level for .*: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThan(2.5);
  });
});
