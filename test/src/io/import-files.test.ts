import { mkdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exists, listSources, placesOf, writeArticleFile } from '../../../src/io/import-files.js';
import { temporaryFolder } from '../../builders.js';

describe('the sources', () => {
  it('of a folder are those named like articles or without extension; the rest is told', async () => {
    const folder = await temporaryFolder({
      'b.txt': 'x',
      'a.md': 'x',
      LICENCE: 'x',
      'logo.png': 'x',
      '.env': 'x',
    });
    await mkdir(join(folder, 'node_modules'));
    await mkdir(join(folder, 'out'));
    await symlink('/nowhere', join(folder, 'gone.md'));
    const { files, leftOut } = await listSources([folder], join(folder, 'out'));
    expect(files.map(({ name, target, size }) => [name, target, size])).toEqual([
      ['LICENCE', 'LICENCE.md', 1],
      ['a.md', 'a.md', 1],
      ['b.txt', 'b.md', 1],
    ]);
    expect(leftOut.map(({ name }) => name)).toEqual(['.env', 'gone.md', 'logo.png', 'node_modules', 'out']);
    for (const { reason } of leftOut) expect(reason).not.toBe('');
  });

  it('of a folder are none that a link out of it leads to', async () => {
    const elsewhere = await temporaryFolder({ 'secret.md': 'x' });
    const folder = await temporaryFolder({ 'a.md': 'x' });
    await symlink(join(elsewhere, 'secret.md'), join(folder, 'b.md'));
    await symlink(join(folder, 'a.md'), join(folder, 'c.md'));
    const { files, leftOut } = await listSources([folder], 'out');
    expect(files.map(({ name }) => name)).toEqual(['a.md', 'c.md']);
    expect(leftOut).toMatchObject([{ name: 'b.md', reason: expect.stringMatching(/^is a link out of/) }]);
    expect((await listSources([join(folder, 'b.md')], 'out')).files).toHaveLength(1);
  });

  it('that are named are taken whatever they are called', async () => {
    const folder = await temporaryFolder({ 'logo.png': 'x', '.notes': 'x' });
    const { files } = await listSources([join(folder, 'logo.png'), join(folder, '.notes')], 'out');
    expect(files.map(({ target }) => target)).toEqual(['logo.md', 'notes.md']);
  });

  it('never share an article', async () => {
    const folder = await temporaryFolder({ 'a.md': 'x', 'a.pdf': 'x', 'A.txt': 'x', 'a.html': 'x' });
    const again = await temporaryFolder({ 'a.pdf': 'x' });
    const { files } = await listSources([folder, again], 'out');
    const targets = files.map(({ target }) => target.toLowerCase());
    expect(new Set(targets).size).toBe(5);
    expect(targets).toContain('a-pdf.md');
  });

  it('of one folder know where the articles beside them go', async () => {
    const folder = await temporaryFolder({ 'a.mdx': 'x', 'b.html': 'x' });
    const other = await temporaryFolder({ 'a.txt': 'x' });
    const { files } = await listSources([folder, join(other, 'a.txt')], 'out');
    expect([...placesOf(files)].map(([root, places]) => [root, Object.fromEntries(places)])).toEqual([
      [folder, { 'a.mdx': 'a.md', 'b.html': 'b.md' }],
      [other, { 'a.txt': 'a-txt.md' }],
    ]);
  });

  it('that are not there, or cannot be looked at, are told beside the others', async () => {
    const folder = await temporaryFolder({ 'a.md': 'x' });
    const [sound, circle] = [join(folder, 'a.md'), join(folder, 'circle.md')];
    await symlink(circle, circle);
    const { files, unusable } = await listSources(
      ['/nowhere/a.md', join(sound, 'b.md'), circle, '/dev/null', sound],
      'out',
    );
    expect(files.map(({ target }) => target)).toEqual(['a.md']);
    expect(unusable).toEqual([
      { name: '/nowhere/a.md', message: expect.stringMatching(/^is not there\. Name a file/) },
      { name: join(sound, 'b.md'), message: expect.stringMatching(/^is not there\. Name a file/) },
      { name: circle, message: expect.stringMatching(/^cannot be read: ELOOP.*\. Name a file/) },
      { name: '/dev/null', message: expect.stringMatching(/^is no file and no folder\. Name a file/) },
    ]);
  });
});

describe('an article', () => {
  it('is written with the folders above it, and over another only when told', async () => {
    const path = join(await temporaryFolder(), 'deep/down/a.md');
    await writeArticleFile(path, 'one', false);
    await expect(writeArticleFile(path, 'two', false)).rejects.toMatchObject({ code: 'exists' });
    expect(await readFile(path, 'utf8')).toBe('one');
    await writeArticleFile(path, 'two', true);
    expect([await exists(path), await readFile(path, 'utf8')]).toEqual([true, 'two']);
  });

  it('that cannot be written says so', async () => {
    const folder = await temporaryFolder({ file: 'x' });
    await expect(writeArticleFile(join(folder, 'file/a.md'), 'x', true)).rejects.toThrow(
      'Choose another --out',
    );
  });
});
