import { inverseDocumentFrequency } from '../../src/query/known-words.js';
import { FIELDS, SEARCH, type SearchTerm } from '../../src/retrieval/local/minisearch-index.js';
import { ENOUGH_FOUND, searchTerms } from '../../src/retrieval/local/retriever.js';
import type { Candidate, Retriever } from '../../src/retrieval/ports.js';
import { type PassageDocument, stemsIn } from './documents.js';
import type { SearchServer } from './server.js';
import { hitsOf, type IndexedVersion, partlyAway } from './version.js';
import type { Counts, SearchVocabulary } from './vocabulary.js';

/**
 * Passages that are scored here, for each that is wanted, and at least: the engine's own scores are a little off. Of 100
 * questions on 10,700 passages the first 24 stood among its first 30.
 */
const SCORED_FOR_EACH = 2;
const LEAST_SCORED = 32;
/**
 * Terms that the engine looks for, the rarest first; each takes up to six clauses of a query. Source: OpenSearch,
 * `indices.query.bool.max_clause_count`, 1,024.
 */
const MOST_TERMS = 150;

const { k, b, d } = SEARCH.bm25;

/** A term with how often it is used. */
interface Term extends SearchTerm {
  readonly counts: Counts['counts'];
}

/** What was found, as it is scored. */
type Found = Pick<PassageDocument, 'id' | 'document' | 'at' | (typeof FIELDS)[number]>;

const READ: readonly (keyof Found)[] = ['id', 'document', 'at', ...FIELDS];

/**
 * Finds passages of an index by its own scores, and scores what it found as the embedded index does: with the same
 * frequencies of all passages, the same lengths, in the same order, so that a score is the same number.
 */
export function createSearchRetriever(
  server: SearchServer,
  { index, meta, frame }: IndexedVersion,
  vocabulary: Pick<SearchVocabulary, 'counts'>,
): Retriever {
  const means = meta.lengths.map((sum) => sum / meta.passages);

  /**
   * The terms that may find passages: those before so many were found, see `ENOUGH_FOUND`; the others only add to the
   * scores. How many some terms find together is asked where their counts leave it open.
   */
  async function finding(terms: readonly Term[]): Promise<readonly Term[]> {
    let [least, most] = [0, 0];
    const open: number[] = [];
    let end = terms.length;
    for (const [i, { counts }] of terms.entries()) {
      least = Math.max(least, counts.any);
      most += counts.any;
      if (least >= ENOUGH_FOUND) {
        end = i + 1;
        break;
      }
      if (most >= ENOUGH_FOUND) open.push(i + 1);
    }
    if (open.length === 0) return terms.slice(0, end);
    const { responses } = await server.ask((client) =>
      client.msearch({
        index,
        body: open.flatMap((count) => [
          { allow_partial_search_results: false },
          { size: 0, track_total_hits: ENOUGH_FOUND, query: holdsAny(terms.slice(0, count)) },
        ]),
      }),
    );
    if (responses.some((one) => 'error' in one)) throw partlyAway(server, index);
    const enough = responses.findIndex((one) => 'hits' in one && totalOf(one.hits.total) >= ENOUGH_FOUND);
    return terms.slice(0, open[enough] ?? end);
  }

  async function look(terms: readonly Term[], filter: readonly object[], size: number): Promise<Found[]> {
    const hits = await hitsOf<Found>(server, index, {
      size,
      query: {
        function_score: {
          query: {
            bool: {
              filter: [...filter],
              should: terms.flatMap((term) => clausesOf(term, meta.passages)),
              minimum_should_match: 1,
            },
          },
          // Like the embedded index: a passage with three of the terms is worth thrice their sum.
          functions: terms.map(({ stem }) => ({ filter: { term: { words: stem } }, weight: 1 })),
          score_mode: 'sum',
          boost_mode: 'multiply',
        },
      },
      sort: [{ _score: 'desc' }, { document: 'asc' }, { at: 'asc' }],
      _source: { includes: [...READ] },
    });
    return hits.map(({ source }) => source);
  }

  return {
    async candidates(query, { limit, subjects }): Promise<readonly Candidate[]> {
      if (limit === 0 || subjects?.length === 0) return [];
      const stems = searchTerms(query.terms, { count: () => 1 }).map(({ stem }) => stem);
      const known = await vocabulary.counts(stems);
      const terms = searchTerms(query.terms, { count: (stem) => known.get(stem)?.holders ?? 0 })
        .map((term): Term => ({ ...term, counts: (known.get(term.stem) as Counts).counts }))
        .filter(({ counts }) => counts.any > 0);
      if (terms.length === 0) return [];
      const filter = subjects ? { terms: { subject: [...subjects] } } : holdsAny(await finding(terms));
      const size = Math.max(SCORED_FOR_EACH * limit, LEAST_SCORED);
      const found = await look(terms.slice(0, MOST_TERMS), [filter], size);
      return found
        .map((one) => ({ ...one, score: scoreOf(one, terms, meta.passages, means) }))
        .sort((a, b) => b.score - a.score || orderOf(a) - orderOf(b) || a.at - b.at)
        .slice(0, limit)
        .map(({ id, score }) => ({ passage: id, features: { engine: score } }));
    },
  };

  function orderOf({ document }: Found): number {
    return frame.order.get(document) ?? 0;
  }
}

const holdsAny = (terms: readonly Term[]) => ({ terms: { words: terms.map(({ stem }) => stem) } });

/** What a term is looked for by: each field that has it, worth its rarity in it. */
function clausesOf({ stem, boost, counts }: Term, passages: number): object[] {
  return FIELDS.flatMap((field, i) => {
    const count = counts.fields[i] as number;
    if (count === 0) return [];
    const worth = boost * SEARCH.boost[field] * inverseDocumentFrequency(count, passages);
    return [{ term: { [field]: { value: stem, boost: worth } } }];
  });
}

/**
 * The score of a passage: BM25+ (Lv and Zhai, 2011), summed over fields and terms, times the number of terms that it
 * has, as MiniSearch does, whose order of adding is kept.
 * @param means mean lengths of the fields, in different stems
 */
function scoreOf(passage: Found, terms: readonly Term[], passages: number, means: readonly number[]): number {
  const fields = FIELDS.map((field) => timesIn(passage[field]));
  let [sum, had] = [0, 0];
  for (const { stem, boost, counts } of terms) {
    let own: number | null = null;
    for (const [i, field] of FIELDS.entries()) {
      const times = fields[i]?.get(stem);
      if (times === undefined) continue;
      const length = (b * (fields[i]?.size ?? 0)) / (means[i] as number);
      const rarity = inverseDocumentFrequency(counts.fields[i] as number, passages);
      const weight = rarity * (d + (times * (k + 1)) / (times + k * (1 - b + length)));
      own = (own ?? 0) + boost * SEARCH.boost[field] * weight;
    }
    if (own === null) continue;
    sum += own;
    had++;
  }
  return sum * had;
}

/** How often each stem stands in a field. */
function timesIn(text: string): Map<string, number> {
  const times = new Map<string, number>();
  for (const stem of stemsIn(text)) times.set(stem, (times.get(stem) ?? 0) + 1);
  return times;
}

function totalOf(total: number | { readonly value: number } | undefined): number {
  return typeof total === 'object' ? total.value : (total ?? 0);
}
