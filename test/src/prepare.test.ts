import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../builders.js';

const PREPARE = 'adapters/terminal/prepare.mjs';

async function prepare(files: Record<string, string>, ...args: string[]) {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await mkdir(join(folder, dirname(PREPARE)), { recursive: true });
  await copyFile(join(ROOT, PREPARE), join(folder, PREPARE));
  await writeFile(join(folder, 'package.json'), '{"scripts":{"build":"node -e \\"console.log(9)\\""}}');
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  const { status, stdout, stderr } = spawnSync(process.execPath, [PREPARE, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout: stdout.trim(), stderr };
}

it('installs without the compiler, and is built where it is', async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  expect(scripts.prepare).toBe(`node ${PREPARE}`);
  expect(await prepare({})).toMatchObject({ status: 0, stdout: '' });
  expect((await prepare({})).stderr).toContain('npm ci && npm run build');
  const built = { 'dist/adapters/terminal/main.js': '' };
  expect(await prepare(built, 'start')).toEqual({ status: 0, stdout: '', stderr: '' });
  expect(await prepare({}, 'start')).toMatchObject({ status: 1 });
  expect(await prepare({ 'node_modules/typescript/package.json': '{}' })).toMatchObject({
    status: 0,
    stdout: '9',
  });
});
