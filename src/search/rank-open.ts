import type { Corpus, Passage } from '../knowledge/corpus.js';
import type { TermIndex } from '../knowledge/term-index.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Evidence } from './evidence.js';
import { judge, memoized, type Places } from './rank.js';
import type { Candidate } from './search-index.js';
import {
  FEATURE_COUNT,
  FEATURES,
  placesOf,
  type ScannedPassage,
  type SentenceTable,
  tabulate,
} from './sentence-table.js';
import { release, type Sought, seek } from './sought.js';
import { SENTENCE_WEIGHTS } from './weights.js';

/** The sentences of an open question, and what tells how sure the first of them is. */
export interface OpenRanking {
  /** Best first. The score is 1 for the best and falls to 0; comparable within one question only. */
  readonly evidence: readonly Evidence[];
  /** In the order of {@link MEASURES}; `null` when there is no evidence. */
  readonly measures: Float64Array | null;
}

/** What the confidence is read from. None depends on how large the corpus is. */
export const MEASURES = [
  'probability', // of the first sentence among all, as the ranker sees it
  'passageProbability', // of all sentences of its passage together
  'margin', // how far it stands before the best sentence of another passage, in log-odds; four are 1
  'sentence', // share of the question's weight in the sentence
  'sentenceRare', // by rarity squared
  'passage', // in the passage
  'outside', // neither in the passage nor in the headings above it
  'exact', // in the passage, in the very form of the question
  'soft', // in the passage, only in words that begin alike
  'unknown', // in words that stand nowhere in the articles
  'namesMissing', // in names and numbers that the passage lacks
  'engine', // the engine's score of the passage for each unit of weight
  'bigrams', // of words side by side, in the passage's best sentence
  'near', // of content words that follow each other
  'unmet', // 1 when a date, number, person … is asked for and the sentence holds none
  'terms', // number of terms; ten are 1
  'weight', // share of the rarity that is in words of content
  'document', // that share of the engine's scores, beyond the document's share of all passages: nothing where there is one
  'above', // by weight: in the headings or the title, and not in the passage
  'words', // share of the number of terms in the sentence
  'grammar', // share of the function words
  'telling', // by how few of the other candidates hold a word, in the sentence
] as const;

/** How many sentences are handed on. */
const HANDED_ON = 8;
/** Log-odds over which the score of a sentence falls to 1/e of the best one's. */
const SCORE_FALL = 3.5;
/** What a sentence about subjects in general is worth, in log-odds, where the question speaks of them so. Set by hand. */
const SCOPE_WEIGHT = 5;

/**
 * A neighbour with this share of the best sentence's likelihood is quoted with it: where two sentences vie, the
 * person sees both. So it is for a sixth of the questions on foreign text.
 */
const BESIDE_FROM = Math.log(0.2);
/** Two sentences longer than this, in characters, are too much for one quotation. */
const QUOTATION = 600;

/** What a cell of a table is worth beside a sentence with the same words, which says more. Set by hand, likewise. */
const CELL_WEIGHT = -2;

const WEIGHTS = Float64Array.from(FEATURES, (name) => SENTENCE_WEIGHTS[name]);
const COLUMN = Object.fromEntries(FEATURES.map((name, i) => [name, i])) as Record<
  (typeof FEATURES)[number],
  number
>;

/**
 * Ranks the sentences of candidates for a question that names no subject, by a linear model of
 * {@link FEATURES} whose weights are learned (`bench/train-ranker.ts`).
 */
