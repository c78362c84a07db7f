import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clone } from '../../../adapters/sources/clone.js';
import { linkTo, viewerOf } from '../../../adapters/sources/read-files.js';
import type { Source } from '../../../adapters/sources/sources-file.js';
import { createSyncedFolder, lockSynced, makeSyncedRoot, sha256 } from '../../../adapters/sources/synced.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import { temporaryFolder } from '../../builders.js';
import { type GitServer, startGitServer } from '../../git-server.js';
import { articlesIn, sourcesOf, sync, syncOne } from './builders.js';

const HIRE = '# Hiring\n\nHiring a rowing boat costs nine euros an hour. See [the deposit](deposit.md).\n';
const DEPOSIT = '# Deposit\n\nThe deposit for a boat is forty euros.\n';

const gitSource = ({ url }: GitServer, more = ''): readonly Source[] =>
  sourcesOf(`boats:\n  kind: git\n  url: ${url}/boats\n  privateAddresses: [127.0.0.1]\n${more}`);

async function repository(
  files: Record<string, string> = { 'docs/hire.md': HIRE, 'docs/deposit.md': DEPOSIT },
) {
  const git = await startGitServer({ boats: { main: { 'README.md': '# Code\n\nBuild it.\n', ...files } } });
  return { git, knowledge: await temporaryFolder() };
}

const boatsIn = (knowledge: string) => articlesIn(join(knowledge, 'synced/boats'));

