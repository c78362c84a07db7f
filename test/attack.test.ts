import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { atMost, isHeld, never } from '../bench/attack/attack.js';
import { KINDS } from '../bench/attack/cases.js';
import { LINES } from '../bench/attack/registry.js';
import { lineThrough } from '../bench/attack/slope.js';
import { ROOT } from './builders.js';

it('has every hostile program in its list, by the name of its file', async () => {
  const files = await readdir(join(ROOT, 'bench/attack/programs'));
  const names = LINES.flat().map(({ name }) => `${name}.ts`);
  expect(names.sort()).toEqual(files.sort());
});

it('holds what is at most its limit, and nothing that is no number', () => {
  expect([never('a', 0), atMost('b', 5, 5)].map(isHeld)).toEqual([true, true]);
  expect([never('a', 1), atMost('b', Number.NaN, 5), atMost('c', Infinity, 5)].map(isHeld)).toEqual([
    false,
    false,
    false,
  ]);
});

it('finds the slope of a line, and how far it may be off', () => {
  expect(lineThrough([1, 2, 3, 4].map((x) => [x, 3 * x + 1]))).toEqual({ slope: 3, error: 0 });
  const { slope, error } = lineThrough([1, 2, 3, 4].map((x) => [x, x % 2]));
  expect(slope).toBeCloseTo(-0.2);
  expect(error).toBeCloseTo(Math.sqrt(0.08));
});

it('makes shapes that grow with how often they repeat', () => {
  for (const [kind, { shapes }] of Object.entries(KINDS))
    for (const [name, make] of Object.entries(shapes)) {
      // DOCX is packed.
      if (name.endsWith('docx')) continue;
      expect(make(400).length, `${kind}: ${name}`).toBeGreaterThan(make(200).length);
    }
});
