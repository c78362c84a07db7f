import { words as naturalStopwords } from 'natural/lib/natural/util/stopwords.js';
import * as WORDS from '../english/function-words.js';
import { stem } from './stem.js';

/**
 * How much a word says about what a question is after, before its rarity is weighed:
 * 0 for a function word, {@link LIGHT_WEIGHT} for a word that many questions share, 1 for the rest.
 * Function words are never deleted from a text, only weighed down, so that phrases keep their shape.
 */
export function wordWeight(word: string): number {
  if (FUNCTION_WORDS.has(word)) return 0;
  if (LIGHT_STEMS.has(stem(word))) return LIGHT_WEIGHT;
  return 1;
}

/** Share of its weight that a light word ("use", "support", "good") keeps. Chosen on the tuning questions. */
export const LIGHT_WEIGHT = 0.25;

/** True for grammar that a phrase cannot do without: "no core middleware" is not "core middleware". */
export function isNegation(word: string): boolean {
  return NEGATIONS.has(word);
}

const list = (text: string): string[] => text.trim().split(/\s+/);

const NEGATIONS: ReadonlySet<string> = new Set(list(WORDS.NEGATIONS));

/** True for words that carry grammar and no content ("the", "which", "please"). */
export function isFunctionWord(word: string): boolean {
  return FUNCTION_WORDS.has(word);
}

const FUNCTION_WORDS: ReadonlySet<string> = new Set([
  ...naturalStopwords,
  ...list(WORDS.FUNCTION_WORDS).flatMap((word) => [word, word.replace(/'/g, '')]),
]);

const LIGHT_STEMS: ReadonlySet<string> = new Set(list(WORDS.LIGHT_WORDS).map(stem));