export function rankOpen(
  query: Query,
  terms: readonly QueryTerm[],
  candidates: readonly Candidate[],
  corpus: Corpus,
  index: TermIndex,
): OpenRanking {
  const sought = seek(query, terms, index);
  try {
    const table = tabulate(sought, candidates, corpus, index);
    const scores = scoresOf(table, WEIGHTS);
    for (let row = 0; row < table.size; row++) {
      const id = table.passages[table.candidate[row] as number]?.candidate.passage ?? -1;
      const passage = corpus.passages[id];
      const general = query.general && passage?.subject === null ? SCOPE_WEIGHT : 0;
      scores[row] = (scores[row] as number) + general + (passage?.kind === 'fact' ? CELL_WEIGHT : 0);
    }
    const found = rowsInOrder(table, scores);
    const [first] = found;
    if (first === undefined) return { evidence: [], measures: null };
    const best = scores[first] as number;
    const top = candidates[0]?.score || 1;
    const evidence: Evidence[] = [];
    const placesIn = new Map<number, Places>();
    for (const row of found.slice(0, HANDED_ON)) {
      const scanned = table.passages[table.candidate[row] as number] as ScannedPassage;
      const passage = corpus.passages[scanned.candidate.passage];
      const at = row * FEATURE_COUNT;
      const places = memoized(placesIn, scanned.row, () => placesOf(scanned, table, terms.length));
      const one = passage
        ? judge(
            passage,
            table.position[row] as number,
            places,
            table.values[at + COLUMN.bigrams] as number,
            scanned.candidate.score / top,
            sought.compiled,
          )
        : null;
      if (!one) continue;
      const score = Math.exp(((scores[row] as number) - best) / SCORE_FALL);
      const beside = row === first && passage ? besideOf(table, scores, first, passage) : -1;
      evidence.push(
        beside < 0 ? { ...one, score } : { ...one, score, beside: table.position[beside] as number },
      );
    }
    return { evidence, measures: measuresOf(table, scores, first, sought) };
  } finally {
    release(sought);
  }
}

/** The score of every row of a table. */
export function scoresOf(table: SentenceTable, weights: Float64Array): Float64Array {
  const scores = new Float64Array(table.size);
  for (let row = 0, at = 0; row < table.size; row++, at += FEATURE_COUNT) {
    let sum = 0;
    for (let f = 0; f < FEATURE_COUNT; f++) sum += (weights[f] as number) * (table.values[at + f] as number);
    scores[row] = sum;
  }
  return scores;
}

/** Row of the sentence that is quoted with that of a row; -1 when it stands by itself. */
export function besideOf(
  { candidate, position, size }: SentenceTable,
  scores: Float64Array,
  row: number,
  { sentences }: Pick<Passage, 'sentences'>,
): number {
  const textAt = (at: number) => sentences[position[at] as number]?.text ?? '';
  let best = -1;
  for (const at of [row - 1, row + 1]) {
    if (at < 0 || at >= size || candidate[at] !== candidate[row]) continue;
    if ((scores[at] as number) < (scores[row] as number) + BESIDE_FROM) continue;
    if (textAt(at).length + textAt(row).length >= QUOTATION) continue;
    if (best < 0 || (scores[at] as number) > (scores[best] as number)) best = at;
  }
  return best;
}

/** Rows by score, ties in the order of the candidates; without those in which nothing of the question is found. */
function rowsInOrder(table: SentenceTable, scores: Float64Array): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.size; row++) {
    const at = row * FEATURE_COUNT;
    if ((table.values[at + COLUMN.passage] as number) + (table.values[at + COLUMN.above] as number) > 0)
      rows.push(row);
  }
  return rows.sort((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}

/** What the confidence is read from, see {@link MEASURES}. */
export function measuresOf(
  table: SentenceTable,
  scores: Float64Array,
  first: number,
  { form, terms, totalWeight, totalRarity }: Sought,
): Float64Array {
  const best = scores[first] as number;
  const candidate = table.candidate[first] as number;
  let mass = 0;
  let passageMass = 0;
  let next = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < table.size; row++) {
    const score = scores[row] as number;
    const odds = Math.exp(score - best);
    mass += odds;
    if (table.candidate[row] === candidate) passageMass += odds;
    else if (score > next) next = score;
  }
  const at = first * FEATURE_COUNT;
  const value = (name: (typeof FEATURES)[number]) => table.values[at + COLUMN[name]] as number;
  const typed = form.asked !== 'other' && form.asked !== 'name';
  const met = typed && value(form.asked as 'date' | 'number' | 'person' | 'place' | 'reason') > 0;
  let unknown = 0;
  let weight = 0;
  for (const term of terms) {
    if (!term.known) unknown += term.weight;
    weight += term.weight;
  }
  return Float64Array.of(
    1 / mass,
    passageMass / mass,
    Math.min(1, (best - next) / 4),
    value('sentence'),
    value('sentenceRare'),
    value('passage'),
    Math.max(0, 1 - value('passage') - value('above')),
    value('passageExact'),
    value('passageSoft'),
    unknown / totalWeight,
    value('namesMissing'),
    value('engine'),
    value('passageBigrams'),
    value('passageNear'),
    typed && !met ? 1 : 0,
    Math.min(1, terms.length / 10),
    weight / totalRarity,
    Math.max(0, value('document') - (table.passages[candidate]?.documentShare ?? 0)),
    value('above'),
    value('sentenceWords'),
    value('grammar'),
    value('telling'),
  );
}
