import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, GROUNDS, readableAccent } from '../../../adapters/web/colour.js';
import { ROOT } from '../../builders.js';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe('the contrast of two colours', () => {
  // The ends of the scale, and a pair that WCAG's own techniques give as just too little.
  it.each([
    ['#000000', '#ffffff', 21],
    ['#123456', '#123456', 1],
    ['#777777', '#ffffff', 4.48],
  ])('of %s and %s is %s', (a, b, ratio) => {
    expect(contrast(a, b)).toBeCloseTo(ratio, 2);
    expect(contrast(b, a)).toBeCloseTo(ratio, 2);
  });
});

describe('an accent', () => {
  it.each(['light', 'dark'] as const)(
    'can be read in %s, whatever was wanted, and so can what is on it',
    (theme) => {
      fc.assert(
        fc.property(colour, (wanted) => {
          const { accent, onAccent, tint } = readableAccent(wanted, theme);
          // A part of a step of 255 is lost when the colours are written.
          for (const ground of [...GROUNDS[theme], tint, onAccent])
            expect(contrast(accent, ground)).toBeGreaterThan(4.4);
        }),
      );
    },
  );

  it('is what was wanted where that can be read', () => {
    expect(readableAccent('#1f5c9e', 'light').accent).toBe('#1f5c9e');
    expect(readableAccent('#8fbdf2', 'dark').accent).toBe('#8fbdf2');
    expect(readableAccent('#ffee00', 'light').accent).not.toBe('#ffee00');
  });
});

it('knows the grounds of the style sheet', () => {
  const style = readFileSync(join(ROOT, 'adapters/web/page/style.css'), 'utf8');
  const [light = '', dark = ''] = style.split('@media (prefers-color-scheme: dark)');
  for (const [part, [page, surface]] of [
    [light, GROUNDS.light],
    [dark, GROUNDS.dark],
  ] as const) {
    expect(part).toContain(`--page: ${page};`);
    expect(part).toContain(`--surface: ${surface};`);
  }
});
