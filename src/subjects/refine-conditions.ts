import type { Subject } from '../knowledge/corpus.js';
import type { Condition, QueryTerm } from '../query/query.js';
import { boundRow, namesBound } from './bounds.js';
import { decidingLabels } from './deciding-labels.js';
import { isWholeValue, namesLabel } from './fact-strength.js';

/**
 * Conditions as the tables suggest: in "a Java shop" the table knows "Java", so the rest is a wish of its own;
 * and a word that stands nearly everywhere ("backend") is no wish at all beside others.
 */
export function refineConditions(
  conditions: readonly Condition[],
  subjects: readonly Subject[],
  isOrdinary: (stem: string) => boolean,
): Condition[] {
  const split = conditions.flatMap((condition): Condition[] => {
    const heavy = condition.terms.filter((term) => !term.light);
    if (condition.bound !== null) return boundOrWords(condition, subjects);
    if (heavy.length < 2 || condition.mentions.length > 0 || decidingLabels(condition, subjects).size > 0)
      return [condition];
    const known = heavy.filter((term) => decidingLabels(only(condition, [term]), subjects).size > 0);
    const rest = condition.terms.filter((term) => !known.includes(term));
    if (known.length === 0) return [condition];
    // "without a motor made in Denmark": what is not wanted is what stands next to the negation.
    const part = (terms: readonly QueryTerm[]): Condition => ({
      ...only(condition, terms),
      negated: condition.negated && terms.includes(heavy[0] as QueryTerm),
    });
    return [
      ...known.map((term) => part([term])),
      ...(rest.some((term) => !term.light)
        ? [{ ...part(rest), spare: rest.filter((term) => !term.light).length === 1 }]
        : []),
    ];
  });
  const bounds = split.filter(({ bound }) => bound !== null);
  const wanted = split.filter((one) => !bounds.some((bound) => namesBound(one, bound, subjects)));
  const telling = wanted.filter(
    (condition) =>
      condition.bound !== null ||
      condition.mentions.length > 0 ||
      [...decidingLabels(condition, subjects)].some(
        (label) => isWholeValue(condition, label, subjects) || namesLabel(condition, label),
      ) ||
      condition.terms.some((term) => !term.light && !term.stems.every(isOrdinary)),
  );
  return telling.length > 0 ? telling : wanted;
}

/** Whether some row of the subjects' tables decides a condition. */
export function isKnownToTables(condition: Condition, subjects: readonly Subject[]): boolean {
  return decidingLabels(condition, subjects).size > 0 || boundRow(condition, subjects) !== null;
}

/** A bound where the tables know the amount; else its words are like any other. */
function boundOrWords(condition: Condition, subjects: readonly Subject[]): Condition[] {
  if (boundRow(condition, subjects) !== null) return [condition];
  return condition.terms.some((term) => !term.light)
    ? [{ ...only(condition, condition.terms), bound: null }]
    : [];
}

function only(condition: Condition, terms: readonly QueryTerm[]): Condition {
  return { ...condition, terms, text: terms.map((term) => term.text).join(' ') };
}
