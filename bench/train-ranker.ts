/**
 * Learns the weights of the second look at sentences (`src/search/rerank.ts`) and of the confidence from a
 * reading-comprehension set in SQuAD's JSON format (Rajpurkar et al., 2016), given by its path; gzip is fine.
 *
 *   npx tsx bench/train-ranker.ts FILE [--write]
 *
 * Prints figures that are cross-fitted by article: no question is scored with weights that saw its article.
 * With --write the weights learned on all articles are put into src/search/weights.ts. Nothing of the set
 * itself, no word of it, enters the repository: the features are general and few.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { findEvidence, type Knowledge, knowledgeOf } from '../src/answer/context.js';
import { createLexicon } from '../src/knowledge/lexicon.js';
import { loadCorpus } from '../src/knowledge/load-corpus.js';
import { buildTermIndex } from '../src/knowledge/term-index.js';
import type { Query } from '../src/query/query.js';
import { understand } from '../src/query/understand.js';
import type { Evidence } from '../src/search/evidence.js';
import { PassageIndex } from '../src/search/passage-index.js';
import {
  CONFIDENCE_FEATURES,
  confidenceFeatures,
  RERANK_FEATURES,
  rerankFeatures,
} from '../src/search/rerank.js';

interface Article {
  title: string;
  paragraphs: { context: string; qas: { question: string; answers: { text: string }[] }[] }[];
}

interface Example {
  readonly article: number;
  readonly features: number[][];
  /** Candidates that are right: in the paragraph asked about, with an accepted answer in them. */
  readonly right: boolean[];
  /** Candidates in the paragraph asked about. */
  readonly passage: boolean[];
  readonly evidence: readonly Evidence[];
  readonly query: Query;
}

const [file, flag] = process.argv.slice(2);
if (!file) throw new Error('Name a file in SQuAD format: npx tsx bench/train-ranker.ts FILE [--write]');
const bytes = readFileSync(file);
const articles = (
  JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as { data: Article[] }
).data;
const QUESTIONS_PER_ARTICLE = 150;
/** Sentences of a question that are learned from. */
const CANDIDATES = 80;

const norm = (text: string) =>
  ` ${text
    .toLowerCase()
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

function knowledgeFor(chosen: readonly number[]): { knowledge: Knowledge; lineOf: Map<string, number> } {
  const lineOf = new Map<string, number>();
  const files = chosen.map((a) => {
    const lines = [`# ${(articles[a] as Article).title.replace(/_/g, ' ')}`, ''];
    (articles[a] as Article).paragraphs.forEach((paragraph, p) => {
      lines.push(paragraph.context.replace(/\s+/g, ' ').trim());
      lineOf.set(`${a} ${p}`, lines.length);
      lines.push('');
    });
    return { path: `a${a}.md`, text: lines.join('\n') };
  });
  const { corpus } = loadCorpus(files, null);
  const terms = buildTermIndex(corpus);
  return {
    knowledge: knowledgeOf(corpus, terms, createLexicon(corpus, terms), PassageIndex.build(corpus)),
    lineOf,
  };
}

async function examplesOf(asked: readonly number[], inside: readonly number[]): Promise<Example[]> {
  const { knowledge, lineOf } = knowledgeFor(inside);
  const out: Example[] = [];
  for (const a of asked) {
    const all = (articles[a] as Article).paragraphs.flatMap((paragraph, p) =>
      paragraph.qas.map((qa) => ({ qa, p })),
    );
    const step = Math.max(1, Math.floor(all.length / QUESTIONS_PER_ARTICLE));
    for (let i = 0; i < all.length; i += step) {
      const { qa, p } = all[i] as (typeof all)[number];
      const query = understand(qa.question.trim(), knowledge.lexicon);
      const evidence = (await findEvidence(query, query.terms, knowledge)).slice(0, CANDIDATES);
      const line = lineOf.get(`${a} ${p}`);
      const gold = qa.answers.map(({ text }) => norm(text));
      const passage = evidence.map(
        (one) => one.passage.document === `a${a}.md` && one.passage.lines[0] === line,
      );
      const right = evidence.map(
        (one, k) => (passage[k] ?? false) && gold.some((text) => norm(one.sentence.text).includes(text)),
      );
      out.push({
        article: a,
        features: rerankFeatures(query.terms, evidence),
        right,
        passage,
        evidence,
        query,
      });
    }
  }
  return out;
}