describe('a repository', () => {
  it('becomes articles, and is fetched again only when it is at another commit', async () => {
    const { git, knowledge } = await repository();
    expect(await syncOne(gitSource(git), knowledge)).toMatchObject({ articles: 2, added: 2, error: null });
    const before = await boatsIn(knowledge);
    expect(Object.keys(before)).toEqual(['deposit.md', 'hire.md']);
    expect(before['hire.md']).toContain('[the deposit](deposit.md)');
    git.asked = 0;
    expect(await syncOne(gitSource(git), knowledge)).toMatchObject({ articles: 2, added: 0, updated: 0 });
    expect(git.asked).toBeLessThanOrEqual(2);
    await git.commit('boats', 'main', {
      'docs/deposit.md': null,
      'docs/moor.md': '# Mooring\n\nAt the quay.\n',
    });
    expect(await syncOne(gitSource(git), knowledge)).toMatchObject({ added: 1, updated: 1, removed: 1 });
    const after = await boatsIn(knowledge);
    expect(Object.keys(after)).toEqual(['hire.md', 'moor.md']);
    // The link led to what is gone.
    expect(after['hire.md']).toContain('See the deposit.');
  });

  it('is read from the branch and the folder that are named', async () => {
    const git = await startGitServer({
      boats: { main: { 'a.md': '# A\n\nThe one.\n' }, next: { 'manual/b.md': '# B\n\nThe other.\n' } },
    });
    const knowledge = await temporaryFolder();
    await syncOne(gitSource(git, '  branch: next\n  path: manual\n'), knowledge);
    expect(Object.keys(await boatsIn(knowledge))).toEqual(['b.md']);
    const report = await syncOne(gitSource(git, '  branch: none\n'), knowledge);
    expect(report.error?.message).toContain('has no branch or tag "none"');
    expect(Object.keys(await boatsIn(knowledge))).toEqual(['b.md']);
  });

  it('is opened by a token, from where the file says that it is', async () => {
    const { git, knowledge } = await repository();
    git.token = 'ghp_right';
    expect((await syncOne(gitSource(git), knowledge)).error?.message).toContain(
      'A private one needs a "token".',
    );
    const sources = gitSource(git, '  token: { env: BOATS_TOKEN }\n');
    const as = (token: string) => syncOne(sources, knowledge, { environment: { BOATS_TOKEN: token } });
    const wrong = await as('ghp_wrong');
    expect(wrong.error?.message).toContain('The token does not open');
    expect(JSON.stringify(wrong)).not.toContain('ghp_wrong');
    expect((await as('')).error?.message).toContain('The environment variable BOATS_TOKEN is not set.');
    expect(await as('ghp_right')).toMatchObject({ articles: 2, error: null });
  });

  it('that fails in the middle loses nothing', async () => {
    const { git, knowledge } = await repository();
    await syncOne(gitSource(git), knowledge);
    const before = await boatsIn(knowledge);
    await git.commit('boats', 'main', { 'docs/deposit.md': null });
    git.failsWith = 500;
    expect((await syncOne(gitSource(git), knowledge)).error).toMatchObject({ code: 'no-repository' });
    expect(await boatsIn(knowledge)).toEqual(before);
    git.failsWith = null;
    expect(await syncOne(gitSource(git), knowledge)).toMatchObject({ removed: 1, error: null });
  });

  it('is not reached at a private address that is not listed', async () => {
    const { git, knowledge } = await repository();
    const sources = gitSource(git).map((source) => ({ ...source, privateAddresses: [] }));
    expect((await syncOne(sources, knowledge)).error).toMatchObject({ code: 'private-address' });
    expect(git.asked).toBe(0);
  });

  it('gives no more than it may, unpacked', async () => {
    const long = (letter: string) => letter.repeat(400_000);
    const { git } = await repository({
      'docs/a.md': long('a'),
      'docs/b.md': long('b'),
      'docs/c.md': long('c'),
    });
    const place = { url: `${git.url}/boats`, ref: null, path: null };
    const folder = await temporaryFolder();
    await expect(clone(place, folder, { maxBytes: 1024 * 1024 })).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('more than 1 MB, unpacked'),
    });
    // What is too much is not written.
    expect(Object.keys(await articlesIn(folder))).toEqual(['README.md', 'docs/a.md', 'docs/b.md']);
    const whole = await temporaryFolder();
    await clone(place, whole, { maxBytes: 2 * 1024 * 1024 });
    expect(Object.keys(await articlesIn(whole))).toHaveLength(4);
  });

  it('reads nothing outside of it, wherever its links lead', async () => {
    const secret = await temporaryFolder({ 'secret.md': '# Key\n\nThe key is under the mat.\n' });
    const { git, knowledge } = await repository();
    // A link to a folder as its documentation, one to a file elsewhere, one to a file of its own.
    const work = await temporaryFolder({ 'hire.md': HIRE, 'deposit.md': DEPOSIT });
    await symlink(join(secret, 'secret.md'), join(work, 'out.md'));
    await symlink('../README.md', join(work, 'code.md'));
    const place = await temporaryFolder();
    await rename(work, join(place, 'pages'));
    await symlink(secret, join(place, 'docs'));
    const files = execFileSync('tar', ['-c', 'docs', 'pages'], { cwd: place });
    await git.unpack('boats', 'main', files);
    for (const path of ['docs', 'pages']) {
      const report = await syncOne(gitSource(git, `  path: ${path}\n`), knowledge);
      expect(report.error?.code).toBe(path === 'docs' ? 'no-repository' : undefined);
    }
    const all = await boatsIn(knowledge);
    expect(Object.keys(all)).toEqual(['code.md', 'deposit.md', 'hire.md']);
    expect(JSON.stringify(all)).not.toContain('under the mat');
  });
});

