/**
 * Learns the weights of the open ranker (`src/search/rank-open.ts`) and of its confidence.
 *
 *   npx tsx bench/train-ranker.ts FILE [--write]
 *
 * FILE is a reading-comprehension set in SQuAD's JSON format (Rajpurkar et al., 2016), gzip or plain. The
 * weights in the repository come of 24 articles of the development set of SQuAD 1.1 (CC BY-SA 4.0). The set
 * stays outside: only the weights of few general features enter, no word of any article or question.
 *
 * Four times a quarter of the articles is left out of the corpus, so that every article is asked about both
 * where it is known and where it is not. Printed figures are cross-fitted by article: no question is judged by
 * weights that saw its article.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { findOpenCandidates } from '../src/answer/context.js';
import type { Passage } from '../src/knowledge/corpus.js';
import { createLexicon } from '../src/knowledge/lexicon.js';
import { loadCorpus } from '../src/knowledge/load-corpus.js';
import { buildTermIndex } from '../src/knowledge/term-index.js';
import { understand } from '../src/query/understand.js';
import { PassageIndex } from '../src/search/passage-index.js';
import { besideOf, inOrder, MEASURES, measuresOf, scoresOf, type Weights } from '../src/search/rank-open.js';
import { FEATURE_COUNT, FEATURES, type SentenceTable, tabulate } from '../src/search/sentence-table.js';
import { release, type Sought, seek } from '../src/search/sought.js';
import { fitLogistic, fitSoftmax } from './fit.js';

interface Article {
  readonly title: string;
  readonly paragraphs: readonly {
    readonly context: string;
    readonly qas: readonly {
      readonly question: string;
      readonly answers: readonly { readonly text: string }[];
    }[];
  }[];
}

/** A question asked of one corpus. */
interface Example {
  readonly fold: number;
  /** Size of the corpus. */
  readonly articles: number;
  readonly known: boolean;
  readonly table: SentenceTable;
  readonly sought: Pick<Sought, 'form' | 'terms' | 'totalWeight' | 'totalRarity'>;
  /** For every row 2 when it stands in the paragraph asked about and holds an accepted answer, 1 when it only stands there. */
  readonly labels: Uint8Array;
  /** The passage of every candidate. */
  readonly passages: readonly Passage[];
}

const FOLDS = 4;
/** Share of the questions asked of each of the four corpora. */
const ASKED = 1;
/** Articles in the small corpora, and the share of questions asked of each. */
const SMALL_SIZES = [1, 3];
const SMALL_ASKED = 0.12;
/** How much a sentence that holds the answer counts beside the right passage, where passages are ranked. */
const SENTENCE_SHARE = 0.25;
const RANKER_L2 = 2e-3;
const CONFIDENCE_L2 = 1e-4;

const [path, flag] = process.argv.slice(2);
if (!path) throw new Error('Name a file in SQuAD format: npx tsx bench/train-ranker.ts FILE [--write]');
await main(path, flag === '--write');

async function main(file: string, write: boolean): Promise<void> {
  const examples = await readExamples(file);
  const weights = Array.from({ length: FOLDS }, (_, fold) =>
    train(examples.filter((one) => one.fold !== fold)),
  );
  const judged = examples.map((one) => judgeExample(one, weights[one.fold] as Weights));
  const sizes = [...new Set(judged.map((one) => one.articles))].sort((x, y) => y - x);
  for (const size of sizes) {
    const asked = judged.filter((one) => one.known && one.articles === size);
    const share = (label: number) => percent(asked.filter((one) => one.label >= label).length / asked.length);
    console.log(
      `${size} articles, ranked, cross-fitted: right passage first ${share(1)}, right sentence first ${share(2)}, right quotation ${percent(asked.filter((one) => one.quoted === 2).length / asked.length)} of ${asked.length}`,
    );
  }

  const scored = judged.filter((one) => one.measures !== null);
  const models = (right: (one: Judged) => boolean) => {
    const learn = (list: readonly Judged[]) =>
      fitLogistic(
        list.map((one) => one.measures as Float64Array),
        list.map(right),
        CONFIDENCE_L2,
      );
    const folds = Array.from({ length: FOLDS }, (_, fold) =>
      learn(scored.filter((one) => one.fold !== fold)),
    );
    return {
      all: learn(scored),
      of: (one: Judged) => (one.measures ? likelihood(folds[one.fold] as Float64Array, one.measures) : 0),
    };
  };
  const isRight = models((one) => one.known && one.quoted === 2);
  const isCovered = models((one) => one.known);
  for (const size of sizes) {
    const part = judged.filter((one) => one.articles === size);
    report(`${size} articles, likelihood that what is quoted is right`, part, isRight.of, isRight.of);
    report(`${size} articles, likelihood that the question is covered`, part, isCovered.of, isRight.of);
  }
  if (!write) return;
  const target = new URL('../src/search/weights.ts', import.meta.url);
  writeFileSync(target, source(train(examples), isRight.all, isCovered.all));
  console.log('wrote src/search/weights.ts');
}

