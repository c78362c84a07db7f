import type { Corpus, Range } from '../../knowledge/corpus.js';
import { type ArticleIndex, indexArticle } from './index-article.js';
import { LocalIndex } from './local-index.js';

export type { LocalIndex } from './local-index.js';

/** Reads a corpus into an index. Time and space grow with the number of words. */
export function buildIndex(corpus: Corpus): LocalIndex {
  return LocalIndex.join([...indexArticles(corpus)]);
}

/**
 * Indexes the articles of a corpus, one after the other, in their order.
 * @param known by the number of a document what was indexed of it before, where it is the same still
 */
export function* indexArticles(
  corpus: Corpus,
  known: (document: number) => ArticleIndex | undefined = () => undefined,
): Generator<ArticleIndex> {
  const ranges = passagesOf(corpus);
  for (const [i, document] of corpus.documents.entries())
    yield known(i) ?? indexArticle(corpus, document, ranges.get(document.id) ?? [0, 0]);
}

/** Positions of the passages of each document; they lie side by side. */
function passagesOf({ passages }: Corpus): ReadonlyMap<string, Range> {
  const ranges = new Map<string, [number, number]>();
  for (const [i, { document }] of passages.entries()) {
    const range = ranges.get(document);
    if (range) range[1] = i + 1;
    else ranges.set(document, [i, i + 1]);
  }
  return ranges;
}
