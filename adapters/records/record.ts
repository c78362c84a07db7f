import type { Status } from '../../src/answer/answer.js';
import type { SharedRows } from './shared-rows.js';
import { type StateRows, stateRowsInMemory } from './state-rows.js';

/** What a question leaves behind: no name and no id of a person or a place. */
export interface QuestionRecord {
  readonly at: Date;
  readonly platform: string;
  /** What was seen of the articles where it was asked, as `scopeKey` tells it apart; `null`: all of them. */
  readonly scope: string | null;
  /** Keyed hash of who asked: {@link Pseudonyms.person}. */
  readonly person: string;
  /** Keyed hash of what was asked: {@link Pseudonyms.question}. The same question has the same one. */
  readonly key: string;
  /** The intent: definition, fact, compare … */
  readonly kind: string;
  readonly status: Status;
  /** 0 to 1. */
  readonly confidence: number;
  readonly aspect: string | null;
  /** Ids of subjects. */
  readonly subjects: readonly string[];
  /**
   * Words that carry the question, in lower case. Unless the operator allows texts, only those that stand in the
   * articles: a word that they do not know may be a name or a secret.
   */
  readonly terms: readonly string[];
  /** What was said of the answer, if anything. */
  readonly helpful: boolean | null;
  /** As it was asked; `null` unless the operator allows texts. */
  readonly question: string | null;
}

/** What somebody thinks of an answer. */
export interface Vote {
  readonly platform: string;
  readonly person: string;
  readonly key: string;
  readonly helpful: boolean;
}

/** What somebody said of an answer that was given without a reserve. */
export interface Voted {
  /** 0 to 1. */
  readonly confidence: number;
  readonly helpful: boolean;
}

/** Most votes that are read, the last ones. Ours: a busy server has as many in a year. */
export const MAX_VOTES_READ = 10_000;

/**
 * Most records that are read for a report, the last ones: with grouping them it takes well below a second
 * (`npm run bench:gaps`). Ours.
 */
export const MAX_READ = 10_000;

/** Longest text of a question that is read for a report, in characters; what is longer is cut off with "…". Ours. */
export const MAX_TEXT_READ = 500;

/** Tells how near questions are to each other; of a question whose text was kept, by its key. */
export type QuestionVector = readonly [key: string, vector: Int8Array];

/** Something that was done to a verified answer, or to an article of somebody's words. */
export interface CorrectionRecord {
  /** What it is known by: the same for what is done once, whoever notes it. */
  readonly id: string;
  readonly at: Date;
  /** Path of the verified answer below the folder of the articles. */
  readonly entry: string;
  /**
   * `withdrawn` and `stands`: what became of its passage, which nobody did here; `published` and `revoked`: somebody's
   * words were made an article, and who wrote them wants that no more.
   */
  readonly did: 'verified' | 'undone' | 'withdrawn' | 'stands' | 'published' | 'revoked';
  readonly platform: string;
  /** Keyed hash of who did it: {@link Pseudonyms.person}. */
  readonly person: string;
  /** As whom it was done, for people to read. */
  readonly by: string;
  /** How the platform reaches who did it; `null` where it does not. */
  readonly reach: string | null;
  /** The file before it, and after; `null` where there is none. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Keeps what questions leave behind, and the state of programs. Every method rejects when the store cannot be reached. */
export interface Records extends StateRows {
  /** What programs on several machines tell each other; `null` where the database is of one alone. */
  readonly shared: SharedRows | null;
  add(record: QuestionRecord): Promise<void>;
  /**
   * Notes a vote on the last record of that question on that platform: the voter's own or, where somebody else
   * had asked, anybody's. @returns false when there is none any more
   */
  vote(vote: Vote): Promise<boolean>;
  /** What was said of the last answers given without a reserve, at most {@link MAX_VOTES_READ}. */
  voted(): Promise<Voted[]>;
  /**
   * Records since a time that were abstained from, voted unhelpful, or answered with a reserve without anybody saying
   * that it helped, oldest first; of more than {@link MAX_READ} the last.
   */
  unmet(since: Date): Promise<QuestionRecord[]>;
  /** How many those are, however many are read. */
  countUnmet(since: Date): Promise<number>;
  /** The last different questions whose texts were kept, last first. */
  lastQuestions(limit: number): Promise<string[]>;
  /** Vectors of the present encoder, of those of the given questions that have one. */
  vectors(keys: readonly string[]): Promise<QuestionVector[]>;
  /** Keeps vectors of the present encoder, of questions of which a record with its text is kept; of others none. */
  keepVectors(vectors: readonly QuestionVector[]): Promise<void>;
  /** @returns false when one of that id is kept already */
  addCorrection(correction: CorrectionRecord): Promise<boolean>;
  /** The last ones, last first; of one verified answer or of all. */
  corrections(limit: number, entry?: string): Promise<CorrectionRecord[]>;
  platforms(): Promise<string[]>;
  /**
   * Deletes the records of people, by their keyed hashes, the vectors of what nobody else asked, and what is left of
   * them in the files of a database in a file. @returns how many records there were
   */
  forget(people: readonly string[]): Promise<number>;
  /** Deletes what is older, and the vectors of what nobody asked since. @returns how many records there were */
  prune(before: Date): Promise<number>;
  close(): Promise<void>;
}

/** Keeps no record, and the state until the program ends. */
export const NO_RECORDS: Records = {
  ...stateRowsInMemory(),
  shared: null,
  add: async () => undefined,
  vote: async () => false,
  voted: async () => [],
  unmet: async () => [],
  countUnmet: async () => 0,
  lastQuestions: async () => [],
  vectors: async () => [],
  keepVectors: async () => undefined,
  addCorrection: async () => true,
  corrections: async () => [],
  platforms: async () => [],
  forget: async () => 0,
  prune: async () => 0,
  close: async () => undefined,
};
