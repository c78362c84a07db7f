import type { Query } from '../query/query.js';
import type { Evidence, Retrieved } from '../retrieval/evidence.js';
import { dayText } from '../text/day.js';
import { type Block, framing, name } from './answer.js';
import { MAX_CELLS, soughtColumn } from './column.js';
import { composeAbstention } from './compose-abstain.js';
import { composeChoice, vyingOptions } from './compose-choice.js';
import { composeDefinition } from './compose-definition.js';
import { askedRow, composeRow } from './compose-row.js';
import { BARE, type Composed, findEvidence, type Knowledge } from './context.js';
import { type Decision, decide, reasonFor } from './decide.js';
import { disagreementIn, type SentenceIn } from './disagreement.js';
import { Draft } from './draft.js';
import { itemSpans, quoteEvidence } from './quote.js';

/** What stands above an answer that is given with a reserve. */
export const RESERVE = 'I am not sure this answers it. Closest I found:';

export function reserve(): Block {
  return { type: 'paragraph', spans: [framing(RESERVE)] };
}

/** Answers a question from the passages that hold the answer, or abstains. */
export async function composeFact(query: Query, knowledge: Knowledge): Promise<Composed> {
  const retrieved = await findEvidence(query, knowledge);
  const row = askedRow(query);
  if (row) return composeRow(row, retrieved, knowledge);
  const decision = decide(retrieved, knowledge.leastLikelihood);
  const [mention, other] = query.subjects;
  const isVague = query.foreign || (query.terms.every((term) => term.light) && query.form.asked === null);
  if (decision !== 'answered' && mention && !other && isVague)
    return composeDefinition(query, mention.subject, knowledge);
  if (decision === 'abstained') return abstain(query, retrieved, knowledge);
  const against = await disagreementIn(retrieved.evidence, knowledge.engine.likeness);
  const isChoice = decision === 'closest' && !query.askedBack && against === null;
  const options = isChoice ? vyingOptions(query, retrieved) : [];
  if (options.length > 0) return composeChoice(query, options, retrieved);
  return composeFound(query, { retrieved, decision, against }, knowledge);
}

async function composeFound(
  query: Query,
  {
    retrieved,
    decision,
    against,
  }: {
    readonly retrieved: Retrieved;
    readonly decision: Exclude<Decision, 'abstained'>;
    readonly against: SentenceIn | null;
  },
  knowledge: Knowledge,
): Promise<Composed> {
  const shown = retrieved.evidence.slice(0, retrieved.shown);
  const draft = new Draft();
  const [first] = shown;
  const column = first ? await soughtColumn(query.question, first, knowledge.engine.store) : [];
  if (column.length > MAX_CELLS) {
    const reason = `The question asks which of ${column.length} rows of a table has the most or the least; up to ${MAX_CELLS} are shown.`;
    return abstain(query, retrieved, knowledge, reason);
  }
  const quoted: Block[] =
    first && column.length > 1
      ? [{ type: 'list', items: column.map((cell) => itemSpans(first.passage, cell, draft)) }]
      : shown.flatMap((one) => [
          ...(against && shows(one, against) ? [saysOtherwise(against)] : []),
          ...quoteEvidence(one, draft),
        ]);
  const isApart = against && column.length <= 1 && !shown.some((one) => shows(one, against));
  const said = isApart ? [...quoted, saysOtherwise(against), quoteSentence(against, draft)] : quoted;
  return {
    ...BARE,
    status: decision,
    blocks: decision === 'closest' ? [reserve(), ...said] : said,
    citations: draft.citations,
    confidence: retrieved.likelihood,
    subjects: subjectsOf(query, shown),
    decision: reasonFor(retrieved, decision),
    evidence: retrieved.evidence,
    measures: retrieved.measures,
  };
}

/** Whether a sentence stands in what is quoted of a passage. */
function shows({ passage, blocks }: Evidence, sentence: SentenceIn): boolean {
  return passage.id === sentence.passage.id && blocks.some(({ items }) => items.includes(sentence.item));
}

/** "“Club rules”, reviewed 3 May 2026, says otherwise:" */
function saysOtherwise({ passage }: SentenceIn): Block {
  const { title, upkeep } = passage.document;
  const when = upkeep.reviewed === null ? '' : `, reviewed ${dayText(upkeep.reviewed)},`;
  return { type: 'paragraph', spans: [framing('“'), name(title), framing(`”${when} says otherwise:`)] };
}

function quoteSentence({ passage, item, sentence }: SentenceIn, draft: Draft): Block {
  const label = item.name === null ? [] : [draft.label(passage, item.name), framing(' – ')];
  return { type: 'paragraph', spans: [...label, draft.sentence(passage, item, sentence)] };
}

function subjectsOf(query: Query, shown: readonly Evidence[]): string[] {
  const named = [...new Set(query.subjects.map(({ subject }) => subject.id))];
  return named.length > 0 ? named : shown.flatMap(({ passage }) => passage.subject ?? []).slice(0, 1);
}

function abstain(query: Query, retrieved: Retrieved, knowledge: Knowledge, reason?: string): Composed {
  return composeAbstention(query, knowledge, {
    confidence: retrieved.likelihood,
    reason: reason ?? reasonFor(retrieved, 'abstained'),
    evidence: retrieved.evidence,
    measures: retrieved.measures,
  });
}
