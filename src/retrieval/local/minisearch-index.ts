import MiniSearch, { type Options, type SearchOptions } from 'minisearch';

/** What is indexed of a passage; every field holds stems already, joined by blanks. */
export interface IndexedPassage {
  readonly text: string;
  /** Names of its points, labels of its boxes. */
  readonly name: string;
  readonly heading: string;
  /** Headings above, and the title. */
  readonly path: string;
  /** Questions that the author says it answers. */
  readonly question: string;
}

/** Fields of a passage, in the order in which they are scored. */
export const FIELDS = ['text', 'name', 'heading', 'path', 'question'] as const;

/**
 * BM25+ (Lv and Zhai, 2011), with MiniSearch's own parameters: on documentation nothing is gained by others. Fields
 * are weighed alike, but for the titles above, which say what a passage need not repeat.
 */
export const SEARCH = {
  boost: { text: 1, name: 1, heading: 1, path: 1.5, question: 1.5 },
  bm25: { k: 1.2, b: 0.7, d: 0.5 },
  combineWith: 'OR',
} as const satisfies SearchOptions;

const splitStems = (text: string): string[] => (text === '' ? [] : text.split(' '));

const OPTIONS: Options<IndexedPassage> = {
  fields: [...FIELDS],
  // A passage is its own name, so it is the same wherever it stands in the corpus of the day.
  idField: 'passage',
  extractField: (passage, field) => (field === 'passage' ? passage : passage[field as keyof IndexedPassage]),
  storeFields: [],
  tokenize: splitStems,
  processTerm: (term) => term,
  autoVacuum: false,
};

/** A stem to look for, and how much finding it is worth beside the others. */
export interface SearchTerm {
  readonly stem: string;
  readonly boost: number;
}

export interface Hit {
  /** Position of the passage in the corpus. */
  readonly id: number;
  /** Comparable within one search only. */
  readonly score: number;
}

/** Which passages a search may find. */
export interface Gate {
  /** When terms have found so many, those after them only add to the scores of passages already found. */
  readonly enough: number;
  readonly admits: (id: number) => boolean;
}

/** The passages of a corpus, each with its position there. */
export type Positions = ReadonlyMap<IndexedPassage, number>;

/**
 * The full-text index: finds passages by their stems. It holds the passages of one corpus at a time, and is brought to
 * another by what they differ in; a search is never interrupted, so each is of one corpus, and what it finds does not
 * depend on what was held before.
 */
export class MiniSearchIndex {
  readonly #engine = new EditableMiniSearch();
  #held: Positions = new Map();

  /** Brings it to a corpus: that of the next search, most likely. */
  hold(corpus: Positions): void {
    if (corpus === this.#held) return;
    for (const passage of this.#held.keys()) if (!corpus.has(passage)) this.#engine.remove(passage);
    for (const passage of corpus.keys()) if (!this.#held.has(passage)) this.#engine.add(passage);
    this.#held = corpus;
  }

  /**
   * Finds passages of a corpus, best first, ties by position. With the rarest term first, common words cost little and
   * lose little ("continue" of Moffat and Zobel, Self-indexing inverted files for fast text retrieval, 1996).
   */
  search(corpus: Positions, wanted: readonly SearchTerm[], gate: Gate, limit: number): readonly Hit[] {
    const boosts = new Map<string, number>();
    for (const { stem, boost } of wanted) boosts.set(stem, Math.max(boost, boosts.get(stem) ?? 0));
    if (boosts.size === 0) return [];
    this.hold(corpus);
    const found = this.#engine.search([...boosts.keys()].join(' '), {
      ...SEARCH,
      boostTerm: (term) => boosts.get(term) ?? 1,
      boostDocument: admission(corpus, gate),
    });
    // MiniSearch leaves ties in the order of its hash tables; a reader wants the same answer every time.
    return found
      .map(({ id, score }) => ({ id: corpus.get(id as IndexedPassage) as number, score }))
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit);
  }
}

/** Says of a passage that holds a term whether it counts: 1, or 0 and MiniSearch makes no result of it. */
function admission(
  corpus: Positions,
  { enough, admits }: Gate,
): (passage: IndexedPassage, term: string) => number {
  const admitted = new Set<IndexedPassage>();
  let open = true;
  let last = '';
  return (passage, term) => {
    if (admitted.has(passage)) return 1;
    if (term !== last) {
      last = term;
      open = admitted.size < enough;
    }
    if (!open || !admits(corpus.get(passage) as number)) return 0;
    admitted.add(passage);
    return 1;
  };
}

/**
 * What MiniSearch keeps of each stem, in a table. Its own tree also finds words by their beginnings, which nobody asks
 * it for here, and takes about twice as long to fill and four times as long to edit. These are all the methods that
 * MiniSearch calls when passages are added, removed and searched by whole stems.
 */
class TermTable<T> {
  readonly #terms = new Map<string, T>();

  get(term: string): T | undefined {
    return this.#terms.get(term);
  }

  has(term: string): boolean {
    return this.#terms.has(term);
  }

  readonly fetch = (term: string, initial: () => T): T => {
    const known = this.#terms.get(term);
    if (known !== undefined) return known;
    const made = initial();
    this.#terms.set(term, made);
    return made;
  };

  delete(term: string): void {
    this.#terms.delete(term);
  }
}

/**
 * MiniSearch that is edited as quickly as it is asked, and whose mean lengths are those of what it holds, to the last
 * bit: its own are carried on from one edit to the next, and each rounds them.
 */
class EditableMiniSearch extends MiniSearch<IndexedPassage> {
  /** For each field the number of different stems of all passages. */
  readonly #sums = FIELDS.map(() => 0);

  constructor() {
    super(OPTIONS);
    this._index = new TermTable() as unknown as typeof this._index;
  }

  override add(passage: IndexedPassage): void {
    super.add(passage);
    this.#count(this.#lengthsOf(passage), 1);
  }

  override remove(passage: IndexedPassage): void {
    const lengths = this.#lengthsOf(passage);
    super.remove(passage);
    this.#count(lengths, -1);
  }

  #lengthsOf(passage: IndexedPassage): readonly number[] {
    return this._fieldLength.get(this._idToShortId.get(passage) ?? -1) ?? [];
  }

  #count(lengths: readonly number[], by: 1 | -1): void {
    for (const [field, length] of lengths.entries())
      this.#sums[field] = (this.#sums[field] ?? 0) + by * length;
    this._avgFieldLength = this.#sums.map((sum) => sum / this._documentCount);
  }
}
