import { isFunctionWord } from '../text/function-words.js';

/** An abbreviation of more letters is a word. */
const MAX_LETTERS = 8;
/** Initials of two letters turn up by chance: their words must stand this near, in words. */
const NEAR = 3;
/** Words that an abbreviation may leave out. */
const LEFT_OUT = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
]);

/**
 * Whether a sentence says what an abbreviation stands for: it holds the abbreviation, and words in a row with its
 * letters as initials ("paid time off (PTO)", "an SLA, that is a service level agreement").
 * @param words words of the question, lower case; any of them may be the abbreviation
 */
export function expands(sentence: string, words: ReadonlySet<string>): boolean {
  const written = sentence.toLowerCase().match(/[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu) ?? [];
  return written.some((word, at) => {
    if (!words.has(word) || isFunctionWord(word) || word.length < 2 || word.length > MAX_LETTERS)
      return false;
    return written.some((first, from) => {
      if (LEFT_OUT.has(first) || !first.startsWith(word[0] as string)) return false;
      if (!spells(word, written.slice(from, from + 2 * word.length), 0, at - from)) return false;
      const between = from > at ? from - at - 1 : at - from - word.length;
      return word.length > 2 || between < NEAR;
    });
  });
}

/** Whether the words from a place on, and not the one at another, have the letters as initials. */
function spells(letters: string, words: readonly string[], from: number, not: number): boolean {
  if (letters === '') return true;
  const word = words[from];
  if (word === undefined || from === not) return false;
  return (
    (word.startsWith(letters[0] as string) && spells(letters.slice(1), words, from + 1, not)) ||
    (LEFT_OUT.has(word) && spells(letters, words, from + 1, not))
  );
}
