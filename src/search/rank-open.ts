import type { Corpus, Passage, Sentence } from '../knowledge/corpus.js';
import type { TermIndex } from '../knowledge/term-index.js';
import type { Query, QueryTerm } from '../query/query.js';
import { wordsOf } from './answer-type.js';
import type { Evidence } from './evidence.js';
import { expands } from './expansion.js';
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
import { PASSAGE_WEIGHTS, SENTENCE_WEIGHTS } from './weights.js';

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
  'sentenceProbability', // of the first sentence among those of its passage
  'margin', // how far its passage stands before the next, in log-odds; four are 1
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
/** Log-odds over which the score of a passage's best sentence falls to 1/e of the best one's. */
const SCORE_FALL = 3.5;
/** What a sentence about subjects in general is worth, in log-odds, where the question speaks of them so. Set by hand. */
const SCOPE_WEIGHT = 5;

/**
 * A neighbour with this share of the first sentence's likelihood is quoted with it: where two sentences vie, the
 * person sees both. So it is for a fifth of the questions on foreign text.
 */
const BESIDE_FROM = Math.log(0.2);
/** Two sentences longer than this, in characters, are too much for one quotation. */
const QUOTATION = 600;

/** What a sentence that spells an abbreviation out is worth where that is asked for, or what the word is. Set by hand: few such are asked. */
const EXPANSION_WEIGHT = 8;

/** What a cell of a table is worth beside a sentence with the same words, which says more. Set by hand, likewise. */
const CELL_WEIGHT = -2;

const WEIGHTS: Weights = {
  passage: Float64Array.from(FEATURES, (name) => PASSAGE_WEIGHTS[name]),
  sentence: Float64Array.from(FEATURES, (name) => SENTENCE_WEIGHTS[name]),
};
const COLUMN = Object.fromEntries(FEATURES.map((name, i) => [name, i])) as Record<
  (typeof FEATURES)[number],
  number
>;

/** What each of {@link FEATURES} is worth, in log-odds, in finding the passage and the sentence in it. */
export interface Weights {
  readonly passage: Float64Array;
  readonly sentence: Float64Array;
}

/** How likely the answer stands where, in log-odds. */
export interface Scores {
  /** Of every row among all rows. */
  readonly rows: Float64Array;
  /** Of every candidate: of all its rows together. */
  readonly passages: Float64Array;
  /** Of every row among those of its passage. */
  readonly within: Float64Array;
}

/**
 * Ranks passages for a question that names no subject, then the sentences in them, by two linear models of
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
    const passageOf = (row: number) => {
      const scanned = table.passages[table.candidate[row] as number] as ScannedPassage;
      return { scanned, passage: corpus.passages[scanned.candidate.passage] as Passage };
    };
    const said = wordsOf(query.question);
    const wantsExpansion = query.answerType === 'expansion' || query.defines;
    const scores = scoresOf(table, WEIGHTS, ({ candidate }, position) => {
      const { subject, kind, sentences } = corpus.passages[candidate.passage] as Passage;
      const isExpansion = wantsExpansion && expands((sentences[position] as Sentence).text, said);
      return (
        (query.general && subject === null ? SCOPE_WEIGHT : 0) +
        (kind === 'fact' ? CELL_WEIGHT : 0) +
        (isExpansion ? EXPANSION_WEIGHT : 0)
      );
    });
    const { rows, score } = inOrder(table, scores);
    const [first] = rows;
    if (first === undefined) return { evidence: [], measures: null };
    const top = candidates[0]?.score || 1;
    const evidence: Evidence[] = [];
    const placesIn = new Map<number, Places>();
    for (const row of rows.slice(0, HANDED_ON)) {
      const { scanned, passage } = passageOf(row);
      const one = judge(
        passage,
        table.position[row] as number,
        memoized(placesIn, scanned.row, () => placesOf(scanned, table, terms.length)),
        table.values[row * FEATURE_COUNT + COLUMN.bigrams] as number,
        scanned.candidate.score / top,
        sought.compiled,
      );
      if (!one) continue;
      const beside = row === first ? besideOf(table, scores, first, passage) : -1;
      evidence.push({
        ...one,
        score: Math.exp(((score[row] as number) - (score[first] as number)) / SCORE_FALL),
        ...(beside < 0 ? {} : { beside: table.position[beside] as number }),
      });
    }
    return { evidence, measures: measuresOf(table, scores, first, sought) };
  } finally {
    release(sought);
  }
}

/**
 * The scores of a table.
 * @param prior what is to be added for a sentence of a passage, in log-odds
 */
