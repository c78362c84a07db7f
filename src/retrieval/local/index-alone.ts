import type { ReadArticle } from '../../knowledge/find-subjects.js';
import { joinArticles, NO_THESAURUS } from '../../knowledge/join-articles.js';
import type { ParsedArticle } from '../../knowledge/parse-article.js';
import { indexArticles } from './build-index.js';
import type { ArticleIndex } from './index-article.js';

/** What of an article does not depend on others. Plain data. */
export interface Alone extends Pick<ReadArticle, 'inferred'> {
  /** `null` where the article cannot be read. */
  readonly index: ArticleIndex | null;
}

/** Joins and indexes an article as if there were no other: what takes long then takes long among others too. */
export function indexAlone(article: ParsedArticle): Alone {
  const { corpus, articles } = joinArticles([article], NO_THESAURUS);
  const [index = null] = indexArticles(corpus);
  const inferred = articles[0]?.inferred;
  return inferred ? { inferred, index } : { index };
}
