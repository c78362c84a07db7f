import { existsSync } from 'node:fs';
import { open, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Records } from '../../../adapters/records/record.js';
import { openRecordFile, type SetAside } from '../../../adapters/records/record-file.js';
import { isFull } from '../../../adapters/records/sqlite.js';
import { DocentError } from '../../../src/errors.js';
import { filesIn, ROOT, temporaryFolder } from '../../builders.js';
import { recordOf } from './builders.js';

const SECRET = 'a text that nobody else should read';
const since = new Date(0);

async function fileWith(records: number): Promise<string> {
  const file = join(await temporaryFolder(), 'records.db');
  const store = await openRecordFile(file);
  for (let i = 0; i < records; i++) await store.add(recordOf({ key: `key-${i}`, question: SECRET }));
  await store.close();
  return file;
}

/** Writes over a part of a file. */
async function damage(file: string, from: number, length: number): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(length, 7), 0, length, from);
  await handle.close();
}

async function opened(file: string): Promise<{ records: Records; aside: SetAside[] }> {
  const aside: SetAside[] = [];
  const records = await openRecordFile(file, { setAside: (one) => aside.push(one) });
  onTestFinished(() => records.close());
  return { records, aside };
}

/** Names of the files in the folder of a database that hold a text. */
async function filesWith(text: string, file: string): Promise<string[]> {
  const files = await filesIn(join(file, '..'));
  return [...files].filter(([, bytes]) => bytes.includes(text)).map(([name]) => name);
}

const DAMAGES: [string, (file: string) => Promise<void>][] = [
  ['is no database', (file) => writeFile(file, 'this is no database, only a text that stands in its place')],
  ['has lost its head', (file) => damage(file, 0, 100)],
  ['does not say its tables any more', (file) => damage(file, 100, 3_000)],
  ['is damaged in all of its tables', async (file) => damage(file, 4096, (await stat(file)).size - 4096)],
];

describe('a database of records that', () => {
  it.each(DAMAGES)('%s is set aside, and another begun', async (_, spoil) => {
    const file = await fileWith(200);
    await spoil(file);
    const { records, aside } = await opened(file);
    await records.add(recordOf({ key: 'new' }));
    expect((await records.unmet(since)).map(({ key }) => key)).toEqual(['new']);
    expect(aside).toHaveLength(1);
    expect(aside[0]?.file).toMatch(/records\.db\.damaged-\d{4}-/);
    expect(existsSync(aside[0]?.file ?? '')).toBe(true);
    expect((await opened(file)).aside).toEqual([]);
  });

  it('is damaged while it is used is set aside once, whatever was under way', async () => {
    const file = await fileWith(200);
    const { records, aside } = await opened(file);
    const other = await opened(file);
    await other.records.add(recordOf());
    await damage(file, 4096, (await stat(file)).size - 4096);
    await Promise.all([1, 2, 3].map((i) => records.add(recordOf({ key: `new-${i}` }))));
    await other.records.add(recordOf({ key: 'new-4' }));
    const keys = (await records.unmet(since)).map(({ key }) => key);
    expect(keys.sort()).toEqual(['new-1', 'new-2', 'new-3', 'new-4']);
    expect([...aside, ...other.aside]).toHaveLength(1);
  });

  it('is damaged stays where it is when a command meets it, which says what to do', async () => {
    const file = await fileWith(1);
    await damage(file, 100, 3_000);
    await expect(openRecordFile(file)).rejects.toThrow(/are damaged: .*`docent start` sets them aside/);
    expect(await readdir(join(file, '..'))).not.toContainEqual(expect.stringContaining('damaged-'));
  });

  it('has rows that are none gives the others', async () => {
    const file = await fileWith(2);
    const database = new DatabaseSync(file);
    database.exec("UPDATE questions SET terms = '[1, ' WHERE same_as = 'key-0'");
    database.close();
    const { records } = await opened(file);
    expect((await records.unmet(since)).map(({ key }) => key)).toEqual(['key-1']);
  });
});

