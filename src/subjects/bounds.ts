import type { Fact, Subject } from '../knowledge/corpus.js';
import type { BoundSet, Condition } from '../query/query.js';
import { amountsIn, type Bound, type Dimension, SPOKEN_OF, unitIn } from '../text/amounts.js';
import { stem } from '../text/stem.js';
import { terms } from '../text/tokenize.js';
import { perKind } from './per-kind.js';

/** Share of the subjects that must have a row for it to be what a bound is set to. */
const ROW_SHARE = 0.5;

/**
 * The row to which a bound is set: one that most subjects have and whose amounts are of its dimension; of several the
 * one with most words of the question, then the first.
 * @returns `null` where the tables have none: then nothing is known of it
 */
export const boundRow = perKind(({ bound }, subjects) => (bound === null ? null : findRow(bound, subjects)));

function findRow({ set, words }: BoundSet, subjects: readonly Subject[]): string | null {
  const labels = [...new Set(subjects.flatMap(({ facts }) => facts.map(({ label }) => label)))];
  let best: string | null = null;
  let most = -1;
  for (const label of labels) {
    const inLabel = terms(label);
    const said = inLabel.filter((word) => words.has(word)).length;
    const having = subjects.filter((subject) => amountOf(set, label, subject) !== null).length;
    if (having < Math.max(2, ROW_SHARE * subjects.length)) continue;
    // What says no unit is meant by name only.
    if (set.amount.dimension === null && said === 0) continue;
    if (said > most) [best, most] = [label, said];
  }
  return best;
}

/** Whether a condition only names what a bound is set to: "cost" beside "under 20 €", "height" beside a row of that name. */
export function namesBound(condition: Condition, bound: Condition, subjects: readonly Subject[]): boolean {
  const heavy = condition.terms.filter((term) => !term.light);
  if (bound.bound === null || condition.bound !== null || condition.negated || heavy.length === 0)
    return false;
  const { dimension } = bound.bound.set.amount;
  const spoken = (dimension === null ? '' : (SPOKEN_OF[dimension] ?? '')).split(' ').map(stem);
  const names = new Set([...spoken, ...terms(boundRow(bound, subjects) ?? '')]);
  return condition.mentions.length === 0 && heavy.every(({ stems }) => stems.every((one) => names.has(one)));
}

/** How a subject's row stands to a bound: the first of its values that is within, if any; `null` where it has no such row. */
export function amountOf(
  { relation, inclusive, amount }: Bound,
  label: string,
  { facts }: Subject,
): { fact: Fact; within: string | null } | null {
  const fact = facts.find((one) => one.label === label);
  const said = (fact?.values ?? []).map((value) => ({
    value,
    amounts: amountsOf(label, value, amount.dimension),
  }));
  if (!fact || said.every(({ amounts }) => amounts.length === 0)) return null;
  const isWithin = (one: number) =>
    (inclusive && one === amount.value) || (relation === 'below' ? one < amount.value : one > amount.value);
  return { fact, within: said.find(({ amounts }) => amounts.some(isWithin))?.value ?? null };
}

/** The amounts of a dimension that a value of a row says, or the label together with it. */
function amountsOf(label: string, value: string, dimension: Dimension | null): number[] {
  const unit = unitIn(label);
  // What stands in brackets is said of something beside it.
  return amountsIn(value.replace(/\([^)]*\)/g, ' ')).flatMap((amount): number[] => {
    if (dimension === null || amount.dimension === dimension) return [amount.value];
    if (amount.dimension !== null) return [];
    return unit?.dimension === dimension ? [amount.value * unit.value] : [];
  });
}
