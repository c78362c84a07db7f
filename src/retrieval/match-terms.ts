import type { Alternative, Relation } from '../knowledge/phrase-book.js';
import type { QueryTerm } from '../query/query.js';
import { isFunctionWord, isNegation } from '../text/function-words.js';
import { numberOf } from './stem-numbers.js';

/** Words of a phrase may stand this many words further apart than in the thesaurus. */
const PHRASE_SLACK = 2;
/** Words of a phrase that are found apart from each other count for this share of it. */
const PARTIAL = 0.85;

/** A phrase to be found, its words as slots: small numbers of the words that one question looks for. */
export interface CompiledPhrase {
  readonly slots: readonly number[];
  /** Slots that must be found: all but grammar. */
  readonly content: readonly number[];
  readonly strength: number;
  readonly relation: Relation;
}

export interface CompiledTerm {
  readonly term: QueryTerm;
  readonly own: CompiledPhrase;
  /** The words of a phrase one by one. */
  readonly pieces: readonly CompiledTerm[];
  readonly alternatives: readonly CompiledPhrase[];
}

/** Where a list of words holds those that are looked for. */
export interface Found {
  /** First position of every slot in the list, or -1. */
  readonly first: Int32Array;
  readonly list: Int32Array;
}

/** Gives slots to the words of terms. @param slotOf gives the slot of a stem's number, a new one where it has none */
export function compileTerms(
  terms: readonly QueryTerm[],
  slotOf: (number: number) => number,
): CompiledTerm[] {
  const phrase = ({ stems, strength, relation }: Alternative): CompiledPhrase => {
    const slots = stems.map((stemmed) => slotOf(numberOf(stemmed)));
    const carries = stems.map((stemmed) => !isFunctionWord(stemmed) || isNegation(stemmed));
    // "log in" is not said by "logs": where one word carries a phrase, its grammar must be there too.
    const isWhole = carries.filter(Boolean).length < 2;
    return { slots, content: isWhole ? slots : slots.filter((_, i) => carries[i]), strength, relation };
  };
  const compileTerm = (term: QueryTerm): CompiledTerm => ({
    term,
    own: phrase({ stems: term.stems, strength: 1, relation: 'same' }),
    pieces: term.pieces.map(compileTerm),
    // What is only related helps to find a passage, and shows nothing of what it says.
    alternatives: term.alternatives.filter(({ relation }) => relation !== 'related').map(phrase),
  });
  return terms.map(compileTerm);
}

/** How well a list holds a term, 0 to 1. @param slotAt slot of a stem's number, -1 for one that is not looked for */
export function strengthIn(term: CompiledTerm, found: Found, slotAt: (number: number) => number): number {
  if (holds(term.own, found, slotAt)) return 1;
  let best = 0;
  for (const alternative of term.alternatives) {
    if (alternative.strength > best && holds(alternative, found, slotAt)) best = alternative.strength;
  }
  if (best < PARTIAL && term.pieces.length > 1) {
    let sum = 0;
    let total = 0;
    for (const piece of term.pieces) {
      total += piece.term.weight;
      sum += piece.term.weight * strengthIn(piece, found, slotAt);
    }
    best = Math.max(best, (PARTIAL * sum) / total);
  }
  return best;
}

/** Whether a phrase stands in a list: all its content words, within a stretch little longer than the phrase. */
function holds(phrase: CompiledPhrase, found: Found, slotAt: (number: number) => number): boolean {
  let low = Number.MAX_SAFE_INTEGER;
  let high = -1;
  for (const slot of phrase.content) {
    const at = found.first[slot] as number;
    if (at < 0) return false;
    if (at < low) low = at;
    if (at > high) high = at;
  }
  if (phrase.content.length === 0) return false;
  const reach = phrase.slots.length + PHRASE_SLACK;
  return phrase.content.length === 1 || high - low < reach || standTogether(phrase, found, reach, slotAt);
}

/** The same for phrases whose words stand apart at first and together later: one pass over the list. */
function standTogether(
  { content }: CompiledPhrase,
  { list }: Found,
  reach: number,
  slotAt: (number: number) => number,
): boolean {
  const last = content.map(() => Number.MIN_SAFE_INTEGER);
  for (let i = 0; i < list.length; i++) {
    const slot = slotAt(list[i] as number);
    const word = slot < 0 ? -1 : content.indexOf(slot);
    if (word < 0) continue;
    last[word] = i;
    if (last.every((at) => i - at < reach)) return true;
  }
  return false;
}
