import type { Lexicon } from '../knowledge/lexicon.js';
import { editDistance } from '../text/edit-distance.js';
import { wordWeight } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import type { Word } from './words.js';

/** A word as it was meant, where it is a slip of a word that questions are made of, of what subjects are called, or of a label of their tables. */
export function respeltAsking(word: Word, lexicon: Lexicon): Word {
  if (word.text.length < 6 || word.weight < 1 || lexicon.isKnown(word.stem)) return word;
  const meant = [...ASKING_WORDS, lexicon.noun, lexicon.nounPlural, ...labelsOf(lexicon)].find(
    (asking) =>
      asking !== word.text &&
      asking[0] === word.text[0] &&
      editDistance(word.text, asking, 2) <= (asking.length > 8 ? 2 : 1),
  );
  return meant ? { ...word, text: meant, stem: stem(meant), weight: wordWeight(meant) } : word;
}

/** The labels of one word in the subjects' tables, in lower case: "language". */
function labelsOf(lexicon: Lexicon): readonly string[] {
  let known = labels.get(lexicon);
  if (!known) {
    const all = lexicon.corpus.subjects.flatMap(({ facts }) => facts.map(({ label }) => label.toLowerCase()));
    known = [...new Set(all)].filter((label) => /^\p{L}+$/u.test(label));
    labels.set(lexicon, known);
  }
  return known;
}

const labels = new WeakMap<Lexicon, readonly string[]>();

/** Words that questions are made of, which people misspell too. */
const ASKING_WORDS = [
  'difference',
  'differences',
  'compare',
  'comparison',
  'advantages',
  'benefits',
  'features',
  'recommend',
];
