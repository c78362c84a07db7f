import type { Verification } from '../knowledge/corpus.js';
import type { Standing } from '../knowledge/standing.js';
import type { Intent } from '../query/intents/table.js';
import type { Query } from '../query/query.js';
import { dayText } from '../text/day.js';
import type { VerifiedMatch, VerifiedOffer } from '../verified/verified-answers.js';
import { type Block, framing } from './answer.js';
import { BARE, type Composed } from './context.js';
import { Draft } from './draft.js';
import { quoteBlocks } from './quote.js';

/** The answer that somebody verified, under who did and when, and why it is given. */
export function composeVerified({
  document,
  verification,
  standing,
  question,
  likelihood,
  why,
}: VerifiedMatch): Composed {
  const draft = new Draft();
  const quoted = quoteBlocks(standing, standing.blocks, draft);
  return {
    ...BARE,
    status: 'answered',
    blocks: [noteOf(verification), ...quoted],
    citations: draft.citations,
    confidence: likelihood,
    subjects: subjectsOf(standing),
    decision: `${verification.by} verified this answer to “${question}”, which asks the same: ${why}.`,
    verified: {
      document: document.id,
      question,
      by: verification.by,
      on: verification.on,
      reviewBy: verification.reviewBy,
    },
  };
}

/** From this likelihood on an answer is sure. On four bodies of documentation 25 of 32 such answers were right, of 25 below it 16. */
const SURE = 0.75;
/** What a passage answers; whoever lists, compares or greets asks something else. */
const ANSWERED_BY_PASSAGE: ReadonlySet<Intent> = new Set(['fact', 'definition', 'aspect']);

/** How like a verified question has to be to be offered beside an answer; `null`: none helps there. */
export function offerBeside(
  { intent }: Pick<Query, 'intent'>,
  { status, confidence }: Composed,
): 'like' | 'much like' | null {
  if (!ANSWERED_BY_PASSAGE.has(intent) || status === 'clarify' || status === 'chat') return null;
  return status === 'answered' && confidence >= SURE ? 'much like' : 'like';
}

/** The same with the question offered that somebody verified the answer to, before what else is suggested. */
export function offering(composed: Composed, { question, by, why }: VerifiedOffer): Composed {
  const decision = `${by} verified the answer to “${question}”, which is like this (${why}): it is offered.`;
  const others = (composed.suggestions?.questions ?? []).filter((one) => one !== question);
  const which = others.length > 0 ? 'the first of these' : 'a question like this';
  return {
    ...composed,
    suggestions: { lead: `${by} verified the answer to ${which}:`, questions: [question, ...others] },
    decision: composed.decision ? `${composed.decision} ${decision}` : decision,
  };
}

/** "Verified by Anna, 27 November 2026." */
function noteOf({ by, on }: Verification): Block {
  return { type: 'paragraph', spans: [framing(`Verified by ${by}, ${dayText(on)}.`)] };
}

function subjectsOf({ section }: Standing): string[] {
  return section.subject === null ? [] : [section.subject];
}