/** Learns to find the passage among all, and the sentence in it. */
function train(examples: readonly Example[]): Weights {
  const known = examples.filter((one) => one.known);
  const all = known.map(({ table, labels }) => ({ values: table.values, size: table.size, labels }));
  const inside = known.map(({ table, labels }) => {
    const from = Math.max(
      0,
      labels.findIndex((label) => label > 0),
    );
    let to = from;
    while ((labels[to] ?? 0) > 0) to++;
    return {
      values: table.values.subarray(from * FEATURE_COUNT, to * FEATURE_COUNT),
      size: to - from,
      labels: labels.subarray(from, to),
    };
  });
  return {
    passage: fitSoftmax(all, FEATURE_COUNT, SENTENCE_SHARE, RANKER_L2),
    sentence: fitSoftmax(
      inside.filter(({ size }) => size > 1),
      FEATURE_COUNT,
      1,
      RANKER_L2,
    ),
  };
}

async function readExamples(file: string): Promise<Example[]> {
  const bytes = readFileSync(file);
  const { data } = JSON.parse(String(file.endsWith('.gz') ? gunzipSync(bytes) : bytes)) as {
    data: readonly Article[];
  };
  const random = generator(7);
  const examples: Example[] = [];
  const all = data.map((_, i) => i);
  for (let left = 0; left < FOLDS; left++) {
    const kept = all.filter((i) => i % FOLDS !== left);
    const away = all.filter((i) => i % FOLDS === left);
    examples.push(...(await ask(data, kept, away, ASKED, ASKED, random)));
    // Small corpora teach what must not lean on their size: of three articles, and of one alone.
    for (const size of SMALL_SIZES) {
      for (let at = 0; at + size <= kept.length; at += size) {
        const few = kept.slice(at, at + size);
        const share = SMALL_ASKED * (size / kept.length);
        examples.push(...(await ask(data, few, away, SMALL_ASKED, share, random)));
      }
    }
  }
  return examples;
}

/** Asks a share of the questions on the articles of a corpus, and one of those on articles that it lacks. */
async function ask(
  data: readonly Article[],
  kept: readonly number[],
  away: readonly number[],
  share: number,
  awayShare: number,
  random: () => number,
): Promise<Example[]> {
  const examples: Example[] = [];
  const files = kept.map((i) => ({ path: `${i}.md`, text: markdown(data[i] as Article) }));
  const { corpus } = loadCorpus(files, null);
  const index = buildTermIndex(corpus);
  const lexicon = createLexicon(corpus, index);
  const engine = PassageIndex.build(corpus);
  for (const i of [...kept, ...away]) {
    const known = kept.includes(i);
    for (const [p, paragraph] of (data[i] as Article).paragraphs.entries()) {
      for (const { question, answers } of paragraph.qas) {
        if (random() > (known ? share : awayShare)) continue;
        const query = understand(question.trim(), lexicon);
        const candidates = await findOpenCandidates(query.terms, index, engine);
        const sought = seek(query, query.terms, index);
        const table = tabulate(sought, candidates, corpus, index);
        release(sought);
        const accepted = answers.map(({ text }) => plain(text));
        const labels = new Uint8Array(table.size);
        for (let row = 0; known && row < table.size; row++) {
          const id = table.passages[table.candidate[row] as number]?.candidate.passage ?? -1;
          const passage = corpus.passages[id];
          if (passage?.document !== `${i}.md` || passage.lines[0] !== lineOf(p)) continue;
          const text = plain(passage.sentences[table.position[row] as number]?.text ?? '');
          labels[row] = accepted.some((one) => text.includes(one)) ? 2 : 1;
        }
        const { form, terms, totalWeight, totalRarity } = sought;
        examples.push({
          fold: i % FOLDS,
          articles: kept.length,
          known,
          table,
          sought: { form, terms, totalWeight, totalRarity },
          labels,
          passages: table.passages.map(({ candidate }) => corpus.passages[candidate.passage] as Passage),
        });
      }
    }
  }
  return examples;
}

function markdown(article: Article): string {
  const title = `# ${article.title.replace(/_/g, ' ')}`;
  return [title, ...article.paragraphs.map(({ context }) => context.replace(/\s+/g, ' ').trim())].join(
    '\n\n',
  );
}

/** Line of a paragraph in {@link markdown}, counted from 1. */
function lineOf(paragraph: number): number {
  return 3 + 2 * paragraph;
}

