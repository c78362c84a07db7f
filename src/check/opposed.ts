import type { Corpus, Item, Passage } from '../knowledge/corpus.js';
import {
  alike,
  areOfOneThing,
  differingNumbers,
  LEAST_WORDS,
  SAME_WORDS,
  type SaidThere,
  SENTENCES_FROM,
} from '../knowledge/opposition.js';
import { createSaid, type Said, sentencesIn } from '../knowledge/said.js';
import type { Likeness } from './likeness.js';

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
  const there = ({ said: own, passage }: Sentence): SaidThere => ({
    said: own,
    place: said.ofPlace(passage),
    heading: said.ofHeading(passage),
  });
  const sentences = corpus.passages.flatMap((passage, p) =>
    sentencesIn(corpus, passage).map(
      ({ at, text, item }): Sentence => ({ passage, place: [p, at], item, said: said.ofText(text) }),
    ),
  );
  return pairsAlike(sentences.filter(({ said: { words } }) => words.size >= LEAST_WORDS)).flatMap(
    ([a, b]): Opposed[] => {
      const differing = differingNumbers(a.said, b.said);
      if (differing === null || a.passage.document === b.passage.document) return [];
      if (!areOfOneThing(there(a), there(b))) return [];
      if (likeness.sentences(...a.place, ...b.place) < SENTENCES_FROM) return [];
      return [[a.item, b.item, differing]];
    },
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
