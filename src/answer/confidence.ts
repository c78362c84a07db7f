import type { Lexicon } from '../knowledge/lexicon.js';
import type { Query, QueryTerm } from '../query/query.js';
import { holdsType, wordsOf } from '../search/answer-type.js';
import type { Evidence } from '../search/evidence.js';
import { MEASURES } from '../search/rank-open.js';
import { COVERED_WEIGHTS, RIGHT_WEIGHTS } from '../search/weights.js';

/** What was measured of the evidence for an answer. Each is a share, 0 to 1. */
export interface Measures {
  /** Of the question's weight, found in and around the best sentence. */
  readonly coverage: number;
  /** The same, in the passage as a whole, which a reader sees when it is short. */
  readonly passageCoverage: number;
  /** The same, in the sentence and its name alone. */
  readonly sentenceCoverage: number;
  /** How far the best stands before the best sentence of another passage. */
  readonly margin: number;
  /** Of the question's weight, in words that stand nowhere in the articles. */
  readonly unknown: number;
}

export interface Verdict {
  readonly answer: boolean;
  readonly confidence: number;
  readonly reason: string;
}

/** Below this confidence the bot abstains. */
export const ANSWER_FROM = 0.5;

/** Measures the evidence for an answer from its best candidates. */
export function measure(terms: readonly QueryTerm[], evidence: readonly Evidence[]): Measures {
  const best = evidence[0];
  const total = terms.reduce((sum, term) => sum + term.weight, 0);
  const unknown = terms.filter((term) => !term.known).reduce((sum, term) => sum + term.weight, 0);
  const next = best ? evidence.find((one) => one.passage.id !== best.passage.id) : undefined;
  return {
    coverage: best?.coverage ?? 0,
    passageCoverage: best?.passageCoverage ?? 0,
    sentenceCoverage: best?.sentenceCoverage ?? 0,
    margin: best ? (best.score - (next?.score ?? 0)) / best.score : 0,
    unknown: total > 0 ? unknown / total : 0,
  };
}

/**
 * Whether to answer a question from its evidence.
 * Within a named subject, what is left of the question must be found; without one, the question as a whole must.
 * @param open what was measured for a question without a named subject, see `MEASURES`
 */
export function judgeFact(
  query: Query,
  evidence: readonly Evidence[],
  lexicon: Lexicon,
  open: Float64Array | null = null,
): Verdict {
  const best = evidence[0];
  const measures = measure(query.terms, evidence);
  if (!best) return { answer: false, confidence: 0, reason: 'No passage holds any word of the question.' };
  const bound = query.subjects.length > 0;
  const heavy = query.terms.filter((term) => !term.light);
  const missing = heavy.filter(
    (_, i) => (best.matches.filter((match) => !match.term.light)[i]?.strength ?? 0) < 0.3,
  );
  // Where no article has subjects, the model of open questions measures what is asked for. It has seen no question
  // after what an abbreviation stands for; and without a number nothing says how many or how dear.
  const isPlain = query.answerType === 'expansion' || asksHowMany(query) || asksHowMuch(query);
  const needsType = bound || lexicon.corpus.subjects.length > 0 || isPlain;
  if (needsType && needs(query, heavy) && lacksType(query, best)) {
    return {
      answer: false,
      confidence: 0.2 * measures.coverage,
      reason:
        query.answerType === 'expansion'
          ? 'The question asks what an abbreviation stands for, and the best passage does not say.'
          : `The question asks for a ${query.answerType}, and the best passage holds none.`,
    };
  }
  if (
    !bound &&
    query.defines &&
    heavy.length > 0 &&
    heavy.length <= 3 &&
    best.features.defines === 0 &&
    lexicon.corpus.subjects.length > 0
  ) {
    const text = heavy.map((term) => term.text).join(' ');
    if (isOneName(query, heavy) || missing.length > 0) {
      return {
        answer: false,
        confidence: 0.3 * measures.coverage,
        reason: `"${text}" is mentioned, but no passage says what it is.`,
      };
    }
  }
  const short = lexicon.corpus.subjects.length > 0 ? SHORT_AMONG_SUBJECTS : SHORT_QUESTION;
  if (open && !query.general && query.terms.length > short) return judgeOpen(open, missing);
  const onlyLight = bound && heavy.length === 0;
  const confidence = logistic(
    -4.6 +
      2.8 * measures.coverage +
      2.8 * measures.passageCoverage +
      2.2 * measures.sentenceCoverage +
      0.8 * measures.margin -
      1.5 * measures.unknown +
      (bound ? 0.6 : 0) +
      (onlyLight ? 1.2 : 0),
  );
  const share = `${Math.round(100 * measures.coverage)} % of the question's weight is found in the best passage`;
  return confidence >= ANSWER_FROM
    ? { answer: true, confidence, reason: `${share}.` }
    : {
        answer: false,
        confidence,
        reason: `${share}${missing.length > 0 ? `; not found: ${missing.map((term) => `"${term.text}"`).join(', ')}` : ''}.`,
      };
}

