import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';
import type { Thesaurus } from './corpus.js';

/**
 * How another way to say a word stands to it: it is the word written otherwise, means the same, is a special case,
 * or speaks of the same thing without meaning it.
 */
export type Relation = 'same' | 'synonym' | 'special' | 'related';

/** Another way to say a word or phrase of a question. */
export interface Alternative {
  /** Stems, in order. */
  readonly stems: readonly string[];
  readonly relation: Relation;
  /** How far finding it counts as finding what was asked, 0 to 1. */
  readonly strength: number;
}

/** A phrase of the thesaurus, with what may stand for it. */
export interface PhraseEntry {
  readonly stems: readonly string[];
  readonly alternatives: readonly Alternative[];
}

/** The phrases of the thesaurus, looked up as questions need them. */
export interface PhraseBook {
  /** Phrases that begin with a stem, longest first; `undefined` when there are none. */
  get(firstStem: string): readonly PhraseEntry[] | undefined;
}

/** Finding a synonym counts for nearly as much as finding the word itself; chosen on the tuning questions. */
const STRENGTH = { synonym: 0.85, special: 0.75, related: 0.5 } as const;

/** Stems of a phrase, one for each part of each word. */
export function phraseStems(phrase: string): string[] {
  return tokenize(phrase).flatMap((token) => token.parts.map(stem));
}

type Phrases = readonly (readonly string[])[];

/**
 * A book of the phrases of thesauri. Members of a group stand for each other; a general word, and every synonym of
 * it, finds its special cases, not the other way round. What stands for a phrase is worked out when it is first
 * looked up.
 */
export function createPhraseBook(thesauri: readonly Thesaurus[]): PhraseBook {
  const groups = thesauri.flatMap((one) => one.groups.map(stemAll));
  const related = thesauri.flatMap((one) => one.related.map(stemAll));
  const narrower = thesauri.flatMap((one) =>
    one.narrower.map(({ general, special }) => ({
      general: phraseStems(general),
      special: stemAll(special),
    })),
  );
  const byFirst = new Map<string, Map<string, readonly string[]>>();
  const enter = (stems: readonly string[]): string => {
    const first = stems[0] as string;
    const key = stems.join(' ');
    const list = byFirst.get(first);
    if (list) list.set(key, stems);
    else byFirst.set(first, new Map([[key, stems]]));
    return key;
  };
  const groupsOf = membership(groups, enter);
  const relatedOf = membership(related, enter);
  const narrowerOf = membership(
    narrower.map(({ general }) => (general.length > 0 ? [general] : [])),
    enter,
  );

  const alternativesOf = (key: string): Alternative[] => {
    const found = new Map<string, Alternative>();
    const add = (stems: readonly string[], relation: keyof typeof STRENGTH) => {
      const other = stems.join(' ');
      const strength = STRENGTH[relation];
      if (other !== key && (found.get(other)?.strength ?? 0) < strength)
        found.set(other, { stems, relation, strength });
    };
    const synonyms = (groupsOf.get(key) ?? []).flatMap((n) => groups[n] ?? []);
    for (const stems of synonyms) add(stems, 'synonym');
    const keys = new Set([key, ...synonyms.map((stems) => stems.join(' '))]);
    for (const one of keys) {
      for (const n of narrowerOf.get(one) ?? [])
        for (const stems of narrower[n]?.special ?? []) add(stems, 'special');
      for (const n of relatedOf.get(one) ?? []) for (const stems of related[n] ?? []) add(stems, 'related');
    }
    return [...found.values()];
  };
  const known = new Map<string, readonly PhraseEntry[]>();
  return {
    get(firstStem) {
      const phrases = byFirst.get(firstStem);
      if (!phrases) return undefined;
      let entries = known.get(firstStem);
      if (!entries) {
        entries = [...phrases]
          .map(([key, stems]) => ({ stems, alternatives: alternativesOf(key) }))
          .sort((a, b) => b.stems.length - a.stems.length);
        known.set(firstStem, entries);
      }
      return entries;
    },
  };
}

function stemAll(phrases: readonly string[]): Phrases {
  const stemmed = phrases.map(phraseStems).filter((stems) => stems.length > 0);
  return [...new Map(stemmed.map((stems) => [stems.join(' '), stems])).values()];
}

/** For each phrase the groups that it is in, by number. */
function membership(
  groups: readonly Phrases[],
  enter: (stems: readonly string[]) => string,
): Map<string, number[]> {
  const out = new Map<string, number[]>();
  for (const [n, group] of groups.entries()) {
    for (const stems of group) {
      const key = enter(stems);
      const list = out.get(key);
      if (list) list.push(n);
      else out.set(key, [n]);
    }
  }
  return out;
}
