import MiniSearch, { type Options, type SearchOptions } from 'minisearch';
import type { Corpus } from '../knowledge/corpus.js';
import { isFunctionWord, isNegation } from '../text/function-words.js';
import { stem } from '../text/stem.js';
import { terms, tokenize } from '../text/tokenize.js';
import type { Candidate, SearchIndex, SearchRequest } from './search-index.js';

/** What is indexed of a passage; every field holds stems already, joined by blanks. */
interface IndexedPassage {
  readonly id: number;
  readonly text: string;
  readonly name: string;
  readonly heading: string;
}

/**
 * BM25+ (Lv and Zhai, 2011) with MiniSearch's own parameters: measured on foreign text, tuning them gains nothing.
 * A point's name and the headings above it count more than the words below, since they are few.
 */
const SEARCH: SearchOptions = {
  boost: { text: 1, name: 1.5, heading: 0.8 },
  bm25: { k: 1.2, b: 0.7, d: 0.5 },
  combineWith: 'OR',
};

const splitStems = (text: string): string[] => (text === '' ? [] : text.split(' '));

const OPTIONS: Options<IndexedPassage> = {
  fields: ['text', 'name', 'heading'],
  storeFields: [],
  idField: 'id',
  tokenize: splitStems,
  processTerm: (term) => term,
  autoVacuum: false,
};

/** Passages in MiniSearch, by their stems without function words. */
export class PassageIndex implements SearchIndex {
  readonly #engine: MiniSearch<IndexedPassage>;
  readonly #subjectOf: readonly (string | null)[];
  /** Number of the last search that admitted a passage. */
  readonly #admitted: Uint32Array;
  #searches = 0;

  private constructor(engine: MiniSearch<IndexedPassage>, corpus: Corpus) {
    this.#engine = engine;
    this.#subjectOf = corpus.passages.map((passage) => passage.subject);
    this.#admitted = new Uint32Array(corpus.passages.length);
  }

  /** Indexes a corpus. */
  static build(corpus: Corpus): PassageIndex {
    const engine = new MiniSearch<IndexedPassage>(OPTIONS);
    engine.addAll(
      corpus.passages.map((passage) => ({
        id: passage.id,
        text: contentStems(passage.text),
        name: contentStems([passage.name, passage.lead].filter(Boolean).join(' . ')),
        heading: contentStems([...(corpus.sections[passage.section]?.path ?? [])].join(' . ')),
      })),
    );
    return new PassageIndex(engine, corpus);
  }

  /** Brings back an index that {@link PassageIndex.save} gave, of the same corpus. */
  static load(saved: string, corpus: Corpus): PassageIndex {
    return new PassageIndex(MiniSearch.loadJSON<IndexedPassage>(saved, OPTIONS), corpus);
  }

  save(): string {
    return JSON.stringify(this.#engine);
  }

  async search({ terms: wanted, subjects, enough, limit }: SearchRequest): Promise<readonly Candidate[]> {
    const boosts = new Map<string, number>();
    for (const { stem: word, boost } of wanted) boosts.set(word, Math.max(boost, boosts.get(word) ?? 0));
    if (boosts.size === 0) return [];
    const found = this.#engine.search([...boosts.keys()].join(' '), {
      ...SEARCH,
      boostTerm: (term) => boosts.get(term) ?? 1,
      boostDocument: this.#gate(subjects, enough ?? Number.POSITIVE_INFINITY),
    });
    // MiniSearch leaves ties in the order of its hash tables; a reader wants the same answer every time.
    return found
      .map(({ id, score }) => ({ passage: id as number, score }))
      .sort((a, b) => b.score - a.score || a.passage - b.passage)
      .slice(0, limit);
  }

  /** Says of a passage that holds a term whether it counts: 1, or 0 and MiniSearch makes no result of it. */
  #gate(subjects: readonly string[] | undefined, enough: number): (id: number, term: string) => number {
    const search = ++this.#searches;
    const admitted = this.#admitted;
    const subjectOf = this.#subjectOf;
    let count = 0;
    let open = true;
    let last = '';
    return (id, term) => {
      if (admitted[id] === search) return 1;
      if (term !== last) {
        last = term;
        open = count < enough;
      }
      if (!open || (subjects && !subjects.includes(subjectOf[id] ?? ''))) return 0;
      admitted[id] = search;
      count++;
      return 1;
    };
  }
}

function contentStems(text: string): string {
  const out: string[] = [];
  for (const token of tokenize(text)) {
    for (const part of token.parts)
      if (token.capitals || !isFunctionWord(part) || isNegation(part)) out.push(stem(part));
    if (token.parts.length > 1) out.push(stem(token.joined));
  }
  return out.length > 0 ? out.join(' ') : terms(text).join(' ');
}
