import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openRecords } from '../../../adapters/records/open-records.js';
import { ROOT, TEAS, temporaryFolder } from '../../builders.js';

const PROGRAM = join(ROOT, 'dist/adapters/terminal/main.js');
/** What docs/backup.md tells to type, in its order. */
const [withSqlite = '', withNode = '', restore = ''] = [
  ...(await readFile(join(ROOT, 'docs/backup.md'), 'utf8')).matchAll(/```sh\n(.*?)```/gs),
].map(([, script]) => script);

beforeAll(() => {
  if (!existsSync(PROGRAM))
    throw new Error(`There is no ${PROGRAM}. Run "npm run build", or "npm test", which does.`);
});

/** Types a script as docs/backup.md has it. */
function type(script: string, folder: string, env: Record<string, string>, cwd = folder): void {
  execFileSync('sh', ['-ec', script], { cwd, env: { PATH: process.env.PATH, HOME: folder, ...env } });
}

/** The built program in a folder, with its articles and its settings there. */
async function start(folder: string) {
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, MEANING: 'words', DOCENT_WEB_PORT: '0' },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let log = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log += text;
      const found = /Docent answers at (http:[^\s"]+)/.exec(log)?.[1];
      if (found) resolve(found);
    });
    child.once('close', () => reject(new Error(log)));
  });
  const post = async (path: string, body: object): Promise<{ id: string; status: string }> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(new URL(path, address), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return response.json() as Promise<{ id: string; status: string }>;
  };
  return {
    ask: (question: string) => post('/api/v1/ask', { question }),
    vote: (answer: string) => post('/api/v1/feedback', { answer, helpful: true }),
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM') {
      child.kill(signal);
      await once(child, 'close');
    },
    log: () => log,
  };
}

/** What is recorded in a folder: what was not answered, and votes. */
async function recorded(folder: string): Promise<{ asked: unknown[]; votes: boolean[] }> {
  const data = join(folder, '.local/share/docent');
  const { records } = await openRecords({ DOCENT_DATA_DIR: data });
  const asked = (await records.unmet(new Date(0))).map(({ question }) => question);
  const votes = (await records.voted()).map(({ helpful }) => helpful);
  await records.close();
  return { asked, votes };
}

const missing = spawnSync('sqlite3', ['--version']).status === 0 ? '' : ': there is no sqlite3 here';

describe('a backup, as docs/backup.md tells to make it while the program runs', () => {
  it.skipIf(missing)(
    `is restored with its records, votes, key, articles and settings${missing}`,
    async () => {
      const folder = await temporaryFolder({ '.env': 'DOCENT_KEEP_QUESTIONS=on\n' });
      await cp(TEAS, join(folder, 'knowledge'), { recursive: true });
      const before = await start(folder);
      const { id } = await before.ask('what is oolong?');
      await before.vote(id);
      expect((await before.ask('does oolong contain fluoride?')).status).toBe('abstained');
      const data = join(folder, '.local/share/docent');
      // To look into it in the way of the program would write its log into the database.
      const count = (where: string) =>
        execFileSync(
          'sqlite3',
          ['-readonly', join(data, 'records.db'), `select count(*) from questions where ${where}`],
          {
            encoding: 'utf8',
          },
        ).trim();
      await expect.poll(() => count('helpful = 1')).toBe('1');
      await expect.poll(() => count("status = 'abstained'")).toBe('1');

      const backup = join(await temporaryFolder(), 'of today');
      type(withSqlite, folder, { BACKUP: backup });
      const key = await readFile(join(data, 'person.key'));
      // What comes behind the backup is not in it, and its log is not read into it.
      await before.ask('is rooibos sold in Peru?');
      await expect.poll(() => count("question like '%rooibos%'")).toBe('1');

      // Killed, it leaves what it wrote last beside the database.
      await before.stop('SIGKILL');
      expect(await readdir(data)).toContain('records.db-wal');
      for (const name of await readdir(folder))
        if (name !== '.local') await rm(join(folder, name), { recursive: true });
      await rm(join(data, 'person.key'));
      await mkdir(join(data, 'knowledge'), { recursive: true });
      type(restore, folder, { BACKUP: backup });

      expect(await recorded(folder)).toEqual({ asked: ['does oolong contain fluoride?'], votes: [true] });
      expect(await readFile(join(data, 'person.key'))).toEqual(key);
      for (const name of ['records.db', 'person.key'])
        expect((await stat(join(data, name))).mode & 0o077).toBe(0);
      const after = await start(folder);
      expect((await after.ask('what is oolong?')).status).toBe('answered');
      await after.stop();
      expect(after.log()).not.toMatch(/"level":"(?:warn|error)"/);
    },
  );

  it('is as whole where Docent’s own library makes it', async () => {
    const folder = await temporaryFolder({ '.env': 'DOCENT_KEEP_QUESTIONS=on\n' });
    await cp(TEAS, join(folder, 'knowledge'), { recursive: true });
    const program = await start(folder);
    await program.ask('does oolong contain fluoride?');
    await expect.poll(async () => (await recorded(folder)).asked).toHaveLength(1);
    const backup = join(await temporaryFolder(), 'of today');
    type(withNode, folder, { BACKUP: backup, DOCENT_DATA_DIR: join(folder, '.local/share/docent') }, ROOT);
    const { records } = await openRecords({ DOCENT_DATA_DIR: backup });
    expect(await records.unmet(new Date(0))).toMatchObject([{ question: 'does oolong contain fluoride?' }]);
    await records.close();
    await program.stop();
  });
});
