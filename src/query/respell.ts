import type { Lexicon } from '../knowledge/lexicon.js';
import { editDistance } from '../text/edit-distance.js';
import { wordWeight } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import type { Word } from './words.js';

/** A word as it was meant, where it is a slip of a word that questions are made of, or of what subjects are called. */
export function respeltAsking(word: Word, lexicon: Lexicon): Word {
  if (word.text.length < 6 || word.weight < 1 || lexicon.isKnown(word.stem)) return word;
  const meant = [...ASKING_WORDS, lexicon.noun, lexicon.nounPlural].find(
    (asking) =>
      asking !== word.text &&
      asking[0] === word.text[0] &&
      editDistance(word.text, asking, 2) <= (asking.length > 8 ? 2 : 1),
  );
  return meant ? { ...word, text: meant, stem: stem(meant), weight: wordWeight(meant) } : word;
}

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
