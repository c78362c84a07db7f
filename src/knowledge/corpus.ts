/** First and last line of a stretch of a file, counted from 1, both included. */
export type LineRange = readonly [from: number, to: number];

/** All that the bot knows. Plain data: it can be saved and loaded as it is. */
export interface Corpus {
  readonly documents: readonly Document[];
  readonly sections: readonly Section[];
  /** In reading order; `passages[i].id === i`. */
  readonly passages: readonly Passage[];
  readonly subjects: readonly Subject[];
  readonly aspects: readonly Aspect[];
  readonly thesaurus: Thesaurus;
}

/** One article. */
export interface Document {
  /** Path of the file below the knowledge folder, with `/`: what a citation names. */
  readonly id: string;
  readonly title: string;
  readonly source: Source | null;
  readonly licence: string | null;
  /** What one subject of the article is called, lower case, singular: "framework". */
  readonly noun: string;
  /** Questions that the article says it answers. */
  readonly questions: readonly AuthoredQuestion[];
}

export interface AuthoredQuestion {
  readonly text: string;
  readonly line: number;
}

/** Where the facts of an article come from. */
export interface Source {
  readonly name: string;
  readonly url: string | null;
  readonly author: string | null;
}

/** A heading and what stands under it, down to the next heading. */
export interface Section {
  readonly id: number;
  readonly document: string;
  readonly heading: string;
  /** Headings from the article's first level below its title down to this one. Empty for the text below the title. */
  readonly path: readonly string[];
  readonly lines: LineRange;
  /** Id of the subject whose section this is or lies in. */
  readonly subject: string | null;
  /** Id of the aspect that the heading names. */
  readonly aspect: string | null;
}

/** The unit that is indexed, found and cited: a paragraph, a point of a list, or a row of a table. */
export interface Passage {
  readonly id: number;
  readonly document: string;
  readonly section: number;
  readonly subject: string | null;
  readonly aspect: string | null;
  readonly kind: 'paragraph' | 'point' | 'fact' | 'code';
  /** The bold name that opens a point, or the label of a table's row. */
  readonly name: string | null;
  /** The sentence that introduces the list that a point belongs to. */
  readonly lead: string | null;
  /** What it says, without markup and without its name. */
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly lines: LineRange;
}

/** A sentence of a passage, its words exactly as in the file, markup taken away and line breaks read as spaces. */
export interface Sentence {
  readonly text: string;
  readonly lines: LineRange;
}

/** What a section of an article is about, and what people ask about: one framework, one tea. */
export interface Subject {
  /** Lower case, digits and hyphens: `green-tea`. */
  readonly id: string;
  readonly name: string;
  /** Every name it goes by, `name` first. */
  readonly names: readonly string[];
  readonly noun: string;
  /** Other words that people use for what it is: "backend". */
  readonly otherNouns: readonly string[];
  readonly document: string;
  /** Id of its section. */
  readonly section: number;
  readonly facts: readonly Fact[];
}

/** A row of the "at a glance" table. */
export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
  /** Id of the row's passage. */
  readonly passage: number;
}

/** Stands between row and column in the label of a fact from a table of more than two columns. */
export const COLUMN_SEPARATOR = ' › ';

/** A property that is told of several subjects under the same sub-heading: "Advantages". */
export interface Aspect {
  readonly id: string;
  readonly name: string;
  /** Ids of the subjects that have it. */
  readonly subjects: readonly string[];
}

/** Words that mean the same to the reader. Phrases in lower case. */
export interface Thesaurus {
  /** Each group: phrases of which any may stand for any other. */
  readonly groups: readonly (readonly string[])[];
  /** General word to its special cases: asking for the first finds the second, not the other way round. */
  readonly narrower: readonly { readonly general: string; readonly special: readonly string[] }[];
}

export const EMPTY_THESAURUS: Thesaurus = { groups: [], narrower: [] };

/** How a section is written in a citation: `Green tea › Advantages`. */
export function pathText(section: Section, document: Document): string {
  return section.path.length > 0 ? section.path.join(' › ') : document.title;
}
