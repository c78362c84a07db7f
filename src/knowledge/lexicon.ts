import { compact } from '../text/compact.js';
import { terms, tokenize } from '../text/tokenize.js';
import type { Aspect, Corpus, Kind, Subject, Thesaurus } from './corpus.js';
import { createPhraseBook, type PhraseBook } from './phrase-book.js';

/** A name by which questions may call a subject. */
export interface NameEntry {
  /** As {@link compact} writes it. */
  readonly key: string;
  readonly subject: Subject;
}

/** The names, aspects and synonyms that a question on a corpus may use. */
export interface Lexicon {
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly names: ReadonlyMap<string, Subject>;
  readonly nameEntries: readonly NameEntry[];
  /** Most words a name has. */
  readonly longestName: number;
  readonly kinds: readonly Kind[];
  /** Stems of what subjects are called ("framework"), each with the kinds that are called so. */
  readonly nouns: ReadonlyMap<string, readonly Kind[]>;
  readonly aspects: readonly { readonly aspect: Aspect; readonly phrases: readonly (readonly string[])[] }[];
  /** Labels of one word in the subjects' tables, in lower case: "language". */
  readonly labels: readonly string[];
  readonly phrases: PhraseBook;
}

/** Collects what questions on a corpus may say. */
export function createLexicon(
  corpus: Pick<Corpus, 'subjects' | 'kinds' | 'aspects' | 'thesaurus'>,
  thesauri: readonly Thesaurus[],
): Lexicon {
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
  const nouns = new Map<string, Kind[]>();
  for (const kind of corpus.kinds)
    for (const stem of new Set([kind.noun, ...kind.otherNouns].flatMap((word) => terms(word))))
      nouns.set(stem, [...(nouns.get(stem) ?? []), kind]);
  const phrases = createPhraseBook([...thesauri, corpus.thesaurus]);
  const aspects = corpus.aspects.map((aspect) => {
    const own = terms(aspect.name);
    const entry = phrases.get(own[0] ?? '')?.find((one) => sameStems(one.stems, own));
    const others = (entry?.alternatives ?? [])
      .filter((one) => one.relation === 'synonym')
      .map((one) => one.stems);
    return { aspect, phrases: [own, ...others].sort((a, b) => b.length - a.length) };
  });
  const labels = corpus.subjects.flatMap(({ facts }) => facts.map(({ label }) => label.toLowerCase()));
  return {
    subjects: new Map(corpus.subjects.map((subject) => [subject.id, subject])),
    names,
    nameEntries,
    longestName: longestName + 1,
    kinds: corpus.kinds,
    nouns,
    aspects,
    labels: [...new Set(labels)].filter((label) => /^\p{L}+$/u.test(label)),
    phrases,
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
