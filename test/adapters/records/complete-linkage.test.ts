import fc from 'fast-check';
import { expect, it } from 'vitest';
import { completeLinkage } from '../../../adapters/records/complete-linkage.js';

/** The plain way: join the two groups whose least alike members are most alike, as long as these are alike enough. */
function plain(count: number, likeness: (a: number, b: number) => number, cut: number): number[] {
  let groups = Array.from({ length: count }, (_, i) => [i]);
  for (;;) {
    let [most, pair]: [number, [number[], number[]] | null] = [cut, null];
    for (const [i, a] of groups.entries())
      for (const b of groups.slice(i + 1)) {
        const least = Math.min(...a.flatMap((one) => b.map((other) => likeness(one, other))));
        if (least > most || (least === most && pair === null)) [most, pair] = [least, [a, b]];
      }
    if (pair === null)
      return Array.from({ length: count }, (_, i) => groups.find((own) => own.includes(i))?.[0] ?? -1);
    const [a, b] = pair;
    groups = groups
      .map((own) => (own === a ? [...a, ...b].sort((x, y) => x - y) : own))
      .filter((own) => own !== b);
  }
}

it('gives what the plain way gives when no two pairs are as alike', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 1, max: 1e6 }), (count, seed) => {
      const pairs = (count * (count - 1)) / 2;
      // A permutation of steps: each pair has a likeness of its own, exact in 32 bits.
      const order = Array.from({ length: pairs }, (_, i) => i).sort(
        (a, b) => ((a * 7919 + seed) % 10_007) - ((b * 7919 + seed) % 10_007) || a - b,
      );
      const at = (a: number, b: number) => (Math.max(a, b) * (Math.max(a, b) - 1)) / 2 + Math.min(a, b);
      const likeness = (a: number, b: number) => (order[at(a, b)] as number) / 128;
      for (const cut of [0, 0.2, 0.4])
        expect([...completeLinkage(count, likeness, cut)]).toEqual(plain(count, likeness, cut));
    }),
    { numRuns: 200 },
  );
});

it('never puts two together that are less alike than the cut', () => {
  const alike = (a: number, b: number) => (Math.abs(a - b) <= 2 ? 0.9 : 0.1);
  expect([...completeLinkage(6, alike, 0.5)]).toEqual([0, 0, 0, 3, 3, 3]);
  expect([...completeLinkage(3, () => 0.4, 0.5)]).toEqual([0, 1, 2]);
  expect([...completeLinkage(0, alike, 0.5)]).toEqual([]);
});
