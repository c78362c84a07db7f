import type { Lexicon } from '../knowledge/lexicon.js';
import type { Alternative, PhraseBook } from '../knowledge/phrase-book.js';
import { editDistance } from '../text/edit-distance.js';
import { isFunctionWord, LIGHT_WEIGHT } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import type { KnownWords } from './known-words.js';
import type { QueryTerm } from './query.js';
import type { Word } from './words.js';

/** What a term is looked up in. */
interface Book {
  readonly phrases: PhraseBook;
  readonly known: KnownWords;
}

/** Most terms that are looked for; the rarest of a longer question are kept. */
export const MAX_TERMS = 24;

/**
 * The terms of a question: fixed phrases of the thesaurus as one term, every other content word as one.
 * Words that already have a role and function words are no terms.
 */
export function findTerms(words: readonly Word[], { phrases }: Lexicon, known: KnownWords): QueryTerm[] {
  const book: Book = { phrases, known };
  const terms: QueryTerm[] = [];
  for (let i = 0; i < words.length; ) {
    const phrase = phraseAt(words, i, book);
    if (phrase) {
      terms.push(phrase);
      i = phrase.to + 1;
      continue;
    }
    const word = words[i] as Word;
    if (word.role === null && word.weight > 0) terms.push(wordTerm(words, i, book));
    i++;
  }
  const joined = joinAlternatives(terms, words);
  if (joined.length <= MAX_TERMS) return joined;
  const kept = new Set(
    [...joined].sort((a, b) => b.weight - a.weight || a.from - b.from).slice(0, MAX_TERMS),
  );
  return joined.filter((term) => kept.has(term));
}

/** "modular or monolith": either of the two answers, so they are one term. */
function joinAlternatives(terms: readonly QueryTerm[], words: readonly Word[]): QueryTerm[] {
  const out: QueryTerm[] = [];
  for (const term of terms) {
    const last = out[out.length - 1];
    const between = last ? words.slice(last.to + 1, term.from) : [];
    const either =
      between.some((word) => word.text === 'or') && between.every((word) => word.weight === 0 && !word.role);
    if (!last || !either || last.light || term.light) {
      out.push(term);
      continue;
    }
    const [main, other] = last.known || !term.known ? [last, term] : [term, last];
    out[out.length - 1] = {
      ...main,
      text: `${last.text} or ${term.text}`,
      alternatives: [
        ...main.alternatives,
        ...(other.known
          ? [{ stems: other.stems, relation: 'same' as const, strength: 1 }, ...other.alternatives]
          : []),
      ],
      from: last.from,
      to: term.to,
    };
  }
  return out;
}

/** A phrase of two or more words that the thesaurus lists, beginning at a word. */
function phraseAt(words: readonly Word[], from: number, book: Book): QueryTerm | null {
  const first = words[from] as Word;
  if (first.role !== null) return null;
  for (const entry of book.phrases.get(first.stem) ?? []) {
    const n = entry.stems.length;
    if (n < 2 || from + n > words.length) continue;
    const window = words.slice(from, from + n);
    if (
      !window.every((word, i) => word.stem === entry.stems[i] && word.role === null && !(i > 0 && word.pause))
    )
      continue;
    if (window.every((word) => word.weight === 0)) continue;
    const content = window.filter((word) => word.weight > 0);
    const stems = window.map((word) => word.stem);
    const alternatives = entry.alternatives.filter((one) =>
      one.stems.every((word) => book.known.isKnown(word)),
    );
    const same = alternatives.filter(({ relation }) => relation !== 'related');
    // A phrase whose words the articles do not use has the rarity of what stands for it there.
    const own = content.every((word) => book.known.isKnown(word.stem)) || alternatives.length === 0;
    const rarity = own
      ? Math.max(...content.map((word) => book.known.rarity(word.stem) * word.weight))
      : Math.max(...same.map((one) => Math.min(...one.stems.map(book.known.rarity))));
    const joined = joinedForm(window, book);
    const pieces = window.flatMap((word, i) => (word.weight > 0 ? [wordTerm(words, from + i, book)] : []));
    return {
      text: window.map((word) => word.text).join(' '),
      stems,
      alternatives: joined ? [joined, ...alternatives] : alternatives,
      pieces: pieces.length > 1 ? pieces : [],
      share: 1,
      weight: Math.max(rarity, 0.01),
      rarity: Math.max(...content.map((word) => book.known.frequencyRarity(word.stem))),
      light: window.every((word) => word.weight < 1),
      known: stems.every((word) => isFunctionWord(word) || book.known.isKnown(word)) || same.length > 0,
      from,
      to: from + n - 1,
    };
  }
  return null;
}

/** Prepositions that put a name beside the subject. */
const PREPOSITIONS = new Set([
  'on',
  'with',
  'in',
  'for',
  'to',
  'via',
  'using',
  'into',
  'from',
  'against',
  'of',
]);
const NAMED_UNKNOWN = 1.8;

/** A light word that the articles do not use says next to nothing of what is asked. */
const UNKNOWN_LIGHT = 0.3;

