import type { Answer } from '../answer/answer.js';
import { plainText } from '../answer/plain-text.js';
import type { Bot } from '../bot.js';
import { compact } from '../text/compact.js';
import type { Question } from './question-set.js';

/** Kinds of questions whose answers may be long, and how long, in characters. */
export const LONG_KINDS: ReadonlySet<string> = new Set([
  'advantages',
  'features',
  'list',
  'filter',
  'compare',
  'recommend',
  'meta',
]);
export const MAX_LENGTH = 900;
export const MAX_LONG_LENGTH = 2500;

/** What is wrong with an answer; `failed`: there is none, since the bot itself failed. */
export type Fault = 'failed' | 'silent' | 'must' | 'any' | 'mustNot' | 'abstain' | 'cite' | 'length';

export interface Scored {
  readonly question: Question;
  /** `null` when the bot failed. */
  readonly answer: Answer | null;
  /** What the answer says, or why the bot failed. */
  readonly text: string;
  readonly faults: readonly Fault[];
  /** Time of the answer to the last turn. */
  readonly ms: number;
}

/** Asks every question, its earlier turns first, and scores the answers. One at which the bot fails is wrong. */
export async function scoreAll(bot: Bot, questions: readonly Question[]): Promise<Scored[]> {
  const out: Scored[] = [];
  for (const question of questions) out.push(await askAndScore(question, bot));
  return out;
}

async function askAndScore(question: Question, bot: Bot): Promise<Scored> {
  let start = performance.now();
  try {
    let conversation: Answer['conversation'] = null;
    for (const turn of question.context) conversation = (await bot.ask(turn, { conversation })).conversation;
    start = performance.now();
    const answer = await bot.ask(question.q, { conversation });
    return scoreOne(question, answer, bot, performance.now() - start);
  } catch (error) {
    return { question, answer: null, text: String(error), faults: ['failed'], ms: performance.now() - start };
  }
}

/** Scores one answer: it is right when it has no fault. */
export function scoreOne(question: Question, answer: Answer, bot: Bot, ms = 0): Scored {
  const full = plainText(answer);
  const text = full.replace(/[*_~`]/g, '');
  const faults: Fault[] = [];
  if (text.trim() === '') faults.push('silent');
  if (!question.must.every((pattern) => pattern.test(text))) faults.push('must');
  if (question.any && question.any.length > 0 && !question.any.some((pattern) => pattern.test(text)))
    faults.push('any');
  if (question.mustNot.some((pattern) => pattern.test(text))) faults.push('mustNot');
  if (question.abstain !== undefined && question.abstain !== (answer.status === 'abstained'))
    faults.push('abstain');
  if (question.cite !== undefined && !cites(answer, question.cite, bot)) faults.push('cite');
  if (text.length > (LONG_KINDS.has(question.kind) ? MAX_LONG_LENGTH : MAX_LENGTH)) faults.push('length');
  return { question, answer, text: full, faults, ms };
}

/** Whether a citation names a subject, by its id or one of its names, or for `intro` a section of no subject. */
function cites(answer: Answer, cite: string, bot: Bot): boolean {
  if (cite === 'intro') return answer.citations.some((citation) => citation.subject === null);
  const subject = bot.contents.subjects.find(
    ({ id, names }) => id === cite || names.some((name) => compact(name) === compact(cite)),
  );
  return subject !== undefined && answer.citations.some((citation) => citation.subject === subject.id);
}

export interface Tally {
  readonly kind: string;
  readonly right: number;
  readonly of: number;
}

export interface Report {
  readonly right: number;
  readonly of: number;
  readonly kinds: readonly Tally[];
  readonly abstained: { readonly rightly: number; readonly of: number };
  readonly answered: { readonly rightly: number; readonly of: number };
  /** Ids of the questions at which the bot failed. */
  readonly failed: readonly string[];
  /** Answers in which everything but the citation is right, or that are right altogether. */
  readonly butCite: number;
  readonly medianLength: number;
  readonly maxLength: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Share wrong among the answers given, as less confident ones are given too; most confident first. */
  readonly curve: readonly {
    readonly coverage: number;
    readonly risk: number;
    readonly confidence: number;
  }[];
}

export function report(scored: readonly Scored[]): Report {
  const isRight = (one: Scored) => one.faults.length === 0;
  const kinds = [...new Set(scored.map((one) => one.question.kind))].map((kind) => {
    const those = scored.filter((one) => one.question.kind === kind);
    return { kind, right: those.filter(isRight).length, of: those.length };
  });
  const shouldAbstain = scored.filter((one) => one.question.abstain === true);
  const shouldAnswer = scored.filter((one) => one.question.abstain === false);
  const lengths = scored.map((one) => one.text.length).sort((a, b) => a - b);
  const times = scored.map((one) => one.ms).sort((a, b) => a - b);
  return {
    right: scored.filter(isRight).length,
    of: scored.length,
    kinds,
    abstained: {
      rightly: shouldAbstain.filter((one) => one.answer?.status === 'abstained').length,
      of: shouldAbstain.length,
    },
    answered: {
      rightly: shouldAnswer.filter((one) => one.answer !== null && one.answer.status !== 'abstained').length,
      of: shouldAnswer.length,
    },
    failed: scored.filter((one) => one.answer === null).map((one) => one.question.id),
    butCite: scored.filter((one) => one.faults.every((fault) => fault === 'cite')).length,
    medianLength: quantile(lengths, 0.5),
    maxLength: lengths[lengths.length - 1] ?? 0,
    medianMs: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    curve: riskCoverage(scored),
  };
}

/** Points of the risk/coverage curve (El-Yaniv and Wiener, 2010), over the questions answered with a citation. */
function riskCoverage(scored: readonly Scored[]): Report['curve'] {
  const given = scored
    .flatMap(({ answer, faults }) =>
      answer?.status === 'answered' ? [{ confidence: answer.confidence, faults }] : [],
    )
    .sort((a, b) => b.confidence - a.confidence);
  const points: { coverage: number; risk: number; confidence: number }[] = [];
  let wrong = 0;
  given.forEach((one, i) => {
    if (one.faults.length > 0) wrong++;
    const last = i === given.length - 1;
    if (last || Math.floor(((i + 1) * 10) / given.length) > Math.floor((i * 10) / given.length)) {
      points.push({
        coverage: (i + 1) / given.length,
        risk: wrong / (i + 1),
        confidence: one.confidence,
      });
    }
  });
  return points;
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0;
}
