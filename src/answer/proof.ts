import type { Fact } from '../knowledge/corpus.js';
import type { ConditionLine } from '../subjects/condition-lines.js';
import type { ConditionMatch } from '../subjects/match-subjects.js';
import { framing, name, type Span } from './answer.js';
import type { Draft } from './draft.js';
import { rowValues, separated } from './spans.js';

/** What shows that a subject meets the conditions, in one line. */
export function proof(matches: readonly ConditionMatch[], draft: Draft, prefer: Preference): Span[] {
  const shown = distinct(
    matches.filter((one) => !one.condition.negated && (one.fact || one.line)),
    prefer,
  ).map((one) => proofOf(one, draft, prefer));
  const others = new Map(matches.flatMap(({ instead }) => (instead ? [[instead.label, instead]] : [])));
  return [...shown, ...[...others.values()].map((fact) => rowSpans(fact, draft))].flatMap((spans, i) => [
    framing(i === 0 ? ' – ' : '; '),
    ...spans,
  ]);
}

/** A row of a table with all its values. */
function rowSpans(fact: Fact, draft: Draft): Span[] {
  return [name(fact.label), framing(': '), ...separated(rowValues(fact, draft), ', ')];
}

/** Whether a row of the table or a sentence is quoted, where both say it. */
export type Preference = (match: ConditionMatch) => 'fact' | 'sentence';
export const rowFirst: Preference = (match) => (match.fact ? 'fact' : 'sentence');
export const sentenceFirst: Preference = (match) =>
  match.line && !(match.fact && match.sorting) ? 'sentence' : 'fact';

/** Matches, those once that are shown by the same words. */
export function distinct(matches: readonly ConditionMatch[], prefer: Preference): ConditionMatch[] {
  const keyOf = (one: ConditionMatch) =>
    prefer(one) === 'fact'
      ? `fact ${one.fact?.fact.lines[0]} ${one.fact?.fact.label} ${one.fact?.value}`
      : `${one.line?.item.id} ${one.line?.sentence}`;
  return [...new Map(matches.map((one) => [keyOf(one), one])).values()];
}

/** The row or the sentence that shows a condition to be met. */
export function proofOf(match: ConditionMatch, draft: Draft, prefer: Preference): Span[] {
  if (match.fact && prefer(match) === 'fact') {
    const { fact, value } = match.fact;
    return [name(fact.label), framing(': '), draft.value(fact, value)];
  }
  const { passage, item, sentence } = match.line as ConditionLine;
  if (item.kind === 'fact') return [name(item.name ?? ''), framing(': '), draft.sentence(passage, item, 0)];
  return [draft.sentence(passage, item, sentence)];
}
