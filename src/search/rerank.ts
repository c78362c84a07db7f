import type { QueryTerm } from '../query/query.js';
import type { Evidence } from './evidence.js';
import { CONFIDENCE, COVERED, RERANK } from './weights.js';

/** What the second look sees of a sentence, in the order of `RERANK`; each about 0 to 1. */
export const RERANK_FEATURES = [
  'coverage',
  'sentenceCoverage',
  'passageCoverage',
  'retrieval',
  'bigrams',
  'answerType',
  'defines',
  'brevity',
  'neighbours',
  'surface',
  'exact',
  'document',
  'restOfPassage',
  'opening',
  'rareInSentence',
  'rareInPassage',
  'rareBeside',
] as const;

/** What the confidence is read from, in the order of `CONFIDENCE` behind its constant. */
export const CONFIDENCE_FEATURES = [
  'coverage',
  'sentenceCoverage',
  'passageCoverage',
  'probability',
  'margin',
  'unknown',
  'exact',
  'answerType',
  'rareInSentence',
  'rareInPassage',
  'engine',
  'words',
] as const;

/** What it is worth that question and passage both speak in general; not learned, since no public set has subjects. */
const SCOPE = 2;

/** How many sentences get the second look. */
const LOOKED_AT = 80;

/**
 * Ranks sentences once more, by what it takes the others to know: neighbours in the passage, other candidates
 * of the same document, the very forms of the words. A linear model; its weights are learned on reading
 * comprehension questions about other articles (`bench/train-ranker.ts`).
 * @param evidence as `rank` gives it
 * @returns the same sentences, the best of them in the new order, with the new score
 */
export function rerank(terms: readonly QueryTerm[], evidence: readonly Evidence[]): Evidence[] {
  const head = evidence.slice(0, LOOKED_AT);
  const features = rerankFeatures(terms, head);
  const scored = head.map((one, i) => ({
    ...one,
    score: dot(RERANK, features[i] as readonly number[]) + SCOPE * one.features.scope,
  }));
  scored.sort((a, b) => b.score - a.score || a.passage.id - b.passage.id || a.position - b.position);
  return scored;
}

/** The features of every sentence. */
export function rerankFeatures(terms: readonly QueryTerm[], evidence: readonly Evidence[]): number[][] {
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const rarity = terms.reduce((sum, term) => sum + term.rarity, 0) || 1;
  const byPlace = new Map(evidence.map((one) => [`${one.passage.id} ${one.position}`, one]));
  const documents = new Map<string, number>();
  const passages = new Set<number>();
  let mass = 0;
  for (const one of evidence) {
    if (passages.has(one.passage.id)) continue;
    passages.add(one.passage.id);
    documents.set(one.passage.document, (documents.get(one.passage.document) ?? 0) + one.features.retrieval);
    mass += one.features.retrieval;
  }
  const bestOf = new Map<number, [best: number, second: number]>();
  for (const one of evidence) {
    const [best, second] = bestOf.get(one.passage.id) ?? [0, 0];
    const value = one.sentenceCoverage;
    bestOf.set(one.passage.id, value > best ? [value, best] : [best, Math.max(second, value)]);
  }
  return evidence.map((one) => {
    const { features } = one;
    const around = [
      byPlace.get(`${one.passage.id} ${one.position - 1}`),
      byPlace.get(`${one.passage.id} ${one.position + 1}`),
    ];
    const text = ` ${one.sentence.text.toLowerCase()} `;
    let neighbours = 0;
    let surface = 0;
    let exact = 0;
    let rareInSentence = 0;
    let rareInPassage = 0;
    let rareBeside = 0;
    one.matches.forEach((match, t) => {
      const inOwn = match.where === 'sentence';
      if (inOwn) rareInSentence += match.term.rarity * match.strength;
      if (match.where !== 'heading' && match.strength > 0) rareInPassage += match.term.rarity;
      if (inOwn && match.strength === 1) exact += match.term.weight;
      if (inOwn && text.includes(match.term.text)) surface += match.term.weight;
      if (inOwn) return;
      const beside = Math.max(
        0,
        ...around.map((other) => (other?.matches[t]?.where === 'sentence' ? other.matches[t].strength : 0)),
      );
      neighbours += match.term.weight * beside;
      rareBeside += match.term.rarity * beside;
    });
    const [best, second] = bestOf.get(one.passage.id) ?? [0, 0];
    return [
      features.coverage,
      features.sentenceCoverage,
      one.passageCoverage,
      features.retrieval,
      features.bigrams,
      features.answerType,
      features.defines,
      features.brevity,
      neighbours / total,
      surface / total,
      exact / total,
      mass > 0 ? (documents.get(one.passage.document) ?? 0) / mass : 0,
      one.sentenceCoverage === best ? second : best,
      one.position === 0 ? 1 : 0,
      rareInSentence / rarity,
      rareInPassage / rarity,
      rareBeside / rarity,
    ];
  });
}

