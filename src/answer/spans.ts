import type { Fact, Subject } from '../knowledge/corpus.js';
import { framing, name, type Span } from './answer.js';
import type { Draft } from './draft.js';

/** Spans with a separator between each two: "A; B". */
export function separated(spans: readonly Span[], separator: string): Span[] {
  return spans.flatMap((span, i) => (i === 0 ? [span] : [framing(separator), span]));
}

/** Names as people list them: "A, B and C". */
export function enumerated(subjects: readonly Subject[], conjunction: 'and' | 'or'): Span[] {
  return subjects.flatMap((subject, i): Span[] => {
    const before = i === 0 ? [] : [framing(i === subjects.length - 1 ? ` ${conjunction} ` : ', ')];
    return [...before, name(subject.name)];
  });
}

/** All values of a row of a table, quoted one by one. */
export function rowValues(fact: Fact, draft: Draft): Span[] {
  return fact.values.map((value) => draft.value(fact, value));
}
