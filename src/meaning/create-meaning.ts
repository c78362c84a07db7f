import type { Query } from '../query/query.js';
import type { Candidate, Likeness, Meaning, PassageId, Reranker, StoredPassage } from '../retrieval/ports.js';
import type { Inference } from './inference.js';
import { passageText } from './passage-text.js';
import { quantized, rounded, VectorIndex, type Vectors } from './vectors.js';

/** Nearest passages that join the candidates of the words. */
const NEAREST = 16;

/**
 * Meaning by models that run here.
 * @param ids of the passages in the order of their vectors
 * @param joins whether the nearest of all passages join those that words found
 */
export function createMeaning(
  inference: Pick<Inference, 'question'>,
  vectors: Vectors,
  ids: readonly PassageId[],
  joins = true,
): Meaning {
  const index = new VectorIndex(vectors);
  const positions = new Map(ids.map((id, i) => [id, i]));
  return {
    async candidates(query, found) {
      const question = quantized(await inference.question(questionText(query)));
      const known = new Set(found.map(({ passage }) => passage));
      const nearest = index.nearest(question, joins ? NEAREST : 0).map((at) => ids[at] as PassageId);
      const joined: Candidate[] = nearest
        .filter((id) => !known.has(id))
        .map((passage) => ({ passage, features: { engine: 0 } }));
      return [...found, ...joined].map((candidate): Candidate => {
        const at = positions.get(candidate.passage);
        return at === undefined ? candidate : { ...candidate, near: index.nearness(question, at) };
      });
    },
  };
}

/** Reranks by a model that reads question and passage together. */
export function createReranker(inference: Pick<Inference, 'score' | 'cover'>): Reranker {
  return {
    async rerank(query: Query, passages: readonly StoredPassage[]) {
      const asked = questionText(query);
      const scores: number[] = [];
      for (const passage of passages)
        scores.push(rounded(await inference.score(asked, passageText(passage))));
      return scores;
    },
    async cover(query, passages) {
      const words = query.terms.map(({ text }) => text.toLowerCase().split(' '));
      const all = words.flat();
      const nearest = new Map<string, number>();
      for (const passage of passages) {
        const cosines = await inference.cover(questionText(query), all, passageText(passage));
        for (const [i, word] of all.entries())
          nearest.set(word, Math.max(nearest.get(word) ?? 0, cosines[i] as number));
      }
      return words.map((own) =>
        rounded(own.reduce((sum, word) => sum + (nearest.get(word) ?? 0), 0) / (own.length || 1)),
      );
    },
  };
}

/** Questions that one who asks waits for while they are read for the first time: 2 ms each. Ours. */
const READ_AT_ONCE = 16;

/** Questions that others are held against, of all together, whose vectors are remembered: 1.5 KB each. Ours. */
export const MOST_QUESTIONS = 20_000;

/** Vectors by the questions that they are of. */
export interface KnownQuestions {
  get(text: string): Float32Array | undefined;
  has(text: string): boolean;
  set(text: string, vector: Float32Array): unknown;
}

/**
 * Compares questions by a model that runs here.
 * @param known questions that are compared again and again; those that were not there join it. It holds
 * {@link MOST_QUESTIONS} at least
 * @param patient reads what nobody waits for
 */
export function createLikeness(
  inference: Pick<Inference, 'question' | 'cover'>,
  known: KnownQuestions = new Map(),
  patient: Pick<Inference, 'question'> = inference,
): Likeness {
  const underWay = new Map<string, Promise<Float32Array>>();
  let readsMany = false;

  function read(text: string, by: Pick<Inference, 'question'>): Promise<Float32Array> {
    const begin = async () => {
      try {
        const vector = await by.question(text);
        known.set(text, vector);
        return vector;
      } finally {
        underWay.delete(text);
      }
    };
    const reading = underWay.get(text) ?? begin();
    underWay.set(text, reading);
    return reading;
  }

  /** What is read is there for the next question, and at one that fails the next question begins again. */
  async function readMany(texts: readonly string[]): Promise<void> {
    if (readsMany) return;
    readsMany = true;
    try {
      for (const text of texts) if (!known.has(text)) await read(text, patient);
    } catch {
    } finally {
      readsMany = false;
    }
  }

  return {
    async questions(first, words, second) {
      const [a, b] = [await inference.question(first), await inference.question(second)];
      const nearest = await inference.cover(first, words, { place: '', lines: [second] });
      return { cosine: dot(a, b), nearest: nearest.map(rounded) };
    },
    async cosines(question, others) {
      const texts = [...new Set(others)];
      // More would take the place of one another, and never be there together.
      if (texts.length > MOST_QUESTIONS) return null;
      const vectors = new Map(texts.map((text) => [text, known.get(text)]));
      const unread = texts.filter((text) => !vectors.get(text));
      if (unread.length > READ_AT_ONCE) {
        readMany(unread);
        return null;
      }
      for (const text of unread) vectors.set(text, known.get(text) ?? (await read(text, inference)));
      const asked = await inference.question(question);
      return others.map((text) => dot(asked, vectors.get(text) as Float32Array));
    },
  };
}

/** The cosine of two unit vectors. */
function dot(a: Float32Array, b: Float32Array): number {
  return rounded(a.reduce((sum, value, i) => sum + value * (b[i] as number), 0));
}

/** A question as the models read it; a follow-up with what it follows. */
export function questionText({ question, reading, carried }: Query): string {
  return carried && reading ? `${question} (${reading})` : question;
}
