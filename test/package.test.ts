import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ROOT, temporaryFolder } from './builders.js';

/** npm packs the two models too, which takes seconds. */
const PACKING_MS = 120_000;
/** Programs are started and passages encoded here with the share of the machine that the other tests leave. */
const RUNNING_MS = 120_000;
/** Ours: most that npm is to fetch of Docent itself, in bytes; nearly all of it are the two models. */
const MAX_PACKED_BYTES = 40_000_000;

const { dependencies, optionalDependencies, bin, exports, man } = JSON.parse(
  await readFile(join(ROOT, 'package.json'), 'utf8'),
);

/** What `npm pack` makes, unpacked, beside the libraries that npm would install with it and no others. */
let folder = '';
let packed: { size: number; files: { path: string }[] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-package-'));
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const told = execFileSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  [packed] = JSON.parse(told);
  const [archive = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
    const link = join(folder, 'package/node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    if (existsSync(join(ROOT, 'node_modules', name))) await symlink(join(ROOT, 'node_modules', name), link);
  }
}, PACKING_MS);

afterAll(() => rm(folder, { recursive: true, force: true }));

const program = () => join(folder, 'package', bin.docent);

/** A process's environment in a folder of its own: nothing of Docent's is known there. */
const environment = (home: string, more: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  HOME: home,
  ...more,
});

async function docent(
  args: readonly string[],
  cwd: string,
  more: Record<string, string> = { MEANING: 'words' },
) {
  const env = environment(cwd, more);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program(), ...args], {
    ...{ cwd, env },
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

/** Starts the program; an address when it answers, and all that it logged. */
async function started(args: readonly string[], env: Record<string, string>) {
  const cwd = await temporaryFolder();
  const child = spawn(process.execPath, [program(), ...args], { cwd, env: environment(cwd, env) });
  onTestFinished(() => void child.kill('SIGKILL'));
  let log = '';
  const logged = (what: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = what.exec(log);
        if (found) resolve(found[1] ?? '');
      };
      child.stderr.on('data', look);
      child.once('close', () => reject(new Error(log)));
      look();
    });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    log += text;
  });
  return { logged, address: await logged(/Docent answers at (http:[^\s"]+)/), log: () => log };
}

/** Everything that a page loads, and what that loads: path to status. */
async function loadedFrom(address: string, first: string): Promise<Map<string, number>> {
  const seen = new Map<string, number>();
  const visit = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.set(path, 0);
    const response = await fetch(address + path);
    seen.set(path, response.status);
    const text = await response.text();
    const found = /(?:src|href)="(\/[^"]*)"|^import [^;*]*from '(\.[^']+)'|'(\/page\/[\w.-]+)'/gm;
    for (const [, absolute, relative, named] of path.endsWith('.svg') ? [] : text.matchAll(found))
      await visit(new URL(absolute ?? relative ?? named ?? '', address + path).pathname);
  };
  await visit(first);
  return seen;
}

describe('the package', { timeout: RUNNING_MS }, () => {
  it('holds what is not code too, and nothing that only development needs', () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        man.replace('./', ''),
        '.env.example',
        'docs/operations.md',
        'docs/monitoring/docent-alerts.yml',
        'knowledge/top-10-backend-frameworks.md',
        'knowledge/thesaurus.yaml',
        'dist/src/index.d.ts',
        'dist/adapters/web/widget/docent.js',
        'adapters/web/widget/index.d.ts',
        'dist/src/meaning/models/encoder.int8.onnx',
        'dist/src/meaning/models/reranker.int8.onnx',
        'dist/src/meaning/models/LICENSE',
      ]),
    );
    expect(
      paths.filter((path) => /^(?:test|bench|\.github)\/|\.map$|\.png$|(?<!\.d)\.ts$/.test(path)),
    ).toEqual([]);
    expect(packed.size).toBeLessThan(MAX_PACKED_BYTES);
  });

  it('serves in an empty folder, without a word more, the page with the article that comes along, by meaning too', async () => {
    const { address, logged, log } = await started(['--port', '0'], {
      DOCENT_WEB: 'off',
      DOCENT_WEB_PORT: '1',
    });
    expect(log()).toContain('There is no folder \\"knowledge\\" here');
    const loaded = await loadedFrom(address, '/');
    for (const name of ['discord', 'slack', 'telegram'])
      loaded.set(name, (await fetch(`${address}/page/preview/${name}.css`)).status);
    expect(loaded.size).toBeGreaterThan(15);
    expect([...loaded].filter(([, status]) => status !== 200)).toEqual([]);
    await logged(/Questions are answered by (meaning too)/);
    const response = await fetch(`${address}/api/v1/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ question: 'What is Flask?' }),
    });
    const { status, citations } = (await response.json()) as {
      status: string;
      citations: { document: string }[];
    };
    expect(status).toBe('answered');
    expect(citations[0]?.document).toBe('top-10-backend-frameworks.md');
  });

  it('imports, checks and answers from articles of one’s own', async () => {
    const cwd = await temporaryFolder({ 'salt.html': '<h1>Salt</h1><p>Salt is a white mineral.</p>' });
    expect(await docent(['import', 'salt.html', '--out', 'knowledge'], cwd)).toMatchObject({ status: 0 });
    expect(await docent(['check'], cwd)).toMatchObject({ status: 0, err: '' });
    const answer = await docent(['ask', 'what is salt?'], cwd);
    expect(answer).toMatchObject({ status: 0, err: '' });
    expect(answer.out).toMatch(/^Salt is a white mineral\. \[1\]/);
  });

  it.each([
    ['.', 'createBot'],
    // A page that is rendered by a server imports it there too.
    ['./widget', 'mountDocent'],
  ])('can be imported as a library: %s gives %s', (entry, name) => {
    const module = JSON.stringify(join(folder, 'package', exports[entry].default));
    const code = `const { ${name} } = await import(${module}); console.log(typeof ${name})`;
    const args = ['--input-type=module', '--eval', code];
    expect(execFileSync(process.execPath, args, { encoding: 'utf8' }).trim()).toBe('function');
  });

  // The last, as it takes away what the others run with.
  it('answers by words where npm left the models’ library out, and says how to have it', async () => {
    await rm(join(folder, 'package/node_modules/onnxruntime-node'), { force: true });
    const cwd = await temporaryFolder();
    const { status, out } = await docent(['doctor'], cwd, { DOCENT_WEB_PORT: '0' });
    expect(status).toBe(0);
    expect(out).toContain('onnxruntime-node is missing: npm install --ignore-scripts onnxruntime-node');
    const answer = await docent(['ask', 'what is flask'], cwd, {});
    expect(answer).toMatchObject({ status: 0, out: expect.stringMatching(/^Flask is /) });
    expect(answer.err).toContain('Questions are answered by words alone');
  });
});
