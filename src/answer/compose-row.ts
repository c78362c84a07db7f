import type { Fact, Subject } from '../knowledge/corpus.js';
import type { Query, QueryTerm } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { terms } from '../text/tokenize.js';
import { type Block, framing, name } from './answer.js';
import { choose, passageBlock } from './compose-fact.js';
import { type Composed, draftFor, type Knowledge } from './context.js';
import { rowValues, separated } from './spans.js';

/** A row of a subject's table. */
export interface SubjectRow {
  readonly subject: Subject;
  readonly fact: Fact;
}

/** A synonym this strong may stand for a label. */
const ROW_SYNONYM = 0.85;
/** A sentence is shown with the row from this coverage on. */
const TOLD_FROM = 0.75;

/**
 * The row of the subject's table whose label says what is asked for: "licence" of a subject with a row
 * "Licence", "who uses" with a row "Used by". `null` when there is none or several subjects are asked about.
 */
export function askedRow(query: Query): SubjectRow | null {
  const [mention, other] = query.subjects;
  if (!mention || (other && other.subject !== mention.subject) || query.why) return null;
  const heavy = query.terms.filter((term) => !term.light);
  if (query.answerType === 'user' && heavy.length === 0) return rowOf(mention.subject, query.terms);
  return heavy.length > 0 && query.answerType === null ? rowOf(mention.subject, heavy) : null;
}

/** The row whose label holds every one of some terms. */
function rowOf(subject: Subject, wanted: readonly QueryTerm[]): SubjectRow | null {
  if (wanted.length === 0) return null;
  const fact = subject.facts.find(({ label }) => {
    const inLabel = new Set(terms(label));
    const held = (stems: readonly string[]) => stems.every((stem) => inLabel.has(stem));
    const saidBy = (term: QueryTerm) =>
      held(term.stems) || term.alternatives.some((one) => one.strength >= ROW_SYNONYM && held(one.stems));
    return wanted.every(saidBy);
  });
  return fact ? { subject, fact } : null;
}

/** The row, and the best sentences on it. */
export function composeRow(
  { subject, fact }: SubjectRow,
  evidence: readonly Evidence[],
  knowledge: Knowledge,
): Composed {
  const draft = draftFor(knowledge);
  const values = separated(rowValues(fact, draft), '; ');
  const told = evidence.filter(
    (one) =>
      one.matches.some((match) => !match.term.light) &&
      one.passage.kind !== 'fact' &&
      one.passage.kind !== 'code' &&
      one.coverage >= TOLD_FROM,
  );
  const blocks: Block[] = [{ type: 'paragraph', spans: [name(fact.label), framing(': '), ...values] }];
  if (told.length > 0) blocks.push(...choose(told).map((one) => passageBlock(one, draft)));
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.95,
    subjects: [subject.id],
    decision: `The table of ${subject.name} has a row "${fact.label}", which is what the question asks for.`,
    candidates: evidence.slice(0, 10),
  };
}
