import { inverseDocumentFrequency, type TermIndex } from '../knowledge/term-index.js';
import type { Query, QueryTerm } from '../query/query.js';
import { isFunctionWord, LIGHT_WEIGHT } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { formOf, tokenize } from '../text/tokenize.js';
import { type QuestionForm, questionForm } from './question-form.js';
import { type Compiled, compile } from './rank.js';

/** Most different words that one question looks for; slots are bytes. */
const MAX_SLOTS = 250;
/** Most words that count as soft matches of one term. */
const MAX_MATES = 60;
/** Letters that two words must share from the first on to match softly: `rain`, `rainfall`. */
const SOFT_PREFIX = 5;
const SHORT_PREFIX = 4;

/** Share of its weight that a word keeps which only says what sort of thing is asked for. */
const SORT_SHARE = 0.25;

/** All that is looked for in the sentences of candidates, by small numbers ("slots"). */
export interface Sought {
  readonly compiled: Compiled;
  readonly form: QuestionForm;
  readonly terms: readonly QueryTerm[];
  /** Slot plus 1 of every term of the index; 0 when it is not looked for. Shared: see {@link release}. */
  readonly slotOf: Uint8Array;
  readonly numbers: readonly number[];
  readonly slots: number;
  /** Form in which the question has the word of a slot; -1 for others. */
  readonly formAt: Int32Array;
  /** For each term the slot of its only word, or -1 when it takes more to find it; and that of words like it. */
  readonly plain: Int32Array;
  readonly soft: Int32Array;
  /** For each term its weight, and its rarity without regard to how light the word is. */
  readonly weight: Float64Array;
  readonly rarity: Float64Array;
  readonly totalWeight: number;
  readonly totalRarity: number;
  /** Slots of the function words of the question, with their rarity. */
  readonly functionSlots: readonly number[];
  readonly functionRarity: readonly number[];
  readonly totalFunctionRarity: number;
  /** Words that stand side by side in the question, and content words that follow each other. */
  readonly bigrams: Pairs;
  readonly neighbours: Pairs;
  /** What a text holds that holds nothing: 0 for each term. Not to be written to. */
  readonly nothing: Float64Array;
}

/** Pairs of slots: `at[a * slots + b]` is the number of a pair, from 1 on, or 0. */
export interface Pairs {
  readonly at: Uint8Array;
  /** What finding a pair is worth, by its number. */
  readonly worth: readonly number[];
  /** For each slot those that it makes a pair with, before or after. */
  readonly partners: readonly (readonly number[])[];
  /** What all pairs of the question are worth, those too that no text can hold. */
  readonly total: number;
}

interface Shared {
  readonly slotOf: Uint8Array;
  /** Terms of four letters and more in alphabetical order, and their numbers. */
  readonly sorted: readonly string[];
  readonly numbers: Int32Array;
}

const shared = new WeakMap<TermIndex, Shared>();

function sharedOf(index: TermIndex): Shared {
  let known = shared.get(index);
  if (!known) {
    const sorted = [...index.vocabulary.keys()].filter((word) => /^\p{L}{4,}$/u.test(word)).sort();
    const numbers = Int32Array.from(sorted, (word) => index.vocabulary.get(word) as number);
    known = { slotOf: new Uint8Array(index.vocabulary.size), sorted, numbers };
    shared.set(index, known);
  }
  return known;
}

/** Clears what the next question uses again. */
export function release(sought: Sought): void {
  for (const number of sought.numbers) sought.slotOf[number] = 0;
}

