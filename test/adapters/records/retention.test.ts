import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CLOCK_FILE, createBelievedClock, MAX_AWAY_DAYS } from '../../../adapters/records/retention.js';
import { temporaryFolder } from '../../builders.js';

const DAY_MS = 86_400_000;

/** A clock in a folder, and the hands of it, in days. */
function clockIn(folder: string) {
  const hands = { now: 1_000, steady: 0 };
  const warned: string[] = [];
  const open = () => {
    const believed = createBelievedClock({
      folder,
      log: { warn: (message) => warned.push(message) },
      now: () => hands.now * DAY_MS,
      steady: () => hands.steady * DAY_MS,
    });
    return () => believed() / DAY_MS;
  };
  return { hands, warned, open };
}

it('is the time while it goes on as a steady clock does, however long', async () => {
  const { hands, warned, open } = clockIn(await temporaryFolder());
  const believed = open();
  expect(believed()).toBe(1_000);
  for (const days of [1, 30, 400]) {
    hands.now += days;
    hands.steady += days;
    expect(believed()).toBe(hands.now);
  }
  // The machine slept, or was off for a week.
  hands.now += MAX_AWAY_DAYS;
  expect(open()()).toBe(hands.now);
  expect(warned).toEqual([]);
});

it('goes on by some days where it jumps, while it runs and over a restart, and says so', async () => {
  const { hands, warned, open } = clockIn(await temporaryFolder());
  const believed = open();
  believed();
  hands.now = 1_400;
  expect(believed()).toBe(1_000 + MAX_AWAY_DAYS);
  expect(warned).toHaveLength(1);
  hands.now += 1;
  hands.steady += 1;
  expect(believed()).toBe(1_001 + MAX_AWAY_DAYS);
  hands.now = 2_000;
  expect(open()()).toBe(1_001 + 2 * MAX_AWAY_DAYS);
  hands.now = 1_002;
  expect(open()()).toBe(1_002);
});

it('is believed at first, and where the file holds something else', async () => {
  const folder = await temporaryFolder();
  for (const text of ['', '{}', 'null', '{"at":"x"}']) {
    await writeFile(join(folder, CLOCK_FILE), text);
    expect(clockIn(folder).open()()).toBe(1_000);
  }
});
