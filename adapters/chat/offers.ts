import type { Answer } from '../../src/answer/answer.js';
import type { NamedSubject } from '../../src/knowledge/contents.js';
import { isGiven } from '../service/status.js';

/** What an answer about one subject can be compared with: the others of its kind; `null` when there are none. */
export function comparableWith(
  answer: Pick<Answer, 'status' | 'subjects'>,
  subjects: readonly NamedSubject[],
): { readonly own: NamedSubject; readonly others: readonly NamedSubject[] } | null {
  const [subject, ...more] = answer.subjects;
  const own = subjects.find((one) => one.id === subject);
  if (!isGiven(answer) || !own || more.length > 0) return null;
  const others = subjects.filter((one) => one.noun === own.noun && one.id !== own.id);
  return others.length === 0 ? null : { own, others };
}

/**
 * What stands above an answer that has no title of its own: the name of its one subject; `null` when it has
 * several, or says at its beginning what it is about ("Oolong fits best").
 */
export function titleOf(
  answer: Pick<Answer, 'status' | 'subjects' | 'title' | 'blocks'>,
  subjects: readonly NamedSubject[],
): string | null {
  const [subject, ...more] = answer.subjects;
  const [first] = answer.blocks;
  const opensWithName = first?.type === 'paragraph' && first.spans[0]?.type === 'name';
  if (!isGiven(answer) || answer.title !== null || more.length > 0 || opensWithName) return null;
  return subjects.find(({ id }) => id === subject)?.name ?? null;
}

/**
 * The question that compares a subject with others, by their ids; `null` when one is unknown: subjects may have
 * left the articles since a menu was made, and ids may be forged.
 */
export function comparisonQuestion(subjects: readonly NamedSubject[], ids: readonly string[]): string | null {
  const names = ids.map((id) => subjects.find((one) => one.id === id)?.name);
  return names.length < 2 || names.includes(undefined) ? null : `/compare ${names.join(', ')}`;
}
