import { createHash } from 'node:crypto';
import { DIMENSIONS } from '../../src/meaning/inference.js';
import { rounded } from '../../src/meaning/vectors.js';
import { cleanMessage } from '../../src/query/clean-question.js';
import { wordWeight } from '../../src/text/function-words.js';
import { terms as stemsOf } from '../../src/text/tokenize.js';
import { completeLinkage } from './complete-linkage.js';
import type { QuestionRecord } from './record.js';
import { type Marks, marksOf, type Said, tellsApart } from './told-apart.js';

/** What people asked and did not get, and what it has in common. */
export interface Gap {
  /** Six hexadecimal digits, the same as long as the first question of the group is kept. */
  readonly id: string;
  readonly asked: number;
  readonly people: number;
  readonly unanswered: number;
  readonly unhelpful: number;
  /** Answered with a reserve, and nobody said whether it helped. */
  readonly reserved: number;
  readonly first: Date;
  readonly last: Date;
  /** Ids of subjects, kinds and words, each the most frequent first. */
  readonly subjects: readonly string[];
  readonly kinds: readonly string[];
  readonly terms: readonly string[];
  /** The different questions as they were asked, the most frequent first; none where texts are not kept. */
  readonly questions: readonly string[];
  /** How many different questions there are beside those. */
  readonly moreQuestions: number;
  /** How many were asked in each period, oldest first. */
  readonly counts: readonly number[];
  /** What was seen of the articles where they were asked; `null`: all of them. */
  readonly scope: string | null;
  /** Whether the knowledge at hand answers all of it, some of it or none. */
  readonly now: 'answered' | 'partly' | 'open';
}

export interface GapOptions {
  readonly from: Date;
  readonly to: Date;
  /** Keys of questions that are answered by now. */
  readonly answered?: ReadonlySet<string>;
}

/**
 * Questions are of one group by meaning when the vectors of any two of them have this cosine. Chosen on one half of
 * `test/eval/same-wish.txt` (`npm run bench:wishes`): the highest cut whose F1 of pairs is within a point of the best.
 */
export const SAME_MEANING_FROM = 0.4;
/** Questions are of one group by words when they share this part of what they say, each word and subject weighed by its rarity. */
const SAME_FROM = 0.5;
/** What the kind of question weighs beside words and subjects, which weigh from 0.7 on. */
const KIND_WEIGHT = 0.3;
/** Over more days than these, counts are by week. */
const MAX_DAYS = 31;
const DAY_MS = 86_400_000;

/**
 * Bounds of the work for one question, so that no set of questions takes longer than in proportion to their number:
 * features that count, the heaviest; groups that are looked up, the rarest features' first; of these, groups that
 * are compared in full. Ours: the questions of a year of a busy server stay below all of them.
 */
const MAX_FEATURES = 48;
const MAX_LOOKED_UP = 256;
const MAX_COMPARED = 64;

/** The same question, however often it was asked. */
interface Asked {
  readonly key: string;
  /** Oldest first. */
  readonly records: readonly QuestionRecord[];
}

/** What of a question decides its group by words: numbers of features in rising order, and what they weigh. */
interface Weighed {
  readonly features: readonly number[];
  readonly weight: number;
  readonly marks: Marks;
}

/** Questions of one group, with what decides where it is listed. */
export interface Grouped {
  readonly id: string;
  readonly asked: number;
  readonly reserved: number;
  /** Milliseconds since 1970. */
  readonly last: number;
  readonly questions: readonly Asked[];
}

export interface GroupOptions {
  /** Vectors of questions by their keys; questions without one are grouped by words. */
  readonly vectors?: ReadonlyMap<string, Int8Array>;
  /** Least cosine of two questions of a group by meaning. */
  readonly cut?: number;
  /** Is counted up, by comparisons. */
  readonly effort?: { compared: number };
}

/**
 * Groups records of questions that ask for the same. Those that have a vector come together by meaning: each is near
 * each other of its group. Another joins the group whose first question it resembles most in its subjects, words and
 * kind (weighted Jaccard similarity), or begins one. None joins one from which a number, a name or a denial tells it
 * apart. The same records give the same groups in whatever order they are read. But for the vectors, of which there
 * must be few, the work is in proportion to the number of records, whatever they say.
 * @returns the most asked first
 */
