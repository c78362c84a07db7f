import { compact } from '../text/compact.js';
import { terms, tokenize } from '../text/tokenize.js';
import type { Aspect, Corpus, Subject } from './corpus.js';
import { createPhraseBook, type PhraseBook, SYNONYM_STRENGTH } from './phrase-book.js';
import { inverseDocumentFrequency, type TermIndex } from './term-index.js';

/** A name by which questions may call a subject. */
export interface NameEntry {
  /** As {@link compact} writes it. */
  readonly key: string;
  readonly subject: Subject;
}

/** The names, aspects and synonyms that a question on a corpus may use. */
export interface Lexicon {
  readonly corpus: Corpus;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly names: ReadonlyMap<string, Subject>;
  readonly nameEntries: readonly NameEntry[];
  /** Most words a name has. */
  readonly longestName: number;
  /** Stems of what subjects are called ("framework"), and of the words that stand for them ("ones"). */
  readonly nounStems: ReadonlySet<string>;
  readonly noun: string;
  readonly nounPlural: string;
  readonly aspects: readonly { readonly aspect: Aspect; readonly phrases: readonly (readonly string[])[] }[];
  readonly phrases: PhraseBook;
  /** True when a passage holds the stem. */
  isKnown(stem: string): boolean;
  /** Stems of the corpus that begin with the same letter and are about as long: candidates for a misspelt word. */
  similar(stem: string): readonly string[];
  /** Stems of the corpus that begin with these letters and are longer. */
  beginningWith(letters: string): readonly string[];
  /** True when a stem stands in so many passages that it tells none apart. */
  isOrdinary(stem: string): boolean;
  /** Inverse document frequency of a stem, as it is. */
  frequencyRarity(stem: string): number;
  /** Rarity of a stem, see `inverseDocumentFrequency`. */
  rarity(stem: string): number;
}

/** A word that the articles do not use says less of a question than the rarest one that they do: it may be any plain word. */
const UNKNOWN_RARITY = 0.6;
/** Rarity below which a word stands in more than about every sixth passage. */
const ORDINARY_BELOW = 1.8;

/** Collects what questions on a corpus may say. */
export function createLexicon(corpus: Corpus, index: TermIndex): Lexicon {
  const names = new Map<string, Subject>();
  const nameEntries: NameEntry[] = [];
  let longestName = 1;
  for (const subject of corpus.subjects) {
    for (const name of subject.names) {
      const key = compact(name);
      if (key === '' || names.has(key)) continue;
      names.set(key, subject);
      nameEntries.push({ key, subject });
      longestName = Math.max(
        longestName,
        tokenize(name).reduce((n, token) => n + token.parts.length, 0),
      );
    }
  }
  const noun = corpus.subjects[0]?.noun ?? 'topic';
  const nouns = new Set(corpus.subjects.flatMap((subject) => [subject.noun, ...subject.otherNouns]));
  const nounStems = new Set([...nouns].flatMap((word) => terms(word)));
  const phrases = createPhraseBook(index.thesaurus);
  const aspects = corpus.aspects.map((aspect) => {
    const own = terms(aspect.name);
    const entry = phrases.get(own[0] ?? '')?.find((one) => sameStems(one.stems, own));
    const others = (entry?.alternatives ?? [])
      .filter((one) => one.strength === SYNONYM_STRENGTH)
      .map((one) => one.stems);
    return { aspect, phrases: [own, ...others].sort((a, b) => b.length - a.length) };
  });
  return {
    corpus,
    subjects: new Map(corpus.subjects.map((subject) => [subject.id, subject])),
    names,
    nameEntries,
    longestName: longestName + 1,
    nounStems,
    noun,
    nounPlural: plural(noun),
    aspects,
    phrases,
    isKnown: (word) => index.vocabulary.has(word),
    ...vocabularyLookups(index),
    isOrdinary: (word) => inverseDocumentFrequency(index, word) < ORDINARY_BELOW,
    frequencyRarity: (word) => inverseDocumentFrequency(index, word),
    rarity: (word) =>
      (index.vocabulary.has(word) ? 1 : UNKNOWN_RARITY) * inverseDocumentFrequency(index, word),
  };
}

function vocabularyLookups(index: TermIndex): Pick<Lexicon, 'similar' | 'beginningWith'> {
  /** Stems of letters only, by first letter; made when the first unknown word asks for it. */
  let byLetter: Map<string, string[]> | null = null;
  const bucket = (letter: string): readonly string[] => {
    if (!byLetter) {
      byLetter = new Map();
      for (const known of index.vocabulary.keys()) {
        if (!/^[a-z]{4,}$/.test(known)) continue;
        const list = byLetter.get(known[0] as string);
        if (list) list.push(known);
        else byLetter.set(known[0] as string, [known]);
      }
    }
    return byLetter.get(letter) ?? [];
  };
  return {
    similar: (word) => bucket(word[0] ?? '').filter((known) => Math.abs(known.length - word.length) <= 2),
    beginningWith: (letters) =>
      bucket(letters[0] ?? '').filter((known) => known.length > letters.length && known.startsWith(letters)),
  };
}

function sameStems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

/** English plural of a noun, good enough for "framework", "tea", "library", "box". */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}