describe('a folder', () => {
  const folderSource = (path: string, more = '') =>
    sourcesOf(`boats:\n  kind: folder\n  path: ${path}\n${more}`);

  it('gives its articles the labels that it has now', async () => {
    const [folder, knowledge] = [await temporaryFolder({ 'hire.md': HIRE }), await temporaryFolder()];
    const labels = async (more: string) => {
      await syncOne(folderSource(folder, more), knowledge);
      return parseArticle('hire.md', (await boatsIn(knowledge))['hire.md'] ?? '').frontMatter?.labels;
    };
    expect(await labels('')).toBeUndefined();
    expect(await labels('  labels: { audience: staff }\n')).toEqual({ audience: ['staff'] });
    expect(await labels('  labels: { version: 4.10 }\n')).toEqual({ version: ['4.10'] });
    expect(await labels('  labels: { audience: [staff, board] }\n')).toEqual({
      audience: ['board', 'staff'],
    });
    expect(() => folderSource(folder, '  labels: { audience: { a: b } }\n')).toThrow(
      /"labels.audience.0" of "boats"/,
    );
  });

  it('is followed: what is added, changed and taken away', async () => {
    const [folder, knowledge] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(folder, 'hire.md'), HIRE);
    await writeFile(join(folder, 'deposit.md'), DEPOSIT);
    const sources = folderSource(folder, '  link: https://boats.example.com/{page}\n');
    await syncOne(sources, knowledge);
    expect((await boatsIn(knowledge))['hire.md']).toContain('url: https://boats.example.com/hire\n');
    await rm(join(folder, 'deposit.md'));
    await writeFile(join(folder, 'hire.md'), HIRE.replace('nine', 'ten'));
    expect(await syncOne(sources, knowledge)).toMatchObject({ articles: 1, updated: 1, removed: 1 });
  });

  it('that is gone, empty, or no folder loses nothing', async () => {
    const [folder, knowledge] = [await temporaryFolder({ 'hire.md': HIRE }), await temporaryFolder()];
    const sources = folderSource(folder);
    await syncOne(sources, knowledge);
    const before = await boatsIn(knowledge);
    await rm(join(folder, 'hire.md'));
    expect((await syncOne(sources, knowledge)).error).toMatchObject({ code: 'nothing-left' });
    await rm(folder, { recursive: true });
    expect((await syncOne(sources, knowledge)).error).toMatchObject({ code: 'listing' });
    expect(await boatsIn(knowledge)).toEqual(before);
  });

  it('is not that of the knowledge', async () => {
    const knowledge = await temporaryFolder({ 'a.md': HIRE });
    expect((await syncOne(folderSource(knowledge), knowledge)).error?.message).toContain('and read anyway');
  });

  it('keeps the address of an article that says where it is from, and gives one to what says nothing', async () => {
    const folder = await temporaryFolder({
      'own.md':
        '---\ntitle: Own\nsource:\n  name: The quay\n  url: https://quay.example.com\n---\n\nA boat is moored.\n',
      'none.md': '---\nquestions: [Where is a boat moored?]\n---\n# None\n\nA boat is moored here.\n',
    });
    const knowledge = await temporaryFolder();
    await syncOne(folderSource(folder, '  link: https://boats.example.com/{path}\n'), knowledge);
    const all = await boatsIn(knowledge);
    expect(all['own.md']).toContain('url: https://quay.example.com');
    expect(all['own.md']).not.toContain('boats.example.com');
    expect(all['none.md']).toContain('questions: [ Where is a boat moored? ]');
    expect(all['none.md']).toContain('url: https://boats.example.com/none.md');
  });
});

describe('the lock of what is synced', () => {
  const LONG_AGO = new Date(Date.now() - 3_600_000);

  async function lockable() {
    const knowledge = await temporaryFolder();
    await makeSyncedRoot(knowledge);
    const file = join(knowledge, 'synced/.lock');
    return { knowledge, file, age: () => utimes(file, LONG_AGO, LONG_AGO) };
  }

  it('is had by one, and by the next when it is given free', async () => {
    const { knowledge, file } = await lockable();
    const unlock = await lockSynced(knowledge);
    await expect(lockSynced(knowledge)).rejects.toMatchObject({ code: 'locked' });
    await unlock();
    await (await lockSynced(knowledge))();
    expect(existsSync(file)).toBe(false);
  });

  it('that nobody cares for is taken over by one alone', async () => {
    const { knowledge, file, age } = await lockable();
    for (let round = 0; round < 20; round++) {
      await writeFile(file, `dead ${round}`);
      await age();
      const all = await Promise.allSettled(Array.from({ length: 6 }, () => lockSynced(knowledge)));
      const won = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(won).toHaveLength(1);
      for (const one of all)
        if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'locked' });
      await won[0]?.();
      expect((await readdir(join(knowledge, 'synced'))).filter((name) => name.includes('lock'))).toEqual([]);
    }
  });

  it('is not given free by one that has lost it', async () => {
    const { knowledge, file, age } = await lockable();
    const suspended = await lockSynced(knowledge);
    await age();
    const unlock = await lockSynced(knowledge);
    await suspended();
    expect(existsSync(file)).toBe(true);
    await unlock();
    expect(existsSync(file)).toBe(false);
  });
});