/** Works out what a question looks for. To be given back to {@link release} before the next call. */
export function seek(query: Query, terms: readonly QueryTerm[], index: TermIndex): Sought {
  const { slotOf, sorted, numbers: sortedNumbers } = sharedOf(index);
  const compiled = compile(query, terms, index);
  const numbers: number[] = [];
  let slots = 0;
  for (const [number, slot] of compiled.wanted) {
    slotOf[number] = slot + 1;
    numbers.push(number);
    slots++;
  }
  const add = (number: number, slot: number) => {
    slotOf[number] = slot + 1;
    numbers.push(number);
    slots = Math.max(slots, slot + 1);
  };

  const words: { slot: number; grammar: boolean; form: number; stem: string }[] = [];
  for (const token of tokenize(query.question)) {
    for (const part of token.parts) {
      const stemmed = stem(part);
      const number = index.vocabulary.get(stemmed);
      if (number !== undefined && slotOf[number] === 0 && slots < MAX_SLOTS) add(number, slots);
      const slot = number === undefined ? -1 : (slotOf[number] as number) - 1;
      words.push({ slot, grammar: isFunctionWord(part), form: formOf(part), stem: stemmed });
    }
  }
  const soft = Int32Array.from(terms, (term) => {
    const [word = ''] = term.stems;
    if (term.stems.length > 1 || word.length < SHORT_PREFIX || slots >= MAX_SLOTS) return -1;
    const slot = slots;
    const prefix = word.slice(0, word.length < SOFT_PREFIX ? SHORT_PREFIX : SOFT_PREFIX);
    let i = lowerBound(sorted, prefix);
    for (let n = 0; n < MAX_MATES && sorted[i]?.startsWith(prefix); i++, n++) {
      const number = sortedNumbers[i] as number;
      if (slotOf[number] === 0) add(number, slot);
    }
    return slots > slot ? slot : -1;
  });

  const formAt = new Int32Array(slots).fill(-1);
  for (const word of words) if (word.slot >= 0) formAt[word.slot] = word.form;
  const worthOf = new Float64Array(slots);
  for (const term of terms) {
    for (const piece of term.pieces.length > 0 ? term.pieces : [term]) {
      for (const stemmed of piece.stems) {
        const slot = (slotOf[index.vocabulary.get(stemmed) ?? -1] ?? 0) - 1;
        if (slot >= 0) worthOf[slot] = Math.max(worthOf[slot] as number, piece.weight);
      }
    }
  }
  const grammar = words.filter((word) => word.grammar);
  const functionRarity = grammar.map(({ slot, stem: one }) =>
    slot < 0 ? 0 : inverseDocumentFrequency(index, one),
  );
  const form = questionForm(query.question, terms);
  const sortShare = (j: number) => (form.sort[j] ? SORT_SHARE : 1);
  const weight = Float64Array.from(terms, (term, j) => term.weight * (term.light ? 1 : sortShare(j)));
  const rarity = Float64Array.from(
    terms,
    (term, j) => (term.light ? term.weight / LIGHT_WEIGHT : term.weight) * sortShare(j),
  );
  const worth = (slot: number) => (slot < 0 ? 0 : (worthOf[slot] as number));
  return {
    compiled,
    form,
    terms,
    slotOf,
    numbers,
    slots,
    formAt,
    plain: Int32Array.from(compiled.terms, ({ own, pieces, alternatives }) =>
      own?.content.length === 1 && pieces.length === 0 && alternatives.length === 0
        ? (own.content[0] as number)
        : -1,
    ),
    soft,
    weight,
    rarity,
    totalWeight: sum(weight) || 1,
    totalRarity: sum(rarity) || 1,
    functionSlots: grammar.map(({ slot }) => slot),
    functionRarity,
    totalFunctionRarity: sum(functionRarity),
    bigrams: pairsOf(words, slots, worth, (a, b) => !(a.grammar && b.grammar)),
    neighbours: pairsOf(
      words.filter((word) => !word.grammar),
      slots,
      worth,
      (a, b) => a.slot !== b.slot,
    ),
    nothing: new Float64Array(terms.length),
  };
}

/** What a pair is worth of which neither word carries weight. */
const EMPTY_PAIR = 0.5;

function pairsOf<W extends { readonly slot: number }>(
  words: readonly W[],
  slots: number,
  worthOf: (slot: number) => number,
  counts: (a: W, b: W) => boolean,
): Pairs {
  const at = new Uint8Array(slots * slots);
  const worth = [0];
  const partners: number[][] = Array.from({ length: slots }, () => []);
  let total = 0;
  for (let i = 1; i < words.length; i++) {
    const a = words[i - 1] as W;
    const b = words[i] as W;
    if (!counts(a, b)) continue;
    const value = worthOf(a.slot) + worthOf(b.slot) || EMPTY_PAIR;
    total += value;
    if (a.slot < 0 || b.slot < 0 || worth.length > MAX_SLOTS) continue;
    at[a.slot * slots + b.slot] = worth.length;
    worth.push(value);
    (partners[a.slot] as number[]).push(b.slot);
    (partners[b.slot] as number[]).push(a.slot);
  }
  return { at, worth, partners, total };
}

function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
