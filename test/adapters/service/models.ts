import { createHash } from 'node:crypto';
import type { InferenceThread } from '../../../adapters/process/inference-thread.js';
import { DIMENSIONS } from '../../../src/meaning/inference.js';

/** Models of which each text gives vectors of its own, the same every time. */
export function models(): { start: () => Promise<InferenceThread>; encoded: string[] } {
  const encoded: string[] = [];
  const vector = (text: string) => {
    const out = new Float32Array(DIMENSIONS);
    for (let i = 0; i < out.length; i += 32) out.set(createHash('sha256').update(`${i} ${text}`).digest(), i);
    return out.map((value) => value - 128);
  };
  const score = (a: string, b: string) =>
    (createHash('sha256')
      .update(a + b)
      .digest()[0] as number) / 64;
  const own: Omit<InferenceThread, 'patient'> = {
    question: async (text) => vector(text),
    async passage({ place, lines }) {
      encoded.push(place);
      return { whole: vector(lines.join('\n')), place: vector(place), lines: lines.map(vector) };
    },
    score: async (question, { lines }) => score(question, lines.join()),
    cover: async (question, words) => words.map((word) => score(question, word) / 8),
    close: async () => undefined,
  };
  return { encoded, start: async () => ({ ...own, patient: own }) };
}
