import MiniSearch, { type Options, type SearchOptions } from 'minisearch';

/** What is indexed of a passage; every field holds stems already, joined by blanks. */
export interface IndexedPassage {
  readonly id: number;
  readonly text: string;
  /** Names of its points, labels of its boxes. */
  readonly name: string;
  readonly heading: string;
  /** Headings above, and the title. */
  readonly path: string;
  /** Questions that the author says it answers. */
  readonly question: string;
}

/**
 * BM25+ (Lv and Zhai, 2011), with MiniSearch's own parameters: on documentation nothing is gained by others. Fields
 * are weighed alike, but for the titles above, which say what a passage need not repeat.
 */
const SEARCH: SearchOptions = {
  boost: { text: 1, name: 1, heading: 1, path: 1.5, question: 1.5 },
  bm25: { k: 1.2, b: 0.7, d: 0.5 },
  combineWith: 'OR',
};

const splitStems = (text: string): string[] => (text === '' ? [] : text.split(' '));

const OPTIONS: Options<IndexedPassage> = {
  fields: ['text', 'name', 'heading', 'path', 'question'],
  storeFields: [],
  idField: 'id',
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

/** The full-text index: finds passages by their stems. */
export class MiniSearchIndex {
  readonly #engine: MiniSearch<IndexedPassage>;
  /** Number of the last search that admitted a passage. */
  readonly #admitted: Uint32Array;
  #searches = 0;

  private constructor(engine: MiniSearch<IndexedPassage>, passages: number) {
    this.#engine = engine;
    this.#admitted = new Uint32Array(passages);
  }

  static build(passages: readonly IndexedPassage[]): MiniSearchIndex {
    const engine = new MiniSearch<IndexedPassage>(OPTIONS);
    engine.addAll(passages);
    return new MiniSearchIndex(engine, passages.length);
  }

  /** Brings back what {@link MiniSearchIndex.save} gave. */
  static load(saved: string): MiniSearchIndex {
    const engine = MiniSearch.loadJSON<IndexedPassage>(saved, OPTIONS);
    return new MiniSearchIndex(engine, engine.documentCount);
  }

  save(): string {
    return JSON.stringify(this.#engine);
  }

  /**
   * Finds passages, best first, ties by id. With the rarest term first, common words cost little and lose little
   * ("continue" of Moffat and Zobel, Self-indexing inverted files for fast text retrieval, 1996).
   */
  search(wanted: readonly SearchTerm[], gate: Gate, limit: number): readonly Hit[] {
    const boosts = new Map<string, number>();
    for (const { stem, boost } of wanted) boosts.set(stem, Math.max(boost, boosts.get(stem) ?? 0));
    if (boosts.size === 0) return [];
    const found = this.#engine.search([...boosts.keys()].join(' '), {
      ...SEARCH,
      boostTerm: (term) => boosts.get(term) ?? 1,
      boostDocument: this.#admission(gate),
    });
    // MiniSearch leaves ties in the order of its hash tables; a reader wants the same answer every time.
    return found
      .map(({ id, score }) => ({ id: id as number, score }))
      .sort((a, b) => b.score - a.score || a.id - b.id)
      .slice(0, limit);
  }

  /** Says of a passage that holds a term whether it counts: 1, or 0 and MiniSearch makes no result of it. */
  #admission({ enough, admits }: Gate): (id: number, term: string) => number {
    const search = ++this.#searches;
    const admitted = this.#admitted;
    let count = 0;
    let open = true;
    let last = '';
    return (id, term) => {
      if (admitted[id] === search) return 1;
      if (term !== last) {
        last = term;
        open = count < enough;
      }
      if (!open || !admits(id)) return 0;
      admitted[id] = search;
      count++;
      return 1;
    };
  }
}