describe('what is deleted from a database in a file', () => {
  it('stands in none of its files any more, also while others have it open', async () => {
    const file = await fileWith(50);
    const { records } = await opened(file);
    const running = await opened(file);
    await running.records.add(recordOf({ person: 'person-b', question: 'what is left' }));
    expect(await filesWith(SECRET, file)).not.toEqual([]);
    expect(await records.forget(['person-a'])).toBe(50);
    expect(await filesWith(SECRET, file)).toEqual([]);
    expect((await running.records.unmet(since)).map(({ question }) => question)).toEqual(['what is left']);
  });

  it('goes from free pages that an earlier version left', async () => {
    const file = await fileWith(50);
    const earlier = new DatabaseSync(file);
    earlier.exec('PRAGMA secure_delete = OFF; DELETE FROM questions; PRAGMA wal_checkpoint(TRUNCATE)');
    earlier.close();
    expect(await filesWith(SECRET, file)).toEqual(['records.db']);
    const { records } = await opened(file);
    expect(await records.forget(['person-a'])).toBe(0);
    expect(await filesWith(SECRET, file)).toEqual([]);
  });

  it('goes with its time, from the log too', async () => {
    const file = await fileWith(0);
    const { records } = await opened(file);
    for (let i = 0; i < 50; i++) await records.add(recordOf({ question: SECRET }));
    expect(await records.prune(new Date('2030-01-01'))).toBe(50);
    expect(await filesWith(SECRET, file)).toEqual([]);
  });

  it('goes from what was set aside: with its time, and when somebody is to be forgotten', async () => {
    const file = await fileWith(50);
    const [old, recent] = [
      `${file}.damaged-2026-01-01T00-00-00-000Z`,
      `${file}.damaged-2026-11-01T00-00-00-000Z`,
    ];
    for (const name of [old, `${old}-wal`, recent]) await writeFile(name, SECRET);
    for (const name of [old, `${old}-wal`])
      await utimes(name, new Date('2026-01-01'), new Date('2026-01-01'));
    const { records } = await opened(file);
    await records.prune(new Date('2026-06-01'));
    expect([old, `${old}-wal`, recent].map((name) => existsSync(name))).toEqual([false, false, true]);
    await records.forget(['person-a']);
    expect(await filesWith(SECRET, file)).toEqual([]);
  });
});

describe('the files of a database', () => {
  it('are for their owner alone, those of an earlier version too', async () => {
    const file = join(await temporaryFolder(), 'new', 'records.db');
    const { records } = await opened(file);
    await records.add(recordOf());
    const folder = join(file, '..');
    const modes = async () =>
      Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).mode & 0o077));
    expect(await modes()).toEqual([0, 0, 0]);
    expect((await stat(folder)).mode & 0o077).toBe(0);
    const { chmod } = await import('node:fs/promises');
    for (const name of await readdir(folder)) await chmod(join(folder, name), 0o644);
    await opened(file);
    expect(await modes()).toEqual([0, 0, 0]);
  });
});

describe('records that another process locks', () => {
  it('say what to do when it does not let go', async () => {
    const file = await fileWith(1);
    const records = await openRecordFile(file, { tries: 1 });
    onTestFinished(() => records.close());
    const other = new DatabaseSync(file);
    onTestFinished(() => other.close());
    other.exec('BEGIN IMMEDIATE');
    await expect(records.add(recordOf())).rejects.toMatchObject({ code: 'records-busy' });
  });

  it('are written once it lets go, and nobody here stands still meanwhile', async () => {
    const module = join(ROOT, 'dist/adapters/records/record-thread.js');
    if (!existsSync(module))
      throw new Error(`There is no ${module}. Run "npm run build", or "npm test", which does.`);
    const { openRecordThread } = (await import(
      module
    )) as typeof import('../../../adapters/records/record-thread.js');
    const file = await fileWith(1);
    const records = await openRecordThread(file, () => undefined);
    onTestFinished(() => records.close());
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    let written = 0;
    const adding = [1, 2, 3].map((i) =>
      records.add(recordOf({ key: `waiting-${i}` })).then(() => {
        written++;
      }),
    );
    // A thread that stood still with SQLite would not come here before SQLite gave up.
    for (let turns = 0; turns < 1_000; turns++) await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBe(0);
    other.exec('COMMIT');
    other.close();
    await Promise.all(adding);
    expect(await records.unmet(since)).toHaveLength(4);
  });
});

describe('records on a full disk', () => {
  it('are told from those of another version', () => {
    const full = Object.assign(new Error('database or disk is full'), { errcode: 13 });
    expect(
      isFull(new DocentError('records-schema', 'It cannot be brought to this version.', { cause: full })),
    ).toBe(true);
    expect(isFull(Object.assign(new Error('no such table'), { errcode: 1 }))).toBe(false);
  });
});
