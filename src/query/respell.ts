import { type Lexicon, plural } from '../knowledge/lexicon.js';
import { editDistance } from '../text/edit-distance.js';
import { wordWeight } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import type { KnownWords } from './known-words.js';
import type { Word } from './words.js';

/** A shorter word is taken for a slip only where two letters are swapped or one is missing. */
const FREE_FROM = 6;
const SHORTEST = 4;

/** A word as it was meant, where it is a slip of a word that questions are made of, of what subjects are called, or of a label of their tables. */
export function respeltAsking(word: Word, lexicon: Lexicon, known: KnownWords): Word {
  const { text } = word;
  if (text.length < SHORTEST || word.weight < 1 || known.isKnown(word.stem)) return word;
  const meant = [
    ...ASKING_WORDS,
    ...lexicon.kinds.flatMap(({ noun }) => [noun, plural(noun)]),
    ...lexicon.labels,
  ].find((asking) => asking !== text && asking[0] === text[0] && isSlip(text, asking));
  return meant ? { ...word, text: meant, stem: stem(meant), weight: wordWeight(meant) } : word;
}

function isSlip(text: string, meant: string): boolean {
  if (text.length >= FREE_FROM) return editDistance(text, meant, 2) <= (meant.length > 8 ? 2 : 1);
  const letters = (word: string) => [...word].sort().join('');
  const isSwapped = text.length === meant.length && letters(text) === letters(meant);
  return (isSwapped || text.length === meant.length - 1) && editDistance(text, meant, 1) === 1;
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
  'what',
  'which',
  'when',
  'where',
  'does',
  'have',
  'with',
  'without',
  'list',
  'there',
  'should',
  'could',
  'about',
  'between',
  'made',
];
