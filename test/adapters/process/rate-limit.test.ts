import { describe, expect, it, vi } from 'vitest';
import { createRateLimit } from '../../../adapters/process/rate-limit.js';

describe('the rate limit', () => {
  it('admits so many questions of a person in a minute, and tells once', async () => {
    const limit = createRateLimit({ perPerson: 2, perChannel: 100 });
    expect(await limit.admit('anna', 'c')).toEqual({ admitted: true });
    expect(await limit.admit('anna', 'd')).toEqual({ admitted: true });
    expect(await limit.admit('anna', 'c')).toMatchObject({ admitted: false, tell: true });
    expect(await limit.admit('anna', 'd')).toMatchObject({ admitted: false, tell: false });
    expect(await limit.admit('bert', 'c')).toEqual({ admitted: true });
  });

  it('counts the questions in a channel, and those refused there not against the person', async () => {
    const limit = createRateLimit({ perPerson: 2, perChannel: 1 });
    expect((await limit.admit('anna', 'c')).admitted).toBe(true);
    for (let i = 0; i < 5; i++) expect((await limit.admit('anna', 'c')).admitted).toBe(false);
    expect((await limit.admit('anna', 'd')).admitted).toBe(true);
    expect((await limit.admit('anna', 'e')).admitted).toBe(false);
  });

  it('says how long to wait, and admits again after that', async () => {
    vi.useFakeTimers();
    try {
      const limit = createRateLimit({ perPerson: 1, perChannel: 10 });
      await limit.admit('anna', 'c');
      vi.advanceTimersByTime(20_000);
      const refused = await limit.admit('anna', 'c');
      expect(refused).toMatchObject({ admitted: false, waitSeconds: 40 });
      vi.advanceTimersByTime(40_001);
      expect((await limit.admit('anna', 'c')).admitted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });
});
