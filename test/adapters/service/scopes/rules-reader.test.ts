import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { NO_RULES } from '../../../../adapters/service/scopes/place.js';
import { rulesReader } from '../../../../adapters/service/scopes/rules-reader.js';
import { temporaryFolder } from '../../../builders.js';

it('opens nothing to everybody when the file is gone from where Docent was started', async () => {
  const folder = await temporaryFolder();
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  onTestFinished(() => cwd.mockRestore());
  const file = join(folder, 'scopes.yaml');
  const read = rulesReader({});
  expect(await read()).toEqual(NO_RULES);
  await writeFile(file, 'default: { see: { audience: public } }');
  const { otherwise } = await read();
  expect(otherwise).toEqual({ labels: { audience: ['public'] }, unlabelled: true });
  await rm(file);
  await expect(read()).rejects.toThrow(/scopes\.yaml" is gone, and what it said stays in force/);
  await writeFile(file, 'default: { see: everything }');
  expect((await read()).otherwise).toBe('everything');
});
