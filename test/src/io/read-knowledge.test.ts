import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DocentError } from '../../../src/errors.js';
import { linkedFolders, MAX_ARTICLE_BYTES, readKnowledge } from '../../../src/io/read-knowledge.js';
import { temporaryFolder } from '../../builders.js';

describe('readKnowledge', () => {
  it('reads every article below the folder, in the order of their paths, and the thesaurus', async () => {
    const folder = await temporaryFolder({
      'b.md': '# B\n',
      'A.MD': '# A\n',
      'thesaurus.yaml': 'groups: []\n',
      'notes.txt': 'x',
      '.hidden.md': 'x',
    });
    await mkdir(join(folder, 'deep/er'), { recursive: true });
    await mkdir(join(folder, 'node_modules'));
    await writeFile(join(folder, 'deep/er/c.md'), '# C\n');
    await writeFile(join(folder, 'node_modules/d.md'), '# D\n');
    const { articles, thesaurus, problems } = await readKnowledge(folder);
    expect(articles).toEqual([
      { path: 'A.MD', text: '# A\n' },
      { path: 'b.md', text: '# B\n' },
      { path: 'deep/er/c.md', text: '# C\n' },
    ]);
    expect(thesaurus).toEqual({ path: 'thesaurus.yaml', text: 'groups: []\n' });
    expect(problems).toEqual([]);
  });

  it('gives one hash for the same knowledge, and another when anything in it changes', async () => {
    const folder = await temporaryFolder({ 'a.md': 'one', 'b.md': 'two' });
    const hash = async () => (await readKnowledge(folder)).hash;
    const before = await hash();
    expect(await hash()).toBe(before);
    const seen = new Set([before]);
    await writeFile(join(folder, 'a.md'), 'one!');
    seen.add(await hash());
    await writeFile(join(folder, 'thesaurus.yaml'), '');
    seen.add(await hash());
    await rm(join(folder, 'b.md'));
    seen.add(await hash());
    await writeFile(join(folder, 'c.md'), 'two');
    seen.add(await hash());
    expect(seen.size).toBe(5);
  });

  it('tells apart where one file ends and the next begins', async () => {
    const one = await readKnowledge(await temporaryFolder({ 'a.md': 'xb.md', 'b.md': 'y' }));
    const other = await readKnowledge(await temporaryFolder({ 'a.md': 'x', 'b.md': 'b.mdy' }));
    expect(one.hash).not.toBe(other.hash);
  });

  it('reads the line ends of Windows and of old Macs as one', async () => {
    const folder = await temporaryFolder({ 'a.md': '# A\r\n\r\nText.\rMore.\n' });
    expect((await readKnowledge(folder)).articles[0]?.text).toBe('# A\n\nText.\nMore.\n');
  });

  it('reads what a link points to, and does not run in circles', async () => {
    const folder = await temporaryFolder({ 'a.md': 'A' });
    await symlink(join(folder, 'a.md'), join(folder, 'b.md'));
    await symlink(folder, join(folder, 'loop'));
    await symlink(join(folder, 'gone.md'), join(folder, 'dangling.md'));
    expect((await readKnowledge(folder)).articles.map(({ path }) => path)).toEqual(['a.md', 'b.md']);
  });

  it('reads nothing that a link out of the folder leads to, unless it is told that it may', async () => {
    const elsewhere = await temporaryFolder({ 'secret.md': '# Secret\n', 'secret.yaml': 'groups: []\n' });
    const folder = await temporaryFolder({ 'a.md': 'A' });
    await symlink(join(elsewhere, 'secret.md'), join(folder, 'b.md'));
    await symlink(join(folder, 'b.md'), join(folder, 'c.md'));
    await symlink(join(elsewhere, 'secret.yaml'), join(folder, 'thesaurus.yaml'));
    const { articles, thesaurus, problems } = await readKnowledge(folder);
    expect([articles.map(({ path }) => path), thesaurus]).toEqual([['a.md'], null]);
    expect(problems.map(({ file, rule }) => [file, rule])).toEqual([
      ['b.md', 'link'],
      ['c.md', 'link'],
      ['thesaurus.yaml', 'link'],
    ]);
    expect(problems[0]?.message).toContain('name its folder in KNOWLEDGE_LINKS');
    // A folder whose name begins alike is another.
    expect((await readKnowledge(folder, [elsewhere.slice(0, -1)])).problems).toHaveLength(3);
    const links = linkedFolders({ KNOWLEDGE_LINKS: ` , ${elsewhere}` });
    const told = await readKnowledge(folder, links);
    expect([told.articles.length, told.thesaurus?.text, told.problems]).toEqual([3, 'groups: []\n', []]);
  });

  it('reads links within the folder, as mounted volumes have them, when the folder is a link too', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'real/..2031'), { recursive: true });
    await writeFile(join(folder, 'real/..2031/a.md'), '# A\n');
    await symlink('..2031', join(folder, 'real/..data'));
    await symlink('..data/a.md', join(folder, 'real/a.md'));
    await symlink(join(folder, 'real'), join(folder, 'linked'));
    const { articles, problems } = await readKnowledge(join(folder, 'linked'));
    expect([articles, problems]).toEqual([[{ path: 'a.md', text: '# A\n' }], []]);
  });

  it.each([
    ['a folder that is missing', 'nowhere', 'no-knowledge', 'There is no knowledge folder'],
    ['a file in the place of a folder', 'file', 'no-knowledge', 'is a file, not a folder'],
    ['a folder without an article', '.', 'no-articles', 'There is no article in'],
  ])('says of %s what to do', async (_, path, code, message) => {
    const folder = await temporaryFolder({ file: 'x' });
    const attempt = readKnowledge(join(folder, path));
    await expect(attempt).rejects.toBeInstanceOf(DocentError);
    await expect(attempt).rejects.toMatchObject({ code });
    await expect(attempt).rejects.toThrow(message);
    await expect(attempt).rejects.toThrow('--knowledge DIR');
  });

  it.each<[fault: string, content: Uint8Array, rule: string, says: string]>([
    ['is not UTF-8', new Uint8Array([0x54, 0xe9, 0x65]), 'encoding', 'is not UTF-8'],
    ['is in UTF-16', new Uint8Array([0xff, 0xfe, 0x54, 0x00]), 'encoding', 'is not UTF-8'],
    ['is binary', new Uint8Array([0x23, 0x20, 0x00, 0x01]), 'encoding', 'binary data'],
    [
      'has 50 MB',
      new Uint8Array(50 * 1024 * 1024).fill(0x61),
      'too-large',
      'is 50 MB; an article may have 20 MB',
    ],
  ])('says of a file that %s which it is, and reads the rest', async (_, content, rule, says) => {
    const folder = await temporaryFolder({ 'bad.md': content, 'good.md': '# Good\n' });
    const { problems, articles } = await readKnowledge(folder);
    expect(problems).toMatchObject([{ severity: 'error', file: 'bad.md', line: 1, rule }]);
    expect(problems[0]?.message).toContain(says);
    expect(articles.map(({ path }) => path)).toEqual(['good.md']);
  });

  it('says of a folder that is named like an article what it is', async () => {
    const folder = await temporaryFolder({ 'good.md': '# Good\n' });
    await mkdir(join(folder, 'x.md'));
    const { problems } = await readKnowledge(folder);
    expect(problems).toMatchObject([{ severity: 'error', file: 'x.md', rule: 'not-a-file' }]);
  });

  it('says of a link that leads nowhere what to mend', async () => {
    const folder = await temporaryFolder({ 'a.md': 'A' });
    await symlink(join(folder, 'gone.md'), join(folder, 'b.md'));
    const { articles, problems } = await readKnowledge(folder);
    expect(articles.map(({ path }) => path)).toEqual(['a.md']);
    expect(problems).toMatchObject([{ file: 'b.md', rule: 'unreadable' }]);
  });

  it('takes no less than it says', () => {
    expect(MAX_ARTICLE_BYTES).toBe(20 * 1024 * 1024);
  });
});
