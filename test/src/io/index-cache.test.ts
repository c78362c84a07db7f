import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openBot } from '../../../adapters/shared/open-bot.js';
import { cacheFolder, loadIndex, type SavedIndex, saveIndex } from '../../../src/io/index-cache.js';
import { buildIndex, saveIndex as plainData } from '../../../src/retrieval/local/build-index.js';
import { BRIDGES, corpusOf, temporaryFolder } from '../../builders.js';

const corpus = corpusOf([BRIDGES]);
const index: SavedIndex = { corpus, index: plainData(buildIndex(corpus)), leftOut: [] };

describe('the saved index', () => {
  it('comes back as it was', async () => {
    const folder = join(await temporaryFolder(), 'not/yet/there');
    expect(await saveIndex(folder, 'h1', index)).toBe(true);
    expect(await loadIndex(folder, 'h1')).toEqual(index);
  });

  it('is none for other knowledge, and none where none was saved', async () => {
    const folder = await temporaryFolder();
    expect(await loadIndex(folder, 'h1')).toBeNull();
    await saveIndex(folder, 'h1', index);
    expect(await loadIndex(folder, 'h2')).toBeNull();
    expect(await loadIndex(join(folder, 'gone'), 'h1')).toBeNull();
  });

  it.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['empty', () => new Uint8Array()],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 7)],
    ['changed in one place', (bytes) => Buffer.from(bytes.map((byte, i) => (i === 200 ? byte ^ 1 : byte)))],
    ['changed in one letter of an article', respell],
    ['text', () => Buffer.from('hello, this is no index at all, but long enough to hold a digest')],
  ])('is none when the file is %s', async (_, spoil) => {
    const folder = await temporaryFolder();
    await saveIndex(folder, 'h1', index);
    const [name = ''] = await readdir(folder);
    await writeFile(join(folder, name), spoil(await readFile(join(folder, name))));
    expect(await loadIndex(folder, 'h1')).toBeNull();
    expect(await saveIndex(folder, 'h1', index)).toBe(true);
    expect(await loadIndex(folder, 'h1')).toEqual(index);
  });

  it('is not saved where nothing can be written, and that is no error', async () => {
    const folder = await temporaryFolder({ file: 'x' });
    expect(await saveIndex(join(folder, 'file'), 'h1', index)).toBe(false);
    expect(await loadIndex(join(folder, 'file'), 'h1')).toBeNull();
  });

  it('leaves no other file behind, and not more than a few of its own', async () => {
    const folder = await temporaryFolder();
    const numbered = (i: number) => ({ ...index, index: { ...index.index, search: String(i) } });
    for (let i = 0; i < 12; i++) await saveIndex(folder, `h${i}`, numbered(i));
    const names = await readdir(folder);
    expect(names.length).toBeLessThanOrEqual(8);
    expect(names.every((name) => name.endsWith('.index'))).toBe(true);
    expect((await loadIndex(folder, 'h11'))?.index.search).toBe('11');
  });
});

/** Writes "Triangles" for "triangles", however the strings are stored. */
function respell(bytes: Buffer): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = Math.max(
    ...(['latin1', 'utf16le'] as const).map((encoding) => copy.indexOf('triangles', 0, encoding)),
  );
  copy.write('T', at, 'latin1');
  return copy;
}

describe('cacheFolder', () => {
  it('is where it is told to be, or the cache of the user', () => {
    expect(cacheFolder({ DOCENT_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b' })).toBe('/a');
    expect(cacheFolder({ XDG_CACHE_HOME: '/b' })).toBe(join('/b', 'docent'));
    expect(cacheFolder({})).toMatch(/docent$/);
  });
});

describe('openBot', () => {
  const open = (knowledge: string, cache: string) =>
    openBot({ knowledge, environment: { DOCENT_CACHE_DIR: cache } });

  it('builds the index once, and again when the knowledge changed', async () => {
    const knowledge = await temporaryFolder({ 'a.md': BRIDGES });
    const cache = await temporaryFolder();
    const first = await open(knowledge, cache);
    const second = await open(knowledge, cache);
    expect([first.fromCache, second.fromCache]).toEqual([false, true]);
    expect(await second.bot.ask('what is a truss')).toEqual(await first.bot.ask('what is a truss'));
    await writeFile(join(knowledge, 'a.md'), BRIDGES.replace('a frame of triangles', 'a frame of squares'));
    const third = await open(knowledge, cache);
    expect(third.fromCache).toBe(false);
    expect((await third.bot.ask('what is a truss')).citations[0]?.quote).toContain('squares');
  });

  it('answers without a place for its index', async () => {
    const knowledge = await temporaryFolder({ 'a.md': BRIDGES });
    const { bot } = await open(knowledge, join(knowledge, 'a.md'));
    expect((await bot.ask('what is a truss')).status).toBe('answered');
  });

  it('neither saves nor loads when it is told not to', async () => {
    const knowledge = await temporaryFolder({ 'a.md': BRIDGES });
    const cache = await temporaryFolder();
    await openBot({ knowledge, environment: { DOCENT_CACHE_DIR: cache }, cache: false });
    expect(await readdir(cache)).toEqual([]);
  });

  it('tells every error of the knowledge, with file and line', async () => {
    const knowledge = await temporaryFolder({
      'a.md': '---\ntitle: [5]\n---\n# T\n',
      'b.md': '---\ntitle: T\nnoun: 7\n---\n# T\n\nText.\n',
    });
    await expect(open(knowledge, await temporaryFolder())).rejects.toMatchObject({
      code: 'faulty-knowledge',
      message: expect.stringMatching(/2 faults:\n {2}a\.md:2: error: .*\n {2}b\.md:3: error: /),
    });
  });
});
