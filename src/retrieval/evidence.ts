import type { Item } from '../knowledge/corpus.js';
import type { Features, StoredBlock, StoredPassage } from './ports.js';

/** A sentence of a passage. */
export interface LinePlace {
  readonly item: Item;
  /** Position among the item's sentences. */
  readonly sentence: number;
}

/** A passage that may answer, the parts of it that are worth quoting, and why. */
export interface Evidence {
  readonly passage: StoredPassage;
  /** What to quote, in reading order: blocks, of long ones some items. */
  readonly blocks: readonly StoredBlock[];
  /** The sentence that answers first, in what is quoted where it is quoted at all. */
  readonly line: LinePlace;
  /** Position of the sentence beside it in the same item, where either may answer. */
  readonly beside: number | null;
  /** Likelihood, 0 to 1, that this passage is the right one of the candidates. */
  readonly probability: number;
  /** What was measured of the passage, by name. */
  readonly features: Features;
  readonly foundBy: 'words' | 'meaning' | 'both';
}

/** What was found for a question. */
export interface Retrieved {
  /** Best first. */
  readonly evidence: readonly Evidence[];
  /** How many of them are to be shown together. */
  readonly shown: number;
  /** Calibrated, 0 to 1: that what is shown answers the question. */
  readonly likelihood: number;
  /** The likelihoods that the stages before came to: by words, and with meaning. */
  readonly before: readonly number[];
  /** What the likelihood is read from, by name. */
  readonly measures: Features;
  /** For each term of the question its share by weight, and how well what is shown holds it, both 0 to 1. */
  readonly terms: readonly TermHeld[];
}

export interface TermHeld {
  readonly share: number;
  readonly held: number;
}

export const NOTHING: Retrieved = {
  evidence: [],
  shown: 0,
  likelihood: 0,
  before: [],
  measures: {},
  terms: [],
};
