import type { Fact, Subject } from '../knowledge/corpus.js';
import type { Condition, QueryTerm } from '../query/query.js';
import { namesIn } from '../text/names.js';
import { amountOf, boundRow } from './bounds.js';
import type { ConditionLine } from './condition-lines.js';
import { decidingLabels, sorts } from './deciding-labels.js';
import { factStrength, isWholeValue, MENTION_WEIGHT, mentions, saysNo } from './fact-strength.js';
import { saysNames } from './says-names.js';

/** How a subject meets a condition. */
export interface ConditionMatch {
  readonly condition: Condition;
  /** 0 to 1. */
  readonly strength: number;
  /** The row of its table that says so, with the value that matches. */
  readonly fact: { readonly fact: Fact; readonly value: string } | null;
  /** True when the row is one that sorts the subjects, such as "Language". */
  readonly sorting: boolean;
  /** True when a row says "no", or one that sorts the subjects something else ("Origin: Japan" for "from China"). */
  readonly denied: boolean;
  /** The row that says so, where the condition is that it must: "not Python". */
  readonly instead: Fact | null;
  /** The line that says so; beside a row only when there is one. */
  readonly line: ConditionLine | null;
}

export interface SubjectMatch {
  readonly subject: Subject;
  readonly matches: readonly ConditionMatch[];
  /** Mean strength over the conditions, weighed by what each carries. */
  readonly score: number;
  /** True when every condition is met and none that is excluded holds. */
  readonly all: boolean;
  /** The sentence about it that is nearest to the question in meaning, where it suits by meaning. */
  readonly nearest?: ConditionLine;
  /** How likely it is one of those wanted, by words and meaning together; absent where meaning was not asked. */
  readonly suit?: number;
}

/** Share of a condition's weight that a subject must show to meet it. */
export const MEETS = 0.7;

/** A wish in words that the articles do not know counts for less beside one that they do: it is named as not stated. */
const UNKNOWN_SHARE = 0.5;

/**
 * Holds every subject against every condition. Where the tables have a row that knows the condition (a row
 * "Language" with the value "PHP" for "written in PHP"), the row decides for every subject that has it, and a
 * row that says "no" ("Sail: No") decides for its own; otherwise sentences do.
 * @param linesOf for each condition the lines that may say so, of all subjects together
 * @param subjects those of one kind
 * @returns one entry for each subject, in their order
 */
export function matchSubjects(
  conditions: readonly Condition[],
  linesOf: readonly (readonly ConditionLine[])[],
  subjects: readonly Subject[],
): SubjectMatch[] {
  const deciding = conditions.map((condition) => decidingLabels(condition, subjects));
  const isName = linesOf.map((lines) => namesIn(lines.map(({ item }) => item.text)));
  return subjects.map((subject) => {
    const matches = conditions.map(
      (condition, i): ConditionMatch =>
        matchCondition(condition, subject, {
          deciding: deciding[i] as ReadonlySet<string>,
          lines: linesOf[i] ?? [],
          isName: isName[i] as (word: string) => boolean,
          subjects,
        }),
    );
    // Conditions joined by "or" count as the one of them that is met best.
    const groups: ConditionMatch[][] = [];
    for (const match of matches) {
      const last = groups[groups.length - 1];
      if (match.condition.either && last) last.push(match);
      else groups.push([match]);
    }
    const best = groups.map((group) => group.reduce((a, b) => (b.strength > a.strength ? b : a)));
    let weight = 0;
    let sum = 0;
    for (const match of best) {
      if (match.condition.negated) continue;
      const carried = weightOf(match.condition);
      weight += carried;
      sum += carried * match.strength;
    }
    const all = best.every((match) =>
      match.condition.negated ? match.strength < MEETS : match.strength >= MEETS,
    );
    return { subject, matches: best, score: weight > 0 ? sum / weight : 0, all };
  });
}

