import type { Citation } from '../../src/answer/answer.js';
import { groupSources, reviewedText } from '../../src/answer/plain-text.js';

/** The sources of an answer: each article is named once where all are of one, else in every line. */
export interface SourceList {
  /** The article that all are of. */
  readonly single: Citation | null;
  readonly lines: readonly {
    /** The number that marks it in the answer. */
    readonly source: number;
    /** The article, where the line names it. */
    readonly article: Citation | null;
    /** Section and lines, and of each article once when it was reviewed: `Advantages, lines 12–14`. */
    readonly place: string;
  }[];
}

export function sourceList(citations: readonly Citation[]): SourceList {
  const groups = groupSources(citations);
  const [only] = groups;
  const isSingle = groups.every(({ first }) => first.document === only?.first.document);
  return {
    single: isSingle && only ? only.first : null,
    lines: groups.map(({ source, first, from, to }, i) => ({
      source,
      article: isSingle ? null : first,
      place: [
        ...(first.section === first.title ? [] : [first.section]),
        from === to ? `line ${from}` : `lines ${from}–${to}`,
      ]
        .join(', ')
        .concat(reviewedText(groups, i)),
    })),
  };
}
