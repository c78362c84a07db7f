import { setImmediate } from 'node:timers/promises';
import type { Contents } from '../../src/knowledge/contents.js';

/** A question that may be offered. */
export interface Candidate {
  readonly text: string;
  readonly words: readonly string[];
  /** What the authors wrote comes before what is put together. */
  readonly order: number;
}

/** Questions by the beginnings of their words. */
export interface CandidateIndex {
  /** Those of which every typed word begins a word, best first. */
  find(typed: readonly string[]): Candidate[];
}

/** Pairs of subjects are put together only for so many; there are n × n of them. */
const MAX_PAIRED = 25;
/** Most questions that are put together; people find those of the first subjects among them. Ours: 30 MB. */
const MAX_CANDIDATES = 50_000;
/**
 * Bounds of the work for one keystroke: candidates that are found by its rarest word, and that are looked at closely.
 * Ours: both take a millisecond or two, and nobody looks further than 25.
 */
const MAX_FOUND = 20_000;
const MAX_SCORED = 2_000;
/** Candidates that are taken apart before others have their turn. */
const AT_ONCE = 500;

/** Puts the questions of articles together and in order, with turns for others meanwhile. */
export async function indexCandidates(contents: Contents): Promise<CandidateIndex> {
  const candidates: Candidate[] = [];
  const having = new Map<string, number[]>();
  const seen = new Set<string>();
  let taken = 0;
  for (const text of textsIn(contents)) {
    if (++taken % AT_ONCE === 0) await setImmediate();
    const lower = text.toLowerCase();
    if (seen.has(lower)) continue;
    seen.add(lower);
    const order = candidates.length;
    const words = wordsOf(text);
    candidates.push({ text, words, order });
    for (const word of new Set(words)) {
      const others = having.get(word);
      if (others) others.push(order);
      else having.set(word, [order]);
    }
    if (candidates.length === MAX_CANDIDATES) break;
  }
  return indexOf(candidates, having);
}

function indexOf(
  candidates: readonly Candidate[],
  having: ReadonlyMap<string, readonly number[]>,
): CandidateIndex {
  const vocabulary = [...having.keys()].sort(byCodeUnits);

  /** Candidates with a word that begins so, as far as they are not too many. */
  function beginning(start: string): Set<number> {
    const found = new Set<number>();
    for (let i = firstFrom(vocabulary, start); vocabulary[i]?.startsWith(start); i++)
      for (const one of having.get(vocabulary[i] ?? '') ?? []) {
        if (found.size === MAX_FOUND) return found;
        found.add(one);
      }
    return found;
  }

  return {
    find(typed) {
      const rarest = typed
        .map(beginning)
        .reduce<Set<number> | null>((least, own) => (least && least.size <= own.size ? least : own), null);
      const some = rarest
        ? [...rarest].sort((a, b) => a - b).flatMap((i) => candidates[i] ?? [])
        : candidates;
      return some
        .slice(0, MAX_SCORED)
        .map((one) => ({ one, score: scoreOf(one, typed) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.one.order - b.one.order)
        .map(({ one }) => one);
    },
  };
}

function* textsIn({ documents, subjects, aspects }: Contents): Generator<string> {
  for (const { questions } of documents) for (const { text } of questions) yield text;
  for (const { name } of subjects) yield `What is ${name}?`;
  const places = new Map(subjects.map(({ id }, place) => [id, place]));
  for (const aspect of aspects) {
    const own = aspect.subjects.flatMap((id) => places.get(id) ?? []).sort((a, b) => a - b);
    for (const place of own) yield `${aspect.name} of ${subjects[place]?.name ?? ''}`;
  }
  for (const { headings } of documents) yield* headings;
  const paired = subjects.slice(0, MAX_PAIRED);
  for (const [i, one] of paired.entries())
    for (const other of paired.slice(i + 1)) yield `Compare ${one.name} and ${other.name}`;
}

/** Every word that was typed must begin a word of the candidate; words in the same order count more. */
function scoreOf({ words }: Candidate, typed: readonly string[]): number {
  let score = 1;
  let after = -1;
  for (const word of typed) {
    const next = words.findIndex((own, i) => i > after && own.startsWith(word));
    const any = next >= 0 ? next : words.findIndex((own) => own.startsWith(word));
    if (any < 0) return 0;
    score += next === after + 1 ? 2 : next >= 0 ? 1 : 0.5;
    after = any;
  }
  return score;
}

/** The words of a text, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}#+.]*[\p{L}\p{N}#+]/gu) ?? [];
}

const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Where the first word stands that is not before a text. */
function firstFrom(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
