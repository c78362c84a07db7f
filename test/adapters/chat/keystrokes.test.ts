import { describe, expect, it } from 'vitest';
import { createKeystrokes } from '../../../adapters/chat/keystrokes.js';

describe('keystrokes', () => {
  it('are wanted until the same person types on, whoever else types', async () => {
    const keystrokes = createKeystrokes(2_500);
    const first = await keystrokes.take('anna');
    const other = await keystrokes.take('ben');
    expect([first?.(), other?.()]).toEqual([true, true]);
    const second = await keystrokes.take('anna');
    expect([first?.(), second?.(), other?.()]).toEqual([false, true, true]);
  });

  it('are not wanted when it is too late to answer them', async () => {
    let now = 0;
    const isWanted = await createKeystrokes(2_500, () => now).take('anna');
    now = 2_499;
    expect(isWanted?.()).toBe(true);
    now = 2_500;
    expect(isWanted?.()).toBe(false);
  });

  it('are left out of who types faster than anybody can, and of nobody else', async () => {
    const keystrokes = createKeystrokes(2_500);
    const taken = [];
    for (let i = 0; i < 100; i++) taken.push(await keystrokes.take('anna'));
    expect(taken.filter((one) => one !== null)).toHaveLength(30);
    expect(taken[29]?.()).toBe(false);
    expect(await keystrokes.take('ben')).not.toBeNull();
  });
});
