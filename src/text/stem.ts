import PorterStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { IRREGULAR_FORMS } from '../english/forms.js';

/** How many stems are kept in memory, in words; the vocabulary of a large corpus fits. */
const MEMO_LIMIT = 200_000;

const irregular = new Map(
  IRREGULAR_FORMS.split(';').flatMap((entry) => {
    const [forms = '', base = ''] = entry.split('>');
    return forms
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((form): [string, string] => [form, base.trim()]);
  }),
);

const memo = new Map<string, string>();

/**
 * The stem of one lower-case word (Porter, 1980, as `natural` implements it). Words with a digit or a
 * sign (`c#`, `es6`) and words of up to two letters are their own stems.
 */
export function stem(word: string): string {
  const known = memo.get(word);
  if (known !== undefined) return known;
  const base = irregular.get(word) ?? word;
  const stemmed = /^[a-z]{3,}$/.test(base) ? PorterStemmer.stem(base) : base;
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(word, stemmed);
  return stemmed;
}
