import type { Upkeep } from './upkeep.js';

/** First and last line of a stretch of a file, counted from 1, both included. */
export type LineRange = readonly [from: number, to: number];

/** Positions in a list, the second not included. */
export type Range = readonly [from: number, to: number];

/** All that the bot knows. Plain data: it can be saved and loaded as it is. Ids of sections, blocks and items are positions. */
export interface Corpus {
  readonly documents: readonly Document[];
  readonly sections: readonly Section[];
  /** In reading order. */
  readonly blocks: readonly Block[];
  /** In reading order. */
  readonly items: readonly Item[];
  /** In reading order. */
  readonly passages: readonly Passage[];
  readonly kinds: readonly Kind[];
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
  /** Entries of the front matter that Docent gives no meaning to: texts, numbers, and lists of them. */
  readonly facts: Readonly<Record<string, string>>;
  /** Questions that the article says it answers. */
  readonly questions: readonly AuthoredQuestion[];
  /** What makes it a verified answer: nothing is found in it, and it answers its questions alone. */
  readonly verified: Verification | null;
  readonly upkeep: Upkeep;
}

/** Who says that an answer is right, and what the answer is. */
export interface Verification {
  readonly by: string;
  /** Days, as in `2026-11-27`. */
  readonly on: string;
  readonly reviewBy: string | null;
  /** The passage of another article that answers; `null`: the text of its own does. */
  readonly quote: VerifiedQuote | null;
}

/** A passage as it stood when it was verified. */
export interface VerifiedQuote {
  /** Path of the article below the knowledge folder. */
  readonly article: string;
  /** Headings down to the section, as a citation names it. */
  readonly section: string;
  /** What it says, an item a line, the name of a point or the label of a row before it: see {@link itemsText}. */
  readonly text: string;
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
  /** Positions of its blocks. */
  readonly blocks: Range;
}

/** What a box, a tab or a bold question says of the blocks in it. */
export interface Label {
  readonly kind: 'admonition' | 'tab' | 'question';
  /** As the article has it: "Linux", "Warning", "Can I bring a guest?". */
  readonly text: string;
}

/** The unit that is quoted: a paragraph, a list, steps, a table, or code. */
export interface Block {
  readonly id: number;
  readonly section: number;
  readonly kind: BlockKind;
  readonly label: Label | null;
  /** Id of the paragraph before it that introduces it: "Run this:". */
  readonly lead: number | null;
  /** Positions of its items. */
  readonly items: Range;
  /** Headings of a table's columns, the first one's too; empty for other blocks. */
  readonly columns: readonly string[];
  readonly lines: LineRange;
}

export type BlockKind = 'paragraph' | 'list' | 'steps' | 'table' | 'code';

/** The smallest part of a block that can be quoted: the paragraph, a point or step, a cell of a table, the code. */
export interface Item {
  readonly id: number;
  readonly block: number;
  readonly section: number;
  readonly document: string;
  readonly subject: string | null;
  readonly aspect: string | null;
  readonly kind: 'paragraph' | 'point' | 'fact' | 'code';
  /** The bold name that opens a point, or the label of a table's row. */
  readonly name: string | null;
  /** What it says, without markup and without its name. */
  readonly text: string;
  readonly sentences: readonly Sentence[];
  /** How deep it stands in its list, from 0. */
  readonly level: number;
  /** The number of a step. */
  readonly number: number | null;
  /** Row of a table, from 0. */
  readonly row: number | null;
  /** Language of code, as its fence names it. */
  readonly language: string | null;
  readonly lines: LineRange;
}

/** A sentence of an item, its words exactly as in the file, markup taken away and line breaks read as spaces. */
export interface Sentence {
  readonly text: string;
  readonly lines: LineRange;
}

/** The unit that is found: a run of blocks inside one section, or a part of a long one. */
export interface Passage {
  /** Path of the document and the passage's number in it: stays while other articles change. */
  readonly id: string;
  readonly document: string;
  readonly section: number;
  readonly subject: string | null;
  /** Positions of its items. */
  readonly items: Range;
}

/** What things of one kind are called: the teas of one article, the bridges of another. */
export interface Kind {
  /** Lower case, singular: "framework". */
  readonly noun: string;
  /** Other words that people use for it: "backend". */
  readonly otherNouns: readonly string[];
  /** Ids of its subjects. */
  readonly subjects: readonly string[];
}

/** What a section of an article is about, and what people ask about: one framework, one tea. */
export interface Subject {
  /** Lower case, digits and hyphens: `green-tea`. */
  readonly id: string;
  readonly name: string;
  /** Every name it goes by, `name` first. */
  readonly names: readonly string[];
  /** Noun of its kind. */
  readonly noun: string;
  readonly document: string;
  /** Id of its section. */
  readonly section: number;
  readonly facts: readonly Fact[];
}

/** A row of the "at a glance" table. */
export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
  readonly place: { readonly document: Document; readonly section: Section };
  readonly lines: LineRange;
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

/** How words are related. Phrases in lower case. */
export interface Thesaurus {
  /** Each group: phrases that mean the same, of which any may stand for any other. */
  readonly groups: readonly (readonly string[])[];
  /** Each group: phrases that help to find each other and do not mean the same. */
  readonly related: readonly (readonly string[])[];
  /** General word to its special cases: asking for the first finds the second, not the other way round. */
  readonly narrower: readonly { readonly general: string; readonly special: readonly string[] }[];
}

export const EMPTY_THESAURUS: Thesaurus = { groups: [], related: [], narrower: [] };

/** What items say, an item a line, the name of a point or the label of a row before it. */
export function itemsText(items: readonly Pick<Item, 'name' | 'text'>[]): string {
  return items.map(({ name, text }) => (name === null ? text : `${name}: ${text}`)).join('\n');
}

/** How a section is written in a citation: `Green tea › Advantages`. */
export function pathText(section: Section, document: Document): string {
  return section.path.length > 0 ? section.path.join(' › ') : document.title;
}
