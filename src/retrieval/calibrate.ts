import type { AnswerType } from '../query/answer-type.js';
import type { Query } from '../query/query.js';
import type { Evidence, TermHeld } from './evidence.js';
import {
  BLOCK_FEATURES,
  columnsOf,
  LINE_FEATURES,
  MEASURES,
  type Measure,
  namesOf,
  PASSAGE_FEATURES,
  type PassageFeature,
} from './features.js';
import { isTyped } from './holds-type.js';
import { orderOf } from './order.js';
import type { Features } from './ports.js';
import { probabilities, type Ranking, type Weights } from './rank.js';
import type { Sought } from './seek.js';
import { type Tables, WHOLE_RERANKED } from './tables.js';

const P = columnsOf(PASSAGE_FEATURES);
const B = columnsOf(BLOCK_FEATURES);
const L = columnsOf(LINE_FEATURES);

/** Log-odds that count as a whole lead. */
const WHOLE_LEAD = 4;
/** A score of the reranker that counts as a whole. */
const WHOLE_SCORE = 10;
/** A question of so many terms is a long one. */
const MANY_TERMS = 10;

/** What the likelihood is read from. @param shown what is to be shown, best first */
export function measuresOf(
  query: Query,
  { terms, totalWeight }: Sought,
  tables: Tables,
  ranking: Ranking,
  shown: readonly Evidence[],
): Record<Measure, number> {
  const [first = 0] = ranking.order;
  const of = (name: PassageFeature) => tables.passages.values[first * tables.passages.columns + P[name]] ?? 0;
  const [blockFrom, blockTo] = [tables.firstBlock[first] as number, tables.firstBlock[first + 1] as number];
  const [lineFrom, lineTo] = [tables.firstLine[first] as number, tables.firstLine[first + 1] as number];
  const blocks = probabilities(ranking.blocks, blockFrom, blockTo);
  const lines = probabilities(ranking.lines, lineFrom, lineTo);
  const [block = 0] = orderOf(blocks);
  const [line = 0] = orderOf(lines);
  const blockOf = (column: number) =>
    tables.blocks.values[(blockFrom + block) * tables.blocks.columns + column] ?? 0;
  const lineOf = (column: number) =>
    tables.lines.values[(lineFrom + line) * tables.lines.columns + column] ?? 0;
  const section = shown[0]?.passage.section.id;
  const rival = ranking.order.find((p) => tables.found[p]?.passage.section.id !== section);
  const lead =
    rival === undefined
      ? WHOLE_LEAD
      : (ranking.passages[first] as number) - (ranking.passages[rival] as number);
  let unknown = 0;
  let light = 0;
  let missing = 0;
  for (const term of terms) {
    if (!term.known) unknown += term.weight;
    if (term.light) light++;
    missing = Math.max(missing, term.known ? 0 : term.weight);
  }
  const { form } = query;
  const asksType = form.asked !== null && form.asked !== 'name';
  const holds = blockOf(B.holds) > 0;
  const lacks = (...asked: readonly AnswerType[]) =>
    form.asked !== null && asked.includes(form.asked) && !holds ? 1 : 0;
  const defines = lineOf(L.defines);
  const named = query.subjects.length > 0;
  const probability = probabilities(ranking.passages)[first] ?? 0;
  const gap = tables.gaps[first] ?? 0;
  const unmet = asksType && !holds ? 1 : 0;
  const unmetNumber = lacks('number', 'price');
  const unmetTyped = isTyped(form.asked) && !holds ? 1 : 0;
  const few = terms.length < 2 ? 1 : 0;
  const lightShare = terms.length > 0 ? light / terms.length : 1;
  const lacksDefinition = query.defines && defines === 0 ? 1 : 0;
  const nameless = !named && (shown[0]?.passage.subject ?? null) !== null ? 1 : 0;
  const ofSubject = of('ofSubject');
  const meant = meantBy(tables, first, rival);
  return {
    passageProbability: probability,
    margin: Math.max(-1, Math.min(1, lead / WHOLE_LEAD)),
    blockProbability: blocks[block] ?? 0,
    lineProbability: lines[line] ?? 0,
    line: lineOf(L.line),
    block: blockOf(B.text),
    text: of('text'),
    whole: of('whole'),
    heading: of('heading'),
    above: of('above'),
    own: of('own'),
    ownLine: lineOf(L.own),
    exact: of('exact'),
    soft: of('soft'),
    unknown: unknown / totalWeight,
    missing: missing / totalWeight,
    gap,
    namesMissing: of('namesMissing'),
    engine: of('engine'),
    bigrams: of('bigrams'),
    near: of('near'),
    met: asksType && holds ? 1 : 0,
    unmet,
    unmetNumber,
    unmetName: lacks('person', 'place'),
    unmetTyped,
    terms: Math.min(1, terms.length / MANY_TERMS),
    few,
    light: lightShare,
    document: of('document'),
    section: of('section'),
    words: of('textWords'),
    grammar: of('grammar'),
    telling: of('telling'),
    defines: query.defines ? defines : 0,
    undefined: lacksDefinition,
    ofSubject,
    ofOther: of('ofOther'),
    nameless,
    howSteps: form.howTo && of('steps') + of('howCode') > 0 ? 1 : 0,
    how: form.howTo ? 1 : 0,
    yesNo: form.yesNo ? 1 : 0,
    keywords: query.keywords ? 1 : 0,
    table: blockOf(B.table),
    question: of('question'),
    length: of('length'),
    followUp: query.carried ? 1 : 0,
    deed: query.asksDeed ? 1 : 0,
    onlyMentioned: lacksDefinition * nameless,
    subjectProbability: ofSubject * probability,
    subjectGap: ofSubject * gap,
    subjectUnmet: ofSubject * unmet,
    subjectText: ofSubject * of('text'),
    subjectLine: ofSubject * lineOf(L.own),
    subjectNumber: ofSubject * unmetNumber,
    subjectTyped: ofSubject * unmetTyped,
    subjectFew: ofSubject * few,
    subjectLight: ofSubject * lightShare,
    unmetLight: unmet * lightShare,
    typedLight: unmetTyped * lightShare,
    probabilitySquare: probability ** 2,
    probabilityWhole: probability * of('whole'),
    probabilityGap: probability * gap,
    probabilityUnmet: probability * unmet,
    meaning: of('meaning'),
    meaningSquare: of('meaning') ** 2,
    meaningPlace: of('meaningPlace'),
    meaningLine: of('meaningLine'),
    meaningBlock: blockOf(B.meaning),
    meaningLead: meant.lead,
    meaningSpread: meant.spread,
    meaningFirst: of('meaningRank') === 1 ? 1 : 0,
    meaningGap: of('meaningLine') * gap,
    reranked: meant.reranked,
    rerankedLead: meant.rerankedLead,
    rerankedFirst: of('rerankedFirst'),
    ...NO_COVER,
  };
}