export function groupRecords(
  records: readonly QuestionRecord[],
  { vectors = new Map(), cut = SAME_MEANING_FROM, effort = { compared: 0 } }: GroupOptions = {},
): Grouped[] {
  const asked = byKey(records);
  const { weighed, weights } = weigh(asked);
  const groups: { readonly first: Weighed; readonly questions: Asked[] }[] = [];
  /** Groups by the features of their first question, and by all that decides together. */
  const leading = new Map<number, number[]>();
  const same = new Map<string, number>();
  const begin = (i: number, all: string) => {
    const first = weighed[i] as Weighed;
    if (!same.has(all)) same.set(all, groups.length);
    for (const feature of first.features) {
      const others = leading.get(feature);
      if (others) others.push(groups.length);
      else leading.set(feature, [groups.length]);
    }
    groups.push({ first, questions: [asked[i] as Asked] });
  };
  const meant = byMeaning(asked, weighed, vectors, cut);
  const places = new Map<number, number>();
  for (const [i, first] of meant)
    if (i === first) {
      places.set(i, groups.length);
      begin(i, sayingOf(weighed[i] as Weighed));
    } else groups[places.get(first) as number]?.questions.push(asked[i] as Asked);
  for (const [i, one] of asked.entries()) {
    if (meant.has(i)) continue;
    const own = weighed[i] as Weighed;
    const all = sayingOf(own);
    const found = same.get(all) ?? nearest(own, groups, leading, weights, effort);
    if (found === null) begin(i, all);
    else groups[found]?.questions.push(one);
  }
  return groups.map(({ questions }) => groupedOf(questions)).sort(mostAskedFirst);
}

/** All of a question that decides its group by words. */
const sayingOf = ({ features, marks: { same, first, second } }: Weighed): string =>
  [features.join(' '), same, first, second].join('|');

/** @returns for each question that has a vector the first of its group by meaning, in rising order */
function byMeaning(
  asked: readonly Asked[],
  weighed: readonly Weighed[],
  vectors: ReadonlyMap<string, Int8Array>,
  cut: number,
): Map<number, number> {
  const own = asked.flatMap(({ key }, i) => (vectors.has(key) ? [i] : []));
  // Of all kinds of arrays that are as small numbers of this one are multiplied fastest; their sums are whole numbers.
  const rows = new Float32Array(own.length * DIMENSIONS);
  for (const [at, i] of own.entries()) rows.set(vectors.get(asked[i]?.key ?? '') ?? [], at * DIMENSIONS);
  const shares = own.map((_, at) => 1 / (Math.sqrt(product(rows, at, at)) || 1));
  const marks = own.map((i) => weighed[i]?.marks as Marks);
  const groups = completeLinkage(
    own.length,
    (a, b) =>
      tellsApart(marks[a] as Marks, marks[b] as Marks)
        ? -1
        : rounded(product(rows, a, b) * (shares[a] as number) * (shares[b] as number)),
    cut,
  );
  return new Map(own.map((i, at) => [i, own[groups[at] as number] as number]));
}

/** The scalar product of two rows. */
function product(rows: Float32Array, a: number, b: number): number {
  const [from, to] = [a * DIMENSIONS, b * DIMENSIONS];
  let [one, two, three, four] = [0, 0, 0, 0];
  // Four sums side by side take half the time of one.
  for (let d = 0; d < DIMENSIONS; d += 4) {
    one += (rows[from + d] as number) * (rows[to + d] as number);
    two += (rows[from + d + 1] as number) * (rows[to + d + 1] as number);
    three += (rows[from + d + 2] as number) * (rows[to + d + 2] as number);
    four += (rows[from + d + 3] as number) * (rows[to + d + 3] as number);
  }
  return one + two + three + four;
}

/** The same for each scope by itself: what is asked where another part of the articles is seen is another question. */
export function groupByScope(records: readonly QuestionRecord[], options: GroupOptions = {}): Grouped[] {
  const scopes = new Map<string | null, QuestionRecord[]>();
  for (const record of records) {
    const own = scopes.get(record.scope);
    if (own) own.push(record);
    else scopes.set(record.scope, [record]);
  }
  return [...scopes.values()].flatMap((own) => groupRecords(own, options)).sort(mostAskedFirst);
}

/** What was seen where the questions of a group were asked; `null`: everything. */
export const scopeOf = ({ questions: [first] }: Grouped): string | null => first?.records[0]?.scope ?? null;

const mostAskedFirst = (a: Grouped, b: Grouped): number =>
  b.asked - a.asked || b.last - a.last || (a.id < b.id ? -1 : 1);

/** Groups records as {@link groupRecords} does, and tells all of every group. */
export function groupGaps(records: readonly QuestionRecord[], options: GapOptions): Gap[] {
  return groupRecords(records).map((group) => gapOf(group, options));
}

