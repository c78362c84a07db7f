import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../adapters/terminal/cli.js';
import { BRIDGES, fakeTerminal, temporaryFolder } from '../../builders.js';

async function docent(args: readonly string[], knowledge: string) {
  const terminal = fakeTerminal({
    input: '{"q":"x"}\n',
    env: { DOCENT_CACHE_DIR: await temporaryFolder() },
  });
  const status = await run([...args, '--knowledge', knowledge], terminal);
  return { status, out: terminal.out(), err: terminal.err() };
}

const COMMANDS = [['ask', 'what is tea'], ['compare', 'a', 'b'], ['topics'], ['chat'], ['start'], ['answer']];

const SUBJECTS = (entries: string) =>
  `---\ntitle: T\nsubjects:\n${entries}---\n# T\n\n## Alpha\n\nX.\n\n## Beta\n\nY.\n`;

type Case = [fault: string, files: Record<string, string | Uint8Array>, says: string[]];

const FAULTS: readonly Case[] = [
  ['an empty folder', {}, ['There is no article', 'Put a .md file there', '--knowledge DIR']],
  ['a folder of other files', { 'a.txt': 'x', 'thesaurus.yaml': '' }, ['There is no article']],
  [
    'front matter with an error',
    { 'a.md': '---\ntitle: T\nquestions: me\n---\n# T\n\nX.\n' },
    ['a.md:3: error:', '"questions"', 'must be a list of questions'],
  ],
  [
    'front matter that is no YAML',
    { 'a.md': '---\ntitle: "T\n---\n# T\n\nX.\n' },
    ['a.md:', 'not valid YAML', 'Put quotes'],
  ],
  [
    'front matter that is not closed',
    { 'a.md': '---\ntitle: T\n\n# T\n\nX.\n' },
    ['a.md:1: error:', 'never closed'],
  ],
  [
    'a subject without its section',
    { 'a.md': SUBJECTS('  - id: gamma\n    heading: Gamma\n') },
    ['a.md:5: error:', '"## Gamma"', '"Alpha"'],
  ],
  [
    'a subject twice in one article',
    { 'a.md': SUBJECTS('  - id: a\n    heading: Alpha\n  - id: a\n    heading: Beta\n') },
    ['a.md:', 'error:', 'another id', '[duplicate-subject]'],
  ],
  [
    'a subject in two articles',
    { 'a.md': BRIDGES, 'b.md': BRIDGES },
    ['b.md:8: error:', 'a.md', '[duplicate-subject]'],
  ],
  [
    'an alias twice',
    {
      'a.md': SUBJECTS(
        '  - id: a\n    heading: Alpha\n    aliases: [one]\n  - id: b\n    heading: Beta\n    aliases: [ONE]\n',
      ),
    },
    ['a.md:7: error:', '"ONE"', 'aliases:'],
  ],
  [
    'a file of 50 MB',
    { 'a.md': new Uint8Array(50 * 1024 * 1024).fill(0x61) },
    ['a.md:1: error: is 50 MB', 'Cut it'],
  ],
  [
    'a file that is not UTF-8',
    { 'a.md': new Uint8Array([0x23, 0x20, 0xe9]) },
    ['a.md:1:', 'Save it as UTF-8'],
  ],
  ['a file that is binary', { 'a.md': new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00]) }, ['a.md:1:', 'UTF-8']],
  ['an article without text', { 'a.md': '# T\n' }, ['a.md:1: error:', 'Write a paragraph']],
  ['an empty file', { 'a.md': '' }, ['a.md:1: error:', 'no text']],
  [
    'a thesaurus with an error',
    { 'a.md': '# T\n\nX.\n', 'thesaurus.yaml': 'groups:\n  - [a, b]\n  - [c]\n' },
    ['thesaurus.yaml:3: error:', 'at least two words'],
  ],
  [
    'a thesaurus that is no YAML',
    { 'a.md': '# T\n\nX.\n', 'thesaurus.yaml': 'groups: [[\n' },
    ['thesaurus.yaml:', 'not valid YAML'],
  ],
  [
    'a thesaurus that is a list',
    { 'a.md': '# T\n\nX.\n', 'thesaurus.yaml': '- [a, b]\n' },
    ['thesaurus.yaml:1: error:'],
  ],
];

describe('bad input', () => {
  it.each(FAULTS)('%s is told with file, line and remedy, and exit status 2', async (_, files, says) => {
    const { status, out, err } = await docent(['ask', 'what is tea'], await temporaryFolder(files));
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^docent: /);
    for (const words of says) expect(err).toContain(words);
    expect(err).not.toMatch(/^\s+at |\.[jt]s:\d+/m);
  });

  it.each(FAULTS)('docent check tells it too: %s', async (_, files, says) => {
    const { status, out, err } = await docent(['check'], await temporaryFolder(files));
    expect(status).toBe(2);
    for (const words of says) expect(`${out}${err}`).toContain(words);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('a folder that is missing is told by every command', async () => {
    for (const args of [...COMMANDS, ['check']]) {
      const { status, out, err } = await docent(args, '/nowhere/knowledge');
      expect([args[0], status, out]).toEqual([args[0], 2, '']);
      expect(err).toMatch(/^docent: There is no knowledge folder "\/nowhere\/knowledge"/);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  it('a faulty article is told by every command', async () => {
    const folder = await temporaryFolder({ 'a.md': '---\nnoun: 5\n---\n# T\n\nX.\n' });
    for (const args of COMMANDS) {
      const { status, out, err } = await docent(args, folder);
      expect([args[0], status, out]).toEqual([args[0], 2, '']);
      expect(err).toContain('a.md:2: error:');
    }
  });

  it('a file in the place of the folder is told', async () => {
    const folder = await temporaryFolder({ 'a.md': '# T\n\nX.\n' });
    const { status, err } = await docent(['topics'], join(folder, 'a.md'));
    expect(status).toBe(2);
    expect(err).toContain('is a file, not a folder of articles');
  });

  it('a folder named x.md is told', async () => {
    const folder = await temporaryFolder({ 'a.md': '# T\n\nX.\n' });
    await mkdir(join(folder, 'x.md'));
    const { status, err } = await docent(['topics'], folder);
    expect(status).toBe(2);
    expect(err).toMatch(/x\.md:1: error: is a folder, not an article\. Rename it/);
  });

  it('every fault of the knowledge is told at once', async () => {
    const { err } = await docent(
      ['topics'],
      await temporaryFolder({
        'a.md': '---\nlicence: 7\n---\n# T\n\nX.\n',
        'b.md': '---\nlicence: 5\nnoun: 6\n---\n# T\n\nX.\n',
      }),
    );
    expect(err).toContain('has 3 faults');
    for (const place of ['a.md:2', 'b.md:2', 'b.md:3']) expect(err).toContain(place);
  });
});
