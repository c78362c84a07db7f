import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { segments, sentenceSpans, sentences } from '../../../src/text/sentences.js';

describe('sentences', () => {
  it.each([
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['Node.js is fast. Express runs on it.', ['Node.js is fast.', 'Express runs on it.']],
    ['The .NET platform. It is old.', ['The .NET platform.', 'It is old.']],
    ['ASP.NET Core is free. Use it.', ['ASP.NET Core is free.', 'Use it.']],
    ['It takes 2.5 minutes. No more.', ['It takes 2.5 minutes.', 'No more.']],
    ['Use e.g. Redis for it. Or not.', ['Use e.g. Redis for it.', 'Or not.']],
    ['Ask Dr. Who. He knows.', ['Ask Dr. Who.', 'He knows.']],
    ['Made by J. K. Rowling. Read it.', ['Made by J. K. Rowling.', 'Read it.']],
    ['He moved to the U.S. In May he left.', ['He moved to the U.S.', 'In May he left.']],
    ['Teas, spices etc. are sold. Buy some.', ['Teas, spices etc. are sold.', 'Buy some.']],
    ['See fig. 3 below. It is small.', ['See fig. 3 below.', 'It is small.']],
    ['It is (see below.) useful. Yes.', ['It is (see below.) useful.', 'Yes.']],
    ['Wait... what? Fine.', ['Wait... what?', 'Fine.']],
    ['Yahoo! is old. It lives.', ['Yahoo! is old.', 'It lives.']],
    ['No full stop', ['No full stop']],
    ['  spaces around.   And between.  ', ['spaces around.', 'And between.']],
    ['', []],
    [' \n\t ', []],
  ])('cuts %j', (text, expected) => {
    expect(sentences(text)).toEqual(expected);
  });

  it('loses no character but white space, and overlaps nothing', () => {
    const text = 'First one, i.e. this.  Second (with Node.js 1.5)!\n\nThird? “Fourth.” last';
    let before = 0;
    for (const { start, end } of sentenceSpans(text)) {
      expect(text.slice(before, start).trim()).toBe('');
      expect(end).toBeGreaterThan(start);
      before = end;
    }
    expect(text.slice(before).trim()).toBe('');
  });
});

describe('segments', () => {
  const parts = [
    'A',
    'b',
    'É',
    '5',
    ' ',
    '  ',
    '.',
    '...',
    '!',
    '?',
    ')',
    '"',
    '”',
    ',',
    '\n',
    '\n\n',
    '一',
    '。',
    '😀',
    'Mr',
    '-',
    '\u0301',
    '\u00a0',
    '\u200b',
  ];

  it('are those of the whole text, whatever is looked at together', () => {
    const whole = new Intl.Segmenter('en', { granularity: 'sentence' });
    const texts = fc.array(fc.constantFrom(...parts), { maxLength: 80 }).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 40 }), (text, window) => {
        const expected = [...whole.segment(text)].map(({ segment, index }) => ({ segment, index }));
        expect([...segments(text, window)]).toEqual(expected);
      }),
      { numRuns: 5_000 },
    );
  });

  it('of a long text are looked for in pieces of it', () => {
    const given = vi.spyOn(Intl.Segmenter.prototype, 'segment');
    try {
      const text = 'It is a sentence. '.repeat(5_000);
      expect([...segments(text)]).toHaveLength(5_000);
      const lengths = given.mock.calls.map(([one]) => one.length);
      expect(Math.max(...lengths)).toBeLessThan(text.length / 10);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(2 * text.length);
    } finally {
      given.mockRestore();
    }
  });
});
