import type { Query } from '../query/query.js';
import { coverMeasures, likelihoodOf } from './calibrate.js';
import { type Evidence, NOTHING, type Retrieved } from './evidence.js';
import { HANDED_ON, judge } from './judge.js';
import type { Candidate, Engine, Reranker, StoredPassage } from './ports.js';
import type { Weights } from './rank.js';
import type { FoundPassage } from './tables.js';

/** How many passages the ranker looks at: of the right ones among 32, two in 660 stand behind these. */
const CANDIDATES = 24;
/** Of them those with this share of the best one's score; five in 660 right ones have less. */
const LEAST_SCORE = 0.1;
/** Passages of a named subject that are looked at beside those. */
const OF_SUBJECT = 24;
/**
 * From these likelihoods on an answer is not looked for any further; below the last, reading on is not likely to find
 * one. By words more than nine in ten are right there. Of 2,648 questions on 50 bodies 59 in a hundred are read again
 * with these, all others as right as they would be: worth .514 for .517 when every one is read again, .475 when none is.
 */
const SURE_BY_WORDS = 0.95;
const SURE_BY_MEANING = 0.7;
const HOPELESS = 0.1;
/** Weights for each stage: with words alone, with meaning, and when the first were read again. */
export interface LearnedWeights {
  readonly words: Weights;
  readonly meaning: Weights;
  readonly reranked: Weights;
}

/** How much is looked for. */
export interface FindOptions {
  /** How many of the first passages the reranker reads. */
  readonly rereads: number;
  /** Whether every question goes through all stages, however sure one is. */
  readonly always: boolean;
}

/**
 * Three are read again: of 2,505 questions on 38 bodies as many are right as with five (1,809 and 1,804; with two
 * 1,803), in little more than half the time.
 */
export const FIND: FindOptions = { rereads: 3, always: false };

/**
 * Finds what may answer a question: the place, the blocks in it, and how likely they answer. Words first; where they
 * are not sure, meaning; where that is not, the first passages are read with the question once more.
 */
export async function find(
  query: Query,
  engine: Engine,
  weights: LearnedWeights,
  { rereads, always }: FindOptions = FIND,
): Promise<Retrieved> {
  const sure = (likelihood: number, from: number) => !always && likelihood >= from;
  const candidates = await candidatesOf(query, engine);
  const byWords = await judged(query, candidates, engine, weights.words);
  if (!engine.meaning || sure(byWords.likelihood, SURE_BY_WORDS)) return byWords;
  const meant = await engine.meaning.candidates(query, candidates);
  if (meant === null) return byWords;
  const found = await foundOf(meant, engine);
  if (found.length === 0) return byWords;
  const most = Math.max(HANDED_ON, rereads);
  const byMeaning = { ...judge(query, found, weights.meaning, most), before: [byWords.likelihood] };
  if (!engine.reranker || rereads === 0 || sure(byMeaning.likelihood, SURE_BY_MEANING)) return byMeaning;
  if (!always && byMeaning.likelihood < HOPELESS) return byMeaning;
  const reread = await reranked(query, found, byMeaning.evidence.slice(0, rereads), engine.reranker);
  if (reread === null) return byMeaning;
  const before = [byWords.likelihood, byMeaning.likelihood];
  const byBoth = { ...judge(query, reread, weights.reranked), before };
  return (await covered(query, byBoth, weights.reranked, engine.reranker)) ?? byMeaning;
}

/** The same with what is shown read once more, for how well it says each term; `null` where there is no time for it. */
export async function covered(
  query: Query,
  retrieved: Retrieved,
  weights: Weights,
  reranker: Reranker,
): Promise<Retrieved | null> {
  const shown = retrieved.evidence.slice(0, retrieved.shown).map(quotedOf);
  const near = await reranker.cover(query, shown);
  if (near === null) return null;
  const measures = { ...retrieved.measures, ...coverMeasures(retrieved.terms, near) };
  return { ...retrieved, measures, likelihood: likelihoodOf(measures, weights) };
}

async function judged(
  query: Query,
  candidates: readonly Candidate[],
  engine: Engine,
  weights: Weights,
): Promise<Retrieved> {
  const found = await foundOf(candidates, engine);
  return found.length === 0 ? NOTHING : judge(query, found, weights);
}

/** The passages to look at: the engine's candidates, and of subjects that the question names their own. */
export async function candidatesOf(
  query: Query,
  { retriever, store }: Pick<Engine, 'retriever' | 'store'>,
): Promise<Candidate[]> {
  const out = new Map<string, Candidate>();
  const add = (candidates: readonly Candidate[]) => {
    const least = LEAST_SCORE * scoreOf(candidates[0]);
    for (const candidate of candidates)
      if (scoreOf(candidate) >= least && !out.has(candidate.passage)) out.set(candidate.passage, candidate);
  };
  add(await retriever.candidates(query, { limit: CANDIDATES }));
  const subjects = [...new Set(query.subjects.map(({ subject }) => subject.id))];
  if (subjects.length > 0) {
    add(await retriever.candidates(query, { limit: OF_SUBJECT, subjects }));
    for (const subject of subjects) {
      const own = (await store.bySubject(subject)).slice(0, OF_SUBJECT);
      add(own.map(({ id }) => ({ passage: id, features: { engine: 0 } })));
    }
  }
  return [...out.values()];
}

/** Candidates with their passages, the best by words first. */
export async function foundOf(
  candidates: readonly Candidate[],
  { store }: Pick<Engine, 'store'>,
): Promise<FoundPassage[]> {
  const byId = new Map(candidates.map((candidate) => [candidate.passage, candidate]));
  const passages = await store.get([...byId.keys()]);
  return passages
    .map((passage): FoundPassage => {
      const candidate = byId.get(passage.id);
      return { passage, score: scoreOf(candidate), near: candidate?.near };
    })
    .sort((a, b) => b.score - a.score);
}

function scoreOf(candidate: Candidate | undefined): number {
  return candidate?.features.engine ?? 0;
}

/**
 * The same passages, the first of them with the reranker's scores; `null` where it has no time. It reads what would be
 * quoted of each.
 */
export async function reranked(
  query: Query,
  found: readonly FoundPassage[],
  first: readonly Evidence[],
  reranker: Reranker,
): Promise<FoundPassage[] | null> {
  const scores = await reranker.rerank(query, first.map(quotedOf));
  if (scores === null) return null;
  const scored = new Map(first.map(({ passage }, i) => [passage.id, scores[i]]));
  return found.map((one) => ({ ...one, reranked: scored.get(one.passage.id) }));
}

/** A passage with the blocks of it alone that are worth quoting. */
function quotedOf({ passage, blocks }: Evidence): StoredPassage {
  return { ...passage, blocks };
}
