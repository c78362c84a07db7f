import type { Condition } from '../query/query.js';
import { tokenize } from '../text/tokenize.js';
import type { ConditionLine } from './condition-lines.js';

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

/** Tells names from other words by the lines that were found: a name has a capital inside sentences more often than not. */
export function namesIn(lines: readonly ConditionLine[]): (word: string) => boolean {
  const texts = [...new Set(lines.map(({ item }) => item.text))];
  const known = new Map<string, boolean>();
  return (word) => {
    let name = known.get(word);
    if (name === undefined) {
      let capital = 0;
      let small = 0;
      for (const text of texts) {
        for (const match of text.matchAll(/(?<=[\p{L}\p{N},;)] )[\p{L}\p{N}#+]+/gu)) {
          if (match[0].toLowerCase() !== word) continue;
          if (match[0] === word) small++;
          else capital++;
        }
      }
      name = capital > small;
      known.set(word, name);
    }
    return name;
  };
}
