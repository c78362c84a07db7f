import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { signatureOf } from '../../../adapters/web/api/sync.js';
import { ROOT, temporaryFolder } from '../../builders.js';
import { startGitServer } from '../../git-server.js';
import { serveSite, status } from '../../site-server.js';

const SECRET = 'the secret of this test';
const HIRE = '# Hiring\n\n## Hiring a rowing boat\n\nHiring a rowing boat costs nine euros an hour.\n';
const DEPOSIT = '# Deposit\n\n## The deposit\n\nThe deposit for a boat is forty euros.\n';

/** Starts the built program in a folder with a file of sources. */
async function docent(args: readonly string[], yaml: string, files: Record<string, string> = {}) {
  const cwd = await temporaryFolder({ 'sources.yaml': yaml });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(cwd, path)), { recursive: true });
    await writeFile(join(cwd, path), text);
  }
  const child = spawn(process.execPath, [join(ROOT, 'dist/adapters/terminal/main.js'), ...args], {
    cwd,
    env: {
      ...{ PATH: process.env.PATH, HOME: cwd, MEANING: 'words', DOCENT_WEB_PORT: '0', DOCENT_WATCH: 'off' },
      ...{ DOCENT_DATA_DIR: join(cwd, 'data'), DOCENT_CACHE_DIR: join(cwd, 'cache'), BOATS_SECRET: SECRET },
      DOCENT_ADMIN_TOKEN: 'the-token-of-this-test',
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const until = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(said);
      if (found) return found[1] ?? '';
      if (child.exitCode !== null) throw new Error(`It ended: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return { cwd, said: () => said, ended, until, stop: () => child.kill('SIGINT') };
}

async function ask(address: string, question: string): Promise<string> {
  const response = await fetch(`${address}/api/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question }),
  });
  return JSON.stringify(await response.json());
}

describe('the program', () => {
  it('answers from a source that it has just synced, and, told by a webhook, no more from what is gone', async () => {
    const git = await startGitServer({
      boats: { main: { 'docs/hire.md': HIRE, 'docs/deposit.md': DEPOSIT } },
    });
    const yaml = `boats:\n  kind: git\n  url: ${git.url}/boats\n  webhook: { env: BOATS_SECRET }\n  privateAddresses: [127.0.0.1]\n  link: https://boats.example.com/{page}\n`;
    const program = await docent(['start'], yaml);
    const address = await program.until(/Docent answers at (http\S+?)["\s]/);
    const before = await ask(address, 'what is the deposit for a boat?');
    expect(before).toContain('forty euros');
    await git.commit('boats', 'main', { 'docs/deposit.md': null });
    const body = '{"ref":"refs/heads/main"}';
    const told = await fetch(`${address}/api/v1/sync/boats`, {
      method: 'POST',
      body,
      headers: { 'X-Hub-Signature-256': `sha256=${signatureOf(SECRET, Buffer.from(body))}` },
    });
    expect(told.status).toBe(202);
    await program.until(/(The changed knowledge is in service)/);
    expect(await ask(address, 'what is the deposit for a boat?')).not.toContain('forty euros');
    expect(await ask(address, 'what does hiring a rowing boat cost?')).toContain('nine euros');
    const metrics = await (await fetch(`${address}/metrics`)).text();
    expect(metrics).toMatch(/docent_source_articles\{source="boats"\} 1\n/);
    expect(metrics).toMatch(/docent_source_syncs_total\{source="boats",result="ok"\} \d/);
    const admin = await fetch(`${address}/admin`, {
      headers: { Authorization: 'Bearer the-token-of-this-test' },
    });
    expect(await admin.text()).toMatch(/<li>boats: 1 article, synced 20/);
    program.stop();
    expect(await program.ended).toBe(0);
  }, 120_000);

  it('syncs once, says what it did, and fails when a source did', async () => {
    const site = await serveSite({ '/hire': 'Hiring a rowing boat costs nine euros.' });
    const yaml = `help:\n  kind: site\n  url: ${site.url}/\n  privateAddresses: [127.0.0.1]\nfiles:\n  kind: folder\n  path: files\n`;
    const program = await docent(['sync', '--once'], yaml, { 'files/a.md': HIRE });
    expect(await program.ended).toBe(0);
    expect(program.said()).toMatch(
      /^help: 1 article; 1 added, 0 changed, 0 gone, in .* s\nfiles: 1 article; 1 added/,
    );
    expect(await readdir(join(program.cwd, 'knowledge/synced'))).toEqual([
      ...['.files.json', '.gitignore', '.help.json', 'files', 'help'],
    ]);
    site.faults.set('/sitemap.xml', status(403));
    const failing = await docent(['sync', 'help', '--once'], yaml, { 'files/a.md': HIRE });
    expect(await failing.ended).toBe(1);
    expect(failing.said()).toContain('help: given up, and its 0 articles stay as they were: ');
    expect(failing.said()).not.toContain('files:');
  }, 120_000);

  it('goes on by the schedule until it is stopped', async () => {
    const program = await docent(
      ['sync'],
      'files:\n  kind: folder\n  path: files\n  schedule: "*/1 * * * * *"\n',
      { 'files/a.md': HIRE },
    );
    await program.until(/(files: 1 article; 0 added)/);
    program.stop();
    expect(await program.ended).toBe(0);
  }, 120_000);

  it.each([
    [['sync', '--once'], '', 'There is nothing to sync: no source is named.'],
    [
      ['sync', 'nothing', '--once'],
      'files:\n  kind: folder\n  path: files\n',
      'There is no source "nothing". There are: files.',
    ],
    [['sync', '--once'], 'files:\n  kind: foldr\n', 'sources.yaml:2: "files" has an unknown "kind"'],
    [['start'], 'files:\n  kind: foldr\n', 'sources.yaml:2: "files" has an unknown "kind"'],
  ])(
    'says of %j with %j what is wrong',
    async (args, yaml, message) => {
      const program = await docent(args, yaml);
      expect(await program.ended).toBe(2);
      expect(program.said()).toContain(message);
    },
    60_000,
  );
});
