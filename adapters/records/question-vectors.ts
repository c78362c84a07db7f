import { setTimeout as wait } from 'node:timers/promises';
import type { Inference } from '../../src/meaning/inference.js';
import { quantized } from '../../src/meaning/vectors.js';
import { cleanMessage, findQuestion } from '../../src/query/clean-question.js';
import type { QuestionRecord, Records } from './record.js';

/**
 * Most different questions of a report that are grouped by meaning, the most asked: the work grows with the square of
 * their number, and for so many it takes a quarter of a second. Ours; the others are grouped by words.
 */
export const MAX_BY_MEANING = 1_000;
/** Vectors that are kept at a time, so that little is lost when the program ends. */
const KEPT_AT_ONCE = 16;

/** The models, as far as questions are concerned. */
export interface QuestionEncoder extends Pick<Inference, 'question'> {
  close(): Promise<void>;
}

/** Gives questions their vectors. */
export interface QuestionVectors {
  /**
   * @returns the vectors of the most asked questions whose texts were kept, by key, and how many of these have none
   * yet; with an encoder they have one the next time
   */
  of(records: readonly QuestionRecord[]): Promise<{ vectors: Map<string, Int8Array>; missing: number }>;
}

export interface VectorOptions {
  /** Starts the models; `null` where questions are answered by words alone. They end when nothing is left to encode. */
  readonly start: (() => Promise<QuestionEncoder>) | null;
  /** Whether a report waits until all of its questions have a vector. */
  readonly waits?: boolean;
}

/**
 * Makes the vector of each question once and keeps it beside the records, where it is deleted with the last of them.
 * Unless a report waits for it this goes on behind it, with as much rest as work, so that answers find a free core.
 * Where the models do not run there are no vectors.
 */
export function createQuestionVectors(
  records: Pick<Records, 'vectors' | 'keepVectors'>,
  { start, waits = false }: VectorOptions,
): QuestionVectors {
  let cannot = start === null;
  let underWay: Promise<unknown> | null = null;

  async function encode(questions: readonly (readonly [key: string, text: string])[]): Promise<void> {
    const encoder = await start?.();
    if (!encoder) return;
    try {
      for (let from = 0; from < questions.length; from += KEPT_AT_ONCE) {
        const made: [string, Int8Array][] = [];
        for (const [key, text] of questions.slice(from, from + KEPT_AT_ONCE)) {
          const began = performance.now();
          made.push([key, quantized(await encoder.question(text))]);
          if (!waits) await wait(performance.now() - began);
        }
        await records.keepVectors(made);
      }
    } finally {
      await encoder.close();
    }
  }

  return {
    async of(read) {
      const questions = mostAsked(read);
      const known = async () => new Map(await records.vectors([...questions.keys()]));
      const vectors = cannot ? new Map<string, Int8Array>() : await known();
      const missing = [...questions].filter(([key]) => !vectors.has(key));
      if (cannot || missing.length === 0) return { vectors, missing: 0 };
      underWay ??= encode(missing)
        .catch(() => {
          // Why the models do not run is told where questions are answered.
          cannot = true;
        })
        .finally(() => {
          underWay = null;
        });
      if (!waits) return { vectors, missing: missing.length };
      await underWay;
      return { vectors: await known(), missing: 0 };
    },
  };
}

/** The most asked questions whose texts were kept, of those the ones asked last, by key. */
function mostAsked(records: readonly QuestionRecord[]): Map<string, string> {
  const questions = new Map<string, { readonly text: string; asked: number; last: number }>();
  for (const { key, question, at } of records) {
    if (question === null) continue;
    const one = questions.get(key) ?? { text: question, asked: 0, last: 0 };
    one.asked++;
    one.last = Math.max(one.last, at.getTime());
    questions.set(key, one);
  }
  return new Map(
    [...questions]
      .sort(([a, one], [b, other]) => other.asked - one.asked || other.last - one.last || (a < b ? -1 : 1))
      .slice(0, MAX_BY_MEANING)
      .map(([key, { text }]) => [key, findQuestion(cleanMessage(text)).toLowerCase()]),
  );
}