/** Softmax regression over the candidates of each question, by Adam; L2 keeps the weights small. */
function learnRanking(examples: readonly Example[]): number[] {
  const n = RERANK_FEATURES.length;
  const weights = new Array<number>(n).fill(0);
  const m = new Array<number>(n).fill(0);
  const v = new Array<number>(n).fill(0);
  const usable = examples.filter((example) => example.right.some(Boolean));
  for (let epoch = 1; epoch <= 100; epoch++) {
    const gradient = new Array<number>(n).fill(0);
    for (const { features, right } of usable) {
      const scores = features.map((f) => f.reduce((sum, x, i) => sum + x * (weights[i] as number), 0));
      const top = Math.max(...scores);
      const e = scores.map((score) => Math.exp(score - top));
      const all = e.reduce((a, b) => a + b, 0);
      const good = e.reduce((sum, x, i) => sum + (right[i] ? x : 0), 0);
      features.forEach((f, k) => {
        const d = (e[k] as number) / all - (right[k] ? (e[k] as number) / good : 0);
        for (let i = 0; i < n; i++) gradient[i] = (gradient[i] as number) + d * (f[i] as number);
      });
    }
    step(
      weights,
      gradient.map((g, i) => g / usable.length + 1e-4 * (weights[i] as number)),
      m,
      v,
      epoch,
      0.25,
    );
  }
  return weights;
}

function step(
  weights: number[],
  gradient: readonly number[],
  m: number[],
  v: number[],
  t: number,
  rate: number,
): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i] as number;
    m[i] = 0.9 * (m[i] as number) + 0.1 * g;
    v[i] = 0.999 * (v[i] as number) + 0.001 * g * g;
    weights[i] =
      (weights[i] as number) -
      (rate * (m[i] as number)) / (1 - 0.9 ** t) / (Math.sqrt((v[i] as number) / (1 - 0.999 ** t)) + 1e-8);
  }
}

interface Judged {
  readonly measures: number[];
  readonly right: boolean;
  readonly passage: boolean;
  readonly outside: boolean;
  readonly article: number;
}

function judgeAll(examples: readonly Example[], weights: readonly number[], outside: boolean): Judged[] {
  return examples.map(({ features, evidence, right, passage, query, article }) => {
    const scored = evidence
      .map((one, k) => ({
        one: {
          ...one,
          score: (features[k] as number[]).reduce((sum, x, i) => sum + x * (weights[i] as number), 0),
        },
        k,
      }))
      .sort((a, b) => b.one.score - a.one.score);
    const measures = confidenceFeatures(
      query.terms,
      scored.map(({ one }) => one),
    );
    const k = scored[0]?.k ?? -1;
    return {
      measures: measures ?? new Array<number>(CONFIDENCE_FEATURES.length).fill(0),
      right: !outside && (right[k] ?? false),
      passage: !outside && (passage[k] ?? false),
      outside,
      article,
    };
  });
}

function learnLogistic(judged: readonly Judged[], target: (one: Judged) => boolean): number[] {
  const n = CONFIDENCE_FEATURES.length + 1;
  const weights = new Array<number>(n).fill(0);
  const m = new Array<number>(n).fill(0);
  const v = new Array<number>(n).fill(0);
  for (let epoch = 1; epoch <= 400; epoch++) {
    const gradient = new Array<number>(n).fill(0);
    for (const one of judged) {
      const { measures } = one;
      const right = target(one);
      const x = [1, ...measures];
      const p = probability(weights, measures);
      for (let i = 0; i < n; i++)
        gradient[i] = (gradient[i] as number) + (p - (right ? 1 : 0)) * (x[i] as number);
    }
    step(
      weights,
      gradient.map((g, i) => g / judged.length + (i > 0 ? 1e-4 * (weights[i] as number) : 0)),
      m,
      v,
      epoch,
      0.15,
    );
  }
  return weights;
}

function probability(weights: readonly number[], measures: readonly number[]): number {
  const x =
    (weights[0] as number) + measures.reduce((sum, value, i) => sum + value * (weights[i + 1] as number), 0);
  return 1 / (1 + Math.exp(-x));
}

function figures(name: string, judged: readonly Judged[], p: readonly number[]): void {
  const inside = judged.filter((one) => !one.outside);
  const share = (n: number, of: number) => `${((100 * n) / of).toFixed(1)} %`;
  console.log(
    `${name}: right passage first ${share(inside.filter((one) => one.passage).length, inside.length)}, right sentence first ${share(inside.filter((one) => one.right).length, inside.length)}`,
  );
  const outside = judged.length - inside.length;
  if (outside === 0) return;
  for (const threshold of [0.2, 0.3, 0.4, 0.5, 0.6, 0.7]) {
    const refused = judged.filter((one, i) => one.outside && (p[i] as number) < threshold).length;
    const lost = judged.filter((one, i) => !one.outside && (p[i] as number) < threshold).length;
    console.log(
      `  below ${threshold}: refused ${share(refused, outside)} of what is outside, ${share(lost, inside.length)} of what is inside`,
    );
  }
}

