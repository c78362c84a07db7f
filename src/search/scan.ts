import type { TermIndex } from '../knowledge/term-index.js';
import { FORM_BITS, NAME_BIT } from '../text/tokenize.js';
import { type CompiledTerm, strengthIn } from './rank.js';
import type { Sought } from './sought.js';

/** Content words that follow each other in the question are near up to this many words apart. */
const NEAR = 5;

/**
 * What was found of a question in sentences: row after row, and in a row term after term. One block of memory
 * for all sentences of a question, since many small ones cost more than the search itself.
 */
export interface Scan {
  /** How well a sentence holds a term, 0 to 1. */
  readonly strength: Float64Array;
  /** 1 where it holds the term in the very form of the question, or a word like it but not itself. */
  readonly exact: Uint8Array;
  readonly soft: Uint8Array;
  /** For every sentence: how many function words of the question it holds, and their rarity. */
  readonly grammar: Float64Array;
  readonly grammarRarity: Float64Array;
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
    grammarRarity: new Float64Array(rows),
    bigrams: new Float64Array(rows),
    near: new Float64Array(rows),
    names: new Int32Array(rows),
  };
}

/** Scans sentences of one question, one pass over the words of each. */
export function createScanner(sought: Sought, index: TermIndex, scan: Scan) {
  const { slots, slotOf, formAt, plain, soft, bigrams, neighbours, compiled } = sought;
  const { said } = sought.form;
  const { data, starts } = index.sentences;
  const { forms } = index;
  const terms = plain.length;
  const first = new Int32Array(slots);
  const last = new Int32Array(slots);
  const exactAt = new Uint8Array(slots);
  const seen = new Uint8Array(Math.max(bigrams.worth.length, neighbours.worth.length));
  const found = { first, list: data, any: true };
  const BIGRAM = 1;
  const NEIGHBOUR = 2;

  /** @param sentence number of a sentence in the index; @param row where to put what is found */
  return (sentence: number, row: number): void => {
    const start = starts[sentence] as number;
    const end = starts[sentence + 1] as number;
    let any = false;
    let names = 0;
    let before = -1;
    for (let k = start; k < end; k++) {
      const written = forms[k] as number;
      if (written & NAME_BIT && !said.has(written & FORM_BITS)) names++;
      const slot = (slotOf[data[k] as number] as number) - 1;
      if (slot < 0) {
        before = -1;
        continue;
      }
      if (!any) {
        any = true;
        first.fill(-1);
        exactAt.fill(0);
        seen.fill(0);
      }
      const at = k - start;
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
        // `last` is not cleared between sentences: a place counts when the word was met in this one.
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
    if (!any) return;
    for (let f = 0; f < sought.functionSlots.length; f++) {
      const slot = sought.functionSlots[f] as number;
      if (slot < 0 || (first[slot] as number) < 0) continue;
      scan.grammar[row] = (scan.grammar[row] as number) + 1;
      scan.grammarRarity[row] = (scan.grammarRarity[row] as number) + (sought.functionRarity[f] as number);
    }
    let listed = false;
    for (let j = 0; j < terms; j++) {
      const slot = plain[j] as number;
      const o = row * terms + j;
      if (slot >= 0) {
        if ((first[slot] as number) >= 0) {
          scan.strength[o] = 1;
          scan.exact[o] = exactAt[slot] as number;
          continue;
        }
      } else {
        if (!listed) {
          found.list = data.subarray(start, end);
          listed = true;
        }
        const strength = strengthIn(compiled.terms[j] as CompiledTerm, found, compiled);
        scan.strength[o] = strength;
        scan.exact[o] = strength === 1 ? 1 : 0;
        if (strength > 0) continue;
      }
      const like = soft[j] as number;
      if (like >= 0 && (first[like] as number) >= 0) scan.soft[o] = 1;
    }
  };
}

/** How well a list of terms apart from the sentences holds each term: a name, a heading, a title. */
export function scanList(list: Int32Array, sought: Sought): Float64Array {
  const { slots, slotOf, plain, compiled } = sought;
  let first: Int32Array | null = null;
  for (let i = 0; i < list.length; i++) {
    const slot = (slotOf[list[i] as number] as number) - 1;
    if (slot < 0) continue;
    first ??= new Int32Array(slots).fill(-1);
    if ((first[slot] as number) < 0) first[slot] = i;
  }
  if (!first) return sought.nothing;
  const found = { first, list, any: true };
  const out = new Float64Array(plain.length);
  for (let j = 0; j < out.length; j++) {
    const slot = plain[j] as number;
    if (slot < 0) out[j] = strengthIn(compiled.terms[j] as CompiledTerm, found, compiled);
    else if ((first[slot] as number) >= 0) out[j] = 1;
  }
  return out;
}
