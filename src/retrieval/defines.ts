import type { Item } from '../knowledge/corpus.js';
import type { QueryTerm } from '../query/query.js';
import { isFunctionWord } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { type Token, tokenize } from '../text/tokenize.js';

const COPULA = new Set(['is', 'are', 'was', 'were', 'means', 'stands', 'refers', 'denotes']);

/** What a sentence is worth that is about the word, and perhaps says no more than what belongs to it. */
const OPENS = 0.5;

/**
 * How well a sentence says what a word is: 1 when the point is named for it, it is the subject of "is a …", or
 * its long form stands beside it in brackets ("Create, Read, Update, Delete (CRUD)"); 0.5 when the sentence opens
 * with it; else 0.
 */
export function definition(item: Item, position: number, terms: readonly QueryTerm[]): number {
  const sentence = item.sentences[position]?.text ?? '';
  const wanted = terms.flatMap((term) => term.stems);
  if (item.name && item.kind !== 'fact' && position === 0) {
    const name = tokenize(item.name).flatMap((token) => token.parts.map(stem));
    if (wanted.every((word) => name.includes(word)) && name.length <= wanted.length + 2) return 1;
  }
  const words = tokenize(sentence);
  const copula = words.findIndex((word) => COPULA.has(word.text));
  if (copula > 0) {
    const before = words.slice(0, copula).flatMap((token) => [...token.parts.map(stem), stem(token.joined)]);
    if (before.length <= wanted.length + 5 && wanted.every((word) => before.includes(word))) return 1;
  }
  if (isApposition(sentence, words, wanted)) return 1;
  for (const [inside] of sentence.matchAll(/\([^()]{2,60}\)/g)) {
    const inner = tokenize(inside).flatMap((token) => [...token.parts.map(stem), stem(token.joined)]);
    if (wanted.every((word) => inner.includes(word))) return 1;
  }
  return opensWith(words, wanted) ? OPENS : 0;
}

/** "Minitest, a tool in …", "the Kestrel web server", "the Monolog logging library". */
function isApposition(sentence: string, words: readonly Token[], wanted: readonly string[]): boolean {
  const at = words.findIndex((_, i) =>
    wanted.every((word, k) => words[i + k]?.parts.map(stem).includes(word)),
  );
  if (at < 0) return false;
  const after = words.slice(at + wanted.length, at + wanted.length + 3).map((word) => word.text);
  if (
    after
      .slice(0, 3)
      .some(
        (word, i) =>
          SORTS.has(word) && after.slice(0, i).every((other) => !COPULA.has(other) && !isFunctionWord(other)),
      )
  )
    return true;
  const name = words[at]?.text ?? '';
  const place = sentence.toLowerCase().indexOf(name);
  return (
    place >= 0 &&
    /^[^\s,]*,? (?:also called|or) |^[^\s,]*, (?:a|an|the) /.test(sentence.slice(place)) &&
    wanted.length === 1
  );
}

/** Whether a sentence is about the word: it opens with it, as its subject. */
function opensWith(words: readonly Token[], wanted: readonly string[]): boolean {
  const first = words[0]?.text === 'the' ? 1 : 0;
  return (
    wanted.every((word, k) => words[first + k]?.parts.map(stem).includes(word)) &&
    words.length > wanted.length + 3
  );
}

/** Nouns that say what sort of thing a name before them is. */
const SORTS = new Set(
  (
    'server library tool engine language database algorithm platform protocol module package plugin runtime environment service ' +
    'standard format file property class method function technique technology system machine compiler mapper driver pattern'
  ).split(' '),
);
