import type { Corpus, Item } from '../knowledge/corpus.js';
import type { Lexicon } from '../knowledge/lexicon.js';
import type { Query, Wish } from '../query/query.js';
import type { Evidence, Retrieved } from '../retrieval/evidence.js';
import { type FindOptions, find, type LearnedWeights } from '../retrieval/find.js';
import type { Engine, Features, StoredPassage } from '../retrieval/ports.js';
import type { Shown, Status, Verified } from './answer.js';

/** What of a corpus is kept at hand whatever engine holds its passages: names, tables of subjects, titles. */
export interface Outline extends Pick<Corpus, 'documents' | 'subjects' | 'kinds' | 'aspects'> {
  /** Headings of the first level, each once, as many as are worth listing. */
  readonly headings: readonly string[];
}

/** Most headings that are listed. */
const MAX_HEADINGS = 40;

export function outlineOf({ documents, subjects, kinds, aspects, sections }: Corpus): Outline {
  const first = sections.filter(({ path }) => path.length === 1).map(({ heading }) => heading);
  return { documents, subjects, kinds, aspects, headings: [...new Set(first)].slice(0, MAX_HEADINGS) };
}

/** All that the composers work with. */
export interface Knowledge {
  readonly outline: Outline;
  readonly lexicon: Lexicon;
  readonly engine: Engine;
  readonly weights: LearnedWeights;
  readonly finding: FindOptions;
  /** An answer that is less likely right than this is not given without a reserve. */
  readonly leastLikelihood: number;
}

/** What a composer hands back. */
export interface Composed extends Shown {
  readonly status: Status;
  /** As what it was answered, where that is not as what it was read. */
  readonly wish?: Wish;
  readonly confidence: number;
  readonly subjects: readonly string[];
  /** Who verified it, where somebody did. */
  readonly verified?: Verified;
  readonly decision: string;
  /** The best candidates, and what the likelihood was read from. */
  readonly evidence: readonly Evidence[];
  readonly measures: Features;
}

/** What composers leave open, for those that need no more. */
export const BARE = { title: null, suggestions: null, citations: [], evidence: [], measures: {} } as const;

/** Finds what may answer a question, or a part of it. */
export function findEvidence(query: Query, { engine, weights, finding }: Knowledge): Promise<Retrieved> {
  return find(query, engine, weights, finding);
}

/** An item with where it stands. */
export interface PlacedItem {
  readonly place: StoredPassage;
  readonly item: Item;
}

/** All items about a subject, in reading order. */
export async function itemsOf(subject: string, { engine }: Knowledge): Promise<PlacedItem[]> {
  const passages = await engine.store.bySubject(subject);
  return passages.flatMap((place) =>
    place.blocks.flatMap(({ items }) => items.map((item) => ({ place, item }))),
  );
}
