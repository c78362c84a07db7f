import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { questionsIn, ROOT, TEAS, temporaryFolder } from '../../builders.js';

const { bin } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
const MAIN = join(ROOT, bin.docent);

beforeAll(() => {
  if (!existsSync(MAIN))
    throw new Error(`There is no ${MAIN}. Run "npm run build", or "npm test", which does.`);
});

/** Runs the built program as a process of its own. */
async function docent(
  args: readonly string[],
  input = '',
  env: Record<string, string> = {},
): Promise<{ status: number | null; out: string; err: string }> {
  const cache = await temporaryFolder();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: {
      PATH: process.env.PATH,
      MEANING: 'words',
      HOME: cache,
      KNOWLEDGE_DIR: TEAS,
      DOCENT_CACHE_DIR: cache,
      ...env,
    },
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
  child.stdin.on('error', () => undefined).end(input);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, out, err };
}

/** Starts the built program as a service. */
async function started(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN, 'start'], {
    env: {
      PATH: process.env.PATH,
      KNOWLEDGE_DIR: TEAS,
      DOCENT_CACHE_DIR: await temporaryFolder(),
      // Not that of who runs the tests, which another version may have written.
      DOCENT_DATA_DIR: await temporaryFolder(),
      DOCENT_WEB_PORT: '0',
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let err = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
      const found = /Docent answers at (http:[^\s"]+)/.exec(err)?.[1];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(err)));
  });
  return { child, address, log: () => err };
}

const readiness = async (address: string) =>
  (await (await fetch(new URL('/readyz', address))).json()) as { status: string; meaning?: string };

const moduleUrl = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;

/** Has Node.js, and its threads, find everything but the library that runs the models. */
const WITHOUT_RUNTIME = `--import=${moduleUrl(`import { register } from 'node:module';
register('${moduleUrl(`export const resolve = (name, context, next) => {
  if (name === 'onnxruntime-node') throw new Error("Cannot find package 'onnxruntime-node'");
  return next(name, context);
};`).replaceAll("'", '%27')}');`)}`;

describe('the program', () => {
  it('finds by meaning, with the models that were built with it, in their thread', async () => {
    const { status, out } = await docent(
      ['ask', '--explain', 'which brew has been left in the sun to dry up and turn brown?'],
      '',
      { MEANING: 'full' },
    );
    expect(status).toBe(0);
    expect(out).toMatch(/\(by words 0\.\d\d, with meaning 0\.\d\d\)/);
    expect(out).toMatch(/found by (?:both|meaning)/);
    expect(out).toMatch(/rerankedCover 0\.\d/);
  });

  it('answers a question', async () => {
    const { status, out, err } = await docent(['ask', 'what is oolong']);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^Oolong is a partly oxidised tea/);
  });

  it('answers JSON Lines', async () => {
    const { status, out } = await docent(
      ['answer'],
      '{"id":1,"q":"what is oolong"}\nno\n{"id":2,"q":"hi"}\n',
    );
    expect(status).toBe(0);
    const lines = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id, status: given, error }) => [id, given ?? typeof error])).toEqual([
      [1, 'answered'],
      [null, 'string'],
      [2, 'chat'],
    ]);
  });

  it('gives the same answers in another process, from an index that is loaded', async () => {
    const questions = (await questionsIn(join(TEAS, 'questions.jsonl'))).map((one) => JSON.stringify(one));
    const env = { DOCENT_CACHE_DIR: await temporaryFolder() };
    const answers = async () => {
      const { out } = await docent(['answer'], questions.join('\n'), env);
      return out.replace(/"ms":[\d.]+/g, '');
    };
    const built = await answers();
    expect(built.trimEnd().split('\n')).toHaveLength(questions.length);
    const saved = await readdir(env.DOCENT_CACHE_DIR);
    expect(saved.filter((name) => name.endsWith('.articles'))).toHaveLength(1);
    expect(await answers()).toBe(built);
  });

  it('answers one question a line of piped input in a chat', async () => {
    const { status, out } = await docent(['chat'], 'what is rooibos\nand oolong?\n');
    expect(status).toBe(0);
    expect(out).toContain('Rooibos is a herbal tea');
    expect(out).toContain('Oolong is a partly oxidised tea');
  });

  it('serves the chat page when it is started without a token, until it is told to stop', async () => {
    const { child, address } = await started({ MEANING: 'words' });
    expect(await (await fetch(address)).text()).toContain('<title>Docent</title>');
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  });

  it('stops in order while the models read the articles', async () => {
    const sections = Array.from(
      { length: 400 },
      (_, i) => `## Part ${i}\n\n${'Some words of it. '.repeat(60)}\n`,
    );
    const folder = await temporaryFolder({ 'long.md': `# Long\n\n${sections.join('\n')}` });
    const { child, log } = await started({ KNOWLEDGE_DIR: folder, MEANING: 'auto' });
    await expect.poll(log, { timeout: 60_000 }).toMatch(/Passages are being encoded: 0 of \d{3}/);
    // By then the models are at work.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
    expect(log()).toContain('Docent has stopped');
  }, 90_000);

  it('answers by words where the native library is missing, and says so in the log, to doctor and when asked whether it is ready', async () => {
    const told =
      /Questions are answered by words alone: the models cannot be used \(Cannot find package 'onnxruntime-node'.*\)/g;
    const env = { MEANING: 'auto', NODE_OPTIONS: WITHOUT_RUNTIME };
    const { log, address } = await started(env);
    await expect.poll(async () => (await readiness(address)).meaning, { timeout: 20_000 }).toMatch(told);
    expect(await readiness(address)).toMatchObject({ status: 'ready' });
    const asked = await fetch(new URL('/api/v1/ask', address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'what is oolong' }),
    });
    expect(await asked.json()).toMatchObject({ status: 'answered' });
    expect(log().match(told)).toHaveLength(1);
    expect((await docent(['doctor'], '', env)).out.match(told)).toHaveLength(1);
    const { status, out, err } = await docent(['ask', 'what is oolong'], '', env);
    expect([status, err.match(told)?.length]).toEqual([0, 1]);
    expect(out).toMatch(/^Oolong is a partly oxidised tea/);
    // Three processes, one after the other.
  }, 90_000);

  it('tells bad knowledge on standard error, with exit status 2 and no stack trace', async () => {
    const folder = await temporaryFolder({ 'a.md': '---\ntitle: 5\n---\n' });
    for (const knowledge of ['/nowhere', folder]) {
      const { status, out, err } = await docent(['ask', 'hi', '-k', knowledge]);
      expect([status, out]).toEqual([2, '']);
      expect(err).toMatch(/^docent: /);
      expect(err).not.toMatch(/^\s+at /m);
    }
  });

  it('ends quietly when nobody reads on', async () => {
    const child = spawn(process.execPath, [MAIN, 'answer'], {
      env: { PATH: process.env.PATH, KNOWLEDGE_DIR: TEAS, DOCENT_CACHE_DIR: await temporaryFolder() },
    });
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (err += text));
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.on('error', () => undefined);
    child.stdin.end('{"q":"green tea vs black tea"}\n'.repeat(2000));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    expect(err).toBe('');
    expect(status).toBe(0);
  });
});
