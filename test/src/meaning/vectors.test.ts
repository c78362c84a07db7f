import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIMENSIONS, type PassageText, type PassageVectors } from '../../../src/meaning/inference.js';
import {
  encodePassages,
  KEPT_EVERY,
  quantized,
  VectorIndex,
  type Vectors,
} from '../../../src/meaning/vectors.js';

/** A vector that points where its text says: each word is a direction. */
function vectorOf(text: string): Float32Array {
  const out = new Float32Array(DIMENSIONS);
  for (const word of text.toLowerCase().split(/\W+/).filter(Boolean)) {
    let hash = 0;
    for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % DIMENSIONS;
    out[hash] = (out[hash] as number) + 1;
  }
  return out;
}

const readers = (read: string[] = []) => ({
  async passage({ place, lines }: PassageText): Promise<PassageVectors> {
    read.push(place);
    return {
      whole: vectorOf(`${place} ${lines.join(' ')}`),
      place: vectorOf(place),
      lines: lines.map(vectorOf),
    };
  },
});

const TEXTS: PassageText[] = [
  { place: 'Boats › Sails', lines: ['A jib is a small sail.', 'It stands before the mast.'] },
  { place: 'Boats › Oars', lines: ['Oars are made of ash.'] },
  { place: 'Kites', lines: ['A kite flies on a line.', 'It has no mast.'] },
];

const encode = (texts: readonly PassageText[], options: Partial<Parameters<typeof encodePassages>[2]> = {}) =>
  encodePassages(texts.length, (i) => texts[i] as PassageText, { inference: readers(), ...options });

