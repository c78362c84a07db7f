import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Nearness } from '../retrieval/ports.js';
import { DIMENSIONS, type Inference, type PassageText } from './inference.js';

/** Largest number of a vector as it is kept. */
const FULL = 127;

/** Passages that are looked through before others have their turn. */
const IN_A_TURN = 128;

/**
 * Vectors of passages in the order of the corpus: rows of whole numbers, of a passage first the whole, then where it
 * stands, then line after line.
 */
export interface Vectors {
  /** For each passage {@link hashOf} its text. */
  readonly hashes: readonly string[];
  /** Row at which each passage begins; one more for the end. */
  readonly starts: Int32Array;
  /** Rows of {@link DIMENSIONS} numbers, each as large as eight bits allow. */
  readonly rows: Int8Array;
  /** One over the length of each row; 0 for an empty one. */
  readonly shares: Float32Array;
}

/** Names a text by what it says. */
export function hashOf({ place, lines }: PassageText): string {
  return createHash('sha256')
    .update(JSON.stringify([place, lines]))
    .digest('base64')
    .slice(0, 22);
}

/** A text as it is told apart, and how many lines it has. */
export interface NamedText {
  readonly hash: string;
  readonly lines: number;
}

export interface EncodeOptions {
  readonly inference: Pick<Inference, 'passage'>;
  /** What an earlier run left; of it is taken what is said there in the same words. */
  readonly saved?: Vectors | null;
  /** Names the text of a passage; give one that remembers those that cannot have changed. */
  readonly named?: (position: number, name: () => Promise<NamedText>) => NamedText | Promise<NamedText>;
  /** Passages that are handed to the models before the first is done, so that these never wait. */
  readonly atOnce?: number;
  /** Told how many of the passages that must be encoded are done: first 0, then after each. */
  readonly progress?: (done: number, all: number) => void;
  /**
   * Given what is done so far, as `saved` takes it: each time a tenth of all passages was encoded, or
   * {@link KEPT_EVERY} where that is more, and where the models fail. While a promise that it gives is pending it is
   * given nothing more on the way.
   */
  readonly keep?: (partial: Vectors) => unknown;
}

/** Passages at least that are encoded between two times that what is done is kept: half a minute of one core. Ours. */
export const KEPT_EVERY = 1_000;

/** Share of all passages, likewise: each time all of it is written, 3.5 KB a passage. Ours. */
const KEPT_SHARE = 0.1;

