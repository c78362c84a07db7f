import type { Corpus, Item } from '../knowledge/corpus.js';
import { tokenize } from '../text/tokenize.js';

/** Words of a shingle: enough that chance makes few the same. */
const SHINGLE = 4;
/** Share of the shingles of both passages together that both have (Jaccard) from which on they say the same. */
const SAME_FROM = 0.8;
/** Shorter passages, in words, may well be alike. */
const LEAST_WORDS = 8;
/** A shingle of more passages than this is a phrase of the house and tells nothing. */
const MOST_SHARING = 20;

/**
 * Pairs of paragraphs and points that say nearly the same, in reading order, by the words they share in a row (Broder, 1997).
 * Time grows with the number of words.
 */
export function nearDuplicates({ items }: Corpus): [Item, Item][] {
  const sharing = new Map<string, number[]>();
  const sizes = new Map<number, number>();
  for (const { id, kind, text } of items) {
    if (kind === 'fact' || kind === 'code') continue;
    const words = tokenize(text).map((token) => token.text);
    if (words.length < LEAST_WORDS) continue;
    const shingles = new Set(words.slice(SHINGLE - 1).map((_, i) => words.slice(i, i + SHINGLE).join(' ')));
    sizes.set(id, shingles.size);
    for (const shingle of shingles) {
      const list = sharing.get(shingle);
      if (list) list.push(id);
      else sharing.set(shingle, [id]);
    }
  }
  const common = new Map<string, number>();
  for (const ids of sharing.values()) {
    if (ids.length < 2 || ids.length > MOST_SHARING) continue;
    ids.forEach((a, i) => {
      for (const b of ids.slice(i + 1)) common.set(`${a} ${b}`, (common.get(`${a} ${b}`) ?? 0) + 1);
    });
  }
  return [...common]
    .map(([key, shared]) => {
      const [a = 0, b = 0] = key.split(' ').map(Number);
      return { a, b, share: shared / ((sizes.get(a) ?? 0) + (sizes.get(b) ?? 0) - shared) };
    })
    .filter(({ share }) => share >= SAME_FROM)
    .sort((one, other) => one.b - other.b || one.a - other.a)
    .map(({ a, b }) => [items[a] as Item, items[b] as Item]);
}
