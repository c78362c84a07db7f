import type { Corpus, Item, Passage } from '../knowledge/corpus.js';
import type { Likeness } from './likeness.js';
import { createSaid, missing, type Said, sentencesIn } from './said.js';

/** Cosine of two sentences from which on they are about the same. */
const SENTENCES_FROM = 0.85;
/** Share of the content words of two sentences together that both have (Jaccard) from which on one say what the other says. */
const SAME_WORDS = 0.6;
/** Fewer words of content, numbers not counted, say too little to contradict. */
const LEAST_WORDS = 4;

interface Sentence {
  readonly passage: Passage;
  /** Positions of the passage in the corpus and of the sentence in the passage. */
  readonly place: readonly [passage: number, sentence: number];
  readonly item: Item;
  readonly said: Said;
}

/** Two items of which one may deny the other, and by what. */
export type Opposed = readonly [first: Item, again: Item, differing: string];

/**
 * Pairs of sentences of different articles that say nearly the same of the same thing and differ in a number. What is
 * near is told by meaning, what differs by words. Sentences of which one negates are no sign: of fourteen that were
 * looked at none denied the other.
 * @returns in reading order of the second
 */
export function opposed(corpus: Corpus, likeness: Likeness): Opposed[] {
  const said = createSaid(corpus);
  const sentences = corpus.passages.flatMap((passage, p) =>
    sentencesIn(corpus, passage).map(
      ({ at, text, item }): Sentence => ({ passage, place: [p, at], item, said: said.ofText(text) }),
    ),
  );
  return pairsAlike(sentences.filter(({ said: { words } }) => words.size >= LEAST_WORDS)).flatMap(
    ([a, b]): Opposed[] => {
      const differing = differingNumbers(a.said, b.said);
      if (differing === null || a.passage.document === b.passage.document) return [];
      if (!ofOneThing(a, b, said)) return [];
      if (likeness.sentences(...a.place, ...b.place) < SENTENCES_FROM) return [];
      return [[a.item, b.item, differing]];
    },
  );
}

/** The one number of each that the other has not; `null` where there is none, or more: they count different things. */
function differingNumbers(a: Said, b: Said): string | null {
  const [own, other] = [missing(a.numbers, b.numbers), missing(b.numbers, a.numbers)];
  return own.length === 1 && other.length === 1 ? `${own[0]} and ${other[0]}` : null;
}

/** Whether neither sentence, nor what stands above it, names what the other leaves unnamed, and the headings agree. */
function ofOneThing(
  a: Sentence,
  b: Sentence,
  { ofPlace, ofHeading }: ReturnType<typeof createSaid>,
): boolean {
  const [placeA, placeB] = [ofPlace(a.passage), ofPlace(b.passage)];
  const [headingA, headingB] = [ofHeading(a.passage), ofHeading(b.passage)];
  const unnamed = (one: Said, other: Said, place: Said) =>
    missing(one.names, other.words, place.words).length > 0;
  const numbered = (one: Said, other: Said) => missing(one.numbers, other.numbers).length > 0;
  return !(
    unnamed(a.said, b.said, placeB) ||
    unnamed(b.said, a.said, placeA) ||
    (unnamed(placeA, placeB, b.said) && unnamed(placeB, placeA, a.said)) ||
    numbered(placeA, placeB) ||
    numbered(placeB, placeA) ||
    (missing(headingA.words, placeB.words, b.said.words).length > 0 &&
      missing(headingB.words, placeA.words, a.said.words).length > 0)
  );
}

/**
 * Pairs that share their words of content. Two sets of which so large a share is common share one of the rarest words
 * of each (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006), so few pairs are looked at.
 */
function pairsAlike(sentences: readonly Sentence[]): [Sentence, Sentence][] {
  const counts = new Map<string, number>();
  for (const { said } of sentences)
    for (const word of said.words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const having = new Map<string, Sentence[]>();
  return sentences.flatMap((sentence) => {
    const { words } = sentence.said;
    const rarest = [...words]
      .sort((a, b) => (counts.get(a) as number) - (counts.get(b) as number) || (a < b ? -1 : 1))
      .slice(0, words.size - Math.ceil(SAME_WORDS * words.size) + 1);
    const others = new Set(rarest.flatMap((word) => having.get(word) ?? []));
    for (const word of rarest) having.set(word, [...(having.get(word) ?? []), sentence]);
    return [...others]
      .filter((other) => alike(words, other.said.words))
      .map((other): [Sentence, Sentence] => [other, sentence]);
  });
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = a.size - missing(a, b).length;
  return shared >= SAME_WORDS * (a.size + b.size - shared);
}
