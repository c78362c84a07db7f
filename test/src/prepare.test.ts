import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../builders.js';

const PREPARE = 'adapters/terminal/prepare.mjs';

async function prepare(files: Record<string, string>, ...args: string[]) {
  return prepareIn(await temporaryFolder(), files, ...args);
}

async function prepareIn(folder: string, files: Record<string, string>, ...args: string[]) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, dirname(name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  await mkdir(join(folder, dirname(PREPARE)), { recursive: true });
  await copyFile(join(ROOT, PREPARE), join(folder, PREPARE));
  await writeFile(
    join(folder, 'package.json'),
    '{"type":"module","scripts":{"build":"node -e \\"console.log(9)\\""}}',
  );
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
  const compiler = `node_modules/@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  expect(await prepare({ [compiler]: '{}' })).toMatchObject({ status: 0, stdout: '9' });
});

it('is built without types where the compiler, a native part, was left out', async () => {
  const folder = await temporaryFolder();
  const stripper = 'node_modules/@swc/wasm-typescript';
  await mkdir(join(folder, dirname(stripper)), { recursive: true });
  await symlink(join(ROOT, stripper), join(folder, stripper));
  const files = {
    'node_modules/typescript/package.json': '{}',
    'src/a.ts': "import type { B } from './b.js';\n\nexport const a = (b: B): B => b;\n",
    'src/b.d.ts': 'export type B = string;\n',
    'src/meaning/models/tokenizer.json': '{}',
    'adapters/terminal/main.ts': "import { a } from '../../src/a.js';\n\nconsole.log(a('built'));\n",
    'adapters/terminal/write-man-page.ts':
      "import { writeFileSync } from 'node:fs';\n\nwriteFileSync(process.argv[2] as string, 'the page');\n",
  };
  expect(await prepareIn(folder, files, 'start')).toEqual({ status: 0, stdout: '', stderr: '' });
  const main = join(folder, 'dist/adapters/terminal/main.js');
  expect(spawnSync(process.execPath, [main], { encoding: 'utf8' }).stdout).toBe('built\n');
  expect((await readFile(join(folder, 'dist/src/a.js'), 'utf8')).split('\n')[2]).toMatch(/^export const a/);
  expect(await readFile(join(folder, 'dist/src/meaning/models/tokenizer.json'), 'utf8')).toBe('{}');
  expect(await readFile(join(folder, 'dist/docent.1'), 'utf8')).toBe('the page');
});
