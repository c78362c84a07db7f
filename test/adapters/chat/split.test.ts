import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, packPages } from '../../../adapters/chat/split.js';
import { WHOLE } from '../../../adapters/discord/escape.js';

const word = fc.constantFrom(
  'tea',
  'leaf',
  '\\*',
  '🍃',
  '`a b`',
  '[x y](<https://e.org/a>)',
  '**bold words**',
  '\n',
  '.',
  '\n\n',
);
const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
const squeeze = (one: string) => one.replace(/\s+/g, '');

describe('pages', () => {
  it('hold everything, in order, none longer than the limit', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.integer({ min: 40, max: 200 }), (pieces, limit) => {
        const pages = packPages(pieces, limit, WHOLE);
        expect(pages.every((page) => page.length <= limit)).toBe(true);
        expect(squeeze(pages.join(''))).toBe(squeeze(pieces.join('')));
      }),
    );
  });

  it('cut no code span, link, bold text, escape or pair of surrogates in two', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 80 }), (one, limit) => {
        for (const part of cut(one, limit, WHOLE)) {
          expect((part.match(/`/g) ?? []).length % 2).toBe(0);
          expect((part.match(/\*\*/g) ?? []).length % 2).toBe(0);
          expect((part.match(/\[/g) ?? []).length).toBe((part.match(/\)/g) ?? []).length);
          expect(part).not.toMatch(/[\uD800-\uDBFF]$|^[\uDC00-\uDFFF]/);
          expect(part).not.toMatch(/\\$/);
        }
      }),
    );
  });

  it('break between pieces first, then at paragraphs, lines, sentences and words', () => {
    expect(packPages(['aaaa', 'bbbb', 'cc'], 10, [])).toEqual(['aaaa\n\nbbbb', 'cc']);
    expect(cut('One two. Three four', 12, [])).toEqual(['One two.', 'Three four']);
    expect(cut('one two three four', 9, [])).toEqual(['one two', 'three', 'four']);
    expect(cut('x'.repeat(25), 10, [])).toEqual(['x'.repeat(10), 'x'.repeat(10), 'x'.repeat(5)]);
    expect(cut(`${'x'.repeat(9)}🍃y`, 10, [])).toEqual(['x'.repeat(9), '🍃y']);
  });
});