/** Encodes passages, those that are not known yet. @param textOf the text of a passage by its position */
export async function encodePassages(
  count: number,
  textOf: (position: number) => PassageText | Promise<PassageText>,
  {
    inference,
    named = (_, name) => name(),
    atOnce = 2,
    saved = null,
    progress = () => {},
    keep = () => {},
  }: EncodeOptions,
): Promise<Vectors> {
  const known = new Map(saved?.hashes.map((hash, i) => [hash, i]));
  const hashes: string[] = [];
  const starts = new Int32Array(count + 1);
  const missing: number[] = [];
  for (let i = 0; i < count; i++) {
    if (i % IN_A_TURN === IN_A_TURN - 1) await setImmediate();
    const { hash, lines } = await named(i, async () => {
      const text = await textOf(i);
      return { hash: hashOf(text), lines: text.lines.length };
    });
    hashes.push(hash);
    starts[i + 1] = (starts[i] as number) + 2 + lines;
    if (!known.has(hash)) missing.push(i);
  }
  if (
    saved &&
    missing.length === 0 &&
    count === saved.hashes.length &&
    hashes.every((hash, i) => hash === saved.hashes[i])
  )
    return saved;
  const rows = new Int8Array((starts[count] as number) * DIMENSIONS);
  const shares = new Float32Array(starts[count] as number);
  if (saved)
    hashes.forEach((hash, i) => {
      const at = known.get(hash);
      if (at === undefined) return;
      const [from, to] = [saved.starts[at] as number, saved.starts[at + 1] as number];
      rows.set(saved.rows.subarray(from * DIMENSIONS, to * DIMENSIONS), (starts[i] as number) * DIMENSIONS);
      shares.set(saved.shares.subarray(from, to), starts[i] as number);
    });
  let done = 0;
  const undone = new Set(missing);
  // No text has this name, so what stands under it is encoded anew.
  const partial = (): Vectors => ({
    hashes: hashes.map((hash, i) => (undone.has(i) ? '' : hash)),
    starts,
    rows,
    shares,
  });
  const step = Math.max(KEPT_EVERY, Math.ceil(count * KEPT_SHARE));
  let kept = 0;
  let isKeeping = false;
  const keepSome = () => {
    if (isKeeping || done - kept < step) return;
    [kept, isKeeping] = [done, true];
    const end = () => {
      isKeeping = false;
    };
    Promise.resolve(keep(partial())).then(end, end);
  };
  let failed = false;
  progress(done, missing.length);
  const queue = missing.values();
  const encode = async () => {
    for (const i of queue) {
      if (failed) return;
      const { whole, place, lines } = await inference.passage(await textOf(i));
      [whole, place, ...lines].forEach((vector, r) => {
        const row = (starts[i] as number) + r;
        rows.set(quantized(vector), row * DIMENSIONS);
        shares[row] = shareOf(rows, row * DIMENSIONS);
      });
      undone.delete(i);
      progress(++done, missing.length);
      if (!failed) keepSome();
    }
  };
  const each = Array.from({ length: atOnce }, () =>
    encode().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  // What the models still have before them is kept too, and nothing is kept once this has failed.
  await Promise.allSettled(each);
  if (failed && done > 0) keep(partial());
  await Promise.all(each);
  return { hashes, starts, rows, shares };
}

/** A vector in eight bits a number: its direction is kept, its length is not. */
export function quantized(vector: Float32Array): Int8Array {
  let most = 0;
  for (const value of vector) most = Math.max(most, Math.abs(value));
  const scale = most > 0 ? FULL / most : 0;
  return Int8Array.from(vector, (value) => Math.round(value * scale));
}

/** Finds passages by their vectors. Whole numbers are added up, so that no order of adding changes a result. */
export class VectorIndex {
  readonly #rows: Int8Array;
  readonly #starts: Int32Array;
  readonly #shares: Float32Array;

  constructor({ rows, starts, shares }: Vectors) {
    this.#rows = rows;
    this.#starts = starts;
    this.#shares = shares;
  }

  get passages(): number {
    return this.#starts.length - 1;
  }

  /** @returns positions of the passages nearest to a question, the nearest first, ties in reading order */
  nearest(question: Int8Array, limit: number): number[] {
    const own = shareOf(question, 0);
    const best: { at: number; near: number }[] = [];
    if (limit === 0) return [];
    for (let at = 0; at < this.passages; at++) {
      const near = this.#cosine(question, own, this.#starts[at] as number);
      if (best.length === limit && near <= (best[limit - 1]?.near ?? 0)) continue;
      let place = best.length;
      while (place > 0 && (best[place - 1]?.near ?? 0) < near) place--;
      best.splice(place, 0, { at, near });
      if (best.length > limit) best.pop();
    }
    return best.map(({ at }) => at);
  }

  /** How near a question is to a passage and its parts. */
  nearness(question: Int8Array, at: number): Nearness {
    const own = shareOf(question, 0);
    const [from, to] = [this.#starts[at] as number, this.#starts[at + 1] as number];
    const lines = new Float32Array(Math.max(0, to - from - 2));
    for (let i = 0; i < lines.length; i++) lines[i] = this.#cosine(question, own, from + 2 + i);
    return {
      whole: this.#cosine(question, own, from),
      place: this.#cosine(question, own, from + 1),
      lines,
    };
  }

  #cosine(question: Int8Array, own: number, row: number): number {
    const rows = this.#rows;
    const from = row * DIMENSIONS;
    let sum = 0;
    for (let d = 0; d < DIMENSIONS; d++) sum += (question[d] as number) * (rows[from + d] as number);
    return rounded(sum * own * (this.#shares[row] as number));
  }
}

/** The cosine of two rows. */
export function cosine({ rows, shares }: Vectors, a: number, b: number): number {
  const [from, other] = [a * DIMENSIONS, b * DIMENSIONS];
  let sum = 0;
  for (let d = 0; d < DIMENSIONS; d++) sum += (rows[from + d] as number) * (rows[other + d] as number);
  return rounded(sum * (shares[a] as number) * (shares[b] as number));
}

/** One over the length of a row. */
function shareOf(rows: Int8Array, from: number): number {
  let square = 0;
  for (let d = from; d < from + DIMENSIONS; d++) square += (rows[d] as number) ** 2;
  return square > 0 ? 1 / Math.sqrt(square) : 0;
}

/** Digits of a score that count: further ones may differ from processor to processor. */
const DIGITS = 1e4;

export function rounded(score: number): number {
  return Math.round(score * DIGITS) / DIGITS;
}
