import type { Corpus, Passage, Subject } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import type { TermIndex } from '../knowledge/term-index.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { rank } from '../search/rank.js';
import { type OpenRanking, rankOpen } from '../search/rank-open.js';
import type { SearchIndex, SearchTerm } from '../search/search-index.js';
import type { Block, Citation, Status } from './answer.js';
import { Draft } from './draft.js';

/** All that the composers work with. */
export interface Knowledge {
  readonly corpus: Corpus;
  readonly terms: TermIndex;
  readonly lexicon: Lexicon;
  readonly index: SearchIndex;
  /** Passages by subject, and those that belong to none, in reading order. */
  readonly passagesOf: ReadonlyMap<string, readonly Passage[]>;
  readonly generalPassages: readonly Passage[];
  /** An answer to a question of fact that is less sure than this is not given; 0 gives all that the evidence allows. */
  readonly leastConfidence: number;
}

/** What a composer hands back. */
export interface Composed {
  readonly status: Status;
  readonly blocks: readonly Block[];
  readonly citations: readonly Citation[];
  readonly confidence: number;
  readonly subjects: readonly string[];
  readonly decision: string;
  readonly candidates: readonly Evidence[];
}

/** How many passages the ranker looks at. More gains nothing: measured on foreign text. */
export const CANDIDATES = 24;
/** The same for questions that name no subject: 16 hold the right passage for 96 %, and more gain nothing. */
export const OPEN_CANDIDATES = 16;

/** Collects the parts of the knowledge that every answer needs. */
export function knowledgeOf(
  corpus: Corpus,
  terms: TermIndex,
  lexicon: Lexicon,
  index: SearchIndex,
  leastConfidence = 0,
): Knowledge {
  const passagesOf = new Map<string, Passage[]>();
  const generalPassages: Passage[] = [];
  for (const passage of corpus.passages) {
    if (passage.subject === null) generalPassages.push(passage);
    else {
      const list = passagesOf.get(passage.subject);
      if (list) list.push(passage);
      else passagesOf.set(passage.subject, [passage]);
    }
  }
  return { corpus, terms, lexicon, index, passagesOf, generalPassages, leastConfidence };
}

/** Finds and ranks sentences for some terms of a question. */
export async function findEvidence(
  query: Query,
  terms: readonly QueryTerm[],
  knowledge: Knowledge,
  subjects?: readonly string[],
  limit = CANDIDATES,
): Promise<Evidence[]> {
  const wanted = searchTerms(terms);
  const candidates = await knowledge.index.search({
    terms: wanted,
    limit,
    ...(subjects ? { subjects } : {}),
  });
  return rank(query, terms, candidates, knowledge.corpus, knowledge.terms);
}

/** Finds and ranks sentences for a question that names no subject. */
export async function findOpenEvidence(query: Query, knowledge: Knowledge): Promise<OpenRanking> {
  const terms = openSearchTerms(query.terms);
  const candidates = await knowledge.index.search({ terms, limit: OPEN_CANDIDATES });
  return rankOpen(query, query.terms, candidates, knowledge.corpus, knowledge.terms);
}

/**
 * The words that find candidates for a question that names no subject: without those that many questions share,
 * where two others are known. They cost half of the search, and what they add to recall does not reach the answers.
 */
export function openSearchTerms(terms: readonly QueryTerm[]): SearchTerm[] {
  const heavy = terms.filter((term) => !term.light);
  return searchTerms(heavy.filter((term) => term.known).length > 1 ? heavy : terms);
}

/** Every word that could find a passage: the person's own in full, other ways to say it for less. */
function searchTerms(terms: readonly QueryTerm[]): SearchTerm[] {
  const boosts = new Map<string, number>();
  const add = (stem: string, boost: number) => boosts.set(stem, Math.max(boost, boosts.get(stem) ?? 0));
  for (const term of terms) {
    const light = term.light ? 0.4 : 1;
    for (const stem of term.stems) add(stem, light);
    for (const { stems, strength } of [
      ...term.alternatives,
      ...term.pieces.flatMap((piece) => piece.alternatives),
    ]) {
      for (const stem of stems) add(stem, light * strength * 0.6);
    }
  }
  return [...boosts].map(([stem, boost]) => ({ stem, boost }));
}

export function draftFor(knowledge: Knowledge): Draft {
  return new Draft(knowledge.corpus);
}

export function subjectOf(knowledge: Knowledge, id: string): Subject {
  const subject = knowledge.lexicon.subjects.get(id);
  if (!subject) throw new RangeError(`No subject "${id}"`);
  return subject;
}
