import type { Fact, Subject } from '../knowledge/corpus.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Retrieved } from '../retrieval/evidence.js';
import { terms } from '../text/tokenize.js';
import { type Block, framing, name } from './answer.js';
import { BARE, type Composed, type Knowledge } from './context.js';
import { Draft } from './draft.js';
import { quoteEvidence } from './quote.js';
import { rowValues, separated } from './spans.js';

/** A row of a subject's table. */
export interface SubjectRow {
  readonly subject: Subject;
  readonly fact: Fact;
}

/** A passage is shown with the row when a line of it holds this share of the question. */
const TOLD_FROM = 0.75;

/**
 * The row of the subject's table whose label says what is asked for: "licence" of a subject with a row
 * "Licence", "who uses" with a row "Used by". `null` when there is none or several subjects are asked about.
 */
export function askedRow(query: Query): SubjectRow | null {
  const [mention, other] = query.subjects;
  if (!mention || (other && other.subject !== mention.subject) || query.why) return null;
  const heavy = query.terms.filter((term) => !term.light);
  const { asked } = query.form;
  // "Per week" has no words but light ones, and may be a label all the same.
  const wanted = heavy.length > 0 ? heavy : query.terms;
  const isLabel = asked === null || asked === 'name' || (asked === 'user' && heavy.length === 0);
  return isLabel ? rowOf(mention.subject, wanted) : null;
}

/** The row whose label holds every one of some terms. */
function rowOf(subject: Subject, wanted: readonly QueryTerm[]): SubjectRow | null {
  if (wanted.length === 0) return null;
  const fact = subject.facts.find(({ label }) => {
    const inLabel = new Set(terms(label));
    const held = (stems: readonly string[]) => stems.every((stem) => inLabel.has(stem));
    const saidBy = (term: QueryTerm) =>
      held(term.stems) ||
      term.alternatives.some(
        (one) => (one.relation === 'synonym' || one.relation === 'same') && held(one.stems),
      );
    return wanted.every(saidBy);
  });
  return fact ? { subject, fact } : null;
}

/** The row, and the passage that says more of it. */
export function composeRow(
  { subject, fact }: SubjectRow,
  { evidence, measures }: Retrieved,
  _knowledge: Knowledge,
): Composed {
  const draft = new Draft();
  const values = separated(rowValues(fact, draft), '; ');
  const told = evidence.find(
    ({ features, line, passage }) =>
      passage.subject === subject.id &&
      (features.line ?? 0) >= TOLD_FROM &&
      line.item.kind !== 'fact' &&
      line.item.kind !== 'code',
  );
  const blocks: Block[] = [{ type: 'paragraph', spans: [name(fact.label), framing(': '), ...values] }];
  if (told) blocks.push(...quoteEvidence(told, draft));
  return {
    ...BARE,
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.95,
    subjects: [subject.id],
    decision: `The table of ${subject.name} has a row "${fact.label}", which is what the question asks for.`,
    evidence,
    measures,
  };
}
