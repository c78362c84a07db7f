import { cosine, type Vectors } from './vectors.js';

/** How near passages, and their sentences, are to each other. Positions are those of the vectors. */
export function likenessOf(vectors: Vectors): {
  passages(a: number, b: number): number;
  sentences(a: number, i: number, b: number, j: number): number;
} {
  const start = (at: number) => vectors.starts[at] as number;
  return {
    passages: (a, b) => cosine(vectors, start(a), start(b)),
    sentences: (a, i, b, j) => cosine(vectors, start(a) + 2 + i, start(b) + 2 + j),
  };
}
