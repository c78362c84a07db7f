import { compact } from '../text/compact.js';
import { isFunctionWord } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { terms, tokenize } from '../text/tokenize.js';
import type { Aspect, Corpus, Subject } from './corpus.js';
import { ENGLISH } from './english.js';
import { inverseDocumentFrequency, type TermIndex } from './term-index.js';

/** Another way to say a word or phrase of a question. */
export interface Alternative {
  /** Stems, in order. */
  readonly stems: readonly string[];
  /** How far finding it counts as finding what was asked, 0 to 1. */
  readonly strength: number;
}

/** A phrase of the thesaurus, with what may stand for it. */
export interface PhraseEntry {
  readonly stems: readonly string[];
  readonly alternatives: readonly Alternative[];
}

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
  /** Phrases by their first stem, longest first. */
  readonly phrases: ReadonlyMap<string, readonly PhraseEntry[]>;
  /** True when a passage holds the stem. */
  isKnown(stem: string): boolean;
  /** Stems of the corpus that begin with the same letter and are about as long: candidates for a misspelt word. */
  similar(stem: string): readonly string[];
  /** Stems of the corpus that begin with these letters and are longer. */
  beginningWith(letters: string): readonly string[];
  /** True when a stem stands in so many passages that it tells none apart. */
  isOrdinary(stem: string): boolean;
  /** Rarity of a stem, see `inverseDocumentFrequency`. */
  rarity(stem: string): number;
}

/** Finding a synonym counts for nearly as much as finding the word itself; chosen on the tuning questions. */
const SYNONYM_STRENGTH = 0.85;
/** A word that the articles do not use says less of a question than the rarest one that they do: it may be any plain word. */
const UNKNOWN_RARITY = 0.6;
/** Rarity below which a word stands in more than about every sixth passage. */
const ORDINARY_BELOW = 1.8;
/** Finding a special case of a general word. */
const SPECIAL_STRENGTH = 0.75;

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
  const nouns = new Set(corpus.subjects.map((subject) => subject.noun));
  const nounStems = new Set([...nouns].flatMap((word) => terms(word)));
  const phrases = compilePhrases(corpus);
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

function compilePhrases(corpus: Corpus): Map<string, PhraseEntry[]> {
  const entries = new Map<string, { stems: string[]; alternatives: Map<string, Alternative> }>();
  const add = (from: readonly string[], to: readonly string[], strength: number) => {
    const key = from.join(' ');
    const entry = entries.get(key) ?? { stems: [...from], alternatives: new Map() };
    entries.set(key, entry);
    const toKey = to.join(' ');
    if (toKey !== key && (entry.alternatives.get(toKey)?.strength ?? 0) < strength)
      entry.alternatives.set(toKey, { stems: to, strength });
  };
  for (const { groups, narrower } of [ENGLISH, corpus.thesaurus]) {
    for (const group of groups) {
      const stemmed = unique(group.map(phraseStems).filter((stems) => stems.length > 0));
      for (const from of stemmed) for (const to of stemmed) if (from !== to) add(from, to, SYNONYM_STRENGTH);
    }
    for (const { general, special } of narrower) {
      const from = phraseStems(general);
      if (from.length > 0) for (const word of special) add(from, phraseStems(word), SPECIAL_STRENGTH);
    }
  }
  // A word finds the special cases of its synonyms too.
  for (const { groups, narrower } of [ENGLISH, corpus.thesaurus]) {
    for (const { general, special } of narrower) {
      const generalKey = phraseStems(general).join(' ');
      for (const group of groups) {
        const stemmed = group.map(phraseStems);
        if (!stemmed.some((stems) => stems.join(' ') === generalKey)) continue;
        for (const from of stemmed)
          if (from.join(' ') !== generalKey && from.length > 0)
            for (const word of special) add(from, phraseStems(word), SPECIAL_STRENGTH);
      }
    }
  }
  const byFirst = new Map<string, PhraseEntry[]>();
  for (const { stems, alternatives } of entries.values()) {
    const first = stems[0] as string;
    const list = byFirst.get(first) ?? [];
    list.push({ stems, alternatives: [...alternatives.values()].filter((one) => one.stems.length > 0) });
    byFirst.set(first, list);
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  return byFirst;
}

/** Stems of a phrase, one for each part of each word. */
export function phraseStems(phrase: string): string[] {
  return tokenize(phrase).flatMap((token) => token.parts.map(stem));
}

function unique(list: readonly string[][]): string[][] {
  const seen = new Map(list.map((stems) => [stems.join(' '), stems]));
  return [...seen.values()];
}

function sameStems(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

/** English plural of a noun, good enough for "framework", "tea", "library", "box". */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** True when a phrase says nothing by itself. */
export function isEmptyPhrase(stems: readonly string[]): boolean {
  return stems.every((word) => isFunctionWord(word));
}