type Cover = 'rerankedCover' | 'rerankedWorst' | 'rerankedRarest' | 'rerankedGap';
const NO_COVER: Record<Cover, number> = {
  rerankedCover: 0,
  rerankedWorst: 0,
  rerankedRarest: 0,
  rerankedGap: 0,
};

/** What more is known when the terms were looked for in other words. @param near for each term, 0 to 1 */
export function coverMeasures(terms: readonly TermHeld[], near: readonly number[]): Record<Cover, number> {
  if (terms.length === 0) return NO_COVER;
  let cover = 0;
  let gap = 0;
  let rarest = 0;
  for (const [j, { share, held }] of terms.entries()) {
    const cosine = near[j] ?? 0;
    cover += share * cosine;
    gap = Math.max(gap, share * (1 - Math.max(held, cosine)));
    if (share > (terms[rarest]?.share ?? 0)) rarest = j;
  }
  return {
    rerankedCover: cover,
    rerankedWorst: Math.min(...terms.map((_, j) => near[j] ?? 0)),
    rerankedRarest: near[rarest] ?? 0,
    rerankedGap: gap,
  };
}

/** How the first passage stands among the candidates in meaning. @param rival the next of another section */
function meantBy({ found }: Tables, first: number, rival: number | undefined) {
  const { near, reranked } = found[first] ?? {};
  const others = found.filter(({ passage }) => passage.section.id !== found[first]?.passage.section.id);
  let nearest = 0;
  let sum = 0;
  for (const one of others) nearest = Math.max(nearest, one.near?.whole ?? 0);
  for (const one of found) sum += one.near?.whole ?? 0;
  const next = Math.max(...others.flatMap((one) => one.reranked ?? []), Number.NEGATIVE_INFINITY);
  const lead = reranked === undefined || rival === undefined || !Number.isFinite(next) ? 0 : reranked - next;
  return {
    lead: near ? near.whole - nearest : 0,
    spread: near ? near.whole - sum / found.length : 0,
    reranked: Math.max(-1, Math.min(1, (reranked ?? 0) / WHOLE_SCORE)),
    rerankedLead: Math.max(-1, Math.min(1, lead / WHOLE_RERANKED)),
  };
}

/** The likelihood, 0 to 1: a logistic model of the measures. */
export function likelihoodOf(measures: Features, { likelihood }: Pick<Weights, 'likelihood'>): number {
  let sum = likelihood.constant ?? 0;
  for (const name of namesOf(MEASURES)) sum += (likelihood[name] ?? 0) * (measures[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}
