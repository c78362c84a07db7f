import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';

/** How many stems are kept in memory, in words; the vocabulary of a large corpus fits. */
const MEMO_LIMIT = 200_000;

const memo = new Map<string, string>();

/**
 * The stem of one lower-case word (Porter, 1980, as `natural` implements it). Words with a digit or a
 * sign (`c#`, `es6`) and words of up to two letters are their own stems.
 */
export function stem(word: string): string {
  const known = memo.get(word);
  if (known !== undefined) return known;
  const stemmed = /^[a-z]{3,}$/.test(word) ? PorterStemmer.stem(word) : word;
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(word, stemmed);
  return stemmed;
}
