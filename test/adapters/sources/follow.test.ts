import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../adapters/process/logger.js';
import { followSources } from '../../../adapters/sources/follow.js';
import type { SyncReport } from '../../../adapters/sources/sync.js';
import { DocentError } from '../../../src/errors.js';
import { sourcesOf } from './builders.js';

const SOURCES = sourcesOf(
  'a:\n  kind: folder\n  path: a\n  schedule: "0 * * * *"\nb:\n  kind: folder\n  path: b\n  schedule: "0 6 * * *"\n',
);

const reportOf = (source: string, more: Partial<SyncReport> = {}): SyncReport => ({
  ...{ source, kind: 'folder', articles: 1, added: 0, updated: 0, removed: 0 },
  ...{ failed: [], leftOut: {}, error: null, ms: 1, ...more },
});

/** Sources that are followed, with syncs that end when they are told to. */
function followed(more: Partial<SyncReport> = {}) {
  const asked: (readonly string[] | null)[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const [lines, metrics]: [string[], string[]] = [[], []];
  let changes = 0;
  const sources = followSources({
    ...{ sources: SOURCES, knowledge: '/nowhere', environment: {} },
    log: createLogger({ write: (line) => lines.push(line) }),
    metrics: { synced: ({ source }) => metrics.push(source) },
    changed: async () => void changes++,
    syncer: {
      sync: (only) =>
        new Promise((resolve, reject) => {
          asked.push(only);
          ends.push((error) =>
            error ? reject(error) : resolve((only ?? ['a', 'b']).map((name) => reportOf(name, more))),
          );
        }),
      close: async () => ends.at(-1)?.(new Error('ended')),
    },
  });
  return { sources, asked, ends, lines, metrics, changes: () => changes };
}

afterEach(() => void vi.useRealTimers());

describe('sources that are followed', () => {
  it('are synced once for all that is asked for meanwhile', async () => {
    const { sources, asked, ends, metrics, changes } = followed({ updated: 1 });
    const first = sources.sync('a');
    const others = [sources.sync('b'), sources.sync('a'), sources.sync('b')];
    expect(asked).toEqual([['a']]);
    ends[0]?.();
    await first;
    expect(asked).toEqual([['a'], ['b', 'a']]);
    ends[1]?.();
    await Promise.all(others);
    expect(asked).toHaveLength(2);
    expect([changes(), metrics]).toEqual([2, ['a', 'b', 'a']]);
  });

  it('bring nothing about when nothing changed, and say so when they were given up', async () => {
    const { sources, ends, lines, changes } = followed({ error: { code: 'http', message: 'It is broken.' } });
    const synced = sources.sync('a');
    ends[0]?.();
    await synced;
    expect(changes()).toBe(0);
    expect(lines.join('')).toContain('The source "a" stays as it was. It is broken.');
  });

  it('come in turn with another process that syncs', async () => {
    vi.useFakeTimers();
    const { sources, asked, ends } = followed();
    const synced = sources.sync('a');
    ends[0]?.(new DocentError('locked', 'Another process syncs.'));
    await synced;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([['a'], ['a']]);
    await sources.stop();
  });

  it('are synced by their own schedules, until they are no more', async () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 0, 1, 0, 30) });
    const { sources, asked, ends } = followed();
    sources.follow();
    for (const hour of [1, 2]) {
      await vi.advanceTimersByTimeAsync(3_600_000);
      expect(asked).toEqual(Array(hour).fill(['a']));
      ends[hour - 1]?.();
    }
    await sources.stop();
    await vi.advanceTimersByTimeAsync(10 * 3_600_000);
    expect(asked).toHaveLength(2);
  });

  it('go on when a sync ends in a fault of the program', async () => {
    const { sources, ends, lines, asked } = followed();
    const synced = sources.sync();
    ends[0]?.(new Error('a bug'));
    await synced;
    expect(lines.join('')).toContain('Sources could not be synced.');
    void sources.sync('b');
    expect(asked).toEqual([null, ['b']]);
    ends[1]?.();
  });
});
