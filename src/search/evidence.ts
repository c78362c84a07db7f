import type { Passage, Sentence } from '../knowledge/corpus.js';
import type { QueryTerm } from '../query/query.js';

/** How one term of the question was found. */
export interface Match {
  readonly term: QueryTerm;
  /** 0 (not found) to 1 (the very word, in the sentence). */
  readonly strength: number;
  /** Where the best match stands. */
  readonly where: 'sentence' | 'name' | 'passage' | 'heading' | 'none';
}

/** A sentence that may answer a question, and why. */
export interface Evidence {
  readonly passage: Passage;
  /** Position in `passage.sentences`. */
  readonly position: number;
  readonly sentence: Sentence;
  /** Position of the sentence before or after, where it may hold the answer nearly as well: quoted with this one. */
  readonly beside?: number;
  /** What it is ranked by; comparable within one question only. */
  readonly score: number;
  /** Share of the question's weight that is found in the sentence and what stands around it, 0 to 1. */
  readonly coverage: number;
  /** The same for the sentence and its name alone. */
  readonly sentenceCoverage: number;
  /** The same for the passage as a whole, with its name, each place counting in full. */
  readonly passageCoverage: number;
  readonly matches: readonly Match[];
  readonly features: Features;
}

/** What the ranker sees of a sentence; each between 0 and 1. */
export interface Features {
  readonly coverage: number;
  readonly sentenceCoverage: number;
  /** The engine's score of the passage beside the best one's. */
  readonly retrieval: number;
  /** Share of neighbouring terms of the question that are neighbours in the sentence too. */
  readonly bigrams: number;
  /** 1 when the sentence holds what the question asks for (a date for "when"), 0.5 when any would do. */
  readonly answerType: number;
  /** 1 when the sentence says what the asked word is, 0.5 when it opens with it. */
  readonly defines: number;
  /** 1 when question and passage both speak of subjects in general and not of one. */
  readonly scope: number;
  /** Length of the sentence beside what is comfortable to read; 1 up to 30 words. */
  readonly brevity: number;
}
