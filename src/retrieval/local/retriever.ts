import type { Corpus } from '../../knowledge/corpus.js';
import type { Query, QueryTerm } from '../../query/query.js';
import type { Candidate, Retriever } from '../ports.js';
import type { LocalIndex } from './local-index.js';
import type { SearchTerm } from './minisearch-index.js';

/** So many passages found by a question's rarer words are enough; its common words look for no others. */
export const ENOUGH_FOUND = 96;
/** What a word that many questions share is worth in the search, and another way to say a word. */
const LIGHT_BOOST = 0.7;
const ALTERNATIVE_BOOST = 0.3;

/** Finds passages of a corpus by full-text search. */
export function createRetriever(corpus: Pick<Corpus, 'passages'>, index: LocalIndex): Retriever {
  const { passages } = corpus;
  return {
    async candidates(query: Query, { limit, subjects }): Promise<readonly Candidate[]> {
      const admits = subjects ? (id: number) => subjects.includes(passages[id]?.subject ?? '') : () => true;
      const enough = subjects ? Number.POSITIVE_INFINITY : ENOUGH_FOUND;
      const hits = index.search(searchTerms(query.terms, index), { enough, admits }, limit);
      return hits.map(({ id, score }) => ({ passage: passages[id]?.id ?? '', features: { engine: score } }));
    },
  };
}

/** The words that find candidates: the person's own, the rarest first, then other ways to say them. */
export function searchTerms(terms: readonly QueryTerm[], index: Pick<LocalIndex, 'count'>): SearchTerm[] {
  const own = new Map<string, number>();
  const others = new Map<string, number>();
  const add = (to: Map<string, number>, stem: string, boost: number) =>
    to.set(stem, Math.max(boost, to.get(stem) ?? 0));
  for (const term of terms) {
    const boost = (term.light ? LIGHT_BOOST : 1) * term.share;
    for (const stem of term.stems) add(own, stem, boost);
    for (const { stems, strength } of [
      ...term.alternatives,
      ...term.pieces.flatMap((piece) => piece.alternatives),
    ])
      for (const stem of stems) add(others, stem, boost * strength * ALTERNATIVE_BOOST);
  }
  const inOrder = (found: Map<string, number>): SearchTerm[] =>
    [...found]
      .map(([stem, boost]) => ({ stem, boost, passages: index.count(stem) }))
      .filter(({ passages }) => passages > 0)
      .sort((a, b) => a.passages - b.passages)
      .map(({ stem, boost }) => ({ stem, boost }));
  return [...inOrder(own), ...inOrder(others).filter(({ stem }) => !own.has(stem))];
}
