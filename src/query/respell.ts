import { type Lexicon, plural } from '../knowledge/lexicon.js';
import { editDistance } from '../text/edit-distance.js';
import { wordWeight } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import type { KnownWords } from './known-words.js';
import type { Word } from './words.js';

/** A word as it was meant, where it is a slip of a word that questions are made of, of what subjects are called, or of a label of their tables. */
export function respeltAsking(word: Word, lexicon: Lexicon, known: KnownWords): Word {
  if (word.text.length < 6 || word.weight < 1 || known.isKnown(word.stem)) return word;
  const meant = [
    ...ASKING_WORDS,
    ...lexicon.kinds.flatMap(({ noun }) => [noun, plural(noun)]),
    ...lexicon.labels,
  ].find(
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
