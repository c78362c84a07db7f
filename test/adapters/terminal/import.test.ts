import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKnowledge } from '../../../src/io/read-knowledge.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { generateSources } from '../../import-sources/generate.js';
import { docxWith } from '../../import-sources/write-docx.js';

const DIST = join(ROOT, 'dist/adapters/terminal');
const BICYCLES = join(ROOT, 'test/fixtures/import/six-bicycles.txt');

/** Runs the built program as a process of its own. */
async function docent(
  ...args: readonly string[]
): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(DIST, 'main.js'), ...args], {
    env: { PATH: process.env.PATH },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, out, err };
}

describe('docent import', () => {
  it('writes an article that docent check accepts, and reports what it saw and what it dropped', async () => {
    const out = await temporaryFolder();
    const {
      status,
      out: said,
      err,
    } = await docent('import', BICYCLES, '--out', out, '--source-name', 'The Spoke House');
    expect([status, err]).toEqual([0, '']);
    expect(said).toContain('six-bicycles.txt → six-bicycles.md: text; 20 headings');
    expect(said).toContain('  subjects: Road bike, Mountain bike');
    expect(said).toContain(
      '  dropped: 7 × page element: “Skip to content”, “Home”, “Share this article” and 4 more',
    );
    expect(said).toContain('1 imported');
    expect(await readFile(join(out, 'six-bicycles.md'), 'utf8')).toContain('  name: The Spoke House');
    expect((await docent('check', '--knowledge', out)).status).toBe(0);
  });

  it('overwrites nothing without --force', async () => {
    const out = await temporaryFolder({ 'six-bicycles.md': 'mine' });
    const first = await docent('import', BICYCLES, '--out', out);
    expect([first.status, await readFile(join(out, 'six-bicycles.md'), 'utf8')]).toEqual([1, 'mine']);
    expect(first.out).toContain('not imported: has an article already');
    expect((await docent('import', BICYCLES, '--out', out, '--force')).status).toBe(0);
    expect(await readFile(join(out, 'six-bicycles.md'), 'utf8')).toContain('# Choosing a bicycle');
  });

  it('writes no article over its own source', async () => {
    const folder = await temporaryFolder({ 'a.md': '# T\n\nX is y.\n' });
    const { status, out } = await docent('import', join(folder, 'a.md'), '--out', folder, '--force');
    expect([status, await readFile(join(folder, 'a.md'), 'utf8')]).toEqual([1, '# T\n\nX is y.\n']);
    expect(out).toContain('[same-file]');
  });

  it('gives a source that is not there its line, and imports the others', async () => {
    const out = await temporaryFolder();
    const { status, out: said, err } = await docent('import', '/nowhere.txt', BICYCLES, '--out', out);
    expect([status, err, await readdir(out)]).toEqual([1, '', ['six-bicycles.md']]);
    expect(said).toContain(
      '/nowhere.txt: not imported: is not there. Name a file or folder to import. [no-source]\n',
    );
    expect(said).toContain(`1 imported into ${out}, 1 not imported, 0 left out\n`);
    const json = await docent('import', '/nowhere.txt', '--out', out, '--json');
    expect([json.status, json.err]).toEqual([1, '']);
    expect(JSON.parse(json.out)).toMatchObject({
      source: '/nowhere.txt',
      status: 'failed',
      code: 'no-source',
    });
  });

  it('links the articles of a folder with each other', async () => {
    const [folder, out] = [await temporaryFolder(), await temporaryFolder()];
    await mkdir(join(folder, 'guide'));
    await writeFile(join(folder, 'guide', 'a.mdx'), '# A\n\nSee [b](../b) and [c](c.md).\n');
    await writeFile(join(folder, 'b.md'), '# B\n\nSee [a](/guide/a#part).\n');
    expect((await docent('import', folder, '--out', out)).status).toBe(0);
    expect(await readFile(join(out, 'guide/a.md'), 'utf8')).toContain('See [b](../b.md) and c.');
    expect(await readFile(join(out, 'b.md'), 'utf8')).toContain('See [a](guide/a.md).');
    const { status, out: said } = await docent('check', '--knowledge', out);
    expect([status, said]).toEqual([0, expect.not.stringContaining('broken-link')]);
  });

  it.each([
    ['no source', ['import', '--out', 'x'], 'missing required argument'],
    ['no folder for the articles', ['import', BICYCLES], '--out <dir>'],
    ['an address that is none', ['import', BICYCLES, '--out', 'x', '--source-url', 'spokes'], 'https://'],
  ])('is refused with exit status 2: %s', async (_, args, says) => {
    const { status, out, err } = await docent(...args);
    expect([status, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err).toContain('docent COMMAND --help shows examples');
  });

  it('gives a line for each of 120 files, a tenth of them broken, and sound articles for the others', async () => {
    const [folder, out] = [await temporaryFolder(), await temporaryFolder()];
    const generated = await generateSources(folder, 120, 6);
    const { status, out: said, err } = await docent('import', folder, '--out', out, '--json');
    expect([status, err]).toEqual([1, '']);
    const lines = said
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ source }) => source)).toEqual(generated.map(({ name }) => name));
    const wrong = generated.filter(({ expected }, i) => {
      const { status: outcome, code, message } = lines[i];
      if (outcome === 'failed') return !message || (expected !== 'any' && !expected.includes(code));
      return expected !== 'imported' && expected !== 'any';
    });
    expect(wrong).toEqual([]);
    expect(await readdir(out)).toHaveLength(lines.filter((line) => line.status === 'imported').length);
    const { articles, problems } = await readKnowledge(out);
    const faults = [...problems, ...articles.flatMap((article) => loadCorpus([article], null).problems)];
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 120_000);
});

describe('the process that parses', async () => {
  const { Parser } = (await import(
    join(ROOT, 'dist/adapters/service/import-parser.js')
  )) as typeof import('../../../adapters/service/import-parser.js');
  const fileOf = async (content: Uint8Array) => {
    const root = await temporaryFolder();
    const path = join(root, 'a.docx');
    await writeFile(path, content);
    return { path, root, name: 'a.docx', given: {} };
  };
  const large = docxWith(
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${'<w:p/>'.repeat(2_000_000)}</w:body></w:document>`,
  );

  it('is ended when it takes more time than it may', async () => {
    const parser = new Parser({ timeMs: 1, heapMb: 768, memoryMb: 1_200 });
    expect(await parser.parse(await fileOf(large))).toMatchObject({ failure: { code: 'timeout' } });
    parser.close();
  });

  it.each([
    ['heap', { timeMs: 60_000, heapMb: 120, memoryMb: 4_000 }],
    ['memory', { timeMs: 60_000, heapMb: 4_000, memoryMb: 300 }],
  ])(
    'is ended when it takes more %s than it may, and the next file has another',
    async (_, limits) => {
      const parser = new Parser(limits);
      try {
        const reply = await parser.parse(await fileOf(large));
        expect(reply).toMatchObject({ failure: { code: 'memory' } });
        const next = await parser.parse({ path: BICYCLES, root: ROOT, name: 'a.txt', given: {} });
        expect(next).toMatchObject({ imported: { format: 'text' } });
      } finally {
        parser.close();
      }
    },
    120_000,
  );
});