describe('vectors of passages', () => {
  it('find the passage that says what is asked, and say how near each of its lines is', async () => {
    const index = new VectorIndex(await encode(TEXTS));
    const question = quantized(vectorOf('what are oars made of'));
    expect(index.nearest(question, 2)[0]).toBe(1);
    const { whole, place, lines } = index.nearness(question, 1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toBeGreaterThan(whole);
    expect(whole).toBeGreaterThan(place);
    const far = index.nearness(question, 2);
    expect(far.whole).toBeLessThan(whole);
    expect(far.lines).toHaveLength(2);
  });

  it('keep the direction of a vector', () => {
    const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
      minLength: DIMENSIONS,
      maxLength: DIMENSIONS,
    });
    fc.assert(
      fc.property(vector, (numbers) => {
        const kept = quantized(Float32Array.from(numbers));
        const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
          Array.from(a).reduce((sum, value, i) => sum + value * (b[i] as number), 0);
        const length = Math.sqrt(dot(numbers, numbers) * dot(kept, kept));
        if (length > 0) expect(dot(numbers, kept) / length).toBeGreaterThan(0.99);
      }),
      { seed: 3, numRuns: 50 },
    );
  });

  it('are taken from an earlier run where the text is the same, wherever it stood', async () => {
    const first = await encode(TEXTS);
    const read: string[] = [];
    const progress: [number, number][] = [];
    const edited = [TEXTS[2], { place: 'Boats › Anchors', lines: ['An anchor is heavy.'] }, TEXTS[0]];
    const second = await encode(edited as PassageText[], {
      inference: readers(read),
      saved: first,
      progress: (done, all) => progress.push([done, all]),
    });
    expect(read).toEqual(['Boats › Anchors']);
    expect(progress).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(second).toEqual(await encode(edited as PassageText[]));
  });

  it('of what is done are kept after so many, and where the models fail', async () => {
    const texts = Array.from({ length: KEPT_EVERY + 5 }, (_, i) => ({ place: `Page ${i}`, lines: [`${i}`] }));
    const kept: Vectors[] = [];
    const failing = readers();
    let left = KEPT_EVERY + 2;
    const passage = async (text: PassageText) => {
      if (left-- === 0) throw new Error('out of memory');
      return failing.passage(text);
    };
    const options = { inference: { passage }, atOnce: 1, keep: (partial: Vectors) => kept.push(partial) };
    await expect(encode(texts, options)).rejects.toThrow('out of memory');
    expect(kept.map(({ hashes }) => hashes.filter(Boolean).length)).toEqual([KEPT_EVERY, KEPT_EVERY + 2]);
    const read: string[] = [];
    const whole = await encode(texts, { inference: readers(read), saved: kept[1] ?? null });
    expect(read).toEqual(texts.slice(-3).map(({ place }) => place));
    expect(whole).toEqual(await encode(texts));
  });

  const constant = new Float32Array(DIMENSIONS).fill(1);
  const quick = { passage: async () => ({ whole: constant, place: constant, lines: [] }) };
  const pages = (count: number) => Array.from({ length: count }, (_, i) => ({ place: `${i}`, lines: [] }));

  it('of very many passages are kept no more than ten times on the way', async () => {
    const kept: number[] = [];
    const keep = ({ hashes }: Vectors) => kept.push(hashes.filter(Boolean).length);
    await encode(pages(20 * KEPT_EVERY), { inference: quick, atOnce: 1, keep });
    expect(kept).toEqual(Array.from({ length: 10 }, (_, i) => (i + 1) * 2 * KEPT_EVERY));
  });

  it('are not kept while those before are being saved', async () => {
    let saved = () => {};
    const kept: number[] = [];
    const keep = ({ hashes }: Vectors) => {
      kept.push(hashes.filter(Boolean).length);
      return new Promise<void>((resolve) => {
        saved = resolve;
      });
    };
    const progress = (done: number) => {
      if (done === 2.5 * KEPT_EVERY) saved();
    };
    await encode(pages(4 * KEPT_EVERY), { inference: quick, atOnce: 1, keep, progress });
    expect(kept[0]).toBe(KEPT_EVERY);
    expect(kept[1]).toBeGreaterThanOrEqual(2.5 * KEPT_EVERY);
    expect(kept).toHaveLength(2);
  });

  it('where the models fail are kept when what they had before them is done, and nothing more is read', async () => {
    const texts = Array.from({ length: 9 }, (_, i) => ({ place: `Page ${i}`, lines: [`${i}`] }));
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const read: string[] = [];
    const kept: Vectors[] = [];
    let left = 3;
    const passage = async (text: PassageText) => {
      if (--left === 0) throw new Error('out of memory');
      const vectors = readers(read).passage(text);
      await gate;
      return vectors;
    };
    const keep = (partial: Vectors) => kept.push(partial);
    const encoding = encode(texts, { inference: { passage }, atOnce: 3, keep });
    const failed = expect(encoding).rejects.toThrow('out of memory');
    while (left > 0) await new Promise(setImmediate);
    expect(kept).toEqual([]);
    go();
    await failed;
    expect(read).toEqual(['Page 0', 'Page 1']);
    expect(kept.map(({ hashes }) => hashes.filter(Boolean).length)).toEqual([2]);
  });

  it('of nothing new are the very same, and nothing is read', async () => {
    const first = await encode(TEXTS);
    const read: string[] = [];
    expect(await encode(TEXTS, { inference: readers(read), saved: first })).toBe(first);
    expect(read).toEqual([]);
  });

  it('leave ties in reading order, find no more than there are, and find nothing where nothing is wanted', async () => {
    const twice = [TEXTS[0], TEXTS[0], TEXTS[1]] as PassageText[];
    const index = new VectorIndex(await encode(twice));
    const question = quantized(vectorOf('a small sail'));
    expect(index.nearest(question, 9)).toEqual([0, 1, 2]);
    expect(index.nearest(question, 0)).toEqual([]);
    expect(new VectorIndex(await encode([])).nearest(question, 9)).toEqual([]);
  });

  it('of an empty text are as far as can be from everything', async () => {
    const index = new VectorIndex(await encode([{ place: '', lines: [''] }]));
    expect(index.nearness(quantized(vectorOf('sail')), 0)).toEqual({
      whole: 0,
      place: 0,
      lines: Float32Array.of(0),
    });
  });
});
