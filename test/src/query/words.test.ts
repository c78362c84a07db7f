import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../src/query/words.js';

describe('wordsOf', () => {
  it('takes a compound apart, unless a dot joins it, and marks pauses', () => {
    expect(
      wordsOf('cross-platform, Node.js').map(({ text, glued, dotted, pause }) => ({
        text,
        glued,
        dotted,
        pause,
      })),
    ).toEqual([
      { text: 'cross', glued: false, dotted: false, pause: false },
      { text: 'platform', glued: true, dotted: false, pause: false },
      { text: 'nodejs', glued: false, dotted: true, pause: true },
    ]);
  });

  it('takes an acronym for content, and grammar in capitals for grammar', () => {
    const weight = (question: string, word: string) =>
      wordsOf(question).find(({ text }) => text === word)?.weight;
    expect(weight('is the IT desk open', 'it')).toBe(1);
    expect(weight('is it open', 'it')).toBe(0);
    expect(weight('which are NOT open', 'not')).toBe(0);
    expect(weight('WHERE IS THE IT DESK', 'it')).toBe(0);
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'reads the word %s as any other',
    (word) => {
      expect(() => wordsOf(`what is ${word}`)).not.toThrow();
      expect(wordsOf(`what is ${word}`).length).toBeGreaterThan(2);
    },
  );
});
