import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { watchFolders } from '../../../adapters/process/watch.js';
import { temporaryFolder } from '../../builders.js';

/** Watches a folder. @returns how often it was told of changes */
async function watching(folder: string): Promise<() => number> {
  let count = 0;
  const watched = await watchFolders([{ folder }], {
    poll: false,
    changed: () => count++,
    failed: (error) => {
      throw error;
    },
  });
  onTestFinished(() => watched.close());
  return () => count;
}

it('tells of changes at any depth, and of none behind a link to a folder', async () => {
  const elsewhere = await temporaryFolder({ 'a.md': 'A' });
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'deep'));
  await symlink(elsewhere, join(folder, 'link'));
  const [changes, there] = [await watching(folder), await watching(elsewhere)];
  await writeFile(join(elsewhere, 'a.md'), 'B');
  await expect.poll(there).toBe(1);
  // Who watches that folder itself was told a moment before or after.
  await writeFile(join(elsewhere, 'a.md'), 'C');
  await expect.poll(there).toBe(2);
  expect(changes()).toBe(0);
  await writeFile(join(folder, 'deep', 'b.md'), 'B');
  await expect.poll(changes).toBe(1);
});
