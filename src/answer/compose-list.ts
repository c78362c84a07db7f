import type { Query } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import type { SubjectMatch } from '../search/match-subjects.js';
import { type Block, framing, name } from './answer.js';
import { type Composed, draftFor, type Knowledge } from './context.js';
import { proof, rowFirst } from './proof.js';
import { conditionText, countWord } from './wording.js';

/** Lists the subjects that meet all conditions, each with what shows it. */
export function composeList(
  query: Query,
  hits: readonly SubjectMatch[],
  candidates: readonly Evidence[],
  knowledge: Knowledge,
): Composed {
  const draft = draftFor(knowledge);
  const how = conditionText(query.conditions);
  const noun = hits.length === 1 ? knowledge.lexicon.noun : knowledge.lexicon.nounPlural;
  const blocks: Block[] = [
    {
      type: 'paragraph',
      spans: [
        framing(
          query.conditions.every((condition) => condition.negated)
            ? `${countWord(hits.length)} ${noun}, of which my articles do not say ${how.replace(/not /g, '')}:`
            : `${countWord(hits.length)} ${noun} ${hits.length === 1 ? 'matches' : 'match'} ${how}:`,
        ),
      ],
    },
    {
      type: 'list',
      items: hits.map((hit) => [name(hit.subject.name), ...proof(hit.matches, draft, rowFirst)]),
    },
  ];
  const negated = query.conditions.filter((condition) => condition.negated).length;
  if (negated > 0 && negated < query.conditions.length) {
    blocks.push({
      type: 'paragraph',
      spans: [framing('Excluded: those of which my articles say what was not wanted.')],
    });
  }
  const confidence = Math.min(...hits.map((hit) => hit.score));
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.45 + 0.5 * Math.min(1, confidence),
    subjects: hits.map((hit) => hit.subject.id),
    decision: `Conditions: ${how}. Met by ${hits.length} of ${knowledge.corpus.subjects.length}.`,
    candidates: candidates.slice(0, 10),
  };
}
