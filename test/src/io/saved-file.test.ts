import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSaved, save } from '../../../src/io/saved-file.js';
import { temporaryFolder } from '../../builders.js';

describe('a saved file', () => {
  it('takes away what a program that was killed left half-written, and nothing that is being written', async () => {
    const folder = await temporaryFolder();
    const [old, now] = [new Date('2001-01-01'), new Date()];
    const names: [string, Date][] = [
      ['killed.vectors.1.tmp', old],
      ['beside.vectors.2.tmp', now],
      ['killed.articles.1.tmp', old],
      ['notes.tmp', old],
    ];
    for (const [name, time] of names) {
      await writeFile(join(folder, name), 'x');
      await utimes(join(folder, name), time, time);
    }
    expect(await save(folder, 'teas', 'vectors', ['green'])).toBe(true);
    expect(await loadSaved(folder, 'teas', 'vectors')).toEqual(['green']);
    const left = (await readdir(folder)).filter((name) => name.endsWith('.tmp'));
    expect(left.sort()).toEqual(['beside.vectors.2.tmp', 'killed.articles.1.tmp', 'notes.tmp']);
  });
});
