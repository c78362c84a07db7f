import { appendFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createThreads } from '../../../adapters/chat/threads.js';
import { temporaryFolder } from '../../builders.js';

const HOUR_MS = 60 * 60_000;
const NOON = Date.parse('2026-11-23T12:00:00Z');

const filesIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('threads'));

describe('threads that the bot answered in', () => {
  it('are known with who was answered there, and forgotten after a day', () => {
    let at = NOON;
    const threads = createThreads({ now: () => at });
    threads.add('C1 1.1', 'UANNA');
    at += 23 * HOUR_MS;
    expect([threads.knows('C1 1.1'), threads.knows('C1 1.2')]).toEqual([true, false]);
    expect([threads.knowsAsker('C1 1.1', 'UANNA'), threads.knowsAsker('C1 1.1', 'UBERT')]).toEqual([
      true,
      false,
    ]);
    threads.add('C1 1.1', 'UBERT');
    at += 23 * HOUR_MS;
    expect(threads.knowsAsker('C1 1.1', 'UANNA')).toBe(true);
    at += 2 * HOUR_MS;
    expect(threads.knows('C1 1.1')).toBe(false);
  });

  it('are known after a restart until the end of the following day', async () => {
    const folder = await temporaryFolder();
    createThreads({ folder, now: () => NOON }).add('C1 1.1', 'UANNA');
    const next = createThreads({ folder, now: () => NOON + 35 * HOUR_MS });
    expect([next.knowsAsker('C1 1.1', 'UANNA'), next.knowsAsker('C1 1.1', 'UBERT')]).toEqual([true, false]);
    expect(createThreads({ folder, now: () => NOON + 36 * HOUR_MS }).knows('C1 1.1')).toBe(false);
    expect(await filesIn(folder)).toEqual([]);
  });

  it('stand on disk without the ids of people and places, once a day', async () => {
    const folder = await temporaryFolder();
    const threads = createThreads({ folder, now: () => NOON });
    threads.add('C1 1.1', 'UANNA');
    threads.add('C1 1.1', 'UANNA');
    createThreads({ folder, now: () => NOON }).add('C1 1.1', 'UANNA');
    expect(await filesIn(folder)).toEqual(['threads-2026-11-23.txt']);
    expect(await readFile(join(folder, 'threads-2026-11-23.txt'), 'utf8')).toMatch(/^\n[\w-]{22} [\w-]{22}$/);
  });

  it('of a day are bounded, and of old days deleted while it runs', async () => {
    const folder = await temporaryFolder();
    let at = NOON;
    const threads = createThreads({ folder, now: () => at, maxLines: 2 });
    for (const thread of ['a', 'b', 'c']) threads.add(thread, 'UANNA');
    expect(threads.knows('c')).toBe(true);
    const again = createThreads({ folder, now: () => at });
    expect(['a', 'b', 'c'].map((thread) => again.knows(thread))).toEqual([true, true, false]);
    at += 48 * HOUR_MS;
    threads.add('d', 'UANNA');
    expect(await filesIn(folder)).toEqual(['threads-2026-11-25.txt']);
  });

  it('pass over a line that was cut off', async () => {
    const folder = await temporaryFolder();
    createThreads({ folder, now: () => NOON }).add('a', 'UANNA');
    await appendFile(join(folder, 'threads-2026-11-23.txt'), '\nhalf a li');
    const again = createThreads({ folder, now: () => NOON });
    again.add('b', 'UANNA');
    const last = createThreads({ folder, now: () => NOON });
    expect([last.knows('a'), last.knows('b')]).toEqual([true, true]);
  });

  it('that cannot be written are known in memory all the same, and it is said', async () => {
    const folder = await temporaryFolder({ file: 'no folder' });
    const errors: unknown[] = [];
    const threads = createThreads({ folder: join(folder, 'file'), lost: (error) => errors.push(error) });
    threads.add('a', 'UANNA');
    expect(threads.knows('a')).toBe(true);
    expect(errors.length).toBeGreaterThan(0);
  });
});
