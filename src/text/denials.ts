import { isNegation } from './function-words.js';
import { tokenize } from './tokenize.js';

/** Words and short forms that deny, beside the plain ones. */
const DENIALS = new Set(
  `
  none nor neither cannot cant dont doesnt didnt isnt arent wasnt werent couldnt wont wouldnt shouldnt hasnt havent
  hadnt aint mustnt
`
    .trim()
    .split(/\s+/),
);

/** Whether a word denies. @param word in lower case */
export function isDenial(word: string): boolean {
  return isNegation(word) || DENIALS.has(word);
}

/** Whether a text denies something. */
export function denies(text: string): boolean {
  return tokenize(text).some(({ text: word }) => isDenial(word));
}
