import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CheckFormat, check, seenFrom } from '../../../adapters/terminal/check.js';
import { fakeTerminal, temporaryFolder } from '../../builders.js';

async function checked(folder: string, format?: CheckFormat) {
  const terminal = fakeTerminal({ env: { DOCENT_CACHE_DIR: await temporaryFolder() } });
  const status = await check(folder, terminal, format);
  return { status, out: terminal.out() };
}

const GUIDE = (name: string) =>
  `# ${name}\n\nIt is ${name}.\n\n## API\n\nThe API of ${name}.\n\n### Options\n\n- Speed.\n\n## Shell of ${name}\n\nText.\n\n### Options\n\n- Size.\n`;

it('follows links to articles, to other files and out of the folder', async () => {
  const top = await temporaryFolder({ LICENSE: 'Free.' });
  const folder = join(top, 'docs');
  await mkdir(join(folder, 'img'), { recursive: true });
  await writeFile(join(folder, 'img', 'leaf.png'), '');
  await writeFile(join(folder, 'b.md'), '# B\n\n## Part\n\nText.\n');
  await writeFile(
    join(folder, 'a.md'),
    '# A\n\nSee [b](b.md#part), ![leaf](img/leaf.png), [law](../LICENSE).\n\nSee [b](b.md#parts), ![leaf](img/leaf.gif), [law](../COPYING).\n',
  );
  const { status, out } = await checked(folder);
  expect(status).toBe(0);
  const lines = out.split('\n');
  expect(lines.slice(0, 3).map((line) => /^\S+ \S+/.exec(line)?.[0])).toEqual([
    'a.md:5:5: warning:',
    'a.md:5:22: warning:',
    'a.md:5:45: warning:',
  ]);
  expect(lines[3]).toMatch(/^2 articles, .*: 0 errors, 3 warnings$/);
});

it('tells of points without text, and goes on to ask the questions', async () => {
  const front = '---\ntitle: T\nquestions: [What is salt?]\n---\n';
  const folder = await temporaryFolder({ 'a.md': `${front}# T\n\nSalt is a white mineral.\n\n- Uses:\n` });
  const { status, out } = await checked(folder);
  expect(status).toBe(0);
  expect(out).toMatch(/^a\.md:9:3: warning: Nothing stands after "Uses:"\. .*\[name-without-text\]$/m);
  expect(out).toContain('1 question asked: 0 errors, 1 warning\n');
});

it('takes headings that several articles have for no error', async () => {
  const folder = await temporaryFolder({ 'a.md': GUIDE('Ash'), 'b.md': GUIDE('Elm') });
  const { status, out } = await checked(folder);
  expect(status).toBe(0);
  expect(out).toMatch(/^a\.md:5: notice: "API" looks like a subject here and in b\.md.*\[shared-name\]$/m);
  expect(out).toContain('0 errors, 0 warnings, 1 notice\n');
});

it('names the column in JSON and for GitHub', async () => {
  const folder = await temporaryFolder({ 'a.md': '# A\n\nSee [b](b.md).\n' });
  const json = JSON.parse((await checked(folder, 'json')).out);
  expect(json.problems).toMatchObject([{ file: 'a.md', line: 3, column: 5, rule: 'broken-link' }]);
  const github = await checked(folder, 'github');
  expect(github.out).toContain(`::warning file=${folder}/a.md,line=3,col=5,title=broken-link::The link`);
});

it.each([
  ['docs', 'docs'],
  ['./docs/', 'docs'],
  ['.', ''],
  ['/repo/docs', 'docs'],
  ['/elsewhere', '/elsewhere'],
  ['../elsewhere', '/elsewhere'],
  ['..docs', '..docs'],
])('sees the folder %s from the root of the repository as %j', (folder, seen) => {
  expect(seenFrom('/repo', folder)).toBe(seen);
});
