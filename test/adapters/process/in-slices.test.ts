import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inSlices } from '../../../adapters/process/in-slices.js';

/** Takes a while each. */
function* steps(many: number) {
  for (let i = 0; i < many; i++) {
    const from = performance.now();
    while (performance.now() - from < 3);
    yield;
  }
  return many;
}

it('others have their turn while a long work is done, and what it gives is given', async () => {
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    while (!isDone) {
      await setImmediate();
      turns++;
    }
  })();
  expect(await inSlices(steps(40))).toBe(40);
  isDone = true;
  await others;
  expect(turns).toBeGreaterThan(5);
});

it('what fails between two turns is told', async () => {
  const failing = function* () {
    yield* steps(5);
    throw new TypeError('made to fail');
  };
  await expect(inSlices(failing())).rejects.toThrow('made to fail');
});