function wordTerm(words: readonly Word[], at: number, book: Book): QueryTerm {
  const word = words[at] as Word;
  const alternatives: Alternative[] = [];
  for (const entry of book.phrases.get(word.stem) ?? [])
    if (entry.stems.length === 1) alternatives.push(...entry.alternatives);
  const known = book.known.isKnown(word.stem);
  if (!known) {
    for (const base of baseForms(word.text)) {
      alternatives.push({ stems: [base], relation: 'same', strength: 1 });
      for (const entry of book.phrases.get(base) ?? [])
        if (entry.stems.length === 1) alternatives.push(...entry.alternatives);
    }
  }
  for (const other of [at - 1, at + 1]) {
    const neighbour = words[other];
    if (!neighbour || neighbour.role !== null || neighbour.weight === 0) continue;
    const joined = joinedForm(other < at ? [neighbour, word] : [word, neighbour], book);
    if (joined) alternatives.push(joined);
  }
  if (!known && !word.dotted) alternatives.push(...split(word.text, book), ...shortened(word, book));
  if (
    !known &&
    !word.dotted &&
    !alternatives.some(
      ({ stems, relation }) => relation !== 'related' && stems.every((part) => book.known.isKnown(part)),
    )
  )
    alternatives.push(...respelt(word, book));
  const before = words[at - 1];
  // "on Heroku", "with React": an unknown name behind a preposition is what the question turns on.
  const named =
    !known &&
    before !== undefined &&
    PREPOSITIONS.has(before.text) &&
    !word.pause &&
    alternatives.length === 0;
  const light = word.weight < 1 || (!known && /^\p{L}{3,}ly$/u.test(word.text));
  const usable = alternatives.filter((one) => one.stems.every((part) => book.known.isKnown(part)));
  const same = usable.filter(({ relation }) => relation !== 'related');
  // A word that the articles do not use has the rarity of what stands for it there, if anything does.
  const rarity =
    known || same.length === 0
      ? book.known.rarity(word.stem)
      : Math.max(...same.map((one) => Math.min(...one.stems.map(book.known.rarity))));
  const lost = !known && same.length === 0;
  const share = light ? LIGHT_WEIGHT * (lost ? UNKNOWN_LIGHT : 1) : named ? NAMED_UNKNOWN : 1;
  return {
    text: word.text,
    stems: [word.stem],
    alternatives: usable,
    pieces: [],
    share: 1,
    weight: Math.max(rarity * share, 0.01),
    rarity: book.known.frequencyRarity(word.stem),
    light,
    known: known || same.length > 0,
    from: at,
    to: at,
  };
}

/** Neighbouring words that the articles write as one: "back end", `backend`. */
function joinedForm(window: readonly Word[], { known }: Book): Alternative | null {
  const joined = stem(window.map((word) => word.text).join(''));
  return known.isKnown(joined) ? { stems: [joined], relation: 'same', strength: 1 } : null;
}

/** Shortest part of a word that is taken apart, in letters. */
const MIN_PART = 3;

/** A word that the articles write as two: `realtime`, "real time". */
function split(word: string, { known }: Book): Alternative[] {
  const out: Alternative[] = [];
  for (let i = MIN_PART; i + MIN_PART <= word.length; i++) {
    const parts = [stem(word.slice(0, i)), stem(word.slice(i))];
    // Grammar words alone ("the in" of "theine") stand everywhere.
    if (parts.every((part) => known.isKnown(part)) && !parts.every((part) => isFunctionWord(part)))
      out.push({ stems: parts, relation: 'same', strength: 1 });
  }
  return out.slice(0, 2);
}

/** Stems of the plain forms of a comparative or superlative: "smallest" is about "small". */
function baseForms(word: string): string[] {
  const cut = /^(\p{L}{3,}?)(?:est|er)$/u.exec(word)?.[1];
  if (!cut) return [];
  const undoubled = cut.replace(/(\p{L})\1$/u, '$1');
  return [...new Set([cut, `${cut}e`, undoubled, cut.replace(/i$/, 'y')].map(stem))];
}

/** Shortest abbreviation that is completed, in letters, and most words it may stand for. */
const MIN_ABBREVIATION = 4;
const MAX_COMPLETIONS = 3;
const ABBREVIATION_STRENGTH = 0.8;

/** Words of the articles that begin with an unknown one: "config", "init", "auth". */
function shortened(word: Word, { known }: Book): Alternative[] {
  if (word.text.length < MIN_ABBREVIATION || !/^\p{L}+$/u.test(word.text)) return [];
  const longer = known.beginningWith(word.text);
  return longer.length <= MAX_COMPLETIONS
    ? longer.map((full) => ({ stems: [full], relation: 'same' as const, strength: ABBREVIATION_STRENGTH }))
    : [];
}

/** How far a corrected spelling counts as the word that was meant. */
const RESPELT_STRENGTH = 0.75;

/** The one word of the articles that differs by a single slip; one of four letters only by two that are swapped. */
function respelt(word: Word, { known }: Book): Alternative[] {
  if (word.text.length < 4 || !/^\p{L}+$/u.test(word.text)) return [];
  const letters = (text: string) => [...text].sort().join('');
  const isSlip = (candidate: string) =>
    word.text.length > 4 || (candidate.length === 4 && letters(candidate) === letters(word.text));
  const near = known.similar(word.stem);
  const limit = word.stem.length >= 9 ? 2 : 1;
  const hits = near.filter(
    (candidate) =>
      !isFunctionWord(candidate) && isSlip(candidate) && editDistance(word.stem, candidate, limit) <= limit,
  );
  const best = hits.sort(
    (a, b) =>
      editDistance(word.stem, a, limit) - editDistance(word.stem, b, limit) ||
      known.rarity(a) - known.rarity(b),
  )[0];
  return best ? [{ stems: [best], relation: 'same', strength: RESPELT_STRENGTH }] : [];
}