/** Mean distance between confidence and share right, in ten bins of equal size. */
function calibration(judged: readonly Judged[], p: readonly number[]): void {
  const pairs = judged
    .map((one, i) => [p[i] as number, one.right ? 1 : 0] as const)
    .sort((a, b) => a[0] - b[0]);
  let error = 0;
  for (let b = 0; b < 10; b++) {
    const bin = pairs.slice(Math.floor((b * pairs.length) / 10), Math.floor(((b + 1) * pairs.length) / 10));
    const mean = (k: 0 | 1) => bin.reduce((sum, pair) => sum + pair[k], 0) / bin.length;
    error += (bin.length / pairs.length) * Math.abs(mean(0) - mean(1));
  }
  console.log(`calibration error ${error.toFixed(3)}`);
}

// Three quarters of the articles are the corpus, the rest is outside; folds are by article.
const isInside = (a: number) => a % 4 !== 3;
const inside = articles.map((_, a) => a).filter(isInside);
const outside = articles.map((_, a) => a).filter((a) => !isInside(a));
const fold = (a: number) => Math.floor(a / 4) % 2;
const examples = await examplesOf(inside, inside);
const away = await examplesOf(outside, inside);
const firstOf = (test: (example: Example) => boolean) =>
  ((100 * examples.filter(test).length) / examples.length).toFixed(1);
console.log(
  `before: right passage first ${firstOf(({ passage }) => passage[0] ?? false)} %, right sentence first ${firstOf(({ right }) => right[0] ?? false)} %; found at all ${firstOf(({ right }) => right.some(Boolean))} %`,
);
console.log(`${examples.length} questions inside, ${away.length} outside, ${articles.length} articles`);
const judged: Judged[] = [];
const p: number[] = [];
const c: number[] = [];
for (const held of [0, 1]) {
  const isHeld = (a: number) => fold(a) === held;
  const weights = learnRanking(examples.filter(({ article }) => !isHeld(article)));
  const train = [
    ...judgeAll(
      examples.filter(({ article }) => !isHeld(article)),
      weights,
      false,
    ),
    ...judgeAll(
      away.filter(({ article }) => !isHeld(article)),
      weights,
      true,
    ),
  ];
  const confidence = learnLogistic(train, (one) => one.right);
  const covered = learnLogistic(train, (one) => !one.outside);
  const test = [
    ...judgeAll(
      examples.filter(({ article }) => isHeld(article)),
      weights,
      false,
    ),
    ...judgeAll(
      away.filter(({ article }) => isHeld(article)),
      weights,
      true,
    ),
  ];
  judged.push(...test);
  p.push(...test.map(({ measures }) => probability(confidence, measures)));
  c.push(...test.map(({ measures }) => probability(covered, measures)));
}
figures('cross-fitted, by confidence', judged, p);
figures('cross-fitted, by coverage', judged, c);
calibration(judged, p);
const weights = learnRanking(examples);
const all = [...judgeAll(examples, weights, false), ...judgeAll(away, weights, true)];
const confidence = learnLogistic(all, (one) => one.right);
const covered = learnLogistic(all, (one) => !one.outside);
const list = (names: readonly string[], values: readonly number[]) =>
  names.map((name, i) => `  ${(values[i] as number).toFixed(3)}, // ${name}`).join('\n');
const source = `// Written by bench/train-ranker.ts; learned on the development set of SQuAD 1.1, cross-fitted by article.

/** Weights of \`RERANK_FEATURES\`. */
export const RERANK: readonly number[] = [
${list(RERANK_FEATURES, weights)}
];

/** Constant and weights of \`CONFIDENCE_FEATURES\`. */
export const CONFIDENCE: readonly number[] = [
${list(['constant', ...CONFIDENCE_FEATURES], confidence)}
];

/** The same, for whether the articles cover the question. */
export const COVERED: readonly number[] = [
${list(['constant', ...CONFIDENCE_FEATURES], covered)}
];
`;
console.log(source);
if (flag === '--write') writeFileSync(new URL('../src/search/weights.ts', import.meta.url), source);