function weightOf(condition: Condition): number {
  const weight = (term: QueryTerm) =>
    term.light ? 0 : term.known ? term.weight : UNKNOWN_SHARE * term.weight;
  return (
    condition.terms.reduce((sum, term) => sum + weight(term), 0) +
    (condition.mentions.length + (condition.bound === null ? 0 : 1)) * MENTION_WEIGHT
  );
}

interface Known {
  readonly deciding: ReadonlySet<string>;
  readonly lines: readonly ConditionLine[];
  readonly isName: (word: string) => boolean;
  readonly subjects: readonly Subject[];
}

function matchCondition(
  condition: Condition,
  subject: Subject,
  { deciding, lines, isName, subjects }: Known,
): ConditionMatch {
  let best: ConditionMatch = {
    condition,
    strength: 0,
    sorting: false,
    denied: false,
    instead: null,
    fact: null,
    line: null,
  };
  const row = boundRow(condition, subjects);
  if (row !== null && condition.bound) {
    const { negated, bound } = condition;
    const found = amountOf(bound.set, row, subject);
    // What has no such amount is not known to be within.
    if (found === null) return best;
    const { fact, within: value } = found;
    return value === null
      ? { ...best, denied: !negated, instead: negated ? fact : null }
      : { ...best, strength: 1, sorting: true, fact: { fact, value } };
  }
  let sorted: Fact | null = null;
  for (const fact of subject.facts) {
    if (!deciding.has(fact.label)) continue;
    if (!sorted && sorts(fact.label, subjects) && isWholeValue(condition, fact.label, subjects))
      sorted = fact;
    for (const value of fact.values) {
      const strength = factStrength(condition, fact.label, value);
      if (strength > best.strength)
        best = {
          condition,
          strength,
          sorting: sorts(fact.label, subjects),
          denied: false,
          instead: null,
          fact: { fact, value },
          line: null,
        };
    }
  }
  if (best.strength >= MEETS) return { ...best, line: toldBy(condition, subject, lines) };
  const denying = subject.facts.find(({ label, values }) =>
    values.some((value) => saysNo(condition, label, value)),
  );
  if (denying) return { ...best, denied: !condition.negated, instead: condition.negated ? denying : null };
  if (sorted && !condition.negated) return { ...best, denied: true };
  for (const one of lines) {
    if (one.passage.subject !== subject.id) continue;
    if (condition.mentions.includes(subject)) continue;
    const strength = Math.min(1, textStrength(condition, one));
    if (strength <= best.strength) continue;
    if (deciding.size > 0 && !saysNames(condition, textOf(one), isName)) continue;
    best = { condition, strength, sorting: false, denied: false, instead: null, fact: null, line: one };
    if (strength >= 0.99) break;
  }
  return condition.negated && best.strength < MEETS ? { ...best, instead: sorted } : best;
}

/** The best sentence of a subject that says what its table says. */
function toldBy(
  condition: Condition,
  subject: Subject,
  lines: readonly ConditionLine[],
): ConditionLine | null {
  const own = lines.filter((one) => one.passage.subject === subject.id && one.item.kind !== 'fact');
  return own.find((one) => textStrength(condition, one) >= MEETS) ?? null;
}

/** Coverage by the heavy terms alone, and by the mentions of other subjects. */
function textStrength(condition: Condition, line: ConditionLine): number {
  let total = 0;
  let found = 0;
  for (const match of line.matches) {
    const weight = match.term.light ? match.term.weight * 0.3 : match.term.weight;
    total += weight;
    found += weight * (match.where === 'heading' ? 0.5 * match.strength : match.strength);
  }
  for (const mention of condition.mentions) {
    total += MENTION_WEIGHT;
    if (mention.names.some((one) => mentions(textOf(line), one))) found += MENTION_WEIGHT;
  }
  return total > 0 ? found / total : 0;
}

function textOf({ item, sentence }: ConditionLine): string {
  return item.sentences[sentence]?.text ?? '';
}
