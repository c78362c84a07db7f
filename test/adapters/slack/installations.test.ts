import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { createInstallationStore } from '../../../adapters/slack/installations.js';
import { temporaryFolder } from '../../builders.js';
import { onPostgres } from '../../postgres-server/on-postgres.js';
import { asked } from '../../postgres-server/server.js';
import { stateIn } from '../state.js';

const installed = (team: string, token: string): Installation<'v2', false> => ({
  team: { id: team, name: team },
  enterprise: undefined,
  user: { id: 'U1', token: 'xoxp-of-a-person', scopes: [] },
  bot: { token, scopes: ['commands'], id: 'B1', userId: 'UBOT' },
  isEnterpriseInstall: false,
  authVersion: 'v2',
});

const KEY = 'ab'.repeat(32);

const query = (teamId: string) => ({ teamId, enterpriseId: undefined, isEnterpriseInstall: false });

describe('the installations', () => {
  it('are kept by workspace over a restart, the newest, without tokens of people', async () => {
    const folder = await temporaryFolder();
    const store = createInstallationStore(folder, KEY);
    await store.storeInstallation(installed('T1', 'xoxb-1'));
    await store.storeInstallation(installed('T2', 'xoxb-2'));
    await store.storeInstallation(installed('T1', 'xoxb-3'));
    const again = createInstallationStore(folder, KEY);
    expect((await again.fetchInstallation(query('T1'))).bot?.token).toBe('xoxb-3');
    expect((await again.fetchInstallation(query('T2'))).bot?.token).toBe('xoxb-2');
    expect(JSON.stringify(await again.fetchInstallation(query('T1')))).not.toContain('xoxp');
  });

  it('are for the bot alone to read, and leave no drafts', async () => {
    const folder = await temporaryFolder();
    await createInstallationStore(folder, KEY).storeInstallation(installed('T1', 'xoxb-1'));
    const own = join(folder, 'slack-installations');
    expect(await readdir(own)).toEqual(['T1.json']);
    expect((await stat(join(own, 'T1.json'))).mode & 0o077).toBe(0);
  });

  it('are encrypted with a key of the settings, and read with no other', async () => {
    const folder = await temporaryFolder();
    const file = (team: string) => join(folder, 'slack-installations', `${team}.json`);
    const store = createInstallationStore(folder, KEY);
    await store.storeInstallation(installed('T1', 'xoxb-1'));
    expect(await readFile(file('T1'), 'utf8')).not.toMatch(/xoxb|UBOT|commands/);
    const other = createInstallationStore(folder, 'cd'.repeat(32));
    await expect(other.fetchInstallation(query('T1'))).rejects.toThrow('Set SLACK_TOKEN_KEY');
    // A file is of its workspace alone.
    await copyFile(file('T1'), file('T2'));
    await expect(store.fetchInstallation(query('T2'))).rejects.toThrow('cannot be decrypted');
  });

  it('are encrypted when they are read first, where an earlier version kept them plainly', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'slack-installations', 'T1.json');
    await mkdir(join(folder, 'slack-installations'));
    await writeFile(file, JSON.stringify(installed('T1', 'xoxb-1')));
    const store = createInstallationStore(folder, KEY);
    for (let i = 0; i < 2; i++)
      expect((await store.fetchInstallation(query('T1'))).bot?.token).toBe('xoxb-1');
    expect(await readFile(file, 'utf8')).not.toContain('xoxb');
  });

  it('are forgotten when the app is taken out, which may be told twice', async () => {
    const store = createInstallationStore(await temporaryFolder(), KEY);
    await store.storeInstallation(installed('T1', 'xoxb-1'));
    await store.deleteInstallation?.(query('T1'));
    await store.deleteInstallation?.(query('T1'));
    await expect(store.fetchInstallation(query('T1'))).rejects.toThrow('not installed in this workspace');
  });

  it('stay in their folder whatever an id says', async () => {
    const store = createInstallationStore(await temporaryFolder(), KEY);
    await expect(store.fetchInstallation(query('../../etc/passwd'))).rejects.toThrow(
      'is no id of a workspace',
    );
    await expect(store.storeInstallation(installed('../T1', 'x'))).rejects.toThrow('is no id of a workspace');
  });
});

onPostgres('installations where processes share a database', (server) => {
  it('are known to all, taken over from files, forgotten by all, and read with the key alone', async () => {
    const url = await server().database();
    const database = { DOCENT_DATABASE_URL: url, DOCENT_PERSON_KEY: 'k'.repeat(32) };
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    const stateOf = async (own: string) => (await stateIn(own, undefined, database)).state;
    await createInstallationStore(folder, KEY).storeInstallation(installed('T1', 'xoxb-1'));
    const one = createInstallationStore(folder, KEY, await stateOf(folder));
    const other = createInstallationStore(elsewhere, KEY, await stateOf(elsewhere));
    const tokenAt = async (store: typeof one, team: string) =>
      (await store.fetchInstallation(query(team))).bot?.token;
    expect(await tokenAt(one, 'T1')).toBe('xoxb-1');
    expect(await tokenAt(other, 'T1')).toBe('xoxb-1');
    await other.storeInstallation(installed('T2', 'xoxb-2'));
    expect(await tokenAt(one, 'T2')).toBe('xoxb-2');
    expect(JSON.stringify(await asked(url, 'select value from state'))).not.toContain('xoxb');
    const back = server().restart(500);
    await expect.poll(() => tokenAt(one, 'T2').catch(() => 'not known')).toBe('xoxb-2');
    await back;
    await other.deleteInstallation?.(query('T1'));
    for (const store of [one, other])
      await expect(tokenAt(store, 'T1')).rejects.toMatchObject({ code: 'slack-not-installed' });
  }, 60_000);
});
