import { stem } from '../text/stem.js';
import { tokenize } from '../text/tokenize.js';
import type { Thesaurus } from './corpus.js';

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

/** The phrases of the thesaurus, looked up as questions need them. */
export interface PhraseBook {
  /** Phrases that begin with a stem, longest first; `undefined` when there are none. */
  get(firstStem: string): readonly PhraseEntry[] | undefined;
}

/** A thesaurus in stems: what is saved with an index, since stemming it at every start takes time. */
export interface StemmedThesaurus {
  readonly groups: readonly (readonly (readonly string[])[])[];
  readonly narrower: readonly {
    readonly general: readonly string[];
    readonly special: readonly (readonly string[])[];
  }[];
}

/** Finding a synonym counts for nearly as much as finding the word itself; chosen on the tuning questions. */
export const SYNONYM_STRENGTH = 0.85;
/** Finding a special case of a general word. */
const SPECIAL_STRENGTH = 0.75;

/** Stems of a phrase, one for each part of each word. */
export function phraseStems(phrase: string): string[] {
  return tokenize(phrase).flatMap((token) => token.parts.map(stem));
}

/** Brings thesauri into stems, one after the other. */
export function stemThesauri(thesauri: readonly Thesaurus[]): StemmedThesaurus {
  const stemAll = (phrases: readonly string[]) => {
    const stemmed = phrases.map(phraseStems).filter((stems) => stems.length > 0);
    return [...new Map(stemmed.map((stems) => [stems.join(' '), stems])).values()];
  };
  return {
    groups: thesauri.flatMap(({ groups }) => groups.map(stemAll)),
    narrower: thesauri.flatMap(({ narrower }) =>
      narrower.map(({ general, special }) => ({ general: phraseStems(general), special: stemAll(special) })),
    ),
  };
}

/**
 * A book of the phrases of a thesaurus. Members of a group stand for each other; a general word, and every
 * synonym of it, finds its special cases, not the other way round. What stands for a phrase is worked out
 * when it is first looked up.
 */
export function createPhraseBook({ groups, narrower }: StemmedThesaurus): PhraseBook {
  const byFirst = new Map<string, Map<string, readonly string[]>>();
  const groupsOf = new Map<string, number[]>();
  const narrowerOf = new Map<string, number[]>();
  const enter = (stems: readonly string[]): string => {
    const first = stems[0] as string;
    const key = stems.join(' ');
    const list = byFirst.get(first);
    if (list) list.set(key, stems);
    else byFirst.set(first, new Map([[key, stems]]));
    return key;
  };
  const note = (map: Map<string, number[]>, key: string, n: number) => {
    const list = map.get(key);
    if (list) list.push(n);
    else map.set(key, [n]);
  };
  for (const [n, group] of groups.entries()) for (const stems of group) note(groupsOf, enter(stems), n);
  for (const [n, { general }] of narrower.entries())
    if (general.length > 0) note(narrowerOf, enter(general), n);

  const alternativesOf = (key: string): Alternative[] => {
    const found = new Map<string, Alternative>();
    const add = (stems: readonly string[], strength: number) => {
      const other = stems.join(' ');
      if (other !== key && (found.get(other)?.strength ?? 0) < strength)
        found.set(other, { stems, strength });
    };
    const synonyms = (groupsOf.get(key) ?? []).flatMap((n) => groups[n] ?? []);
    for (const stems of synonyms) add(stems, SYNONYM_STRENGTH);
    for (const general of new Set([key, ...synonyms.map((stems) => stems.join(' '))])) {
      for (const n of narrowerOf.get(general) ?? [])
        for (const stems of narrower[n]?.special ?? []) add(stems, SPECIAL_STRENGTH);
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
