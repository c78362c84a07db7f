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

/**
 * Compares questions by a model that runs here.
 * @param known vectors of questions that are compared again and again; those that were not there join it
 * @param patient reads what nobody waits for
 */
export function createLikeness(
  inference: Pick<Inference, 'question' | 'cover'>,
  known: Map<string, Float32Array> = new Map(),
  patient: Pick<Inference, 'question'> = inference,
): Likeness {
  const read = async (texts: readonly string[], by: Pick<Inference, 'question'>) => {
    for (const text of texts) known.set(text, await by.question(text));
  };
  return {
    async questions(first, words, second) {
      const [a, b] = [await inference.question(first), await inference.question(second)];
      const nearest = await inference.cover(first, words, { place: '', lines: [second] });
      return { cosine: dot(a, b), nearest: nearest.map(rounded) };
    },
    async cosines(question, others) {
      const unread = [...new Set(others)].filter((text) => !known.has(text));
      if (unread.length > READ_AT_ONCE) {
        // What is read now is there for the next question; one that fails is read then.
        read(unread, patient).catch(() => undefined);
        return null;
      }
      await read(unread, inference);
      const asked = await inference.question(question);
      return others.map((text) => dot(asked, known.get(text) as Float32Array));
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
