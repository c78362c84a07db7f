import { describe, expect, it } from 'vitest';
import { sentenceSpans, sentences } from '../../../src/text/sentences.js';

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
