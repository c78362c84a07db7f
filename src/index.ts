export type {
  Answer,
  Block,
  Citation,
  Code,
  Explanation,
  Row,
  Shown,
  Span,
  Status,
  Step,
  Suggestions,
} from './answer/answer.js';
export { fitToRoom } from './answer/fit.js';
export { groupSources, NOT_STATED, plainText, sourceLines, spansText } from './answer/plain-text.js';
export { type AskOptions, type Bot, createBot, LONG_ANSWER, type LocalBot, SHORT_ANSWER } from './bot.js';
export { DocentError } from './errors.js';
export type { Article } from './knowledge/article.js';
export type { Contents, NamedSubject } from './knowledge/contents.js';
export type {
  Block as ArticleBlock,
  Corpus,
  Document,
  Item,
  Passage,
  Section,
  Sentence,
  Subject,
  Thesaurus,
} from './knowledge/corpus.js';
export type { QuotePlace } from './knowledge/find-quote.js';
export { loadCorpus } from './knowledge/load-corpus.js';
export { type Problem, problemText } from './knowledge/problem.js';
export type { Intent } from './query/intents/table.js';
export type { Conversation } from './query/query.js';
export { buildIndex, type LocalIndex } from './retrieval/local/build-index.js';
export { createLocalEngine } from './retrieval/local/engine.js';
export type {
  Calibrator,
  Candidate,
  Engine,
  Features,
  PassageStore,
  Reranker,
  Retriever,
  StoredPassage,
  Vocabulary,
} from './retrieval/ports.js';
export type { Found, FoundPassage, SearchOptions } from './search.js';
