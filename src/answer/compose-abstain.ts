import type { Subject } from '../knowledge/corpus.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { type Block, framing, type Span } from './answer.js';
import type { Verdict } from './confidence.js';
import type { Composed, Knowledge } from './context.js';
import { enumerated } from './spans.js';
import { suggestionsFor } from './suggest.js';

/** Says plainly that the articles do not cover a question, what they cover that is nearest, and what to ask instead. */
export function composeAbstention(
  query: Query,
  knowledge: Knowledge,
  verdict: Verdict,
  evidence: readonly Evidence[],
): Composed {
  const subjects = query.subjects.map(({ subject }) => subject);
  return {
    status: 'abstained',
    blocks: [
      { type: 'paragraph', spans: refusal(query, subjects) },
      ...nearest(query, subjects, evidence, knowledge),
    ],
    citations: [],
    confidence: verdict.confidence,
    subjects: subjects.map(({ id }) => id),
    decision: verdict.reason,
    candidates: evidence.slice(0, 10),
  };
}

/** Longest word of the user's that is said back, in characters. */
const MAX_ECHO = 30;

/** Most words of the user's that are said back. */
const MAX_ECHOED = 2;

/** Words of the question that no article holds, as {@link echoed}. */
export function unknownWords(query: Query): string[] {
  return echoed(
    query.terms.filter((term) => !term.known && !term.light),
    query.question,
  );
}

/** Those terms that are safe to say back, as the user wrote them: letters, digits and inner spaces, dots or hyphens only. */
export function echoed(terms: readonly QueryTerm[], question: string): string[] {
  return terms
    .map(({ text }) => text)
    .filter((text) => text.length <= MAX_ECHO && /^[\p{L}\p{N}]+(?:[ .-][\p{L}\p{N}]+)*[+#]*$/u.test(text))
    .map((text) => asWritten(text, question))
    .slice(0, MAX_ECHOED);
}

/** A word with the capitals that the user gave it. */
export function asWritten(word: string, question: string): string {
  const at = question.toLowerCase().indexOf(word);
  return at < 0 ? word : question.slice(at, at + word.length);
}

function refusal(query: Query, subjects: readonly Subject[]): Span[] {
  if (query.foreign) return [framing('I read English only: please ask again in English.')];
  const [subject] = subjects;
  const unknown = unknownWords(query);
  if (subject)
    return [framing('My articles do not cover that about '), ...enumerated(subjects, 'or'), framing('.')];
  if (unknown.length > 0)
    return [
      framing(
        `My articles do not cover that: they say nothing about ${unknown.map((word) => `“${word}”`).join(' or ')}.`,
      ),
    ];
  return [framing('My articles do not cover that.')];
}

function nearest(
  query: Query,
  subjects: readonly Subject[],
  evidence: readonly Evidence[],
  knowledge: Knowledge,
): Block[] {
  const questions = suggestionsFor(knowledge, subjects, query, evidence);
  return questions.length > 0
    ? [
        {
          type: 'suggestions',
          lead: subjects.length > 0 ? 'What I can answer about it:' : 'What I can answer:',
          questions,
        },
      ]
    : [];
}
