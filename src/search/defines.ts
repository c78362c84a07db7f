import type { Passage } from '../knowledge/corpus.js';
import type { QueryTerm } from '../query/query.js';
import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';

const COPULA = new Set(['is', 'are', 'was', 'were', 'means', 'stands', 'refers', 'denotes']);

/**
 * Whether a sentence says what a word is: the point is named for it, it is the subject of "is a …", or its
 * long form stands beside it in brackets ("Create, Read, Update, Delete (CRUD)").
 */
export function definesTerm(passage: Passage, sentence: string, terms: readonly QueryTerm[]): boolean {
  const wanted = terms.flatMap((term) => term.stems);
  if (passage.name && passage.kind === 'point') {
    const name = tokenize(passage.name).flatMap((token) => token.parts.map(stem));
    if (wanted.every((word) => name.includes(word)) && name.length <= wanted.length + 2) return true;
  }
  const words = tokenize(sentence);
  const copula = words.findIndex((word) => COPULA.has(word.text));
  if (copula > 0) {
    const before = words.slice(0, copula).flatMap((token) => [...token.parts.map(stem), stem(token.joined)]);
    if (before.length <= wanted.length + 5 && wanted.every((word) => before.includes(word))) return true;
  }
  for (const [inside] of sentence.matchAll(/\([^()]{2,60}\)/g)) {
    const inner = tokenize(inside).flatMap((token) => [...token.parts.map(stem), stem(token.joined)]);
    if (wanted.every((word) => inner.includes(word))) return true;
  }
  return false;
}
