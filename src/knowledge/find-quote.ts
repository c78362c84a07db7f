import { type Corpus, type LineRange, pathText, type Section } from './corpus.js';

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

/** What makes two texts alike, and the same of a part of a text wherever it is cut between words. */
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

const BY_WORDS: Likeness = {
  match: 'words',
  normal: (text) => text.normalize('NFC').toLowerCase().replace(BETWEEN_WORDS, ' ').trim(),
};

/**
 * Where the articles say a text word for word, inside one section each: as it stands or, where it does so nowhere, in
 * the same words with other marks between them.
 */
export function findQuote(quote: string, corpus: Corpus): QuotePlace[] {
  const word = longestWord(quote);
  if (word === null) return [];
  // Most sections do not have the word, and are not looked at any closer.
  const sections = corpus.sections.filter((section) => mayHold(section, word, corpus));
  for (const likeness of [EXACT, BY_WORDS]) {
    const places = sections.flatMap((section) => placesIn(section, quote, likeness, corpus));
    if (places.length > 0) return places.slice(0, MAX_PLACES);
  }
  return [];
}

function longestWord(quote: string): RegExp | null {
  const words = quote.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
  const [first, ...others] = words;
  if (first === undefined) return null;
  return new RegExp(
    others.reduce((longest, one) => (one.length > longest.length ? one : longest), first),
    'iu',
  );
}

/** A text that a section has, with its lines. */
interface Piece {
  readonly text: string;
  readonly lines: LineRange;
}

function mayHold(section: Section, word: RegExp, corpus: Corpus): boolean {
  return piecesOf(section, corpus).some(({ text }) => word.test(text.normalize('NFC')));
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

function placesIn(section: Section, quote: string, likeness: Likeness, corpus: Corpus): QuotePlace[] {
  const sought = likeness.normal(quote);
  if (sought === '') return [];
  const pieces = piecesOf(section, corpus)
    .map(({ text, lines }) => ({ text: likeness.normal(text), lines }))
    .filter(({ text }) => text !== '');
  const whole = pieces.map(({ text }) => text).join(' ');
  return startsOf(sought, whole).map((start) => {
    const held = piecesBetween(pieces, start, start + sought.length);
    const document = corpus.documents.find(({ id }) => id === section.document);
    return {
      document: section.document,
      title: document?.title ?? '',
      section: document ? pathText(section, document) : section.path.join(' › '),
      lines: [Math.min(...held.map(({ lines }) => lines[0])), Math.max(...held.map(({ lines }) => lines[1]))],
      match: likeness.match,
    };
  });
}

const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/** Positions at which a text stands in another and neither begins nor ends inside a word. */
function startsOf(sought: string, whole: string): number[] {
  const starts: number[] = [];
  for (let at = whole.indexOf(sought); at >= 0; at = whole.indexOf(sought, at + 1))
    if (!cutsWord(whole, at) && !cutsWord(whole, at + sought.length)) starts.push(at);
  return starts;
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
