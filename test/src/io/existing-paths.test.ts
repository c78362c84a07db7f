import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { existingPaths } from '../../../src/io/existing-paths.js';
import { temporaryFolder } from '../../builders.js';

it('knows files and folders, below the folder and beside it, and what there is not', async () => {
  const folder = await temporaryFolder({ LICENSE: 'L' });
  await mkdir(join(folder, 'docs'));
  await writeFile(join(folder, 'docs', 'a.md'), 'A');
  const paths = [
    'a.md',
    '.',
    '../LICENSE',
    '..',
    'b.md',
    '../docs/b.md',
    'a.md/b',
    'nul\0',
    'x'.repeat(5000),
  ];
  expect([...(await existingPaths(join(folder, 'docs'), paths))]).toEqual(['a.md', '.', '../LICENSE', '..']);
});
