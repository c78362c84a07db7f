/** How often the articles use the words of one question. */
export interface KnownWords {
  /** True when a passage holds the stem. */
  isKnown(stem: string): boolean;
  /** True when a stem stands in so many passages that it tells none apart. */
  isOrdinary(stem: string): boolean;
  /** Inverse document frequency of a stem over the passages, as in BM25, see {@link inverseDocumentFrequency}. */
  frequencyRarity(stem: string): number;
  /** The same, less for a stem that no passage holds: it may be any plain word. */
  rarity(stem: string): number;
  /** Stems of the articles that a misspelt one may mean. */
  similar(stem: string): readonly string[];
  /** Stems of the articles that begin with these letters and are longer. */
  beginningWith(letters: string): readonly string[];
}

/** Words that are in memory, and looked up without waiting. */
export interface WordsAtHand {
  /** Passages that hold the stem. */
  count(stem: string): number;
  similar(stem: string): readonly string[];
  beginningWith(letters: string): readonly string[];
}

/** Where {@link KnownWords} are looked up. */
export interface WordSource {
  readonly passages: number;
  readonly atHand?: WordsAtHand;
  frequencies(stems: readonly string[]): Promise<ReadonlyMap<string, number>>;
  similar(stem: string): Promise<readonly string[]>;
  beginningWith(letters: string): Promise<readonly string[]>;
}

/** A word that the articles do not use says less of a question than the rarest one that they do. */
const UNKNOWN_RARITY = 0.6;
/** Rarity below which a word stands in more than about a third of the passages: ln 3. */
const ORDINARY_BELOW = 1.1;
/** Rounds of looking up: each word leads to its synonyms, parts and slips, and these to no more. */
const MAX_ROUNDS = 6;

/**
 * Reads something that depends on how often the articles use words. Where words are not at hand, what it asks for is
 * looked up in the source and the reading begins anew, until all that it asks for is known; so it may ask as if they
 * were.
 * @param read pure: called several times
 * @throws whatever the source throws
 */
export async function withKnownWords<T>(source: WordSource, read: (words: KnownWords) => T): Promise<T> {
  if (source.atHand) return read(knownWords(source.passages, source.atHand));
  const counts = new Map<string, number>();
  const similar = new Map<string, readonly string[]>();
  const longer = new Map<string, readonly string[]>();
  for (let round = 0; ; round++) {
    const asked = { counts: new Set<string>(), similar: new Set<string>(), longer: new Set<string>() };
    const result = read(knownWords(source.passages, lookedUp({ counts, similar, longer }, asked)));
    const isSettled = asked.counts.size + asked.similar.size + asked.longer.size === 0;
    if (isSettled || round === MAX_ROUNDS) return result;
    const found = await source.frequencies([...asked.counts]);
    for (const stem of asked.counts) counts.set(stem, found.get(stem) ?? 0);
    for (const stem of asked.similar) similar.set(stem, await source.similar(stem));
    for (const letters of asked.longer) longer.set(letters, await source.beginningWith(letters));
  }
}

interface Known {
  readonly counts: ReadonlyMap<string, number>;
  readonly similar: ReadonlyMap<string, readonly string[]>;
  readonly longer: ReadonlyMap<string, readonly string[]>;
}

/** What is known so far; notes what else is asked for. */
function lookedUp(known: Known, asked: { readonly [K in keyof Known]: Set<string> }): WordsAtHand {
  const listed = (kind: 'similar' | 'longer', key: string): readonly string[] => {
    const found = known[kind].get(key);
    if (found === undefined) asked[kind].add(key);
    return found ?? [];
  };
  return {
    count: (stem) => {
      const found = known.counts.get(stem);
      if (found === undefined) asked.counts.add(stem);
      return found ?? 0;
    },
    similar: (stem) => listed('similar', stem),
    beginningWith: (letters) => listed('longer', letters),
  };
}

function knownWords(passages: number, { count, similar, beginningWith }: WordsAtHand): KnownWords {
  const frequencyRarity = (stem: string) => inverseDocumentFrequency(count(stem), passages);
  return {
    isKnown: (stem) => count(stem) > 0,
    isOrdinary: (stem) => frequencyRarity(stem) < ORDINARY_BELOW,
    frequencyRarity,
    rarity: (stem) => (count(stem) > 0 ? 1 : UNKNOWN_RARITY) * frequencyRarity(stem),
    similar,
    beginningWith,
  };
}

/**
 * `ln(1 + (N - n + 0.5) / (n + 0.5))` (Robertson and Zaragoza, 2009, with the 1 that keeps it positive): highest
 * for a term that no passage holds.
 * @param n passages that hold the term
 * @param all passages
 */
export function inverseDocumentFrequency(n: number, all: number): number {
  return Math.log(1 + (all - n + 0.5) / (n + 0.5));
}
