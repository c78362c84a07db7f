import type { Query, QueryTerm } from '../query/query.js';
import { isFunctionWord, LIGHT_WEIGHT } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { formOf, tokenize } from '../text/tokenize.js';
import { type CompiledTerm, compileTerms } from './match-terms.js';
import { beginningSought, numberOf, numbersGiven, numbersOf } from './stem-numbers.js';

/** Most different words that one question looks for; slots are bytes. */
const MAX_SLOTS = 250;
/** Share of its weight that a word keeps which only says what sort of thing is asked for. */
const SORT_SHARE = 0.25;

/** All that a question looks for, its words by small numbers ("slots"). */
export interface Sought {
  readonly query: Query;
  readonly terms: readonly QueryTerm[];
  readonly compiled: readonly CompiledTerm[];
  /** Slot plus 1 of every stem's number; 0 when it is not looked for. Shared: see {@link release}. */
  readonly slotOf: Uint8Array;
  readonly numbers: readonly number[];
  readonly slots: number;
  /** Form in which the question has the word of a slot; -1 for others. */
  readonly formAt: Int32Array;
  /** For each term the slot of its only word, or -1 when it takes more to find it. */
  readonly plain: Int32Array;
  /** Terms by the beginning that words like them have. */
  readonly alike: ReadonlyMap<number, readonly number[]>;
  /** For each term its weight, and its rarity without regard to how light the word is. */
  readonly weight: Float64Array;
  readonly rarity: Float64Array;
  readonly totalWeight: number;
  readonly totalRarity: number;
  /** For each term 1 when it is a name or a number, which an answer can least do without. */
  readonly named: Uint8Array;
  /** Numbers of the words of each name that a subject of the question goes by. */
  readonly subjectNames: readonly Int32Array[];
  /** Slots of the function words of the question, with their rarity. */
  readonly functionSlots: readonly number[];
  readonly functionRarity: readonly number[];
  readonly totalFunctionRarity: number;
  /** Words that stand side by side in the question, and content words that follow each other. */
  readonly bigrams: Pairs;
  readonly neighbours: Pairs;
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

let shared = new Uint8Array(0);

/** Clears what the next question uses again. */
export function release(sought: Sought): void {
  for (const number of sought.numbers) sought.slotOf[number] = 0;
}

/**
 * Works out what a question looks for. To be given back to {@link release} before the next call, and called after
 * the passages to look in are analysed: their stems have numbers then.
 */
export function seek(query: Query): Sought {
  const { terms, form } = query;
  const questionWords = tokenize(query.question).flatMap(({ parts }) =>
    parts.map((part) => ({ part, stem: stem(part), number: numberOf(stem(part)) })),
  );
  const numbers: number[] = [];
  const given = new Map<number, number>();
  const slotFor = (number: number): number => {
    let slot = given.get(number);
    if (slot === undefined) {
      slot = given.size < MAX_SLOTS ? given.size : MAX_SLOTS;
      given.set(number, slot);
      if (slot < MAX_SLOTS) numbers.push(number);
    }
    return slot;
  };
  const compiled = compileTerms(terms, slotFor);
  const words = questionWords.map((word) => ({
    ...word,
    slot: slotFor(word.number),
    grammar: isFunctionWord(word.part),
    form: formOf(word.part),
  }));
  const slots = Math.min(given.size, MAX_SLOTS) + 1;
  if (shared.length < numbersGiven()) shared = new Uint8Array(2 * numbersGiven());
  for (const number of numbers) shared[number] = (given.get(number) as number) + 1;

  const formAt = new Int32Array(slots).fill(-1);
  for (const word of words) formAt[word.slot] = word.form;
  const worthOf = new Float64Array(slots);
  for (const term of terms)
    for (const piece of term.pieces.length > 0 ? term.pieces : [term])
      for (const one of piece.stems) {
        const slot = given.get(numberOf(one)) ?? MAX_SLOTS;
        worthOf[slot] = Math.max(worthOf[slot] as number, piece.weight);
      }
  const alike = new Map<number, number[]>();
  terms.forEach(({ stems: [word = '', ...rest] }, j) => {
    const sought = rest.length === 0 ? beginningSought(word) : -1;
    if (sought < 0) return;
    const list = alike.get(sought);
    if (list) list.push(j);
    else alike.set(sought, [j]);
  });
  const grammar = words.filter((word) => word.grammar);
  const functionRarity = grammar.map(({ stem: one }) => query.grammar.get(one) ?? 0);
  const sortShare = ({ text }: QueryTerm) => (form.sorts.has(text) ? SORT_SHARE : 1);
  const weight = Float64Array.from(terms, (term) => term.weight * (term.light ? 1 : sortShare(term)));
  const rarity = Float64Array.from(
    terms,
    (term) => (term.light ? term.weight / LIGHT_WEIGHT : term.weight) * sortShare(term),
  );
  const worth = (slot: number) => worthOf[slot] as number;
  return {
    query,
    terms,
    compiled,
    slotOf: shared,
    numbers,
    slots,
    formAt,
    plain: Int32Array.from(compiled, ({ own, pieces, alternatives }) =>
      own.content.length === 1 && pieces.length === 0 && alternatives.length === 0
        ? (own.content[0] as number)
        : -1,
    ),
    alike,
    weight,
    rarity,
    totalWeight: sum(weight) || 1,
    totalRarity: sum(rarity) || 1,
    named: Uint8Array.from(terms, ({ text }) =>
      text.split(' ').some((word) => form.names.has(word)) ? 1 : 0,
    ),
    subjectNames: namesOf(query),
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
  };
}

function namesOf({ subjects }: Query): Int32Array[] {
  const names = subjects.flatMap(({ subject, written }) => [...subject.names, written]);
  return [...new Set(names)].map(numbersOf).filter(({ length }) => length > 0);
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
    if (worth.length > MAX_SLOTS || at[a.slot * slots + b.slot]) continue;
    at[a.slot * slots + b.slot] = worth.length;
    worth.push(value);
    (partners[a.slot] as number[]).push(b.slot);
    (partners[b.slot] as number[]).push(a.slot);
  }
  return { at, worth, partners, total };
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
