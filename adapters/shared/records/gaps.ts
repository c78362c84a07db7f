import { createHash } from 'node:crypto';
import { cleanMessage } from '../../../src/query/clean-question.js';
import { wordWeight } from '../../../src/text/function-words.js';
import { terms as stemsOf } from '../../../src/text/tokenize.js';
import type { QuestionRecord } from './record.js';

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
  /** How many were asked in each period, oldest first. */
  readonly counts: readonly number[];
  /** Whether the knowledge at hand answers all of it, some of it or none. */
  readonly now: 'answered' | 'partly' | 'open';
}

export interface GapOptions {
  readonly from: Date;
  readonly to: Date;
  /** Keys of questions that are answered by now. */
  readonly answered?: ReadonlySet<string>;
}

/** Questions are of one group when they share this part of what they say, each word and subject weighed by its rarity. */
const SAME_FROM = 0.5;
/** What the kind of question weighs beside words and subjects, which weigh from 0.7 on. */
const KIND_WEIGHT = 0.3;
/** Over more days than these, counts are by week. */
const MAX_DAYS = 31;
const DAY_MS = 86_400_000;

/** The same question, however often it was asked. */
interface Asked {
  readonly key: string;
  readonly records: readonly QuestionRecord[];
  readonly features: ReadonlySet<string>;
}

/**
 * Groups records by what they share: subjects, words and kind of question. Deterministic; a question joins the
 * group whose first question it resembles most (weighted Jaccard similarity), or begins one.
 * @param records oldest first
 * @returns the most asked first
 */
export function groupGaps(records: readonly QuestionRecord[], options: GapOptions): Gap[] {
  const asked = byKey(records);
  const weights = weightsOf(asked);
  const groups: Asked[][] = [];
  const leading = new Map<string, number[]>();
  for (const one of asked) {
    const found = nearest(one, groups, leading, weights);
    if (found !== null) {
      groups[found]?.push(one);
      continue;
    }
    for (const feature of one.features) {
      const others = leading.get(feature);
      if (others) others.push(groups.length);
      else leading.set(feature, [groups.length]);
    }
    groups.push([one]);
  }
  return groups
    .map((group) => gapOf(group, options))
    .sort((a, b) => b.asked - a.asked || b.last.getTime() - a.last.getTime() || a.id.localeCompare(b.id));
}

/** Whether all of a group was answered, if with a reserve: it may be that nothing is lacking. */
export function isReserved({ asked, reserved }: Pick<Gap, 'asked' | 'reserved'>): boolean {
  return reserved === asked;
}

/** Length of a period, in days, for counts over a time. */
export function periodDays({ from, to }: Pick<GapOptions, 'from' | 'to'>): number {
  return to.getTime() - from.getTime() <= MAX_DAYS * DAY_MS ? 1 : 7;
}

function byKey(records: readonly QuestionRecord[]): Asked[] {
  const keys = new Map<string, QuestionRecord[]>();
  for (const record of records) {
    const same = keys.get(record.key);
    if (same) same.push(record);
    else keys.set(record.key, [record]);
  }
  return [...keys].map(([key, same]) => ({ key, records: same, features: featuresOf(same) }));
}

function featuresOf(records: readonly QuestionRecord[]): Set<string> {
  const [first] = records;
  if (!first) return new Set();
  return new Set([
    ...first.subjects.map((subject) => `subject ${subject}`),
    ...first.terms.flatMap(stemsOf).map((stem) => `term ${stem}`),
    ...(first.aspect === null ? [] : [`aspect ${first.aspect}`]),
    `kind ${first.kind}`,
  ]);
}

/**
 * Features of which a group must share one to be alike: the heaviest, up to where the rest could not make it
 * alike alone. What a question has in common with most others is thus hardly ever looked up.
 */
function telling({ features }: Asked, weights: ReadonlyMap<string, number>): string[] {
  const weightOf = (feature: string) => weights.get(feature) ?? 0;
  const heaviest = [...features].sort((a, b) => weightOf(b) - weightOf(a) || a.localeCompare(b));
  const all = heaviest.reduce((sum, feature) => sum + weightOf(feature), 0);
  let rest = all;
  return heaviest.filter((feature) => {
    const isNeeded = rest >= SAME_FROM * all;
    rest -= weightOf(feature);
    return isNeeded;
  });
}

/** Inverse document frequency: what few questions share weighs more, and what most questions may say less. */
function weightsOf(asked: readonly Asked[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of asked)
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const weight = (feature: string, count: number) => {
    if (feature.startsWith('kind ')) return KIND_WEIGHT;
    const own = feature.startsWith('term ') ? wordWeight(feature.slice('term '.length)) : 1;
    return own * Math.log(1 + asked.length / count);
  };
  return new Map([...counts].map(([feature, count]) => [feature, weight(feature, count)]));
}

function nearest(
  one: Asked,
  groups: readonly Asked[][],
  leading: ReadonlyMap<string, readonly number[]>,
  weights: ReadonlyMap<string, number>,
): number | null {
  const candidates = new Set(telling(one, weights).flatMap((feature) => leading.get(feature) ?? []));
  let best: number | null = null;
  let most = SAME_FROM;
  for (const candidate of [...candidates].sort((a, b) => a - b)) {
    const alike = similarity(one.features, groups[candidate]?.[0]?.features ?? new Set(), weights);
    if (alike < most || (alike === most && best !== null)) continue;
    most = alike;
    best = candidate;
  }
  return best;
}

function similarity(
  a: ReadonlySet<string>,
  b: ReadonlySet<string>,
  weights: ReadonlyMap<string, number>,
): number {
  let shared = 0;
  let all = 0;
  for (const feature of new Set([...a, ...b])) {
    const weight = weights.get(feature) ?? 0;
    all += weight;
    if (a.has(feature) && b.has(feature)) shared += weight;
  }
  return all === 0 ? 1 : shared / all;
}

function gapOf(group: readonly Asked[], { from, to, answered = new Set() }: GapOptions): Gap {
  const records = group.flatMap((one) => one.records);
  const times = records.map(({ at }) => at.getTime());
  const done = group.filter(({ key }) => answered.has(key)).length;
  return {
    id: createHash('sha256')
      .update(group[0]?.key ?? '')
      .digest('hex')
      .slice(0, 6),
    asked: records.length,
    people: new Set(records.map(({ person }) => person)).size,
    unanswered: records.filter(({ status }) => status === 'abstained').length,
    unhelpful: records.filter(({ helpful }) => helpful === false).length,
    reserved: records.filter(({ status, helpful }) => status === 'closest' && helpful === null).length,
    first: new Date(times.reduce((a, b) => Math.min(a, b))),
    last: new Date(times.reduce((a, b) => Math.max(a, b))),
    subjects: byFrequency(records.flatMap(({ subjects }) => subjects)),
    kinds: byFrequency(records.map(({ kind }) => kind)),
    terms: byFrequency(records.flatMap(({ terms }) => terms)),
    questions: byFrequency(
      records.flatMap(({ question }) => (question === null ? [] : [cleanMessage(question)])),
    ),
    counts: countsOf(times, from, to),
    now: done === group.length ? 'answered' : done > 0 ? 'partly' : 'open',
  };
}

function byFrequency(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([value]) => value);
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
