import type { Corpus, Passage, Range } from '../../knowledge/corpus.js';
import { type AuthoredQuestion, authoredQuestions } from './authored-places.js';
import type { IndexedPassage } from './minisearch-index.js';
import { stemsOf } from './stems-of.js';

/** What is indexed of one article. Depends on nothing but the article. Plain data: it can be saved as it is. */
export interface ArticleIndex {
  /** Still without questions: which passage one leads to depends on the other articles too. */
  readonly passages: readonly IndexedPassage[];
  /** Each stem that stands in it once. */
  readonly stems: readonly string[];
  /** For each stem the number of passages that hold it, function words and all. */
  readonly holders: Uint32Array;
  /** Questions that the author says it answers. */
  readonly questions: readonly AuthoredQuestion[];
}

/** Reads the passages of one article into an index. @param range positions of its passages */
export function indexArticle(
  corpus: Corpus,
  document: Corpus['documents'][number],
  range: Range,
): ArticleIndex {
  const holders = new Map<string, number>();
  const passages = corpus.passages.slice(...range).map((passage): IndexedPassage => {
    const texts = textsOf(passage, corpus, document.title);
    const inPassage = new Set<string>();
    const stemmed = (text: string) => {
      const { all, content } = stemsOf(text);
      for (const stem of all) inPassage.add(stem);
      return content.join(' ');
    };
    const indexed = {
      text: stemmed(texts.text),
      name: stemmed(texts.name),
      heading: stemmed(texts.heading),
      path: stemmed(texts.path),
      question: '',
    };
    for (const stem of inPassage) holders.set(stem, (holders.get(stem) ?? 0) + 1);
    return indexed;
  });
  return {
    passages,
    stems: [...holders.keys()],
    holders: Uint32Array.from(holders.values()),
    questions: authoredQuestions(corpus, document, range),
  };
}

/** The texts of a passage by the field that they are indexed in. */
function textsOf({ items: [from, to], section }: Passage, corpus: Corpus, title: string) {
  const items = corpus.items.slice(from, to);
  const labels = new Set(items.map(({ block }) => corpus.blocks[block]?.label?.text ?? ''));
  const { path = [], heading = '' } = corpus.sections[section] ?? {};
  return {
    text: items.map(({ text }) => text).join(' . '),
    name: [...items.map(({ name }) => name ?? ''), ...labels].filter(Boolean).join(' . '),
    heading: path.length > 0 ? heading : '',
    path: [title, ...path.slice(0, -1)].join(' . '),
  };
}
