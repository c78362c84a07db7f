import { fold } from './tokenize.js';

/**
 * A name reduced to what people agree on when they type it: letters and digits in lower case, `#` and `+`.
 * "Node JS", "node.js" and "NodeJS" are all `nodejs`.
 */
export function compact(name: string): string {
  return fold(name.normalize('NFKC')).replace(/[^\p{L}\p{N}#+]+/gu, '');
}