/** Whether all of a group was answered, if with a reserve: it may be that nothing is lacking. */
export function isReserved({ asked, reserved }: Pick<Gap, 'asked' | 'reserved'>): boolean {
  return reserved === asked;
}

/** Whether the knowledge at hand answers all questions of a group, some or none. */
export function stateOf({ questions }: Grouped, answered: ReadonlySet<string>): Gap['now'] {
  const done = questions.filter(({ key }) => answered.has(key)).length;
  return done === questions.length ? 'answered' : done > 0 ? 'partly' : 'open';
}

/** Length of a period, in days, for counts over a time. */
export function periodDays({ from, to }: Pick<GapOptions, 'from' | 'to'>): number {
  return to.getTime() - from.getTime() <= MAX_DAYS * DAY_MS ? 1 : 7;
}

/** Records that tell of the same question, the question that was asked first first. */
function byKey(records: readonly QuestionRecord[]): Asked[] {
  const keys = new Map<string, QuestionRecord[]>();
  for (const record of [...records].sort(inOrder)) {
    const same = keys.get(record.key);
    if (same) same.push(record);
    else keys.set(record.key, [record]);
  }
  return [...keys].map(([key, same]) => ({ key, records: same }));
}

/** Orders records by time; those of the same millisecond by all that decides something. */
function inOrder(a: QuestionRecord, b: QuestionRecord): number {
  const later = a.at.getTime() - b.at.getTime();
  if (later !== 0) return later;
  const all = ({ key, kind, aspect, subjects, terms, question, person }: QuestionRecord) =>
    JSON.stringify([key, kind, aspect, subjects, terms, question, person]);
  const [one, other] = [all(a), all(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

function featuresOf(
  [first]: readonly QuestionRecord[],
  stemmed: (term: string) => readonly string[],
): string[] {
  if (!first) return [];
  const features = [
    ...first.subjects.map((subject) => `subject ${subject}`),
    ...first.terms.flatMap((term) => stemmed(term).map((stem) => `term ${stem}`)),
    ...(first.aspect === null ? [] : [`aspect ${first.aspect}`]),
    `kind ${first.kind}`,
  ];
  return [...new Set(features)];
}

/**
 * Numbers the features and weighs them by their inverse document frequency: what few questions share weighs more,
 * and what most questions may say less.
 */
function weigh(asked: readonly Asked[]): { weighed: Weighed[]; weights: number[] } {
  const stems = new Map<string, readonly string[]>();
  const stemmed = (term: string): readonly string[] => {
    const known = stems.get(term) ?? stemsOf(term);
    stems.set(term, known);
    return known;
  };
  const said = asked.map(({ records }) => featuresOf(records, stemmed));
  const marks = marksOf(asked.map(({ records }) => saidIn(records)));
  const counts = new Map<string, number>();
  for (const features of said)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const weight = (feature: string, count: number) => {
    if (feature.startsWith('kind ')) return KIND_WEIGHT;
    const own = feature.startsWith('term ') ? wordWeight(feature.slice('term '.length)) : 1;
    return own * Math.log(1 + asked.length / count);
  };
  const names = [...counts.keys()];
  const weights = names.map((feature) => weight(feature, counts.get(feature) ?? 1));
  const numbers = new Map(names.map((feature, number) => [feature, number]));
  const weighed = said.map((features, i) => {
    const all = features.map((feature) => numbers.get(feature) ?? 0);
    const own = all.length <= MAX_FEATURES ? all : heaviestOf(all, weights).slice(0, MAX_FEATURES);
    return {
      features: own.sort((a, b) => a - b),
      weight: sumOf(own, weights),
      marks: marks[i] as Marks,
    };
  });
  return { weighed, weights };
}

/** The last text that was kept of a question, and what was understood when it was first asked. */
function saidIn(records: readonly QuestionRecord[]): Said {
  const [{ subjects, terms } = { subjects: [], terms: [] }] = records;
  let last = records.length - 1;
  while (last > 0 && records[last]?.question === null) last--;
  return { text: records[last]?.question ?? null, subjects, terms };
}

const sumOf = (features: readonly number[], weights: readonly number[]): number =>
  features.reduce((sum, feature) => sum + (weights[feature] ?? 0), 0);

const heaviestOf = (features: readonly number[], weights: readonly number[]): number[] =>
  [...features].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b);

/**
 * Features of which a group must share one to be alike: the heaviest, up to where the rest could not make it
 * alike alone. What a question has in common with most others is thus hardly ever looked up.
 */
function telling({ features, weight }: Weighed, weights: readonly number[]): number[] {
  let rest = weight;
  return heaviestOf(features, weights).filter((feature) => {
    const isNeeded = rest >= SAME_FROM * weight;
    rest -= weights[feature] ?? 0;
    return isNeeded;
  });
}

function nearest(
  one: Weighed,
  groups: readonly { readonly first: Weighed }[],
  leading: ReadonlyMap<number, readonly number[]>,
  weights: readonly number[],
  effort: { compared: number },
): number | null {
  let best: number | null = null;
  let most = SAME_FROM;
  for (const candidate of candidatesFor(one, groups, leading, weights)) {
    effort.compared++;
    const { first = one } = groups[candidate] ?? {};
    if (tellsApart(one.marks, first.marks)) continue;
    const alike = similarity(one, first, weights);
    if (alike < most || (alike === most && best !== null)) continue;
    most = alike;
    best = candidate;
  }
  return best;
}

/** Groups that may be alike, oldest first: none that weighs too much or too little to be. */
function candidatesFor(
  one: Weighed,
  groups: readonly { readonly first: Weighed }[],
  leading: ReadonlyMap<number, readonly number[]>,
  weights: readonly number[],
): number[] {
  const found = new Set<number>();
  let looked = 0;
  for (const feature of telling(one, weights))
    for (const group of leading.get(feature) ?? []) {
      if (looked++ === MAX_LOOKED_UP || found.size === MAX_COMPARED) return [...found].sort((a, b) => a - b);
      const { weight } = groups[group]?.first ?? one;
      if (weight >= SAME_FROM * one.weight && one.weight >= SAME_FROM * weight) found.add(group);
    }
  return [...found].sort((a, b) => a - b);
}

/** What two questions share of all that either says. */
function similarity(a: Weighed, b: Weighed, weights: readonly number[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.features.length && j < b.features.length; ) {
    const [left = 0, right = 0] = [a.features[i], b.features[j]];
    if (left === right) shared += weights[left] ?? 0;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  const all = a.weight + b.weight - shared;
  return all === 0 ? 1 : shared / all;
}

function groupedOf(questions: readonly Asked[]): Grouped {
  let [asked, reserved, last] = [0, 0, 0];
  for (const { records } of questions)
    for (const { at, status, helpful } of records) {
      asked++;
      if (status === 'closest' && helpful === null) reserved++;
      last = Math.max(last, at.getTime());
    }
  const id = createHash('sha256')
    .update(questions[0]?.key ?? '')
    .digest('hex')
    .slice(0, 6);
  return { id, asked, reserved, last, questions };
}

/** All that is told of a group. @param maxQuestions of its different questions so many, the most frequent */
export function gapOf(
  group: Grouped,
  { from, to, answered = new Set() }: GapOptions,
  maxQuestions = Number.MAX_SAFE_INTEGER,
): Gap {
  const { id, asked, reserved, last } = group;
  const records = group.questions.flatMap((one) => one.records);
  const times = records.map(({ at }) => at.getTime());
  const texts = byFrequency(records, ({ question }) => (question === null ? [] : [question]));
  return {
    ...{ id, asked, reserved },
    people: new Set(records.map(({ person }) => person)).size,
    unanswered: records.filter(({ status }) => status === 'abstained').length,
    unhelpful: records.filter(({ helpful }) => helpful === false).length,
    first: new Date(times.reduce((a, b) => Math.min(a, b))),
    last: new Date(last),
    subjects: byFrequency(records, ({ subjects }) => subjects),
    kinds: byFrequency(records, ({ kind }) => [kind]),
    terms: byFrequency(records, ({ terms }) => terms),
    questions: [...new Set(texts.slice(0, maxQuestions).map(cleanMessage))],
    moreQuestions: Math.max(0, texts.length - maxQuestions),
    counts: countsOf(times, from, to),
    scope: scopeOf(group),
    now: stateOf(group, answered),
  };
}

function byFrequency(
  records: readonly QuestionRecord[],
  valuesOf: (record: QuestionRecord) => readonly string[],
): string[] {
  const counts = new Map<string, number>();
  for (const record of records)
    for (const value of valuesOf(record)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value);
}

function countsOf(times: readonly number[], from: Date, to: Date): number[] {
  const period = periodDays({ from, to }) * DAY_MS;
  const start = from.getTime();
  const counts = Array.from({ length: Math.max(1, Math.ceil((to.getTime() - start) / period)) }, () => 0);
  for (const time of times) {
    const at = Math.min(counts.length - 1, Math.max(0, Math.floor((time - start) / period)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
