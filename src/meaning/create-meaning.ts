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

/** Compares questions by a model that runs here. */
export function createLikeness(inference: Pick<Inference, 'question' | 'cover'>): Likeness {
  return {
    async questions(first, words, second) {
      const [a, b] = [await inference.question(first), await inference.question(second)];
      const nearest = await inference.cover(first, words, { place: '', lines: [second] });
      return {
        cosine: rounded(a.reduce((sum, value, i) => sum + value * (b[i] as number), 0)),
        nearest: nearest.map(rounded),
      };
    },
  };
}

/** A question as the models read it; a follow-up with what it follows. */
export function questionText({ question, reading, carried }: Query): string {
  return carried && reading ? `${question} (${reading})` : question;
}
