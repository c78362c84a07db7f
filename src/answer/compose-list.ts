import type { Kind } from '../knowledge/corpus.js';
import { plural } from '../knowledge/lexicon.js';
import type { Query } from '../query/query.js';
import type { SubjectMatch } from '../subjects/match-subjects.js';
import { type Block, framing, name } from './answer.js';
import { BARE, type Composed } from './context.js';
import { Draft } from './draft.js';
import { proof, rowFirst } from './proof.js';
import { conditionText, countWord } from './wording.js';

/** Lists the subjects that meet all conditions, each with what shows it. */
export function composeList(query: Query, hits: readonly SubjectMatch[], kind: Kind): Composed {
  const draft = new Draft();
  const how = conditionText(query.conditions);
  const onlyNegated = query.conditions.every((condition) => condition.negated);
  const unwanted = conditionText(query.conditions.map((condition) => ({ ...condition, negated: false })));
  const noun = hits.length === 1 ? kind.noun : plural(kind.noun);
  const blocks: Block[] = [
    {
      type: 'paragraph',
      spans: [
        framing(
          onlyNegated
            ? `${countWord(hits.length)} ${noun}, of which my articles do not say ${unwanted}:`
            : `${countWord(hits.length)} ${noun} ${hits.length === 1 ? 'matches' : 'match'} ${how}:`,
        ),
      ],
    },
    {
      type: 'list',
      items: hits.map((hit) => [name(hit.subject.name), ...proof(hit.matches, draft, rowFirst)]),
    },
  ];
  if (!onlyNegated && query.conditions.some((condition) => condition.negated)) {
    blocks.push({
      type: 'paragraph',
      spans: [framing('Excluded: those of which my articles say what was not wanted.')],
    });
  }
  const support = Math.min(...hits.map((hit) => (onlyNegated ? supportOfNegations(hit) : hit.score)));
  return {
    ...BARE,
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.45 + 0.5 * Math.min(1, support),
    subjects: hits.map((hit) => hit.subject.id),
    decision: `Conditions: ${how}. Met by ${hits.length} of ${kind.subjects.length}.`,
  };
}

/** That nothing is said of what is not wanted counts for half of a row that says something else. */
const SILENCE = 0.5;

/** How well it is shown that a subject has none of what is not wanted, 0 to 1: by a row, or by silence and what comes near it. */
function supportOfNegations({ matches }: SubjectMatch): number {
  const shown = matches.map(({ instead, strength }) => (instead ? 1 : SILENCE * (1 - strength)));
  return shown.reduce((sum, one) => sum + one, 0) / Math.max(1, shown.length);
}
