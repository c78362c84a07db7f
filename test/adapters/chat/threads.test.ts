import { describe, expect, it } from 'vitest';
import { createThreads } from '../../../adapters/chat/threads.js';
import { temporaryFolder } from '../../builders.js';
import { stateIn } from '../state.js';

const HOUR_MS = 60 * 60_000;
const NOON = Date.parse('2026-11-23T12:00:00Z');

/** The threads of a program that is started at a time, and stopped by what is given back. */
async function started(folder: string, at: number, maxKept?: number) {
  const { state, close } = await stateIn(folder, () => at);
  const threads = createThreads(state, { now: () => at, ...(maxKept ? { maxKept } : {}) });
  return { threads, close };
}

describe('threads that the bot answered in', () => {
  it('are known with who was answered there, and forgotten after a day', () => {
    let at = NOON;
    const threads = createThreads(undefined, { now: () => at });
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
    const first = await started(folder, NOON);
    first.threads.add('C1 1.1', 'UANNA');
    await first.close();
    const { threads, close } = await started(folder, NOON + 35 * HOUR_MS);
    expect([threads.knowsAsker('C1 1.1', 'UANNA'), threads.knowsAsker('C1 1.1', 'UBERT')]).toEqual([
      true,
      false,
    ]);
    await close();
    expect((await started(folder, NOON + 36 * HOUR_MS)).threads.knows('C1 1.1')).toBe(false);
  });

  it('of a day are bounded on disk', async () => {
    const folder = await temporaryFolder();
    const { threads, close } = await started(folder, NOON, 2);
    for (const thread of ['a', 'b', 'c']) threads.add(thread, 'UANNA');
    expect(threads.knows('c')).toBe(true);
    await close();
    const again = (await started(folder, NOON)).threads;
    expect(['a', 'b', 'c'].map((thread) => again.knows(thread))).toEqual([true, true, false]);
  });
});
