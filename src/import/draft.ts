import type { Root } from 'mdast';
import type { Labels } from '../knowledge/label-words.js';

/** The formats that are read. */
export type Format = 'markdown' | 'mdx' | 'html' | 'asciidoc' | 'text' | 'docx' | 'pdf';

/** Something of the source that is not in the article. */
export interface Dropped {
  /** What it was, in the singular: `image`, `page header`, `navigation`. */
  readonly what: string;
  /** Its words, or what names it where it has none. */
  readonly text: string;
}

/** What the source says of itself. */
export interface Metadata {
  readonly title: string | null;
  readonly author: string | null;
  /** Who published it. */
  readonly publisher: string | null;
  /** Where it was published: an absolute http or https address. */
  readonly url: string | null;
}

export const NO_METADATA: Metadata = { title: null, author: null, publisher: null, url: null };

/** What is known of a source beside its own words. */
export interface Given extends Partial<Metadata> {
  /** Labels of all articles of the source: of a label that an article has too, these count. */
  readonly labels?: Labels | undefined;
}

/** Entries of front matter that an article keeps as they are: texts, numbers, and lists of them. */
export type Entries = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/** A source as it was read, not yet in the shape of an article. */
export interface Draft {
  readonly tree: Root;
  readonly metadata: Metadata;
  /** Front matter that already is an article's, kept as it is. */
  readonly frontMatter?: string;
  /** What else foreign front matter tells a reader. */
  readonly entries?: Entries;
  /** Its labels, where that front matter is foreign. */
  readonly labels?: Labels | undefined;
  readonly dropped: readonly Dropped[];
  /** What the author should know: a guess that was made, something taken to be something else. */
  readonly notes: readonly string[];
}
