import { SHAPES as ARTICLE_SHAPES } from './article-shapes.js';
import { DOCX_SHAPES, PDF_SHAPES } from './import-shapes.js';
import { QUESTION_SHAPES } from './question-shapes.js';

/** Something of a size that a shape makes by repeating. */
export type Make = (times: number) => string | Uint8Array;

/** What is fuzzed. */
export interface Kind {
  /** What is repeated, by name. */
  readonly shapes: Readonly<Record<string, Make>>;
  /** Sizes that are compared: so many steps of two up from the first, in bytes as they are made. */
  readonly from: number;
  readonly steps: number;
  /** What a case may take at most in the program, and which part of it sees to that. */
  readonly boundedBy: string;
}

const isFront = ([name]: readonly [string, unknown]): boolean => name.startsWith('front ');
const articles = Object.entries(ARTICLE_SHAPES);
const importShapes = (of: readonly [string, Make][], end: string): [string, Make][] =>
  of.map(([name, make]) => [`${name} as ${end}`, make]);

const PARSER = 'the process that parses articles: 10 s and 10 s for each MB, 768 MB and 15 for each';
const IMPORTER = 'the process that imports: 30 s, 1,200 MB';

/** Kinds of cases by name. */
export const KINDS: Readonly<Record<string, Kind>> = {
  articles: {
    shapes: Object.fromEntries(articles.filter((one) => !isFront(one))),
    from: 12_000,
    steps: 6,
    boundedBy: PARSER,
  },
  'front-matter': {
    shapes: Object.fromEntries(articles.filter(isFront)),
    from: 12_000,
    steps: 6,
    boundedBy: PARSER,
  },
  questions: {
    shapes: Object.fromEntries(
      Object.entries(QUESTION_SHAPES).map(([name, piece]) => [name, (times: number) => piece.repeat(times)]),
    ),
    from: 500,
    steps: 5,
    boundedBy: 'the longest message that is read: 8,000 characters',
  },
  imports: {
    shapes: Object.fromEntries([
      ...importShapes(articles, 'md'),
      ...importShapes(
        articles.filter(([name]) => /HTML|tag|div|span|detail|comment/i.test(name)),
        'html',
      ),
      ...importShapes(Object.entries(DOCX_SHAPES), 'docx'),
      ...importShapes(Object.entries(PDF_SHAPES), 'pdf'),
    ]),
    from: 12_000,
    steps: 6,
    boundedBy: IMPORTER,
  },
};

/** A case of a shape, or many small ones that are put together at random. */
export type CaseJob =
  | { readonly kind: string; readonly shape: string; readonly size: number }
  | { readonly kind: string; readonly seed: number; readonly count: number };

/** What a case took of the processor, by step, in milliseconds. */
export interface CaseDone {
  readonly length: number;
  readonly steps: Readonly<Record<string, number>>;
  /** Errors that no caller awaits, with the case, cut short. */
  readonly crashes: readonly string[];
}
