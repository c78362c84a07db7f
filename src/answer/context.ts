import type { Corpus, Passage, Subject } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import type { TermIndex } from '../knowledge/term-index.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { rank } from '../search/rank.js';
import { type OpenRanking, rankOpen } from '../search/rank-open.js';
import type { Candidate, SearchIndex, SearchTerm } from '../search/search-index.js';
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
/** The same for questions that name no subject: 32 hold the right passage for 98 %. */
const OPEN_CANDIDATES = 32;
/** A candidate's score is at least this share of the best one's: below it none in a thousand is the right one. */
const CANDIDATE_SHARE = 0.2;
/** So many passages found by a question's rarer words are enough; its common words look for no others. */
const ENOUGH_FOUND = 96;
/** What a word that many questions share is worth in the search, and another way to say a word. */
const LIGHT_BOOST = 0.7;
const ALTERNATIVE_BOOST = 0.3;

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
  const candidates = await findOpenCandidates(query.terms, knowledge.terms, knowledge.index);
  return rankOpen(query, query.terms, candidates, knowledge.corpus, knowledge.terms);
}

/** Passages that may answer a question that names no subject, best first. */
export async function findOpenCandidates(
  terms: readonly QueryTerm[],
  index: TermIndex,
  engine: SearchIndex,
): Promise<readonly Candidate[]> {
  const found = await engine.search({
    terms: openSearchTerms(terms, index),
    enough: ENOUGH_FOUND,
    limit: OPEN_CANDIDATES,
  });
  const least = CANDIDATE_SHARE * (found[0]?.score ?? 0);
  return found.filter(({ score }) => score >= least);
}

/**
 * The words that find candidates for a question that names no subject: the person's own, the rarest first, then
 * other ways to say them.
 */
export function openSearchTerms(terms: readonly QueryTerm[], index: TermIndex): SearchTerm[] {
  const frequency = (stem: string) => index.documentFrequency[index.vocabulary.get(stem) ?? -1] ?? 0;
  const own = new Map<string, number>();
  const others = new Map<string, number>();
  const add = (to: Map<string, number>, stem: string, boost: number) =>
    to.set(stem, Math.max(boost, to.get(stem) ?? 0));
  for (const term of terms) {
    const light = term.light ? LIGHT_BOOST : 1;
    for (const stem of term.stems) add(own, stem, light);
    for (const { stems, strength } of [
      ...term.alternatives,
      ...term.pieces.flatMap((piece) => piece.alternatives),
    ])
      for (const stem of stems) add(others, stem, light * strength * ALTERNATIVE_BOOST);
  }
  const inOrder = (found: Map<string, number>): SearchTerm[] =>
    [...found]
      .map(([stem, boost]) => ({ stem, boost, passages: frequency(stem) }))
      .filter(({ passages }) => passages > 0)
      .sort((a, b) => a.passages - b.passages)
      .map(({ stem, boost }) => ({ stem, boost }));
  return [...inOrder(own), ...inOrder(others).filter(({ stem }) => !own.has(stem))];
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
