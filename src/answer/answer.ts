import type { LineRange } from '../knowledge/corpus.js';
import type { Intent } from '../query/intents/table.js';
import type { Conversation } from '../query/query.js';
import type { Features } from '../retrieval/ports.js';

/**
 * What the bot did with a question: gave what the articles say, gave the closest that it found with a reserve,
 * asked back, said that the articles do not cover it, or talked about itself and the weather of the conversation.
 */
export type Status = 'answered' | 'closest' | 'clarify' | 'abstained' | 'chat';

/**
 * A run of text. What is `quoted` stands word for word in the passage that its citation names; a `name` is
 * what the articles call a subject, an aspect, a section or a row; `framing` is the bot's own and states nothing
 * about the world but what the bot did ("Reading this as", "not stated").
 */
export type Span =
  | { readonly type: 'quoted'; readonly text: string; readonly citation: number; readonly label?: true }
  | { readonly type: 'name'; readonly text: string }
  | { readonly type: 'framing'; readonly text: string };

/** A row of a table: one property, and what is said of it for every column. */
export interface Row {
  readonly label: Span;
  readonly cells: readonly (readonly Span[])[];
}

/** Code as it stands in the article. */
export interface Code {
  readonly text: string;
  /** As its fence names it. */
  readonly language: string | null;
  readonly citation: number;
}

/** A step, a point below one, or the code that belongs to it. */
export interface Step {
  /** `null` for a point, and for what stands below a step. */
  readonly number: number | null;
  /** How deep it stands, from 0. */
  readonly level: number;
  readonly content:
    | { readonly type: 'text'; readonly spans: readonly Span[] }
    | ({ readonly type: 'code' } & Code);
}

export type Block =
  | { readonly type: 'heading'; readonly spans: readonly Span[] }
  | { readonly type: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly type: 'list'; readonly items: readonly (readonly Span[])[] }
  | { readonly type: 'steps'; readonly items: readonly Step[] }
  | { readonly type: 'table'; readonly columns: readonly Span[]; readonly rows: readonly Row[] }
  | ({ readonly type: 'code' } & Code);

/** Questions that the bot can answer, to be typed or pressed. */
export interface Suggestions {
  readonly lead: string;
  readonly questions: readonly string[];
}

/** Where a quoted text stands. */
export interface Citation {
  /** Number that marks it in the answer, counted from 1. Sentences of one section share it. */
  readonly source: number;
  /** Path of the article below the knowledge folder. */
  readonly document: string;
  /** Title of the article. */
  readonly title: string;
  /** Headings down to the section: `Green tea › Advantages`. */
  readonly section: string;
  /** Id of the subject that the section is about. */
  readonly subject: string | null;
  readonly lines: LineRange;
  /** One sentence, two that vie, or one cell of a table, word for word. */
  readonly quote: string;
  /** Address of the article's source, where it has one. */
  readonly url: string | null;
  /** When somebody last looked whether the article is right, as in `2026-11-27`. */
  readonly reviewed: string | null;
}

/** What of an answer is shown. */
export interface Shown {
  /** What stands above it. */
  readonly title: readonly Span[] | null;
  readonly blocks: readonly Block[];
  readonly suggestions: Suggestions | null;
  /** Best evidence first. Empty unless the status is `answered` or `closest`. */
  readonly citations: readonly Citation[];
}

/** That somebody says that an answer is right, to a question that asks the same. */
export interface Verified {
  /** Path of the verified answer below the knowledge folder. */
  readonly document: string;
  readonly question: string;
  readonly by: string;
  /** Days, as in `2026-11-27`. */
  readonly on: string;
  readonly reviewBy: string | null;
}

/** What the bot says, before any platform has dressed it. */
export interface Answer extends Shown {
  readonly status: Status;
  readonly intent: Intent;
  /** How likely the answer is right, 0 to 1; for an abstention, how likely an answer would have been. */
  readonly confidence: number;
  /** Ids of the subjects that the answer is about, the main one first. */
  readonly subjects: readonly string[];
  /** Who verified it; `null`: nobody did. */
  readonly verified: Verified | null;
  /** How an incomplete question was read. */
  readonly reading: string | null;
  /** What the next question of this conversation may lean on. */
  readonly conversation: Conversation | null;
  readonly explanation: Explanation;
}

/** A passage that was looked at, and what was measured of it. */
export interface Considered {
  readonly document: string;
  readonly section: string;
  readonly lines: LineRange;
  /** The sentence in it that was ranked first. */
  readonly text: string;
  /** Likelihood, 0 to 1, that it is the right one of the candidates. */
  readonly probability: number;
  readonly foundBy: 'words' | 'meaning' | 'both';
  readonly features: Features;
}

/** Why this answer, as data: how the question was read, what was found, and what decided. */
export interface Explanation {
  readonly question: string;
  readonly intent: Intent;
  readonly subjects: readonly {
    readonly id: string;
    readonly written: string;
    readonly corrected: boolean;
  }[];
  readonly aspect: string | null;
  readonly terms: readonly {
    readonly text: string;
    readonly weight: number;
    readonly known: boolean;
    readonly alternatives: readonly string[];
  }[];
  readonly conditions: readonly string[];
  /** True when it was completed from what was said before. */
  readonly leans: boolean;
  /** The best candidates, at most six. */
  readonly candidates: readonly Considered[];
  /** What the likelihood was read from, by name. */
  readonly measures: Features;
  /** What decided for or against answering, in one sentence. */
  readonly decision: string;
}

export const framing = (text: string): Span => ({ type: 'framing', text });
export const name = (text: string): Span => ({ type: 'name', text });
