/** Passages up to which all are held against all: that takes about ten seconds. */
export const COMPARED_UP_TO = 5_000;

/** How near passages are to each other in meaning, as cosines. Whoever checks is handed it, or does without. */
export interface Likeness {
  /** Of two passages, by their positions in the corpus. */
  passages(a: number, b: number): number;
  /** Of a sentence of one passage and one of another, each counted over its passage's items; 0 for one that was not read. */
  sentences(a: number, i: number, b: number, j: number): number;
}
