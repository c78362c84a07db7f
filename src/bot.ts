import type { Answer, Considered, Explanation, Shown } from './answer/answer.js';
import { compose } from './answer/compose.js';
import { composeSection, type SectionPlace } from './answer/compose-section.js';
import { composeVerified, offerBeside, offering } from './answer/compose-verified.js';
import { type Composed, type Knowledge, outlineOf } from './answer/context.js';
import { fitToRoom } from './answer/fit.js';
import { type Article, articleOf } from './knowledge/article.js';
import { type Contents, contentsOf } from './knowledge/contents.js';
import { type Corpus, pathText } from './knowledge/corpus.js';
import { ENGLISH } from './knowledge/english-thesaurus.js';
import { findQuote, type QuotePlace } from './knowledge/find-quote.js';
import { createLexicon, type Lexicon } from './knowledge/lexicon.js';
import { standingsOf } from './knowledge/standing.js';
import { nextConversation, understandInContext } from './query/follow-up.js';
import { withKnownWords } from './query/known-words.js';
import type { Conversation, Place, Query } from './query/query.js';
import { correctionIn } from './query/understand.js';
import type { Evidence } from './retrieval/evidence.js';
import { FIND, type FindOptions } from './retrieval/find.js';
import type { Engine } from './retrieval/ports.js';
import { LEARNED } from './retrieval/weights/learned.js';
import { type Found, type SearchOptions, search } from './search.js';
import { createVerifiedAnswers } from './verified/verified-answers.js';

/** Room for an answer to one question, in characters of plain text. */
export const SHORT_ANSWER = 900;
/** Room for steps and code, which are of use only when they are whole. */
export const WHOLE_ANSWER = 1800;
/** Steps and code among so many first blocks are what answers; later ones stand beside it. */
const FIRST_BLOCKS = 3;
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

/** Answers from articles, which it holds or which are held elsewhere. */
export interface Bot {
  /**
   * Answers a message. Any string is allowed; the same message, conversation and knowledge give the same answer.
   * @throws only what the engine throws when it cannot be reached
   */
  ask(message: string, options?: AskOptions): Promise<Answer>;
  /**
   * The section that a citation is of, as it stands in its article; `null` when the articles have none such any more.
   * @throws only what the engine throws when it cannot be reached
   */
  section(cited: SectionPlace): Promise<Shown | null>;
  /** The article of an id; `null` when there is none. */
  article(id: string): Promise<Article | null>;
  /**
   * The passages that may answer, as they stand, in place of an answer.
   * @throws only what the engine throws when it cannot be reached
   */
  search(text: string, options?: SearchOptions): Promise<Found>;
  /** Where the articles say a text word for word; nothing, when they do not. */
  findQuote(quote: string): Promise<readonly QuotePlace[]>;
  readonly contents: Contents;
}

/** A bot whose articles are at hand. */
export interface LocalBot extends Bot {
  readonly corpus: Corpus;
  readonly lexicon: Lexicon;
}

export interface BotOptions {
  /** Likelihood of being wrong, 0 to 1, up to which a question is answered without a reserve; 1 leaves it to what was learned. */
  readonly abstainRisk?: number;
  /** How much is looked for; see {@link FindOptions}. */
  readonly finding?: FindOptions;
  /** What the knowledge is told apart by from what it was before: see {@link Contents.version}. */
  readonly version?: string | null;
}

/** A bot that knows a corpus. The engine must hold that corpus. */
export function createBot(
  corpus: Corpus,
  engine: Engine,
  { abstainRisk = 1, finding = FIND, version = null }: BotOptions = {},
): LocalBot {
  const lexicon = createLexicon(corpus, [ENGLISH]);
  const outline = outlineOf(corpus);
  const knowledge: Knowledge = {
    outline,
    lexicon,
    engine,
    weights: LEARNED,
    finding,
    leastLikelihood: 1 - abstainRisk,
  };
  const standings = standingsOf(corpus);
  const verified = createVerifiedAnswers(corpus, standings, lexicon, engine);
  return {
    corpus,
    lexicon,
    async ask(message, { conversation = null, room } = {}) {
      const understood = await withKnownWords(engine.vocabulary, (known) =>
        understandInContext(message, conversation, lexicon, known),
      );
      const match = await verified.match(understood);
      if (match) {
        const answer = answerOf(understood, composeVerified(match), conversation);
        return fitToRoom(answer, room ?? LONG_ANSWER);
      }
      const { query, composed } = await compose(understood, knowledge);
      const beside = offerBeside(query, composed);
      const offer = beside && (await verified.offer(query, beside));
      const answer = answerOf(query, offer ? offering(composed, offer) : composed, conversation);
      return fitToRoom(answer, room ?? roomFor(query, composed));
    },
    section: (cited) => composeSection(cited, engine.store),
    article: async (id) => articleOf(corpus, id),
    search: (text, options) => search(text, knowledge, options),
    findQuote: async (quote) => findQuote(quote, corpus),
    contents: contentsOf(corpus, version, standings),
  };
}

function roomFor(query: Query, { blocks, subjects }: Composed): number {
  if (query.intent === 'compare' && blocks.some(({ type }) => type === 'table'))
    return (query.reading ? COMPARED_FOLLOW_UP : COMPARED_ANSWER) * Math.max(2, subjects.length);
  if (/^(?:aspect|compare|list|count|recommend|help|topics|identity)$/.test(query.intent)) return LONG_ANSWER;
  const { howTo, code } = query.form;
  const whole =
    (howTo || code) && blocks.slice(0, FIRST_BLOCKS).some(({ type }) => type === 'steps' || type === 'code');
  return whole ? WHOLE_ANSWER : SHORT_ANSWER;
}

function answerOf(query: Query, composed: Composed, before: Conversation | null): Answer {
  const { status, title, blocks, suggestions, citations, confidence, subjects, verified = null } = composed;
  return {
    status,
    intent: query.intent,
    title,
    blocks,
    suggestions,
    citations,
    confidence,
    subjects,
    verified,
    reading: query.reading,
    conversation: nextConversation(
      query,
      { subjects, places: placesOf(composed), askedBack: status === 'clarify' },
      before,
    ),
    explanation: explain(query, composed),
  };
}

/** The sections that an answer shows, best first. */
function placesOf({ status, evidence, citations }: Composed): Place[] {
  if (status !== 'answered' && status !== 'closest') return [];
  const shown = evidence.filter(({ passage }) =>
    citations.some(
      ({ document, section }) =>
        document === passage.document.id && section === pathText(passage.section, passage.document),
    ),
  );
  const places = shown.map(
    ({ passage: { document, section } }): Place => ({ document: document.id, path: section.path }),
  );
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

function explain(query: Query, { evidence, measures, decision }: Composed): Explanation {
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
    leans: query.reading !== null && query.reading !== correctionIn(query.subjects),
    candidates: evidence.map(considered),
    measures,
    decision,
  };
}

function considered({ passage, line, probability, foundBy, features }: Evidence): Considered {
  const { text = '', lines = passage.section.lines } = line.item.sentences[line.sentence] ?? {};
  return {
    document: passage.document.id,
    section: pathText(passage.section, passage.document),
    lines,
    text,
    probability,
    foundBy,
    features,
  };
}
