import type { WordsAtHand } from '../../query/known-words.js';
import type { Vocabulary } from '../ports.js';

/** A vocabulary in memory. @param counts for each stem the number of passages that hold it */
export function createVocabulary(counts: ReadonlyMap<string, number>, passages: number): Vocabulary {
  /** Stems of letters only, by first letter; made when the first unknown word asks for it. */
  let byLetter: Map<string, string[]> | null = null;
  const bucket = (letter: string): readonly string[] => {
    if (!byLetter) {
      byLetter = new Map();
      for (const known of counts.keys()) {
        if (!/^[a-z]{4,}$/.test(known)) continue;
        const list = byLetter.get(known[0] as string);
        if (list) list.push(known);
        else byLetter.set(known[0] as string, [known]);
      }
    }
    return byLetter.get(letter) ?? [];
  };
  const atHand: WordsAtHand = {
    count: (stem) => counts.get(stem) ?? 0,
    similar: (stem) => bucket(stem[0] ?? '').filter((known) => Math.abs(known.length - stem.length) <= 2),
    beginningWith: (letters) =>
      bucket(letters[0] ?? '').filter((known) => known.length > letters.length && known.startsWith(letters)),
  };
  return {
    passages,
    atHand,
    frequencies: async (stems) =>
      new Map(stems.filter((stem) => counts.has(stem)).map((stem) => [stem, atHand.count(stem)])),
    similar: async (stem) => atHand.similar(stem),
    beginningWith: async (letters) => atHand.beginningWith(letters),
  };
}
