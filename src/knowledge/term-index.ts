import { sentenceKinds } from '../text/sentence-kinds.js';
import { stem } from '../text/stem.js';
import { formOf, terms, writtenTerms } from '../text/tokenize.js';
import { unspokenWords } from '../text/unspoken.js';
import type { Corpus } from './corpus.js';
import { ENGLISH } from './english.js';
import { type StemmedThesaurus, stemThesauri } from './phrase-book.js';

/** Lists of term numbers, one list after the other: list `i` is `data.subarray(starts[i], starts[i + 1])`. */
export interface TermLists {
  readonly data: Int32Array;
  readonly starts: Int32Array;
}

/**
 * Which terms (stems) stand where, in order: what ranking reads, beside the search index that finds the
 * candidates. Plain typed arrays: saved and loaded as they are.
 */
export interface TermIndex {
  /** Term to its number. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Term number to the number of passages that hold it, in their text, name or headings. */
  readonly documentFrequency: Int32Array;
  readonly passageCount: number;
  /** Passage `p` has the sentences from `firstSentence[p]` to below `firstSentence[p + 1]`. */
  readonly firstSentence: Int32Array;
  readonly sentences: TermLists;
  /** For every term of `sentences.data` how its word is written, see `formOf` and `NAME_BIT`. */
  readonly forms: Uint16Array;
  /** For every sentence what it holds, see `sentenceKinds`. */
  readonly kinds: Uint16Array;
  /** Bold name and introducing sentence of a passage. */
  readonly names: TermLists;
  readonly leads: TermLists;
  /** Heading path of a section. */
  readonly headings: TermLists;
  /** The thesaurus of the corpus and the built-in one, in stems. */
  readonly thesaurus: StemmedThesaurus;
  /** Title of a document, in the order of `corpus.documents`. */
  readonly titles: TermLists;
}

/** Reads a corpus into a {@link TermIndex}. Time and space grow with the number of words. */
export function buildTermIndex(corpus: Corpus): TermIndex {
  const vocabulary = new Map<string, number>();
  const numberOf = (term: string): number => {
    let n = vocabulary.get(term);
    if (n === undefined) {
      n = vocabulary.size;
      vocabulary.set(term, n);
    }
    return n;
  };
  const numbers = (text: string | null): number[] => (text ? terms(text).map(numberOf) : []);

  const headings = collect(corpus.sections.map((section) => numbers(section.path.join(' . '))));
  const titles = collect(corpus.documents.map((document) => numbers(document.title)));
  const names = collect(corpus.passages.map((passage) => numbers(passage.name)));
  const leads = collect(corpus.passages.map((passage) => numbers(passage.lead)));
  const firstSentence = new Int32Array(corpus.passages.length + 1);
  const sentenceLists: number[][] = [];
  const formLists: (readonly number[])[] = [];
  const kindList: number[] = [];
  for (const [p, passage] of corpus.passages.entries()) {
    firstSentence[p] = sentenceLists.length;
    for (const sentence of passage.sentences) {
      const written = writtenTerms(sentence.text);
      const unspoken = unspokenWords(sentence.text);
      sentenceLists.push([...written.terms, ...unspoken.map(stem)].map(numberOf));
      formLists.push([...written.forms, ...unspoken.map(formOf)]);
      kindList.push(sentenceKinds(sentence.text));
    }
  }
  firstSentence[corpus.passages.length] = sentenceLists.length;
  const sentences = collect(sentenceLists);
  const forms = new Uint16Array(sentences.data.length);
  for (const [i, list] of formLists.entries()) forms.set(list, sentences.starts[i]);

  const documentFrequency = new Int32Array(vocabulary.size);
  const seenIn = new Int32Array(vocabulary.size).fill(-1);
  for (const [p, passage] of corpus.passages.entries()) {
    const count = (term: number) => {
      if (seenIn[term] === p) return;
      seenIn[term] = p;
      documentFrequency[term] = (documentFrequency[term] ?? 0) + 1;
    };
    listAt(names, p).forEach(count);
    listAt(headings, passage.section).forEach(count);
    for (let s = firstSentence[p] ?? 0; s < (firstSentence[p + 1] ?? 0); s++)
      listAt(sentences, s).forEach(count);
  }
  return {
    vocabulary,
    documentFrequency,
    passageCount: corpus.passages.length,
    firstSentence,
    sentences,
    forms,
    kinds: Uint16Array.from(kindList),
    names,
    leads,
    headings,
    titles,
    thesaurus: stemThesauri([ENGLISH, corpus.thesaurus]),
  };
}

export function listAt(lists: TermLists, i: number): Int32Array {
  return lists.data.subarray(lists.starts[i] ?? 0, lists.starts[i + 1] ?? 0);
}

/**
 * Inverse document frequency of a term over the passages, as in BM25: `ln(1 + (N - n + 0.5) / (n + 0.5))`
 * (Robertson and Zaragoza, 2009, with the 1 that keeps it positive). A term that no passage holds has the highest.
 */
export function inverseDocumentFrequency(index: TermIndex, term: string): number {
  const number = index.vocabulary.get(term);
  const n = number === undefined ? 0 : (index.documentFrequency[number] ?? 0);
  return Math.log(1 + (index.passageCount - n + 0.5) / (n + 0.5));
}

function collect(lists: readonly (readonly number[])[]): TermLists {
  const starts = new Int32Array(lists.length + 1);
  let size = 0;
  for (const [i, list] of lists.entries()) {
    starts[i] = size;
    size += list.length;
  }
  starts[lists.length] = size;
  const data = new Int32Array(size);
  for (const [i, list] of lists.entries()) data.set(list, starts[i]);
  return { data, starts };
}
