import type { Item } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { analyzed, type Line } from './analyze.js';
import { coverMeasures, likelihoodOf, measuresOf } from './calibrate.js';
import { chooseBlocks, lengthOf, QUOTED_LENGTH } from './choose-blocks.js';
import { type Evidence, type LinePlace, NOTHING, type Retrieved, type TermHeld } from './evidence.js';
import { namesOf, PASSAGE_FEATURES } from './features.js';
import { orderOf } from './order.js';
import type { Candidate, Engine, Features, Reranker } from './ports.js';
import { probabilities, type Ranking, rank, type Weights } from './rank.js';
import { release, type Sought, seek } from './seek.js';
import { type FoundPassage, measure, type Tables } from './tables.js';

/** How many passages the ranker looks at: of the right ones among 32, two in 660 stand behind these. */
const CANDIDATES = 24;
/** Of them those with this share of the best one's score; five in 660 right ones have less. */
const LEAST_SCORE = 0.1;
/** Passages of a named subject that are looked at beside those. */
const OF_SUBJECT = 24;
/**
 * From these likelihoods on an answer is not looked for any further: of unseen questions more than nine in ten are
 * right there. Below the last, reading on is not likely to find one.
 */
const SURE_BY_WORDS = 0.95;
const SURE_BY_MEANING = 0.85;
const HOPELESS = 0.05;
/** How many are handed on, best first. */
const HANDED_ON = 6;

/**
 * A second and a third passage are shown with the first where they have this share of its likelihood and so many
 * characters of room; all of them together may be so long. On 1,692 questions of 34 bodies, by weights that have not
 * seen the body: two within 800 characters answer 77 of 100, two within 1,000 80, three 81.
 */
const BESIDE_SHARES = [0.05, 0.2] as const;
const BESIDE_ROOM = 480;
const TOGETHER = 1000;

/**
 * A neighbour with this share of the first line's likelihood is quoted with it: where two sentences vie, the person
 * sees both.
 */
const BESIDE_SHARE = 0.2;
/** Two sentences longer than this, in characters, are too much for one quotation. */
const QUOTATION = 600;

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

export const FIND: FindOptions = { rereads: 5, always: false };

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
  const byMeaning = { ...judge(query, found, weights.meaning), before: [byWords.likelihood] };
  if (!engine.reranker || rereads === 0 || sure(byMeaning.likelihood, SURE_BY_MEANING)) return byMeaning;
  if (!always && byMeaning.likelihood < HOPELESS) return byMeaning;
  const reread = await reranked(query, found, weights.meaning, engine.reranker, rereads);
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
  const shown = retrieved.evidence.slice(0, retrieved.shown).map(({ passage }) => passage);
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

/** The same passages, the first of them with the reranker's scores; `null` where it has no time. */
export async function reranked(
  query: Query,
  found: readonly FoundPassage[],
  weights: Weights,
  reranker: Reranker,
  rereads = FIND.rereads,
): Promise<FoundPassage[] | null> {
  const first = orderOfFound(query, found, weights).slice(0, rereads);
  const scores = await reranker.rerank(
    query,
    first.map((p) => (found[p] as FoundPassage).passage),
  );
  if (scores === null) return null;
  return found.map((one, p) => {
    const place = first.indexOf(p);
    return place < 0 ? one : { ...one, reranked: scores[place] };
  });
}

function orderOfFound(query: Query, found: readonly FoundPassage[], weights: Weights): readonly number[] {
  return rank(measured(query, found).tables, weights).order;
}

/** Measures candidates. */
function measured(query: Query, found: readonly FoundPassage[]): { sought: Sought; tables: Tables } {
  for (const { passage } of found) analyzed(passage);
  const sought = seek(query);
  try {
    return { sought, tables: measure(sought, found) };
  } finally {
    release(sought);
  }
}

/** Measures, ranks and calibrates. */
export function judge(query: Query, found: readonly FoundPassage[], weights: Weights): Retrieved {
  const { sought, tables } = measured(query, found);
  const ranking = rank(tables, weights);
  const likely = probabilities(ranking.passages);
  const evidence = ranking.order
    .slice(0, HANDED_ON)
    .map((p) => evidenceOf(p, tables, ranking, likely, query.form.howTo));
  const shown = shownTogether(evidence);
  const measures = measuresOf(query, sought, tables, ranking, shown);
  const positions = ranking.order.filter((_, place) => shown.includes(evidence[place] as Evidence));
  return {
    evidence: [...shown, ...evidence.filter((one) => !shown.includes(one))],
    shown: shown.length,
    likelihood: likelihoodOf(measures, weights),
    before: [],
    measures,
    terms: termsHeld(sought, tables, positions),
  };
}

