import { listAt, type TermIndex } from '../knowledge/term-index.js';
import { FORM_BITS, NAME_BIT } from '../text/tokenize.js';
import { type CompiledTerm, strengthIn } from './rank.js';
import type { Sought } from './sought.js';

/** Content words that follow each other in the question are near up to this many words apart. */
const NEAR = 5;

/** What was found of a question in the sentences of one passage; row after row of terms. */
export interface PassageScan {
  readonly sentences: number;
  /** For every sentence and term how well the sentence holds the term, 0 to 1. */
  readonly strength: Float64Array;
  /** 1 where the sentence holds the term in the very form of the question, or a word like it but not itself. */
  readonly exact: Uint8Array;
  readonly soft: Uint8Array;
  /** For every sentence and function word of the question whether it stands there. */
  readonly grammar: Uint8Array;
  /** For every sentence what its {@link Sought.bigrams} and {@link Sought.neighbours} are worth. */
  readonly bigrams: Float64Array;
  readonly near: Float64Array;
  /** For every sentence the number of words written as names that the question does not have. */
  readonly names: Int32Array;
}

/** Looks for a question in the sentences of a passage, one pass over their words. */
export function scanPassage(passage: number, sought: Sought, index: TermIndex): PassageScan {
  const from = index.firstSentence[passage] ?? 0;
  const n = (index.firstSentence[passage + 1] ?? 0) - from;
  const { slots, slotOf, formAt, plain, soft, bigrams, neighbours, compiled, form } = sought;
  const t = plain.length;
  const g = sought.functionSlots.length;
  const scan: PassageScan = {
    sentences: n,
    strength: new Float64Array(n * t),
    exact: new Uint8Array(n * t),
    soft: new Uint8Array(n * t),
    grammar: new Uint8Array(n * g),
    bigrams: new Float64Array(n),
    near: new Float64Array(n),
    names: new Int32Array(n),
  };
  const { data, starts } = index.sentences;
  const first = new Int32Array(slots);
  const exactAt = new Uint8Array(slots);
  const seenBigram = new Uint8Array(bigrams.worth.length);
  const seenNear = new Uint8Array(neighbours.worth.length);
  // The last few slots that were met, by their places: what is near looks back no further.
  const recent = new Int16Array(NEAR + 1);
  for (let i = 0; i < n; i++) {
    const start = starts[from + i] as number;
    const end = starts[from + i + 1] as number;
    first.fill(-1);
    exactAt.fill(0);
    seenBigram.fill(0);
    seenNear.fill(0);
    recent.fill(-1);
    let any = false;
    let names = 0;
    let bigramWorth = 0;
    let nearWorth = 0;
    let before = -1;
    for (let k = start; k < end; k++) {
      const written = index.forms[k] as number;
      const wordForm = written & FORM_BITS;
      if (written & NAME_BIT && !form.said.has(wordForm)) names++;
      const slot = (slotOf[data[k] as number] as number) - 1;
      const at = k - start;
      recent[at % (NEAR + 1)] = slot;
      if (slot >= 0) {
        any = true;
        if ((first[slot] as number) < 0) first[slot] = at;
        if (wordForm === formAt[slot]) exactAt[slot] = 1;
        if (before >= 0) {
          const pair = bigrams.at[before * slots + slot] as number;
          if (pair > 0 && seenBigram[pair] === 0) {
            seenBigram[pair] = 1;
            bigramWorth += bigrams.worth[pair] as number;
          }
        }
        for (let back = 1; back <= NEAR && back <= at; back++) {
          const other = recent[(at - back) % (NEAR + 1)] as number;
          if (other < 0 || other === slot) continue;
          const pair =
            (neighbours.at[other * slots + slot] as number) ||
            (neighbours.at[slot * slots + other] as number);
          if (pair > 0 && seenNear[pair] === 0) {
            seenNear[pair] = 1;
            nearWorth += neighbours.worth[pair] as number;
          }
        }
      }
      before = slot;
    }
    scan.names[i] = names;
    if (!any) continue;
    scan.bigrams[i] = bigramWorth;
    scan.near[i] = nearWorth;
    for (let f = 0; f < g; f++) {
      const slot = sought.functionSlots[f] as number;
      if (slot >= 0 && (first[slot] as number) >= 0) scan.grammar[i * g + f] = 1;
    }
    const found = { first, list: data.subarray(start, end), any: true };
    for (let j = 0; j < t; j++) {
      const slot = plain[j] as number;
      const strength =
        slot < 0
          ? strengthIn(compiled.terms[j] as CompiledTerm, found, compiled)
          : (first[slot] as number) < 0
            ? 0
            : 1;
      const o = i * t + j;
      scan.strength[o] = strength;
      scan.exact[o] = slot < 0 ? (strength === 1 ? 1 : 0) : (exactAt[slot] as number);
      const like = soft[j] as number;
      if (strength === 0 && like >= 0 && (first[like] as number) >= 0) scan.soft[o] = 1;
    }
  }
  return scan;
}

/** How well a list of terms apart from the sentences holds each term: a name, a heading, a title. */
export function scanList(list: Int32Array, sought: Sought): Float64Array {
  const { slots, slotOf, plain, compiled } = sought;
  const out = new Float64Array(plain.length);
  if (list.length === 0) return out;
  const first = new Int32Array(slots).fill(-1);
  let any = false;
  for (let i = 0; i < list.length; i++) {
    const slot = (slotOf[list[i] as number] as number) - 1;
    if (slot < 0 || (first[slot] as number) >= 0) continue;
    first[slot] = i;
    any = true;
  }
  if (!any) return out;
  const found = { first, list, any };
  for (let j = 0; j < out.length; j++) {
    const slot = plain[j] as number;
    out[j] =
      slot < 0
        ? strengthIn(compiled.terms[j] as CompiledTerm, found, compiled)
        : (first[slot] as number) < 0
          ? 0
          : 1;
  }
  return out;
}

/** The same for one list of many, such as the headings of section `i`. */
export function scanListAt(lists: Parameters<typeof listAt>[0], i: number, sought: Sought): Float64Array {
  return scanList(listAt(lists, i), sought);
}
