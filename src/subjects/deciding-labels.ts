import type { Subject } from '../knowledge/corpus.js';
import type { Condition } from '../query/query.js';
import { factStrength, isWholeValue } from './fact-strength.js';
import { perKind } from './per-kind.js';

/** Labels of rows of which some subject's value meets the condition. */
export const decidingLabels = perKind(findDecidingLabels);

function findDecidingLabels(condition: Condition, subjects: readonly Subject[]): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const subject of subjects) {
    for (const fact of subject.facts) {
      if (labels.has(fact.label)) continue;
      if (fact.values.some((value) => factStrength(condition, fact.label, value) >= 0.95))
        labels.add(fact.label);
    }
  }
  // "Colour: Red" knows "red" better than "Made from: Red bush", of which it is a part.
  const whole = [...labels].filter((label) => isWholeValue(condition, label, subjects));
  return whole.length > 0 ? new Set(whole) : labels;
}

/** Whether nearly every subject has a row of this label. */
export function sorts(label: string, subjects: readonly Subject[]): boolean {
  let known = sorting.get(subjects);
  if (!known) {
    known = new Map();
    sorting.set(subjects, known);
  }
  let answer = known.get(label);
  if (answer === undefined) {
    answer = hasNearlyEvery(label, subjects);
    known.set(label, answer);
  }
  return answer;
}

const sorting = new WeakMap<readonly Subject[], Map<string, boolean>>();

function hasNearlyEvery(label: string, subjects: readonly Subject[]): boolean {
  const having = subjects.filter((subject) => subject.facts.some((fact) => fact.label === label)).length;
  return having >= SORTING_SHARE * subjects.length;
}

/** Share of the subjects that have a row which sorts them, such as "Language": it speaks for all that have it. */
const SORTING_SHARE = 0.8;