describe('what was begun to be put in place', () => {
  it('is finished, wherever the program was killed', async () => {
    const knowledge = await temporaryFolder();
    const folder = createSyncedFolder(knowledge, 'boats');
    const of = (...targets: string[]) => ({
      ...{ kind: 'folder', made: sha256(), version: null, triedAt: '', syncedAt: '', error: null },
      ...{ failed: [], leftOut: {}, notBefore: null },
      articles: Object.fromEntries(
        targets.map((target) => [
          target,
          {
            ...{ target, article: sha256(target), made: sha256(), links: [], linked: sha256() },
            ...{ url: null, etag: null, modified: null },
          },
        ]),
      ),
    });
    for (const target of ['a.md', 'b.md']) await folder.stage(target, target);
    await folder.commit({ state: of('a.md', 'b.md'), staged: ['a.md', 'b.md'] });
    // Of two that were staged one is in place; what is gone is not taken away yet, and nothing is remembered.
    const next = { state: of('b.md', 'c/d.md', 'e.md'), staged: ['c/d.md', 'e.md'], removed: ['a.md'] };
    for (const target of next.staged) await folder.stage(target, target);
    await mkdir(join(folder.folder, 'c'));
    await rename(join(folder.staging, 'articles/c/d.md'), join(folder.folder, 'c/d.md'));
    await writeFile(join(folder.staging, 'commit.json'), JSON.stringify(next));
    await folder.recover();
    expect(Object.keys(await articlesIn(join(knowledge, 'synced')))).toEqual([
      ...['boats/b.md', 'boats/c/d.md', 'boats/e.md'],
    ]);
    expect(await folder.state()).toEqual(next.state);
    await folder.recover();
    expect((await folder.articles()).size).toBe(3);
  });

  it('is thrown away where it was only staged', async () => {
    const [folder, knowledge] = [await temporaryFolder({ 'a.md': HIRE }), await temporaryFolder()];
    const sources = sourcesOf(`boats:\n  kind: folder\n  path: ${folder}\n`);
    await syncOne(sources, knowledge);
    const root = join(knowledge, 'synced');
    await mkdir(join(root, '.boats.next/articles'), { recursive: true });
    await writeFile(join(root, '.boats.next/articles/b.md'), DEPOSIT);
    await sync(sources, knowledge);
    expect(Object.keys(await articlesIn(root))).toEqual(['boats/a.md']);
  });
});

it.each([
  ['https://a.example/{path}', 'guide/In stall.md', 'https://a.example/guide/In%20stall.md'],
  ['https://a.example/{page}', 'guide/install.md', 'https://a.example/guide/install'],
  ['https://a.example/{page}', 'guide/index.md', 'https://a.example/guide'],
  ['https://a.example/{page}?x=1', 'README.md', 'https://a.example/?x=1'],
])('%s of %s is %s', (template, file, url) => expect(linkTo(template, file)).toBe(url));

it.each([
  ['https://github.com/a/b.git', 'https://github.com/a/b/blob/main/{path}'],
  ['https://gitlab.com/a/c/b', 'https://gitlab.com/a/c/b/-/blob/main/{path}'],
  ['https://codeberg.org/a/b/', 'https://codeberg.org/a/b/src/branch/main/{path}'],
  ['https://git.example.com/a', null],
])('%s is shown at %s', (url, template) => expect(viewerOf(url, 'main')).toBe(template));
