import { isFunctionWord, isNegation } from '../../text/function-words.js';
import { stem } from '../../text/stem.js';
import { tokenize } from '../../text/tokenize.js';

/** The stems of a text, as `terms` gives them, and those without function words; with them where it has no others. */
export function stemsOf(text: string): {
  readonly all: readonly string[];
  readonly content: readonly string[];
} {
  const all: string[] = [];
  const content: string[] = [];
  for (const token of tokenize(text)) {
    for (const part of token.parts) {
      const one = stem(part);
      all.push(one);
      if (token.capitals || !isFunctionWord(part) || isNegation(part)) content.push(one);
    }
    if (token.parts.length > 1) {
      const joined = stem(token.joined);
      all.push(joined);
      content.push(joined);
    }
  }
  return { all, content: content.length > 0 ? content : all };
}
