import type { Corpus, Item, Passage } from '../knowledge/corpus.js';
import { createSaid, missing, type Said, sentencesIn } from '../knowledge/said.js';
import type { Likeness } from './likeness.js';

/**
 * Cosines of two passages and of their sentences, each with its nearest of the other, from which on they say the same.
 * Found by looking at what is named on seven bodies of documentation; docs/benchmarks.md has the figures.
 */
const PASSAGES_FROM = 0.8;
const SENTENCES_FROM = 0.86;
/** Shorter passages, in words, may well be alike. */
const LEAST_WORDS = 12;
/** What is near to more other articles' passages than this is a phrase of the house and tells nothing. */
const MOST_NEAR = 3;

/** A passage as it is held against others. */
interface Held {
  readonly at: number;
  readonly passage: Passage;
  readonly first: Item;
  readonly text: string;
  /** Places of its sentences of prose. */
  readonly sentences: readonly number[];
  readonly said: Said;
}

/**
 * Pairs of passages of different articles that say the same, in whatever words, in reading order. Nearness finds them;
 * passages that name different things, or of which one negates, are not the same however near.
 * @returns for each pair the first item of either
 */
export function sameMeaning(corpus: Corpus, likeness: Likeness): [Item, Item][] {
  const said = createSaid(corpus);
  const held = corpus.passages.flatMap((passage, at): Held[] => {
    const sentences = sentencesIn(corpus, passage);
    const [first] = sentences;
    const text = sentences.map((one) => one.text).join(' ');
    if (!first || text.split(' ').length < LEAST_WORDS) return [];
    return [
      {
        at,
        passage,
        first: first.item,
        text,
        sentences: sentences.map((one) => one.at),
        said: said.ofText(text),
      },
    ];
  });
  const near = held.flatMap((a, i) =>
    held
      .slice(i + 1)
      .filter((b) => a.passage.document !== b.passage.document && areNear(a, b, likeness))
      .map((b): [Held, Held] => [a, b]),
  );
  const common = new Map<Held, number>();
  for (const one of near.flat()) common.set(one, (common.get(one) ?? 0) + 1);
  return (
    near
      .filter((pair) => pair.every((one) => (common.get(one) ?? 0) <= MOST_NEAR))
      // What is the same word for word is told, or passed over, by its words.
      .filter(([a, b]) => a.text !== b.text)
      .filter(([a, b]) => ofTheSame(a.said, b.said, said.ofPlace(a.passage), said.ofPlace(b.passage)))
      .map(([a, b]) => [a.first, b.first])
  );
}

function areNear(a: Held, b: Held, likeness: Likeness): boolean {
  if (likeness.passages(a.at, b.at) < PASSAGES_FROM) return false;
  const aligned = (one: Held, other: Held) =>
    one.sentences.reduce(
      (sum, i) => sum + Math.max(...other.sentences.map((j) => likeness.sentences(one.at, i, other.at, j))),
      0,
    ) / one.sentences.length;
  return aligned(a, b) >= SENTENCES_FROM && aligned(b, a) >= SENTENCES_FROM;
}

/** Whether two texts speak of the same things and either both deny something or neither. */
function ofTheSame(a: Said, b: Said, placeA: Said, placeB: Said): boolean {
  const names = (one: Said, other: Said, place: Said) => missing(one.names, other.words, place.words);
  const numbers = (one: Said, other: Said, place: Said) => missing(one.numbers, other.numbers, place.numbers);
  const named = (place: Said, other: Said, text: Said) =>
    names(place, other, text).length + numbers(place, other, text).length > 0;
  return (
    a.negates === b.negates &&
    names(a, b, placeB).length + numbers(a, b, placeB).length === 0 &&
    names(b, a, placeA).length + numbers(b, a, placeA).length === 0 &&
    // A heading may name what the other article leaves unsaid; two that each name something else are of two things.
    !(named(placeA, placeB, b) && named(placeB, placeA, a))
  );
}
