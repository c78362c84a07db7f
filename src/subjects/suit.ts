import type { Item } from '../knowledge/corpus.js';
import type { Condition, Query } from '../query/query.js';
import { namesOf } from '../retrieval/features.js';
import type { Engine, Nearness, StoredPassage } from '../retrieval/ports.js';
import { namesIn } from '../text/names.js';
import type { ConditionLine } from './condition-lines.js';
import { type ConditionMatch, MEETS, type SubjectMatch } from './match-subjects.js';
import { isKnownToTables } from './refine-conditions.js';

/**
 * What is measured of a subject that is held against a wish, as data: name, what it measures, why it is there. The
 * cosines are those of the whole question.
 */
export const SUIT_MEASURES = {
  words: ['share of the conditions that its words meet', 'words that are there are no guess'],
  all: ['1 when its words meet every condition', 'the same, whole'],
  wordsLead: ['the share less the best subject’s', 'it is better said of another'],
  mostWords: ['1 for the best share', 'of none it is said better'],
  line: ['cosine of its nearest sentence', 'one sentence that says it'],
  whole: ['cosine of its nearest passage', 'what it is about'],
  lineLead: ['cosine of its nearest sentence less the best subject’s', 'another is nearer'],
  lineSpread: ['the cosine in standard deviations from the mean of the subjects', 'how far it stands out'],
  wholeSpread: ['likewise of its nearest passage', 'how far it stands out'],
} as const;

export type SuitMeasure = keyof typeof SUIT_MEASURES;
export type SuitWeights = Readonly<Record<SuitMeasure | 'constant', number>>;

/** Passages of a subject that are looked at. */
const OF_SUBJECT = 24;
/** Added to a standard deviation, so that subjects that are all alike stand out by nothing. */
const LEAST_SPREAD = 1e-3;

/** A subject with what was measured of it. */
export interface Measured {
  readonly match: SubjectMatch;
  readonly measures: Readonly<Record<SuitMeasure, number>>;
  /** The sentence that is nearest in meaning. */
  readonly nearest: ConditionLine | null;
  /** Its sentences. */
  readonly texts: readonly string[];
}

/**
 * Measures how subjects suit a question, in words and in meaning.
 * @param matched the subjects as their words meet its conditions
 * @returns `null` where meaning cannot be had now
 */
export async function measureSuits(
  query: Query,
  matched: readonly SubjectMatch[],
  { store, meaning }: Engine,
): Promise<Measured[] | null> {
  const passages = await Promise.all(
    matched.map(async ({ subject }) => (await store.bySubject(subject.id)).slice(0, OF_SUBJECT)),
  );
  const asked = passages.flat().map(({ id }) => ({ passage: id, features: { engine: 0 } }));
  const meant = await meaning?.candidates(query, asked);
  if (!meant) return null;
  const near = new Map(meant.flatMap(({ passage, near }) => (near ? [[passage, near] as const] : [])));
  const nearest = passages.map((own) => nearestOf(own, near));
  const lines = nearest.map(({ line }) => line);
  const wholes = nearest.map(({ whole }) => whole);
  const mostWords = Math.max(...matched.map(({ score }) => score));
  const mostLine = Math.max(...lines);
  const [lineSpread, wholeSpread] = [spreadOf(lines), spreadOf(wholes)];
  return matched.map((match, i) => {
    const { line, whole, place } = nearest[i] as Nearest;
    return {
      match,
      measures: {
        words: match.score,
        all: match.all ? 1 : 0,
        wordsLead: match.score - mostWords,
        mostWords: match.score === mostWords ? 1 : 0,
        line,
        whole,
        lineLead: line - mostLine,
        lineSpread: lineSpread(line),
        wholeSpread: wholeSpread(whole),
      },
      nearest: place,
      texts: (passages[i] ?? []).flatMap((passage) =>
        placesOf(passage).map(({ item, sentence }) => item.sentences[sentence]?.text ?? ''),
      ),
    };
  });
}

