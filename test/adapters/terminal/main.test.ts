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
    expect(saved.filter((name) => name.endsWith('.index'))).toHaveLength(1);
    expect(await answers()).toBe(built);
  });

  it('answers one question a line of piped input in a chat', async () => {
    const { status, out } = await docent(['chat'], 'what is rooibos\nand oolong?\n');
    expect(status).toBe(0);
    expect(out).toContain('Rooibos is a herbal tea');
    expect(out).toContain('Oolong is a partly oxidised tea');
  });

  /** Starts the program, and waits until it logs what is looked for. */
  async function started(env: Record<string, string>, logs: RegExp) {
    const child = spawn(process.execPath, [MAIN, 'start'], {
      env: {
        PATH: process.env.PATH,
        MEANING: 'words',
        KNOWLEDGE_DIR: TEAS,
        DOCENT_CACHE_DIR: await temporaryFolder(),
        DOCENT_WEB_PORT: '0',
        ...env,
      },
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    let err = '';
    const found = await new Promise<string>((resolve, reject) => {
      child.stderr.setEncoding('utf8').on('data', (text) => {
        err += text;
        const [all, part = all] = logs.exec(err) ?? [];
        if (part !== undefined) resolve(part);
      });
      child.once('close', () => reject(new Error(err)));
    });
    const stop = async () => {
      child.kill('SIGTERM');
      return [await new Promise((resolve) => child.once('close', resolve)), err];
    };
    return { found, stop };
  }

  it('serves the chat page when it is started without a token, until it is told to stop', async () => {
    const { found, stop } = await started({}, /Docent answers at (http:[^\s"]+)/);
    expect(await (await fetch(found)).text()).toContain('<title>Docent</title>');
    expect((await stop())[0]).toBe(0);
  });

  it('stops in order while the models read the articles', async () => {
    const sections = Array.from(
      { length: 400 },
      (_, i) => `## Part ${i}\n\n${'Some words of it. '.repeat(60)}\n`,
    );
    const folder = await temporaryFolder({ 'long.md': `# Long\n\n${sections.join('\n')}` });
    const { stop } = await started(
      { KNOWLEDGE_DIR: folder, MEANING: 'auto' },
      /Passages are being encoded: 0 of \d{3}/,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await stop()).toEqual([0, expect.stringContaining('Docent has stopped')]);
  });

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
