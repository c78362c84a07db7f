import { type Corpus, type Document, type LineRange, pathText, type Section } from './corpus.js';

/** A place where the articles say a text. */
export interface QuotePlace {
  /** Path of the article below the knowledge folder. */
  readonly document: string;
  readonly title: string;
  /** Headings down to the section. */
  readonly section: string;
  /** Of what holds it: sentences, a heading, the cells of a row. */
  readonly lines: LineRange;
  /** `exact` but for white space; `words` where marks or capital letters differ, as where Markdown was copied. */
  readonly match: 'exact' | 'words';
}

/** Most places that are given; a quotation that stands in more is a common phrase. Ours. */
const MAX_PLACES = 20;

/** What makes two texts alike, wherever they are cut between words. */
interface Likeness {
  readonly match: QuotePlace['match'];
  normal(text: string): string;
}

const EXACT: Likeness = {
  match: 'exact',
  normal: (text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim(),
};

/** Signs that make another word of a word, or another number of a number, stay. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}#+%$€£<>=]+/gu;
/** The same in ASCII, which most texts are and which is read five times as fast. */
const BETWEEN_ASCII_WORDS = /[^a-z\d#+%$<>=]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const ASCII = /^[\x00-\x7f]*$/;

const BY_WORDS: Likeness = {
  match: 'words',
  normal: (text) =>
    ASCII.test(text)
      ? text.toLowerCase().replace(BETWEEN_ASCII_WORDS, ' ').trim()
      : text.normalize('NFC').toLowerCase().replace(BETWEEN_WORDS, ' ').trim(),
};

/**
 * Where the articles say a text word for word, inside one section each: as it stands or, where it does so nowhere, in
 * the same words with other marks between them.
 */
export function findQuote(quote: string, corpus: Corpus): QuotePlace[] {
  const [words, exact] = [BY_WORDS.normal(quote), EXACT.normal(quote)];
  if (!IN_WORD.test(words)) return [];
  const texts = wordsBySection(corpus);
  const sections = corpus.sections.filter((_, i) => !startsOf(words, texts[i] as string).next().done);
  const longest = exact.split(' ').reduce((best, one) => (one.length > best.length ? one : best));
  const mayBeExact = sections.filter((section) => holds(section, longest, corpus));
  const places = placesIn(mayBeExact, exact, EXACT, corpus);
  return places.length > 0 ? places : placesIn(sections, words, BY_WORDS, corpus);
}

/** The words of each section, read when they are first asked for: in 19,000 passages that takes a second. */
const words = new WeakMap<Corpus, readonly string[]>();

function wordsBySection(corpus: Corpus): readonly string[] {
  const known =
    words.get(corpus) ??
    corpus.sections.map((section) =>
      piecesOf(section, corpus)
        .map(({ text }) => BY_WORDS.normal(text))
        .filter((text) => text !== '')
        .join(' '),
    );
  words.set(corpus, known);
  return known;
}

/** Whether a section has a run of marks and letters without white space, which stands in one piece where it does. */
function holds(section: Section, run: string, corpus: Corpus): boolean {
  return piecesOf(section, corpus).some(({ text }) => text.normalize('NFC').includes(run));
}

/** A text that a section has, with its lines. */
interface Piece {
  readonly text: string;
  readonly lines: LineRange;
}

/** All that a section says, in reading order, its heading first. */
function piecesOf({ heading, lines, blocks }: Section, corpus: Corpus): Piece[] {
  const pieces: Piece[] = [{ text: heading, lines: [lines[0], lines[0]] }];
  for (const block of corpus.blocks.slice(...blocks)) {
    const top: LineRange = [block.lines[0], block.lines[0]];
    if (block.label) pieces.push({ text: block.label.text, lines: top });
    for (const text of block.columns) pieces.push({ text, lines: top });
    for (const { name, text, sentences, lines: own } of corpus.items.slice(...block.items)) {
      if (name !== null) pieces.push({ text: name, lines: [own[0], own[0]] });
      pieces.push(...(sentences.length > 0 ? sentences : [{ text, lines: own }]));
    }
  }
  return pieces;
}

/** @param sought as the likeness has it */
function placesIn(
  sections: readonly Section[],
  sought: string,
  { match, normal }: Likeness,
  corpus: Corpus,
): QuotePlace[] {
  const places: QuotePlace[] = [];
  for (const section of sections) {
    const pieces = piecesOf(section, corpus)
      .map(({ text, lines }) => ({ text: normal(text), lines }))
      .filter(({ text }) => text !== '');
    const document = corpus.documents.find(({ id }) => id === section.document) as Document;
    for (const start of startsOf(sought, pieces.map(({ text }) => text).join(' '))) {
      const held = piecesBetween(pieces, start, start + sought.length);
      const lines: LineRange = [
        Math.min(...held.map((piece) => piece.lines[0])),
        Math.max(...held.map((piece) => piece.lines[1])),
      ];
      const { id, title } = document;
      places.push({ document: id, title, section: pathText(section, document), lines, match });
      if (places.length === MAX_PLACES) return places;
    }
  }
  return places;
}

const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/** Positions at which a text stands in another and neither begins nor ends inside a word. */
function* startsOf(sought: string, whole: string): Generator<number> {
  for (let at = whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + 1))
    if (!cutsWord(whole, at) && !cutsWord(whole, at + sought.length)) yield at;
}

function cutsWord(text: string, at: number): boolean {
  return IN_WORD.test(text[at - 1] ?? '') && IN_WORD.test(text[at] ?? '');
}

/** The pieces that a stretch of their texts touches, which stand with a space between. */
function piecesBetween(pieces: readonly Piece[], start: number, end: number): Piece[] {
  let at = 0;
  return pieces.filter(({ text }) => {
    const from = at;
    at += text.length + 1;
    return from < end && from + text.length > start;
  });
}