/** A text for comparison, as the set's own evaluation folds it: case, punctuation and articles. */
function plain(text: string): string {
  const words = text
    .toLowerCase()
    .replace(/\b(?:a|an|the)\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${words.trim()} `;
}

interface Judged {
  readonly fold: number;
  readonly articles: number;
  readonly known: boolean;
  /** Of the first sentence. */
  readonly label: number;
  /** Of what is quoted: the first sentence, or two. */
  readonly quoted: number;
  readonly measures: Float64Array | null;
}

function judgeExample(
  { fold, articles, known, table, sought, labels, passages }: Example,
  weights: Weights,
): Judged {
  const scores = scoresOf(table, weights);
  const first = inOrder(table, scores).rows[0];
  if (first === undefined) return { fold, articles, known, label: 0, quoted: 0, measures: null };
  const measures = measuresOf(table, scores, first, sought as Sought);
  const passage = passages[table.candidate[first] as number] as Passage;
  const beside = besideOf(table, scores, first, passage);
  const label = labels[first] ?? 0;
  return { fold, articles, known, label, quoted: Math.max(label, labels[beside] ?? 0), measures };
}

function likelihood(model: Float64Array, measures: Float64Array): number {
  let sum = model[0] as number;
  for (let i = 0; i < measures.length; i++) sum += (model[i + 1] as number) * (measures[i] as number);
  return 1 / (1 + Math.exp(-sum));
}

/** What comes of answering from a likelihood on, where so many of the questions outside the corpus are refused. */
function report(
  name: string,
  judged: readonly Judged[],
  decide: (one: Judged) => number,
  confidence: (one: Judged) => number,
): void {
  const inside = judged.filter((one) => one.known);
  const outside = judged
    .filter((one) => !one.known)
    .map(decide)
    .sort((a, b) => a - b);
  console.log(`answers from a ${name}:`);
  for (const refused of [0.85, 0.88, 0.9, 0.92, 0.95]) {
    const from = outside[Math.floor(refused * outside.length)] as number;
    const given = inside.filter((one) => decide(one) >= from);
    const right = given.filter((one) => one.quoted === 2).length;
    const passage = given.filter((one) => one.label >= 1).length;
    const answered = judged.filter((one) => decide(one) >= from);
    console.log(
      `  from ${from.toFixed(2)}: refused ${percent(refused)}, abstained ${percent(1 - given.length / inside.length)}, right passage ${percent(passage / inside.length)}, right quotation ${percent(right / inside.length)}, calibration error of answers ${calibration(answered, confidence).toFixed(3)}`,
    );
  }
}

/** Mean distance between confidence and share right, in ten bins of equal size. */
function calibration(judged: readonly Judged[], confidence: (one: Judged) => number): number {
  const sorted = judged.map((one) => [confidence(one), one.known && one.quoted === 2 ? 1 : 0] as const);
  sorted.sort((a, b) => a[0] - b[0]);
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const part = sorted.slice((bin * sorted.length) / 10, ((bin + 1) * sorted.length) / 10);
    error += Math.abs(part.reduce((sum, [said, right]) => sum + said - right, 0)) / sorted.length;
  }
  return error;
}

function source({ passage, sentence }: Weights, right: Float64Array, covered: Float64Array): string {
  const table = (names: readonly string[], values: Float64Array) =>
    names.map((name, i) => `  ${name}: ${Number((values[i] as number).toFixed(3))},`).join('\n');
  return `// Written by bench/train-ranker.ts. Learned on 24 articles of the development set of SQuAD 1.1.
// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: a learned number may come near any.
import type { MEASURES } from './rank-open.js';
import type { FEATURES } from './sentence-table.js';

/** What each feature of a sentence is worth for its passage, in log-odds. */
export const PASSAGE_WEIGHTS: Readonly<Record<(typeof FEATURES)[number], number>> = {
${table(FEATURES, passage)}
};

/** What each feature of a sentence is worth among the sentences of its passage. */
export const SENTENCE_WEIGHTS: Readonly<Record<(typeof FEATURES)[number], number>> = {
${table(FEATURES, sentence)}
};

/** Likelihood that what is quoted answers the question: a logistic model of the measures. */
export const RIGHT_WEIGHTS: Readonly<Record<'constant' | (typeof MEASURES)[number], number>> = {
${table(['constant', ...MEASURES], right)}
};

/** Likelihood that the articles cover the question at all. */
export const COVERED_WEIGHTS: Readonly<Record<'constant' | (typeof MEASURES)[number], number>> = {
${table(['constant', ...MEASURES], covered)}
};
`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** Pseudo-random numbers from 0 to 1, always the same (a linear congruential generator, Numerical Recipes). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