/** How likely the best of reranked sentences is right, 0 to 1: a logistic model of what was measured. */
export function confidenceOf(terms: readonly QueryTerm[], evidence: readonly Evidence[]): number {
  const measures = confidenceFeatures(terms, evidence);
  return measures ? logistic((CONFIDENCE[0] ?? 0) + dot(CONFIDENCE.slice(1), measures)) : 0;
}

/** How likely the articles cover the question at all, 0 to 1, from the same measures. */
export function coverednessOf(terms: readonly QueryTerm[], evidence: readonly Evidence[]): number {
  const measures = confidenceFeatures(terms, evidence);
  return measures ? logistic((COVERED[0] ?? 0) + dot(COVERED.slice(1), measures)) : 0;
}

/** The measures of reranked sentences; `null` when there are none. */
export function confidenceFeatures(
  terms: readonly QueryTerm[],
  evidence: readonly Evidence[],
): number[] | null {
  const [best] = evidence;
  if (!best) return null;
  const total = terms.reduce((sum, term) => sum + term.weight, 0) || 1;
  const unknown = terms.reduce((sum, term) => sum + (term.known ? 0 : term.weight), 0);
  const exact = best.matches.reduce(
    (sum, match) => sum + (match.where === 'sentence' && match.strength === 1 ? match.term.weight : 0),
    0,
  );
  const mass = evidence.reduce((sum, one) => sum + Math.exp(one.score - best.score), 0);
  const next = evidence.find((one) => one.passage.id !== best.passage.id);
  // The words by their rarity alone, unknown ones too: what part of the question stands here?
  let rarity = 0;
  let inSentence = 0;
  let inPassage = 0;
  for (const { term, strength, where } of best.matches) {
    rarity += term.rarity;
    if (where === 'sentence' || where === 'name') inSentence += term.rarity * strength;
    if (where !== 'heading' && strength > 0) inPassage += term.rarity;
  }
  const engine = evidence.reduce((max, one) => Math.max(max, one.engineScore), 0);
  return [
    best.coverage,
    best.sentenceCoverage,
    best.passageCoverage,
    1 / mass,
    next ? Math.min(1, (best.score - next.score) / MARGIN_SCALE) : 1,
    unknown / total,
    exact / total,
    best.features.answerType,
    rarity > 0 ? inSentence / rarity : 0,
    rarity > 0 ? inPassage / rarity : 0,
    rarity > 0 ? Math.min(1, engine / rarity / ENGINE_SCALE) : 0,
    Math.min(1, best.matches.length / MANY_WORDS),
  ];
}

/** BM25+ gives about this much for each unit of rarity that is found. */
const ENGINE_SCALE = 6;
/** A question of this many terms is a long one. */
const MANY_WORDS = 10;
/** A lead of this much over the next passage is as good as any. */
const MARGIN_SCALE = 4;

function dot(weights: readonly number[], values: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (weights[i] ?? 0) * (values[i] ?? 0);
  return sum;
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
