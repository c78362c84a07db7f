import type { Document } from '../knowledge/corpus.js';
import type { Problem } from '../knowledge/problem.js';
import { dayText } from '../text/day.js';

/** An article that was to be looked at by now. */
export interface Overdue {
  readonly document: string;
  readonly title: string;
  readonly owner: string | null;
  /** As in `2026-11-27`. */
  readonly reviewBy: string;
}

/** Articles whose day to be looked at again is past, those that wait longest first. @param today as in `2026-11-27` */
export function overdueArticles(
  documents: readonly Pick<Document, 'id' | 'title' | 'upkeep'>[],
  today: string,
): Overdue[] {
  return documents
    .flatMap(({ id, title, upkeep: { owner, reviewBy } }) =>
      reviewBy !== null && reviewBy < today ? [{ document: id, title, owner, reviewBy }] : [],
    )
    .sort((a, b) => (a.reviewBy < b.reviewBy ? -1 : a.reviewBy > b.reviewBy ? 1 : 0));
}

/** The same as warnings. */
export function overdueProblems(
  documents: readonly Pick<Document, 'id' | 'title' | 'upkeep'>[],
  today: string,
): Problem[] {
  return overdueArticles(documents, today).map(({ document: file, owner, reviewBy }) => ({
    ...{ severity: 'warning', file, line: 1, rule: 'overdue' },
    message: `It was to be looked at again by ${dayText(reviewBy)}${owner === null ? '' : `, by ${owner}`}. See whether it is still right, and write "reviewed:" and a later "review_by:".`,
  }));
}
