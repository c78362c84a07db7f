import type { Condition } from '../query/query.js';
import { tokenize } from '../text/tokenize.js';

/**
 * Whether a sentence holds the names among a condition's words as they are: "Node" is not said by "nodes". Words that
 * are no names may be said in other ways.
 * @param isName whether the articles write a word as a name
 */
export function saysNames(condition: Condition, text: string, isName: (word: string) => boolean): boolean {
  const words = new Set(tokenize(text).flatMap((token) => [...token.parts, token.joined]));
  return condition.terms
    .filter((term) => !term.light)
    .flatMap((term) => term.text.split(' '))
    .every((word) => words.has(word) || !isName(word));
}
