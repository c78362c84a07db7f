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
  return {
    passages,
    async frequencies(stems) {
      const found = new Map<string, number>();
      for (const stem of stems) {
        const count = counts.get(stem);
        if (count !== undefined) found.set(stem, count);
      }
      return found;
    },
    async similar(stem) {
      return bucket(stem[0] ?? '').filter((known) => Math.abs(known.length - stem.length) <= 2);
    },
    async beginningWith(letters) {
      return bucket(letters[0] ?? '').filter(
        (known) => known.length > letters.length && known.startsWith(letters),
      );
    },
  };
}
