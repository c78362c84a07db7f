/** A term to look for: a stem, and how much finding it is worth beside the others. */
export interface SearchTerm {
  readonly stem: string;
  readonly boost: number;
}

export interface SearchRequest {
  readonly terms: readonly SearchTerm[];
  /**
   * When terms have found so many passages, those after them only add to the scores of passages already found:
   * with the rarest term first, common words cost little and lose little ("continue" of Moffat and Zobel,
   * Self-indexing inverted files for fast text retrieval, 1996). Absent: every term finds passages.
   */
  readonly enough?: number;
  /** Only passages of these subjects, by id. Absent: all passages. */
  readonly subjects?: readonly string[];
  /** Most candidates wanted. */
  readonly limit: number;
}

/** A passage that may hold the answer. */
export interface Candidate {
  /** Id of the passage. */
  readonly passage: number;
  /** The engine's own score: comparable within one request only. */
  readonly score: number;
}

/**
 * What finds candidate passages. Asynchronous, because an engine may live elsewhere; how good a candidate
 * is as an answer is decided by the ranker, not here.
 */
export interface SearchIndex {
  /**
   * @returns candidates, best first, ties in order of passage id; empty when no term is found
   * @throws whatever the engine throws when it cannot be reached
   */
  search(request: SearchRequest): Promise<readonly Candidate[]>;
}