export function scoresOf(
  table: SentenceTable,
  weights: Weights,
  prior: (passage: ScannedPassage, position: number) => number = () => 0,
): Scores {
  const rows = weigh(table, weights.passage);
  const within = weigh(table, weights.sentence);
  const passages = new Float64Array(table.passages.length);
  table.passages.forEach((passage, c) => {
    let best = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < passage.rows; i++) {
      const row = passage.row + i;
      const more = prior(passage, i);
      rows[row] = (rows[row] as number) + more;
      within[row] = (within[row] as number) + more;
      best = Math.max(best, rows[row] as number);
    }
    let odds = 0;
    for (let row = passage.row; row < passage.row + passage.rows; row++)
      odds += Math.exp((rows[row] as number) - best);
    passages[c] = best + Math.log(odds);
  });
  return { rows, passages, within };
}

function weigh({ size, values }: SentenceTable, weights: Float64Array): Float64Array {
  const out = new Float64Array(size);
  for (let row = 0, at = 0; row < size; row++, at += FEATURE_COUNT) {
    let sum = 0;
    for (let f = 0; f < FEATURE_COUNT; f++) sum += (weights[f] as number) * (values[at + f] as number);
    out[row] = sum;
  }
  return out;
}

/**
 * Rows best first, ties in the order of the candidates; without those of passages in which nothing of the
 * question is found. Each counts as its passage does, less what it stands behind the best sentence there.
 * @returns `score` in log-odds, for every row of the table
 */
export function inOrder(
  { passages, size, values }: SentenceTable,
  scores: Scores,
): { rows: number[]; score: Float64Array } {
  const rows: number[] = [];
  const score = new Float64Array(size);
  passages.forEach((passage, c) => {
    const end = passage.row + passage.rows;
    const best = Math.max(...scores.within.subarray(passage.row, end));
    for (let row = passage.row; row < end; row++) {
      const at = row * FEATURE_COUNT;
      score[row] = (scores.passages[c] as number) + (scores.within[row] as number) - best;
      if ((values[at + COLUMN.passage] as number) + (values[at + COLUMN.above] as number) > 0) rows.push(row);
    }
  });
  return { rows: rows.sort((a, b) => (score[b] as number) - (score[a] as number) || a - b), score };
}

/** Row of the sentence that is quoted with that of a row; -1 when it stands by itself. */
export function besideOf(
  { candidate, position, size }: SentenceTable,
  { within }: Scores,
  row: number,
  { sentences }: Pick<Passage, 'sentences'>,
): number {
  const textAt = (at: number) => sentences[position[at] as number]?.text ?? '';
  let best = -1;
  for (const at of [row - 1, row + 1]) {
    if (at < 0 || at >= size || candidate[at] !== candidate[row]) continue;
    if ((within[at] as number) < (within[row] as number) + BESIDE_FROM) continue;
    if (textAt(at).length + textAt(row).length >= QUOTATION) continue;
    if (best < 0 || (within[at] as number) > (within[best] as number)) best = at;
  }
  return best;
}

/** What the confidence is read from, see {@link MEASURES}. */
export function measuresOf(
  table: SentenceTable,
  scores: Scores,
  first: number,
  { form, terms, totalWeight, totalRarity }: Sought,
): Float64Array {
  const candidate = table.candidate[first] as number;
  const passage = table.passages[candidate] as ScannedPassage;
  const best = scores.passages[candidate] as number;
  let all = 0;
  let next = Number.NEGATIVE_INFINITY;
  scores.passages.forEach((score, c) => {
    all += Math.exp(score - best);
    if (c !== candidate && score > next) next = score;
  });
  let inPassage = 0;
  for (let row = passage.row; row < passage.row + passage.rows; row++)
    inPassage += Math.exp((scores.within[row] as number) - (scores.within[first] as number));
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
    Math.exp((scores.rows[first] as number) - best) / all,
    1 / all,
    1 / inPassage,
    Math.max(-1, Math.min(1, (best - next) / 4)),
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
    Math.max(0, value('document') - passage.documentShare),
    value('above'),
    value('sentenceWords'),
    value('grammar'),
    value('telling'),
  );
}