function termsHeld({ weight, totalWeight }: Sought, { held }: Tables, shown: readonly number[]): TermHeld[] {
  return Array.from(weight, (w, j) => ({
    share: w / totalWeight,
    held: Math.max(0, ...shown.map((p) => held[p * weight.length + j] as number)),
  }));
}

/** The first passage, and with it the second and the third where they vie and there is room for them. */
function shownTogether(evidence: readonly Evidence[]): Evidence[] {
  const [first, ...others] = evidence;
  if (!first) return [];
  const length = (one: Evidence) => one.blocks.reduce((sum, block) => sum + lengthOf(block), 0);
  const shown = [first];
  let room = TOGETHER - length(first);
  for (const [i, share] of BESIDE_SHARES.entries()) {
    const one = others[i];
    if (!one || one.probability < share * first.probability) break;
    if (length(one) > Math.min(BESIDE_ROOM, room)) break;
    shown.push(one);
    room -= length(one);
  }
  return shown;
}

function evidenceOf(
  p: number,
  tables: Tables,
  ranking: Ranking,
  likely: Float64Array,
  howTo: boolean,
): Evidence {
  const { passage } = tables.found[p] as FoundPassage;
  const form = analyzed(passage);
  const items = passage.blocks.flatMap((block) => block.items);
  const [firstLine, endLine] = [tables.firstLine[p] as number, tables.firstLine[p + 1] as number];
  const scores = ranking.lines.subarray(firstLine, endLine);
  const [best = 0] = orderOf(scores);
  const placeOf = (i: number): LinePlace => {
    const { item, sentence } = form.lines[i] as Line;
    return { item: items[item] as Item, sentence };
  };
  const whole = placeOf(best);
  const beside = besideOf(best, scores, form.lines, whole.item);
  const blockScores = ranking.blocks.subarray(tables.firstBlock[p], tables.firstBlock[p + 1]);
  const itemScores = new Map<Item, number>();
  form.lines.forEach(({ item: at }, i) => {
    const item = items[at] as Item;
    itemScores.set(item, Math.max(itemScores.get(item) ?? Number.NEGATIVE_INFINITY, scores[i] as number));
  });
  const { blocks, line } = chooseBlocks(passage, { blocks: blockScores, items: itemScores }, whole, {
    room: p === ranking.order[0] ? QUOTED_LENGTH : BESIDE_ROOM,
    howTo,
  });
  return {
    passage,
    blocks,
    line,
    beside: beside === null || !line.item.sentences[line.sentence + beside] ? null : line.sentence + beside,
    probability: likely[p] as number,
    features: featuresOf(p, tables),
    foundBy: foundBy(
      tables.found[p] as FoundPassage,
      tables.passages.values[p * tables.passages.columns + RANK] as number,
    ),
  };
}

/** Whether the sentence after (1) or before (-1) the best one is quoted with it; `null` when it stands by itself. */
function besideOf(
  best: number,
  scores: Float64Array,
  lines: readonly Line[],
  { sentences }: Item,
): 1 | -1 | null {
  const place = lines[best]?.sentence ?? 0;
  const length = (step: number) => sentences[place + step]?.text.length ?? QUOTATION;
  let beside: 1 | -1 | null = null;
  for (const step of [-1, 1] as const) {
    const at = best + step;
    if (lines[at] === undefined || lines[at]?.item !== lines[best]?.item) continue;
    if ((scores[at] as number) < (scores[best] as number) + Math.log(BESIDE_SHARE)) continue;
    if (length(0) + length(step) >= QUOTATION) continue;
    if (beside === null || (scores[at] as number) > (scores[best + beside] as number)) beside = step;
  }
  return beside;
}

/** Meaning found what is among the so many nearest. */
const NEAREST = 8;

function foundBy({ score }: FoundPassage, meaningRank: number): Evidence['foundBy'] {
  if (meaningRank < 1 / NEAREST) return 'words';
  return score > 0 ? 'both' : 'meaning';
}

const FEATURE_NAMES = namesOf(PASSAGE_FEATURES);
const RANK = FEATURE_NAMES.indexOf('meaningRank');

/** Those that are not 0. */
function featuresOf(p: number, { passages: { columns, values } }: Tables): Features {
  const features: Record<string, number> = {};
  for (let i = 0; i < columns; i++) {
    const value = values[p * columns + i] as number;
    if (value !== 0) features[FEATURE_NAMES[i] as string] = value;
  }
  return features;
}
