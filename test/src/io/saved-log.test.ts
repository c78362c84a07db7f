import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../src/io/cache-folder.js';
import { loadLog, type SavedLog, saveLog } from '../../../src/io/saved-log.js';
import { temporaryFolder } from '../../builders.js';

const same = <T>(value: T): T => value;
const EVERY = { has: () => true };
const VALUES: Record<string, unknown[]> = {
  a: [{ text: 'triangles' }, 'squares'],
  b: [[1, 2]],
  c: [new Uint32Array([7]), null, 'end'],
};

const save = (folder: string, keys: string[], log: SavedLog | null = null, asked: string[] = []) =>
  saveLog(folder, 'one', 'articles', keys, (key) => VALUES[asked[asked.push(key) - 1] ?? ''] ?? [], log);
const load = async (folder: string, name = 'one') =>
  (await loadLog(folder, name, 'articles', EVERY, same, same)).values;
const fileIn = async (folder: string) => join(folder, (await readdir(folder))[0] ?? '');

describe('a saved log', () => {
  it('comes back as it was, what is wanted of it', async () => {
    const folder = join(await temporaryFolder(), 'not/yet/there');
    expect(await save(folder, ['a', 'b', 'c'])).toMatchObject({ size: expect.any(Number) });
    expect([...(await load(folder))]).toEqual(Object.entries(VALUES));
    const { values, log } = await loadLog(folder, 'one', 'articles', new Set(['b']), same, same);
    expect([...values]).toEqual([['b', [[1, 2]]]]);
    expect([...(log?.entries.keys() ?? [])]).toEqual(['a', 'b', 'c']);
  });

  it('is empty under another name, and where none was saved', async () => {
    const folder = await temporaryFolder();
    expect((await load(folder)).size).toBe(0);
    await save(folder, ['a']);
    expect((await load(folder, 'two')).size).toBe(0);
    expect((await load(join(folder, 'gone'))).size).toBe(0);
  });

  it('is added to, and asked for nothing that it holds', async () => {
    const folder = await temporaryFolder();
    const first = await save(folder, ['a', 'b']);
    const asked: string[] = [];
    const second = await save(folder, ['a', 'b', 'c'], first, asked);
    expect(asked).toEqual(['c']);
    expect([...(await load(folder))]).toEqual(Object.entries(VALUES));
    expect(second?.size).toBe((await stat(await fileIn(folder))).size);
  });

  it('is written anew when most of it is of no use, and when somebody else wrote it', async () => {
    const folder = await temporaryFolder();
    const all = await save(folder, ['a', 'b', 'c']);
    const less = await save(folder, ['b'], all);
    expect([...(await load(folder)).keys()]).toEqual(['b']);
    await appendFile(await fileIn(folder), 'x');
    await save(folder, ['b', 'a'], less);
    expect([...(await load(folder)).keys()]).toEqual(['b', 'a']);
  });

  it.each<[string, (bytes: Buffer) => Uint8Array, number]>([
    ['empty', () => new Uint8Array(), 0],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length - 7), 2],
    ['changed in one letter', (bytes) => respelt(bytes), 0],
    ['text', () => Buffer.from('hello, this is no log at all, but long enough to hold a digest'), 0],
  ])('gives what is sound before the damage when the file is %s', async (_, spoil, left) => {
    const folder = await temporaryFolder();
    const log = await save(folder, ['a', 'b', 'c']);
    const file = await fileIn(folder);
    await writeFile(file, spoil(await readFile(file)));
    expect((await load(folder)).size).toBe(left);
    const found = (await loadLog(folder, 'one', 'articles', EVERY, same, same)).log;
    for (const known of [found, log]) {
      await save(folder, ['a', 'b', 'c'], known);
      expect([...(await load(folder))]).toEqual(Object.entries(VALUES));
    }
  });

  it('is not saved where nothing can be written, and that is no error', async () => {
    const folder = await temporaryFolder({ file: 'x' });
    expect(await save(join(folder, 'file'), ['a'])).toBeNull();
    expect((await load(join(folder, 'file'))).size).toBe(0);
  });

  it('leaves no other file behind, and not more than a few of its own', async () => {
    const folder = await temporaryFolder();
    for (let i = 0; i < 12; i++) await saveLog(folder, `n${i}`, 'articles', ['a'], () => [i], null);
    const names = await readdir(folder);
    expect(names.length).toBeLessThanOrEqual(8);
    expect(names.every((name) => name.endsWith('.articles'))).toBe(true);
    expect((await load(folder, 'n11')).get('a')).toEqual([11]);
  });
});

/** Writes "Triangles" for "triangles", however the strings are stored. */
function respelt(bytes: Buffer): Uint8Array {
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
