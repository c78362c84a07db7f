import type { Subject } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import type { Evidence } from '../retrieval/evidence.js';
import { terms } from '../text/tokenize.js';
import type { Knowledge } from './context.js';

/** Questions offered at a time. */
export const MAX_SUGGESTIONS = 3;

/**
 * Questions that the articles answer, nearest first: those that the authors wrote about the subjects at hand
 * or with words of the question, then the plain ones (definition, aspects).
 */
export function suggestionsFor(
  knowledge: Knowledge,
  subjects: readonly Subject[],
  query: Query,
  evidence: readonly Evidence[],
  limit = MAX_SUGGESTIONS,
): string[] {
  const wanted = new Set(
    query.terms.flatMap((term) => [...term.stems, ...term.alternatives.flatMap((one) => one.stems)]),
  );
  const ids = new Set(subjects.map(({ id }) => id));
  const near = new Set(evidence.slice(0, 3).map((one) => one.passage.subject));
  const scored = authoredQuestions(knowledge).map((question, order) => {
    const about = question.subjects.filter((id) => ids.has(id)).length;
    const overlap = question.stems.filter((stem) => wanted.has(stem)).length;
    const score =
      ids.size > 0
        ? about > 0
          ? 2 + overlap
          : 0
        : overlap + (question.subjects.some((id) => near.has(id)) ? 0.5 : 0);
    return { text: question.text, score, order };
  });
  const chosen = scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map(({ text }) => text);
  return [
    ...new Set([
      ...chosen,
      ...plainQuestions(knowledge, subjects),
      ...(subjects.length === 0 ? scored.map(({ text }) => text) : []),
    ]),
  ]
    .filter((text) => text.toLowerCase() !== query.question.toLowerCase())
    .slice(0, limit);
}

/** What can be asked of every subject. */
export function plainQuestions({ outline }: Knowledge, subjects: readonly Subject[]): string[] {
  return subjects.flatMap((subject) => [
    `What is ${subject.name}?`,
    ...outline.aspects
      .filter((aspect) => aspect.subjects.includes(subject.id))
      .map((aspect) => `${aspect.name} of ${subject.name}`),
  ]);
}

interface Authored {
  readonly text: string;
  readonly stems: readonly string[];
  readonly subjects: readonly string[];
}

const cache = new WeakMap<Knowledge, Authored[]>();

/** The questions that the authors say their articles answer, with the subjects that they name. */
export function authoredQuestions(knowledge: Knowledge): readonly Authored[] {
  const known = cache.get(knowledge);
  if (known) return known;
  const { documents, subjects } = knowledge.outline;
  const out = documents.flatMap((document) =>
    document.questions.map(({ text }) => {
      const squeezed = ` ${text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}#+.]+/gu, ' ')
        .replace(/\. /g, ' ')} `;
      const named = subjects
        .filter((subject) => subject.names.some((one) => squeezed.includes(` ${one.toLowerCase()} `)))
        .map(({ id }) => id);
      return { text, stems: terms(text), subjects: named };
    }),
  );
  cache.set(knowledge, out);
  return out;
}