/** A verdict that answers only from a confidence on, which the one who runs the bot decides. */
export function careful(verdict: Verdict, leastConfidence: number): Verdict {
  if (!verdict.answer || verdict.confidence >= leastConfidence) return verdict;
  const wanted = `Answers are given from a confidence of ${leastConfidence.toFixed(2)} on.`;
  return { ...verdict, answer: false, reason: `${verdict.reason} ${wanted}` };
}

/**
 * Questions of so few terms are judged by how much of them is found: the learned model saw few so short, and no
 * articles with subjects, where a word and the subjects' noun make a whole question.
 */
const SHORT_QUESTION = 1;
const SHORT_AMONG_SUBJECTS = 2;

/** A question is answered when the articles cover it with this likelihood (cross-fitted: 92 % refused outside the corpus), … */
export const COVERED_FROM = 0.68;
/** … and what is quoted answers it with this one. */
export const RIGHT_FROM = 0.14;
/** What is quoted is given in any case from this likelihood on that it answers the question. */
export const SURE_FROM = 0.7;

/** Judges a question that names no subject, by two learned models: is it covered, and does what is quoted answer it? */
function judgeOpen(measures: Float64Array, missing: readonly QueryTerm[]): Verdict {
  const covered = likelihood(COVERED, measures);
  const confidence = likelihood(RIGHT, measures);
  const answer = (covered >= COVERED_FROM && confidence >= RIGHT_FROM) || confidence >= SURE_FROM;
  const lost = missing.length > 0 ? `; not found: ${missing.map((term) => `"${term.text}"`).join(', ')}` : '';
  const reason = `The articles cover the question with a likelihood of ${covered.toFixed(2)}, and what is quoted answers it with one of ${confidence.toFixed(2)}${answer ? '' : lost}.`;
  return { answer, confidence: answer ? confidence : confidence * covered, reason };
}

const inOrder = (weights: typeof COVERED_WEIGHTS): Float64Array =>
  Float64Array.of(weights.constant, ...MEASURES.map((name) => weights[name]));
const COVERED = inOrder(COVERED_WEIGHTS);
const RIGHT = inOrder(RIGHT_WEIGHTS);

function likelihood(weights: Float64Array, measures: Float64Array): number {
  let sum = weights[0] as number;
  for (let i = 0; i < measures.length; i++) sum += (weights[i + 1] as number) * (measures[i] as number);
  return logistic(sum);
}

/** Whether terms are one word as written, such as "pu-erh". */
function isOneName(query: Query, terms: readonly QueryTerm[]): boolean {
  if (terms.length === 1) return true;
  const [first, ...rest] = terms.map((term) => term.text);
  const written = query.question.toLowerCase();
  return rest.every((_, i) => written.includes(`${[first, ...rest].slice(i, i + 2).join('-')}`));
}

/** Types that an answer cannot do without: a sentence with no name in it does not say who. */
const NEEDS_TYPE: ReadonlySet<string> = new Set([
  'date',
  'person',
  'creator',
  'user',
  'price',
  'version',
  'expansion',
]);

/** Whether what is asked for must stand in the answer: a place too where nothing else is asked, a number after "how many". */
function needs(query: Query, heavy: readonly QueryTerm[]): boolean {
  const { answerType } = query;
  if (answerType === 'place') return heavy.length === 0;
  if (answerType === 'number') return asksHowMany(query);
  return answerType !== null && NEEDS_TYPE.has(answerType);
}

function asksHowMuch({ answerType, question }: Query): boolean {
  return answerType === 'price' && /\bhow much (?:is|are|for)\b/i.test(question);
}

function asksHowMany({ answerType, question }: Query): boolean {
  return answerType === 'number' && /\bhow many\b/i.test(question);
}

/** Whether neither of the sentences that would be quoted holds what is asked for. */
function lacksType({ answerType, question }: Query, { features, passage, beside }: Evidence): boolean {
  if (answerType === null || features.answerType > 0) return false;
  const other = beside === undefined ? undefined : passage.sentences[beside];
  return other === undefined || !holdsType(other.text, answerType, wordsOf(question));
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
