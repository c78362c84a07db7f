import type { Answer, Explanation } from './answer/answer.js';
import { compose } from './answer/compose.js';
import { type Composed, knowledgeOf } from './answer/context.js';
import { fitToRoom } from './answer/fit.js';
import type { Corpus } from './knowledge/corpus.js';
import { createLexicon, type Lexicon } from './knowledge/lexicon.js';
import type { TermIndex } from './knowledge/term-index.js';
import { nextConversation, understandInContext } from './query/follow-up.js';
import type { Conversation, Query } from './query/query.js';
import type { SearchIndex } from './search/search-index.js';

/** Room for an answer to one question, in characters of plain text. */
export const SHORT_ANSWER = 900;
/** Room for lists and recommendations. */
export const LONG_ANSWER = 2500;
/** Room for a comparison, for each of the subjects; less in the middle of a conversation. */
export const COMPARED_ANSWER = 650;
export const COMPARED_FOLLOW_UP = 450;

export interface AskOptions {
  /** What {@link Answer.conversation} of the turn before was. */
  readonly conversation?: Conversation | null;
  /** Most characters of plain text that the answer may have; whole statements are left out until it fits. */
  readonly room?: number;
}

export interface Bot {
  /**
   * Answers a message. Any string is allowed; the same message, conversation and knowledge give the same answer.
   * @throws only what the search index throws when it cannot be reached
   */
  ask(message: string, options?: AskOptions): Promise<Answer>;
  readonly corpus: Corpus;
  readonly lexicon: Lexicon;
}

export interface BotOptions {
  /** Likelihood of being wrong, 0 to 1, up to which a question of fact is answered; 1 leaves it to the evidence. */
  readonly abstainRisk?: number;
}

/** A bot that knows a corpus. `terms` and `index` must be built from that corpus. */
export function createBot(
  corpus: Corpus,
  terms: TermIndex,
  index: SearchIndex,
  { abstainRisk = 1 }: BotOptions = {},
): Bot {
  const lexicon = createLexicon(corpus, terms);
  const knowledge = knowledgeOf(corpus, terms, lexicon, index, 1 - abstainRisk);
  return {
    corpus,
    lexicon,
    async ask(message, { conversation = null, room } = {}) {
      const query = understandInContext(message, conversation, lexicon);
      const composed = await compose(query, knowledge);
      return fitToRoom(answerOf(query, composed, conversation), room ?? roomFor(query, composed));
    },
  };
}

function roomFor(query: Query, composed: Composed): number {
  if (composed.blocks.some((block) => block.type === 'table'))
    return (query.reading ? COMPARED_FOLLOW_UP : COMPARED_ANSWER) * Math.max(2, composed.subjects.length);
  return /^(?:aspect|compare|list|count|recommend|help|topics|identity)$/.test(query.intent)
    ? LONG_ANSWER
    : SHORT_ANSWER;
}

function answerOf(query: Query, composed: Composed, before: Conversation | null): Answer {
  return {
    status: composed.status,
    intent: query.intent,
    blocks: composed.blocks,
    citations: composed.citations,
    confidence: composed.confidence,
    subjects: composed.subjects,
    reading: query.reading,
    conversation: nextConversation(query, composed.subjects, before),
    explanation: explain(query, composed),
  };
}

function explain(query: Query, composed: Composed): Explanation {
  return {
    question: query.question,
    intent: query.intent,
    subjects: query.subjects.map(({ subject, written, corrected }) => ({
      id: subject.id,
      written,
      corrected,
    })),
    aspect: query.aspect?.id ?? null,
    terms: query.terms.map((term) => ({
      text: term.text,
      weight: term.weight,
      known: term.known,
      alternatives: term.alternatives.map((one) => one.stems.join(' ')),
    })),
    conditions: query.conditions.map((condition) => `${condition.negated ? 'not ' : ''}${condition.text}`),
    candidates: composed.candidates,
    decision: composed.decision,
  };
}
