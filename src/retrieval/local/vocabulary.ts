import type { WordsAtHand } from '../../query/known-words.js';
import type { Vocabulary } from '../ports.js';
import type { LocalIndex } from './local-index.js';

/** A vocabulary in memory. */
export function createVocabulary(index: Pick<LocalIndex, 'count' | 'stems' | 'passages'>): Vocabulary {
  /** Stems of letters only, by first letter, in alphabetical order; made when the first unknown word asks for it. */
  let byLetter: Map<string, string[]> | null = null;
  const bucket = (letter: string): readonly string[] => {
    if (!byLetter) {
      byLetter = new Map();
      for (const known of [...index.stems()].filter((stem) => /^[a-z]{4,}$/.test(stem)).sort()) {
        const list = byLetter.get(known[0] as string);
        if (list) list.push(known);
        else byLetter.set(known[0] as string, [known]);
      }
    }
    return byLetter.get(letter) ?? [];
  };
  const atHand: WordsAtHand = {
    count: (stem) => index.count(stem),
    similar: (stem) => bucket(stem[0] ?? '').filter((known) => Math.abs(known.length - stem.length) <= 2),
    beginningWith: (letters) =>
      bucket(letters[0] ?? '').filter((known) => known.length > letters.length && known.startsWith(letters)),
  };
  return {
    passages: index.passages,
    atHand,
    frequencies: async (stems) =>
      new Map(stems.map((stem) => [stem, index.count(stem)] as const).filter(([, count]) => count > 0)),
    similar: async (stem) => atHand.similar(stem),
    beginningWith: async (letters) => atHand.beginningWith(letters),
  };
}
