import type { Corpus, Document, Range } from '../../knowledge/corpus.js';
import { wordWeight } from '../../text/function-words.js';
import { stem } from '../../text/stem.js';
import { terms, tokenize } from '../../text/tokenize.js';
import { stemsOf } from './stems-of.js';

/** What a word in a heading is worth beside one in the text. */
const IN_HEADING = 1.5;

/** A question that an author says the article answers. */
export interface AuthoredQuestion {
  /** As it is indexed. */
  readonly stems: readonly string[];
  readonly words: readonly {
    readonly stem: string;
    readonly weight: number;
    /** Passages of the article that have it in a heading, and others that have it in their text. */
    readonly inHeading: readonly number[];
    readonly inText: readonly number[];
  }[];
}

/** The questions of an article, each with where in it its words stand. @param range positions of its passages */
export function authoredQuestions(
  corpus: Corpus,
  { questions }: Document,
  range: Range,
): readonly AuthoredQuestion[] {
  if (questions.length === 0) return [];
  const passages = corpus.passages.slice(...range).map((passage) => stemsIn(passage, corpus));
  return questions.map(({ text }) => ({
    stems: stemsOf(text).content,
    words: tokenize(text).flatMap(({ parts }) =>
      parts.map((word) => {
        const own = stem(word);
        const inHeading: number[] = [];
        const inText: number[] = [];
        for (const [i, { heading, body }] of passages.entries())
          if (heading.has(own)) inHeading.push(i);
          else if (body.has(own)) inText.push(i);
        return { stem: own, weight: wordWeight(word), inHeading, inText };
      }),
    ),
  }));
}

/**
 * Which passage of its article a question leads to: the one that holds most of its words, weighed by rarity.
 * @param count of a stem the number of passages that hold it, of so many in all
 * @returns number of the passage in the article, or `null` where none holds any
 */
export function authoredPlace(
  { words }: AuthoredQuestion,
  count: (stem: string) => number,
  passages: number,
): number | null {
  const sums = new Map<number, number>();
  for (const { stem: own, weight, inHeading, inText } of words) {
    const worth = weight * Math.log(1 + passages / (count(own) || passages));
    for (const at of inHeading) sums.set(at, (sums.get(at) ?? 0) + IN_HEADING * worth);
    for (const at of inText) sums.set(at, (sums.get(at) ?? 0) + worth);
  }
  let best: number | null = null;
  let most = 0;
  for (const [at, sum] of sums)
    if (sum > most || (sum === most && best !== null && at < best)) {
      most = sum;
      best = at;
    }
  return best;
}

function stemsIn(
  { items, section }: Corpus['passages'][number],
  corpus: Corpus,
): { body: ReadonlySet<string>; heading: ReadonlySet<string> } {
  const body = new Set(
    corpus.items.slice(...items).flatMap(({ name, text }) => terms(`${name ?? ''} . ${text}`)),
  );
  return { body, heading: new Set(terms((corpus.sections[section]?.path ?? []).join(' . '))) };
}
