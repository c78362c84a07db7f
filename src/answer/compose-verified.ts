import type { Verification } from '../knowledge/corpus.js';
import type { Standing } from '../knowledge/standing.js';
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

/** The same with the question offered that somebody verified the answer to, in place of what it would suggest. */
export function offering(composed: Composed, { question, by, why }: VerifiedOffer): Composed {
  // Who is asked back has a choice before them already; who greets asked nothing.
  if (composed.status === 'clarify' || composed.status === 'chat') return composed;
  const decision = `${by} verified the answer to “${question}”, which is like this (${why}): it is offered.`;
  return {
    ...composed,
    suggestions: { lead: `${by} verified the answer to a question like this:`, questions: [question] },
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
