import { FORM_BITS, NAME_BIT } from '../text/tokenize.js';
import type { Line } from './analyze.js';
import { type CompiledTerm, strengthIn } from './match-terms.js';
import type { Sought } from './seek.js';
import { beginning, shortBeginning } from './stem-numbers.js';

/** Content words that follow each other in the question are near up to this many words apart. */
const NEAR = 5;

/**
 * What was found of a question in lines: row after row, and in a row term after term. One block of memory for all
 * lines of a question, since many small ones cost more than the search itself.
 */
export interface Scan {
  /** How well a line holds a term, 0 to 1. */
  readonly strength: Float64Array;
  /** 1 where it holds the term in the very form of the question, or a word like it but not itself. */
  readonly exact: Uint8Array;
  readonly soft: Uint8Array;
  /** For every line the share of the question's function words that it holds, by rarity. */
  readonly grammar: Float64Array;
  /** What the `bigrams` and `neighbours` are worth that it holds. */
  readonly bigrams: Float64Array;
  readonly near: Float64Array;
  /** Words written as names that the question does not have. */
  readonly names: Int32Array;
}

export function createScan(rows: number, terms: number): Scan {
  return {
    strength: new Float64Array(rows * terms),
    exact: new Uint8Array(rows * terms),
    soft: new Uint8Array(rows * terms),
    grammar: new Float64Array(rows),
    bigrams: new Float64Array(rows),
    near: new Float64Array(rows),
    names: new Int32Array(rows),
  };
}

/** Scans lines for one question, one pass over the words of each. */
export function createScanner(sought: Sought, scan: Scan) {
  const { slots, slotOf, formAt, plain, alike, bigrams, neighbours, compiled } = sought;
  const { said } = sought.query.form;
  const terms = plain.length;
  const first = new Int32Array(slots);
  const last = new Int32Array(slots);
  const exactAt = new Uint8Array(slots);
  const seen = new Uint8Array(Math.max(bigrams.worth.length, neighbours.worth.length));
  const softAt = new Uint8Array(terms);
  const found: { first: Int32Array; list: Int32Array } = { first, list: new Int32Array(0) };
  const slotAt = (number: number) => (slotOf[number] as number) - 1;
  const BIGRAM = 1;
  const NEIGHBOUR = 2;

  const noteBeginning = (key: number): boolean => {
    const list = key < 0 ? undefined : alike.get(key);
    if (!list) return false;
    for (const j of list) softAt[j] = 1;
    return true;
  };
  const noteAlike = (number: number): boolean => {
    const long = noteBeginning(beginning(number));
    return noteBeginning(shortBeginning(number)) || long;
  };

  /** @param row where to put what is found */
  return ({ terms: data, forms }: Pick<Line, 'terms' | 'forms'>, row: number): void => {
    let any = false;
    let anyAlike = false;
    let names = 0;
    let before = -1;
    for (let at = 0; at < data.length; at++) {
      const written = forms[at] as number;
      if (written & NAME_BIT && !said.has(written & FORM_BITS)) names++;
      const slot = (slotOf[data[at] as number] as number) - 1;
      if (slot < 0) {
        before = -1;
        if (alike.size > 0 && noteAlike(data[at] as number)) anyAlike = true;
        continue;
      }
      if (!any) {
        any = true;
        first.fill(-1);
        exactAt.fill(0);
        seen.fill(0);
      }
      if ((first[slot] as number) < 0) first[slot] = at;
      if ((written & FORM_BITS) === formAt[slot]) exactAt[slot] = 1;
      if (before >= 0) {
        const pair = bigrams.at[before * slots + slot] as number;
        if (pair > 0 && ((seen[pair] as number) & BIGRAM) === 0) {
          seen[pair] = (seen[pair] as number) | BIGRAM;
          scan.bigrams[row] = (scan.bigrams[row] as number) + (bigrams.worth[pair] as number);
        }
      }
      for (const other of neighbours.partners[slot] as readonly number[]) {
        // `last` is not cleared between lines: a place counts when the word was met in this one.
        if ((first[other] as number) < 0 || at - (last[other] as number) > NEAR) continue;
        const pair =
          (neighbours.at[other * slots + slot] as number) || (neighbours.at[slot * slots + other] as number);
        if (((seen[pair] as number) & NEIGHBOUR) !== 0) continue;
        seen[pair] = (seen[pair] as number) | NEIGHBOUR;
        scan.near[row] = (scan.near[row] as number) + (neighbours.worth[pair] as number);
      }
      last[slot] = at;
      before = slot;
    }
    scan.names[row] = names;
    if (any) {
      for (let f = 0; f < sought.functionSlots.length; f++) {
        if ((first[sought.functionSlots[f] as number] as number) < 0) continue;
        scan.grammar[row] = (scan.grammar[row] as number) + (sought.functionRarity[f] as number);
      }
      found.list = data;
      for (let j = 0; j < terms; j++) {
        const slot = plain[j] as number;
        const o = row * terms + j;
        if (slot >= 0) {
          if ((first[slot] as number) >= 0) {
            scan.strength[o] = 1;
            scan.exact[o] = exactAt[slot] as number;
          }
          continue;
        }
        const strength = strengthIn(compiled[j] as CompiledTerm, found, slotAt);
        scan.strength[o] = strength;
        scan.exact[o] = strength === 1 ? 1 : 0;
      }
    }
    if (!anyAlike) return;
    for (let j = 0; j < terms; j++) {
      const o = row * terms + j;
      if (softAt[j] && scan.strength[o] === 0) scan.soft[o] = 1;
      softAt[j] = 0;
    }
  };
}

/** How well a list of words apart from the lines holds each term: a name, a heading, a title. */
export function scanList(list: Int32Array, { slots, slotOf, plain, compiled }: Sought): Float64Array {
  const out = new Float64Array(plain.length);
  let first: Int32Array | null = null;
  for (let i = 0; i < list.length; i++) {
    const slot = (slotOf[list[i] as number] as number) - 1;
    if (slot < 0) continue;
    first ??= new Int32Array(slots).fill(-1);
    if ((first[slot] as number) < 0) first[slot] = i;
  }
  if (!first) return out;
  const found = { first, list };
  const slotAt = (number: number) => (slotOf[number] as number) - 1;
  for (let j = 0; j < out.length; j++) {
    const slot = plain[j] as number;
    if (slot < 0) out[j] = strengthIn(compiled[j] as CompiledTerm, found, slotAt);
    else if ((first[slot] as number) >= 0) out[j] = 1;
  }
  return out;
}
