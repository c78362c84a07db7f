import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CheckFormat, check, seenFrom } from '../../../adapters/terminal/check.js';
import type { Problem } from '../../../src/knowledge/problem.js';
import { fakeTerminal, temporaryFolder } from '../../builders.js';

async function checked(folder: string, format?: CheckFormat, env: Record<string, string> = {}) {
  const terminal = fakeTerminal({ env: { DOCENT_CACHE_DIR: await temporaryFolder(), ...env } });
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

const LEAVE = '---\ntitle: Leave\nquestions: [How many days are free?, How high is the moon?]\n---\n';
const LEAVE_TEXT = '# Leave\n\nStaff have 30 free days a year.\n';

it('tells of names and questions too when the front matter of another article is faulty', async () => {
  const subject = (id: string, alias: string) => `  - { id: ${id}, heading: Tea, aliases: [${alias}] }\n`;
  const folder = await temporaryFolder({
    'a.md': `---\ntitle: Teas: all\n---\n# Teas\n\nTea is hot.\n`,
    'b.md': `---\nlicence: 5\nsubjects:\n${subject('tea', 'chai')}---\n# Tea\n\n## Tea\n\nTea is a drink.\n`,
    'c.md': `---\ntitle: C\nsubjects:\n${subject('char', 'chai')}---\n# C\n\n## Tea\n\nChar is tea.\n`,
    'leave.md': LEAVE + LEAVE_TEXT,
  });
  const { status, out } = await checked(folder, 'json');
  const { problems, questions } = JSON.parse(out);
  expect(status).toBe(2);
  expect(problems.map(({ file, line, rule }: Problem) => [file, line, rule])).toEqual([
    ['a.md', 2, 'front-matter'],
    ['b.md', 2, 'front-matter'],
    ['c.md', 4, 'duplicate-alias'],
    ['c.md', 4, 'duplicate-alias'],
    ['leave.md', 3, 'question'],
  ]);
  expect(questions).toBe(2);
});

it('judges no question whose answer an error may change, and counts those', async () => {
  const folder = await temporaryFolder({
    // Who mends this names the moon, and gives it a height.
    'a.md': '---\ntitle: The moon: facts\nquestions: [What is new?]\n---\n# Facts\n\nIt is new.\n',
    'leave.md': LEAVE + LEAVE_TEXT,
  });
  const { out } = await checked(folder);
  expect(out).toMatch(
    /^a\.md:2: notice: 1 question was not judged: .* errors in a\.md are mended\. .*\[not-judged\]$/m,
  );
  expect(out).not.toContain('[question]');
  expect(out).toContain('1 question asked: 1 error, 0 warnings, 1 notice\n');
});

it('asks nothing while the thesaurus is faulty', async () => {
  const folder = await temporaryFolder({
    'thesaurus.yaml': 'groups: [[free]]\n',
    'leave.md': LEAVE + LEAVE_TEXT,
  });
  const { out } = await checked(folder);
  expect(out).toContain('notice: 2 questions were not judged');
  expect(out).toContain('0 questions asked: 1 error, 0 warnings, 1 notice\n');
});

it('holds no subject against others of its article while one of them is faulty', async () => {
  const part = (name: string, aspect: string) =>
    `## ${name}\n\n${name} is a tea.\n\n### ${aspect}\n\n${name} has it.\n\n`;
  const text = `# T\n\n${part('Ash', 'Taste')}${part('Elm', 'Taste')}${part('Fir', 'Smell')}${part('Oak', 'Smell')}`;
  const front = (id: string) =>
    `---\ntitle: T\nsubjects:\n  - { id: ash, heading: Ash }\n  - { id: elm, heading: Elm }\n  - { id: fir, heading: Fir }\n  - { id: ${id}, heading: Oak }\n---\n`;
  expect((await checked(await temporaryFolder({ 'a.md': front('oak') + text }))).out).not.toContain(
    'warning:',
  );
  const { out } = await checked(await temporaryFolder({ 'a.md': front('Oak') + text }));
  expect(out).toContain('lower-case');
  expect(out).not.toContain('warning:');
});

it('takes headings that several articles have for no error', async () => {
  const folder = await temporaryFolder({
    'a.md': GUIDE('Ash').replaceAll('Options', 'Advantages'),
    'b.md': GUIDE('Elm').replaceAll('Options', 'Advantages'),
  });
  const { status, out } = await checked(folder);
  expect(status).toBe(0);
  expect(out).toMatch(/^a\.md:5: notice: "API" looks like a subject here and in b\.md.*\[shared-name\]$/m);
  expect(out).toContain('0 errors, 0 warnings, 1 notice\n');
});

it('tells by meaning what is said in other words, unless that is switched off', async () => {
  const folder = await temporaryFolder({
    'a.md':
      '# Backups\n\n## Restore\n\nTo restore a backup, stop the server, copy the saved folder back to its place and start the server again.\n',
    'b.md':
      '# Handbook\n\n## How to restore\n\nIf a backup has to be restored, halt the server first, then copy the saved folder back to where it was and start the server anew.\n',
  });
  const { status, out } = await checked(folder, 'text', { MEANING: 'auto' });
  expect(status).toBe(0);
  expect(out).toMatch(/^b\.md:5: warning: .* a\.md, line 5 .*\[same-meaning\]$/m);
  expect((await checked(folder)).out).not.toContain('same-meaning');
});

it('encodes no passages of a single article, which is held against no other', async () => {
  const cache = await temporaryFolder();
  const folder = await temporaryFolder({ 'a.md': '# Salt\n\nSalt is a white mineral.\n' });
  await checked(folder, 'text', { MEANING: 'auto', DOCENT_CACHE_DIR: cache });
  expect((await readdir(cache)).filter((name) => name.endsWith('.vectors'))).toEqual([]);
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
