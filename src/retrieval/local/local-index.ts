import { authoredPlace } from './authored-places.js';
import type { ArticleIndex } from './index-article.js';
import {
  type Gate,
  type Hit,
  type IndexedPassage,
  MiniSearchIndex,
  type Positions,
  type SearchTerm,
} from './minisearch-index.js';

/**
 * What the local engine is made of beside the corpus. It is joined of what is indexed of each article, so that another
 * article costs no more than itself, and never changes: the one after an edit shares with it what stayed, and the
 * full-text index, which holds now the passages of the one and now of the other.
 */
export class LocalIndex {
  /** In the order of the corpus. */
  readonly articles: readonly ArticleIndex[];
  readonly #counts: ReadonlyMap<string, number>;
  readonly #positions: Positions;
  /** By passages to which authored questions lead, the same with these. */
  readonly #asked: ReadonlyMap<IndexedPassage, IndexedPassage>;
  readonly #search: MiniSearchIndex;

  private constructor(articles: readonly ArticleIndex[], before: LocalIndex | null) {
    this.articles = articles;
    const [gone, added] = differences(before?.articles ?? [], articles);
    this.#counts = countsAfter(before ? before.#counts : new Map(), gone, added);
    this.#asked = this.#placeQuestions(before ? before.#asked : new Map());
    const passages = articles.flatMap(({ passages: own }) => own);
    this.#positions = new Map(passages.map((passage, i) => [this.#asked.get(passage) ?? passage, i]));
    this.#search = before ? before.#search : new MiniSearchIndex();
    if (before === null) this.#search.hold(this.#positions);
  }

  /**
   * Joins articles to an index.
   * @param articles in the order of the corpus
   * @param before an index that has most of them: what it has in common with the new one is taken from it
   */
  static join(articles: readonly ArticleIndex[], before: LocalIndex | null = null): LocalIndex {
    const kept = new Set(articles);
    const gone = before?.articles.filter((article) => !kept.has(article)) ?? [];
    const isOther = passagesIn(gone) > passagesIn(articles) / 2;
    return new LocalIndex(articles, isOther ? null : before);
  }

  /** Number of passages. */
  get passages(): number {
    return this.#positions.size;
  }

  /** What is indexed of each passage, in the order of the corpus. */
  indexed(): Iterable<IndexedPassage> {
    return this.#positions.keys();
  }

  /** Number of passages that hold a stem, in their text, names or headings. */
  count(stem: string): number {
    return this.#counts.get(stem) ?? 0;
  }

  /** All stems that passages hold, in no order. */
  stems(): Iterable<string> {
    return this.#counts.keys();
  }

  /** Finds passages, best first, ties by id. */
  search(wanted: readonly SearchTerm[], gate: Gate, limit: number): readonly Hit[] {
    return this.#search.search(this.#positions, wanted, gate, limit);
  }

  /** Where the questions of all articles lead, as rare as their words are among all. */
  #placeQuestions(before: ReadonlyMap<IndexedPassage, IndexedPassage>): Map<IndexedPassage, IndexedPassage> {
    const asked = new Map<IndexedPassage, IndexedPassage>();
    const countOf = (stem: string) => this.count(stem);
    const all = passagesIn(this.articles);
    for (const { passages, questions } of this.articles) {
      const led = new Map<IndexedPassage, string[]>();
      for (const question of questions) {
        const passage = passages[authoredPlace(question, countOf, all) ?? -1];
        if (passage) led.set(passage, [...(led.get(passage) ?? []), ...question.stems]);
      }
      for (const [passage, stems] of led) {
        const question = stems.join(' ');
        const known = before.get(passage);
        asked.set(passage, known?.question === question ? known : { ...passage, question });
      }
    }
    return asked;
  }
}

/** Of articles those that are gone, and those that came. */
function differences(
  before: readonly ArticleIndex[],
  after: readonly ArticleIndex[],
): [gone: ArticleIndex[], added: ArticleIndex[]] {
  const [old, now] = [new Set(before), new Set(after)];
  return [before.filter((one) => !now.has(one)), after.filter((one) => !old.has(one))];
}

function countsAfter(
  before: ReadonlyMap<string, number>,
  gone: readonly ArticleIndex[],
  added: readonly ArticleIndex[],
): Map<string, number> {
  const counts = new Map(before);
  const count = ({ stems, holders }: ArticleIndex, by: 1 | -1) => {
    for (const [i, stem] of stems.entries()) {
      const sum = (counts.get(stem) ?? 0) + by * (holders[i] as number);
      if (sum === 0) counts.delete(stem);
      else counts.set(stem, sum);
    }
  };
  for (const article of gone) count(article, -1);
  for (const article of added) count(article, 1);
  return counts;
}

function passagesIn(articles: readonly ArticleIndex[]): number {
  return articles.reduce((sum, { passages }) => sum + passages.length, 0);
}
