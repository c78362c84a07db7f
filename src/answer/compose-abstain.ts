import type { Subject } from '../knowledge/corpus.js';
import { pathText } from '../knowledge/corpus.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Evidence } from '../retrieval/evidence.js';
import type { Features } from '../retrieval/ports.js';
import { type Block, framing, name, type Span } from './answer.js';
import { BARE, type Composed, type Knowledge } from './context.js';
import { enumerated } from './spans.js';
import { suggestionsFor } from './suggest.js';

/** Why an answer is not given. */
export interface Abstention {
  /** How likely an answer would have been right. */
  readonly confidence: number;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  readonly measures?: Features;
}

/** Says plainly that the articles do not cover a question, which sections come nearest, and what to ask instead. */
export function composeAbstention(query: Query, knowledge: Knowledge, abstention: Abstention): Composed {
  const { confidence, reason, evidence, measures = {} } = abstention;
  const subjects = [...new Set(query.subjects.map(({ subject }) => subject))];
  const questions = suggestionsFor(knowledge, subjects, query, evidence);
  const lead = subjects.length > 0 ? 'What I can answer about it:' : 'What I can answer:';
  return {
    ...BARE,
    status: 'abstained',
    blocks: [{ type: 'paragraph', spans: refusal(query, subjects) }, ...nearest(query, evidence)],
    suggestions: questions.length > 0 ? { lead, questions } : null,
    confidence,
    subjects: subjects.map(({ id }) => id),
    decision: reason,
    evidence,
    measures,
  };
}

/** Longest word of the user's that is said back, in characters. */
const MAX_ECHO = 30;

/** Most words of the user's that are said back. */
const MAX_ECHOED = 2;

/** Words of the question that no article holds, as {@link echoed}. */
export function unknownWords(query: Query): string[] {
  return echoed(
    query.terms.filter((term) => !term.known && !term.light && term.share === 1),
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

/** Sections named as the nearest. */
const MAX_NEAREST = 3;

/** The sections that come nearest, so that a person can look there. */
function nearest({ foreign }: Query, evidence: readonly Evidence[]): Block[] {
  const titles = evidence.map(({ passage: { section, document } }) =>
    section.path.length > 0 ? `${document.title} › ${pathText(section, document)}` : document.title,
  );
  const shown = [...new Set(titles)].slice(0, MAX_NEAREST);
  if (foreign || shown.length === 0) return [];
  return [
    {
      type: 'paragraph',
      spans: [
        framing('Nearest to it: '),
        ...shown.flatMap((title, i) => [...(i > 0 ? [framing('; ')] : []), name(title)]),
        framing('.'),
      ],
    },
  ];
}
