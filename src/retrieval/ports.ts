import type { Block, Document, Item, Section } from '../knowledge/corpus.js';
import type { WordsAtHand } from '../query/known-words.js';
import type { Query } from '../query/query.js';

/** Names a passage for as long as its article stays as it is; engines know no more of it. */
export type PassageId = string;

/** A block as far as it belongs to a passage: all of it, or some items of a long one. */
export interface StoredBlock {
  readonly block: Block;
  readonly items: readonly Item[];
}

/** A passage with all that ranking and quoting take. */
export interface StoredPassage {
  readonly id: PassageId;
  readonly document: Document;
  readonly section: Section;
  readonly subject: string | null;
  /** In reading order. */
  readonly blocks: readonly StoredBlock[];
}

/** Where passages are kept. */
export interface PassageStore {
  /** @returns the passages of these ids, in their order; one that is not there is left out */
  get(ids: readonly PassageId[]): Promise<readonly StoredPassage[]>;
  /** All passages of the section that one stands in, in reading order. */
  section(id: PassageId): Promise<readonly StoredPassage[]>;
  /** All passages about a subject, in reading order. */
  bySubject(subject: string): Promise<readonly StoredPassage[]>;
  /** All passages of an article that are about none of its subjects, in reading order. */
  general(document: string): Promise<readonly StoredPassage[]>;
}

/** What words the passages hold. */
export interface Vocabulary {
  /** How many passages there are. */
  readonly passages: number;
  /** @returns for each stem that some passage holds the number of passages that do, headings above them included */
  frequencies(stems: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Stems that begin with the same letter and are about as long: what a misspelt one may mean. */
  similar(stem: string): Promise<readonly string[]>;
  /** Stems that begin with these letters and are longer. */
  beginningWith(letters: string): Promise<readonly string[]>;
  /** The same without waiting, where it is in memory: a question is read once then. */
  readonly atHand?: WordsAtHand;
}

/** Measures of a passage by name; each between about 0 and 1. */
export type Features = Readonly<Record<string, number>>;

/** A passage that may hold the answer. */
export interface Candidate {
  readonly passage: PassageId;
  /** What the engine measured: `engine`, its score, comparable within one query; and whatever else it can. */
  readonly features: Features;
  /** How near it is in meaning, where that was measured. */
  readonly near?: Nearness;
}

/** How near a question is in meaning, as cosines: to a passage, to where it stands, and to each of its lines. */
export interface Nearness {
  readonly whole: number;
  readonly place: number;
  /** Sentence after sentence, item after item; 0 for one that was not read. */
  readonly lines: ArrayLike<number>;
}

export interface Wanted {
  /** Most candidates wanted. */
  readonly limit: number;
  /** Only passages of these subjects, by id. Absent: all passages. */
  readonly subjects?: readonly string[];
}

/** Finds candidates and measures them. Engines differ in where they look, never in what a feature means. */
export interface Retriever {
  /**
   * @returns candidates, best first, ties in reading order; empty when nothing is found
   * @throws whatever the engine throws when it cannot be reached
   */
  candidates(query: Query, wanted: Wanted): Promise<readonly Candidate[]>;
}

/** Finds by meaning what shares no word with the question. */
export interface Meaning {
  /**
   * The candidates that words found, joined by the nearest in meaning, each with how near it is.
   * @returns `null` where meaning cannot be had now: it is answered by words then
   */
  candidates(query: Query, found: readonly Candidate[]): Promise<readonly Candidate[] | null>;
}

/** Reads the first candidates together with the question. */
export interface Reranker {
  /**
   * @returns for each passage how well it answers; only differences between them mean something. `null` where there
   * is no time for it
   */
  rerank(query: Query, passages: readonly StoredPassage[]): Promise<readonly number[] | null>;
  /**
   * How well passages together say what a question says, in whatever words.
   * @returns for each term of the question how near the nearest word is, 0 to 1; `null` where there is no time for it
   */
  cover(query: Query, passages: readonly StoredPassage[]): Promise<readonly number[] | null>;
}

/** Says how alike questions are in meaning. */
export interface Likeness {
  /**
   * @param words of the first, in lower case
   * @returns the cosine of the two, and for each word how near the nearest word of the second is, each in its question;
   * `null` where that cannot be had now
   */
  questions(
    first: string,
    words: readonly string[],
    second: string,
  ): Promise<{ readonly cosine: number; readonly nearest: readonly number[] } | null>;
  /**
   * @returns for each of the others its cosine with a question; `null` where that cannot be had now, as while many of
   * the others are read for the first time
   */
  cosines(question: string, others: readonly string[]): Promise<readonly number[] | null>;
}

/** Says how likely an answer is right by what was measured of its evidence. */
export interface Calibrator {
  /** @returns the likelihood, 0 to 1 */
  likelihood(measures: Features): number;
}

/** An engine: where passages are kept and found. */
export interface Engine {
  readonly store: PassageStore;
  readonly vocabulary: Vocabulary;
  readonly retriever: Retriever;
  readonly meaning?: Meaning;
  readonly reranker?: Reranker;
  readonly likeness?: Likeness;
}
