import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { run } from '../../../adapters/terminal/cli.js';
import { fakeTerminal, TEAS, temporaryFolder } from '../../builders.js';

async function examined(own: Record<string, string>): Promise<{ status: number; out: string }> {
  const env = {
    DOCENT_CACHE_DIR: await temporaryFolder(),
    DOCENT_DATA_DIR: await temporaryFolder(),
    DOCENT_WEB_PORT: '0',
    ...own,
  };
  const terminal = fakeTerminal({ env });
  const status = await run(['doctor', '--knowledge', TEAS], terminal);
  return { status, out: terminal.out() };
}

/** A port that something listens on which says this of itself at any path. */
async function portOf(says: object): Promise<string> {
  const other = createServer((_, response) => response.end(JSON.stringify(says)));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  return String((other.address() as AddressInfo).port);
}

const SECRET = 'abcdefghijklmnopqrstuvwxyz012345';

describe('docent doctor, for the chat page', () => {
  it('says where it can be served, who reaches it, and what is off', async () => {
    const { status, out } = await examined({});
    expect(out).toMatch(/ok {4}The chat page can be served at http:\/\/127\.0\.0\.1:\d+\./);
    expect(out).toMatch(
      /note {2}Only this machine reaches 127\.0\.0\.1\.\n {6}→ .*DOCENT_WEB_HOST=0\.0\.0\.0/,
    );
    expect(out).toContain(
      'There is no /admin, where gaps and drafts are read: DOCENT_ADMIN_TOKEN is not set.',
    );
    expect(status).toBe(0);
  });

  it('says where answers are put right, once there is a token for it', async () => {
    expect((await examined({})).out).not.toContain('/correct');
    expect((await examined({ DOCENT_CORRECT_TOKEN: SECRET })).out).toContain(
      'ok    Answers are put right at /correct by who knows DOCENT_CORRECT_TOKEN.',
    );
  });

  it('says of a busy port whether Docent is what listens there', async () => {
    const other = await examined({ DOCENT_WEB_PORT: await portOf({}) });
    expect(other.out).toMatch(/BAD {3}Port \d+ is busy\. .*DOCENT_WEB_PORT/);
    expect(other.status).toBe(2);
    const own = await examined({ DOCENT_WEB_PORT: await portOf({ status: 'up' }) });
    expect(own.out).toMatch(/ok {4}Port \d+ is busy: Docent answers there already\./);
    expect(own.status).toBe(0);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an admin token that is too short',
      { DOCENT_ADMIN_TOKEN: 'short' },
      /DOCENT_ADMIN_TOKEN must have at least 16/,
    ],
    ['an API token that is none', { DOCENT_API_TOKEN: 'a b' }, /DOCENT_API_TOKEN is no token/],
    ['an address of another machine', { DOCENT_WEB_HOST: '192.0.2.1' }, /cannot be served at 192\.0\.2\.1/],
  ])('finds %s', async (_, environment, fault) => {
    const { status, out } = await examined(environment);
    expect(out).toMatch(fault);
    expect(out).not.toContain('short');
    expect(status).toBe(2);
  });

  it('says what is open to everybody who reaches it, and what is closed', async () => {
    const host = { DOCENT_WEB_HOST: '0.0.0.0' };
    const open = await examined(host);
    expect(open.out).toMatch(/Whoever reaches 0\.0\.0\.0 may ask\.\n.*DOCENT_API_TOKEN/);
    expect(open.out).toMatch(/may read \/metrics\.\n.*DOCENT_METRICS_TOKEN/);
    const tokens = { DOCENT_API_TOKEN: SECRET, DOCENT_METRICS_TOKEN: SECRET, DOCENT_ADMIN_TOKEN: SECRET };
    const closed = await examined({ ...host, ...tokens });
    expect(closed.out).toContain('/admin asks for DOCENT_ADMIN_TOKEN.');
    expect(closed.out).not.toMatch(/Whoever|BAD/);
    expect(closed.out).not.toContain(SECRET);
  });

  it('says that it is off beside a platform', async () => {
    const { out } = await examined({ DOCENT_WEB: 'off' });
    expect(out).toMatch(/are not served\.\n.*DOCENT_WEB=on/);
  });
});

describe('docent doctor, for the records', () => {
  it('says where they are kept, for how long, and whether with texts', async () => {
    expect((await examined({})).out).toMatch(/Records are kept in ".*" for 90 days, without the texts/);
    const kept = { DOCENT_RETENTION_DAYS: '7', DOCENT_KEEP_QUESTIONS: 'on' };
    expect((await examined(kept)).out).toMatch(/for 7 days, with the texts/);
    expect((await examined({ DOCENT_RETENTION_DAYS: '0' })).out).toContain(
      'No records of questions are kept',
    );
  });

  it('finds a folder that nothing can be written to, and a file that is no database', async () => {
    const folder = await temporaryFolder({
      file: '',
      'records.db': 'this is no database, and long enough for one',
    });
    const under = await examined({ DOCENT_DATA_DIR: join(folder, 'file') });
    expect(under.out).toMatch(/BAD {3}Nothing can be written to ".*file".*\n.*DOCENT_DATA_DIR/);
    expect(under.status).toBe(2);
    const broken = await examined({ DOCENT_DATA_DIR: folder });
    expect(broken.out).toMatch(
      /BAD {3}The records in ".*records\.db" are damaged.*`docent start` sets them aside/,
    );
    expect(broken.status).toBe(2);
  });
});
