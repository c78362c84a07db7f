import { missing, type Said } from './said.js';

/** Cosine of two sentences from which on they are about the same. */
export const SENTENCES_FROM = 0.85;
/** Share of the content words of two sentences together that both have (Jaccard) from which on one say what the other says. */
export const SAME_WORDS = 0.6;
/** Fewer words of content, numbers not counted, say too little to contradict. */
export const LEAST_WORDS = 4;

/** What a sentence says, and what stands above it: title and headings, and the nearest of them. */
export interface SaidThere {
  readonly said: Said;
  readonly place: Said;
  readonly heading: Said;
}

/** Whether two sentences share their words of content. */
export function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = a.size - missing(a, b).length;
  return shared >= SAME_WORDS * (a.size + b.size - shared);
}

/** The one number of each that the other has not; `null` where there is none, or more: they count different things. */
export function differingNumbers(a: Said, b: Said): string | null {
  const [own, other] = [missing(a.numbers, b.numbers), missing(b.numbers, a.numbers)];
  return own.length === 1 && other.length === 1 ? `${own[0]} and ${other[0]}` : null;
}

/** Whether neither sentence, nor what stands above it, names what the other leaves unnamed, and the headings agree. */
export function areOfOneThing(a: SaidThere, b: SaidThere): boolean {
  const unnamed = (one: Said, other: Said, place: Said) =>
    missing(one.names, other.words, place.words).length > 0;
  const numbered = (one: Said, other: Said) => missing(one.numbers, other.numbers).length > 0;
  return !(
    unnamed(a.said, b.said, b.place) ||
    unnamed(b.said, a.said, a.place) ||
    (unnamed(a.place, b.place, b.said) && unnamed(b.place, a.place, a.said)) ||
    numbered(a.place, b.place) ||
    numbered(b.place, a.place) ||
    (missing(a.heading.words, b.place.words, b.said.words).length > 0 &&
      missing(b.heading.words, a.place.words, a.said.words).length > 0)
  );
}
