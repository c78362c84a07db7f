import type { Kind, Subject } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { type ConditionMatch, MEETS, type SubjectMatch } from '../subjects/match-subjects.js';
import { type Block, framing, name, type Span } from './answer.js';
import { BARE, type Composed } from './context.js';
import { Draft } from './draft.js';
import { distinct, proof, proofOf, sentenceFirst } from './proof.js';
import { conditionText, countWord } from './wording.js';

/** Runners-up that a recommendation mentions. */
const MAX_RUNNERS_UP = 2;
/** A runner-up must come this close to the choice. */
const RUNNER_UP_SHARE = 0.45;
/** Choices that meet the needs equally well and are named side by side. */
const MAX_EQUAL = 3;
/** Below this share of the needs' weight nothing is recommended. */
const RECOMMEND_FROM = 0.5;
/**
 * Where meaning says how likely a subject suits, the best is named from this likelihood on: of 40 recommendations on
 * bodies that the weights have not seen, 36 were right so.
 */
const SUITS_FROM = 0.4;

/**
 * Names the subject that meets the needs best, or those that do so equally well, and what comes near.
 * @returns `null` when none meets enough of them
 */
export function composeRecommendation(query: Query, matched: readonly SubjectMatch[]): Composed | null {
  const order = matched.map(({ subject }) => subject);
  const excluded = (one: SubjectMatch) =>
    one.matches.some((match) => match.denied || (match.condition.negated && match.strength >= MEETS));
  const ranked = matched
    .filter(
      (one) => !excluded(one) && one.matches.some((match) => !match.condition.negated && meets(match, one)),
    )
    .map((one) => ({ ...one, rank: one.score + 0.02 * ownWords(one) + 0.1 * (one.suit ?? 0) }))
    .sort((a, b) => b.rank - a.rank || order.indexOf(a.subject) - order.indexOf(b.subject));
  const best = ranked[0];
  if (!best || best.score < leastOf(best)) return null;
  const draft = new Draft();
  const equals = ranked.filter((one) => one.rank >= best.rank - 0.005).slice(0, MAX_EQUAL);
  const runnersUp = ranked
    .filter((one) => !equals.includes(one) && one.score >= RUNNER_UP_SHARE * best.score)
    .slice(0, MAX_RUNNERS_UP);
  const how = conditionText(query.conditions);
  const blocks: Block[] = [];
  if (equals.length === 1) {
    blocks.push({ type: 'paragraph', spans: [name(best.subject.name), framing(` fits best: ${how}.`)] });
    blocks.push({ type: 'list', items: evidenceItems(best, draft) });
  } else {
    blocks.push({
      type: 'paragraph',
      spans: [framing(`${countWord(equals.length)} fit equally well: ${how}.`)],
    });
    blocks.push({
      type: 'list',
      items: equals.map((one) => [name(one.subject.name), ...proof(met(one), draft, sentenceFirst)]),
    });
  }
  const missing = best.matches.filter((match) => !match.condition.negated && !meets(match, best));
  if (missing.length > 0) {
    blocks.push({
      type: 'paragraph',
      spans: [framing(`Not stated for it: ${missing.map((match) => match.condition.text).join(', ')}.`)],
    });
  }
  if (runnersUp.length > 0) {
    blocks.push({ type: 'paragraph', spans: [framing('Also worth a look:')] });
    blocks.push({
      type: 'list',
      items: runnersUp.map((one) => [name(one.subject.name), ...proof(met(one), draft, sentenceFirst)]),
    });
  }
  return {
    ...BARE,
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: Math.min(0.95, 0.3 + 0.6 * best.score),
    subjects: [...equals, ...runnersUp].map((one) => one.subject.id),
    decision: `Needs: ${how}. Best: ${ranked
      .slice(0, 4)
      .map((one) => `${one.subject.id} ${one.rank.toFixed(2)}`)
      .join(', ')}.`,
  };
}

/** How well the very words of the question are met, 0 to 1: breaks ties between subjects that meet the same needs. */
function ownWords(match: SubjectMatch): number {
  const scores = match.matches.map((one) => (one.fact ? 1 : Math.min(1, one.line?.coverage ?? 0)));
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

/** Those of its needs that are met: first by what is nearest to them in meaning, then each by its words. */
function met(match: SubjectMatch): readonly ConditionMatch[] {
  const all = match.matches.filter((one) => !one.condition.negated && meets(one, match));
  const [first] = all;
  return match.nearest && first ? [{ ...first, fact: null, line: match.nearest }, ...all] : all;
}

/** Whether a need is met: by words, or where the sentence that is nearest in meaning stands in for them, as likely as need be. */
function meets({ strength, line }: ConditionMatch, { nearest }: SubjectMatch): boolean {
  return strength >= (line !== null && line === nearest ? SUITS_FROM : MEETS);
}

/** What the score must be: that of what words meet, or the likelihood in its place. */
function leastOf({ score, suit }: SubjectMatch): number {
  return score === suit ? SUITS_FROM : RECOMMEND_FROM;
}

/** What shows the needs to be met: what is nearest to them in meaning, and for each a sentence rather than a row. */
function evidenceItems(match: SubjectMatch, draft: Draft): Span[][] {
  return distinct(met(match), sentenceFirst).map((one) => proofOf(one, draft, sentenceFirst));
}

/** A recommendation without a need: ask what matters. */
export function askForNeeds(query: Query, { noun }: Kind, subjects: readonly Subject[]): Composed {
  const labels = [
    ...new Set(subjects.flatMap((subject) => subject.facts.map((fact) => fact.label.toLowerCase()))),
  ].slice(0, 4);
  const examples = labels.length > 0 ? `, for example ${labels.join(', ')}` : '';
  return {
    ...BARE,
    status: 'clarify',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          framing(
            `My articles name no single best ${noun}. Tell me what matters to you${examples}, and I look for the ${noun} that fits; or compare two by name.`,
          ),
        ],
      },
    ],
    confidence: 0.5,
    subjects: query.subjects.map(({ subject }) => subject.id),
    decision: 'A recommendation is asked for, and no need is named.',
  };
}
