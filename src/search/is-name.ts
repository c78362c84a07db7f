import type { Corpus } from '../knowledge/corpus.js';
import type { Condition } from '../query/query.js';
import { tokenize } from '../text/tokenize.js';

/**
 * Whether a sentence holds the names among a condition's words as they are: "Node" is not said by "nodes".
 * Words that are no names may be said in other ways.
 */
export function saysNames(condition: Condition, text: string, corpus: Corpus): boolean {
  const words = new Set(tokenize(text).flatMap((token) => [...token.parts, token.joined]));
  return condition.terms
    .filter((term) => !term.light)
    .flatMap((term) => term.text.split(' '))
    .every((word) => words.has(word) || !isName(word, corpus));
}

const names = new WeakMap<Corpus, Map<string, boolean>>();

/** Whether the articles write a word with a capital inside sentences more often than not. */
function isName(word: string, corpus: Corpus): boolean {
  let known = names.get(corpus);
  if (!known) {
    known = new Map();
    names.set(corpus, known);
  }
  let name = known.get(word);
  if (name === undefined) {
    let capital = 0;
    let small = 0;
    for (const passage of corpus.passages) {
      if (!passage.text.toLowerCase().includes(word)) continue;
      for (const match of passage.text.matchAll(/(?<=[\p{L}\p{N},;)] )[\p{L}\p{N}#+]+/gu)) {
        if (match[0].toLowerCase() !== word) continue;
        if (match[0] === word) small++;
        else capital++;
      }
    }
    name = capital > small;
    known.set(word, name);
  }
  return name;
}