/** How likely a subject is one of those that are wanted. */
export function suitOf({ measures }: Measured, weights: SuitWeights): number {
  let sum = weights.constant;
  for (const name of namesOf(SUIT_MEASURES)) sum += weights[name] * measures[name];
  return 1 / (1 + Math.exp(-sum));
}

/** A subject is listed from this likelihood on: chosen on questions of bodies that the weights have not seen. */
export const LISTED_FROM = 0.7;

/**
 * The subjects again, each with how well it suits in words and in meaning: what is not met in words is met by the
 * sentence nearest in meaning where that is likely enough. Nearness is no proof of what a table decides, of what is
 * not wanted, of a name or a number: these are met in words or not at all.
 */
export function suited(measured: readonly Measured[], weights: SuitWeights): SubjectMatch[] {
  const isStrict = strictness(measured);
  const isMet = new Set(
    measured.flatMap(({ match }) => match.matches.filter(isInWords).map(({ condition }) => condition)),
  );
  return measured.map((one) => {
    const { match, nearest } = one;
    const strict = match.matches.filter(({ condition }) => isStrict(condition));
    // What no subject is said to meet tells none apart.
    const fails = strict.some(
      (met) =>
        met.denied || (met.condition.negated ? isInWords(met) : !isInWords(met) && isMet.has(met.condition)),
    );
    if (!nearest || fails)
      return strict.length === match.matches.length ? match : { ...match, score: 0, all: false };
    const suit = suitOf(one, weights);
    if (strict.length === match.matches.length) return { ...match, nearest, suit };
    const isShown = strict.every((met) => met.condition.negated || isInWords(met));
    return {
      ...match,
      nearest,
      suit,
      score: suit,
      all: match.all || (isShown && suit >= LISTED_FROM),
      matches: match.matches.map((met) =>
        strict.includes(met) || isInWords(met)
          ? met
          : { ...met, strength: Math.max(met.strength, suit), line: nearest },
      ),
    };
  });
}

function isInWords({ strength }: ConditionMatch): boolean {
  return strength >= MEETS;
}

/** Tells the conditions that decide by a table, a name, a number or by what is not wanted. */
function strictness(measured: readonly Measured[]): (condition: Condition) => boolean {
  const subjects = measured.map(({ match }) => match.subject);
  const isName = namesIn(measured.flatMap(({ texts }) => texts));
  return (condition) =>
    condition.negated ||
    condition.bound !== null ||
    condition.mentions.length > 0 ||
    condition.terms.some(({ text }) => /\d/.test(text) || text.split(' ').some(isName)) ||
    isKnownToTables(condition, subjects);
}

interface Nearest {
  readonly line: number;
  readonly whole: number;
  readonly place: ConditionLine | null;
}

function nearestOf(passages: readonly StoredPassage[], near: ReadonlyMap<string, Nearness>): Nearest {
  let [most, mostWhole] = [0, 0];
  let place: ConditionLine | null = null;
  for (const passage of passages) {
    const { whole, lines } = near.get(passage.id) ?? { whole: 0, lines: [] };
    mostWhole = Math.max(mostWhole, whole);
    for (const [i, { item, sentence }] of placesOf(passage).entries()) {
      const line = lines[i] ?? 0;
      most = Math.max(most, line);
      // A row of the table is shown where it meets a condition.
      if (item.kind !== 'fact' && line > (place?.coverage ?? 0))
        place = { passage, item, sentence, matches: [], coverage: line };
    }
  }
  return { line: most, whole: mostWhole, place };
}

/** The sentences of a passage in the order of {@link Nearness.lines}. */
function placesOf({ blocks }: StoredPassage): { item: Item; sentence: number }[] {
  return blocks.flatMap(({ items }) =>
    items.flatMap((item) => item.sentences.map((_, sentence) => ({ item, sentence }))),
  );
}

function spreadOf(values: readonly number[]): (value: number) => number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return (value) => (value - mean) / (Math.sqrt(variance) + LEAST_SPREAD);
}
