import type { Query } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { matchSubjects, type SubjectMatch } from '../search/match-subjects.js';
import { refineConditions } from '../search/refine-conditions.js';
import { composeAbstention } from './compose-abstain.js';
import { composeList } from './compose-list.js';
import { composeOverview } from './compose-overview.js';
import { askForNeeds, composeRecommendation } from './compose-recommend.js';
import { conditionEvidence } from './condition-evidence.js';
import type { Composed, Knowledge } from './context.js';
import { conditionText } from './wording.js';

/**
 * Answers questions after subjects: all that meet the conditions, how many, or which fits best.
 * @returns `null` when the question may be read in another way: it names a subject, and no other subject meets the conditions
 */
export async function composeFind(query: Query, knowledge: Knowledge): Promise<Composed | null> {
  if (knowledge.corpus.subjects.length === 0) return null;
  if (query.conditions.length === 0) {
    return query.intent === 'recommend' ? askForNeeds(query, knowledge) : composeOverview(query, knowledge);
  }
  const conditions = refineConditions(query.conditions, knowledge.corpus, knowledge.lexicon.isOrdinary);
  return findBy({ ...query, conditions }, knowledge);
}

async function findBy(query: Query, knowledge: Knowledge): Promise<Composed | null> {
  const evidenceOf = await Promise.all(
    query.conditions.map((condition) => conditionEvidence(query, condition, knowledge)),
  );
  const matched = matchSubjects(query.conditions, evidenceOf, knowledge.corpus);
  const candidates = evidenceOf.flatMap((list) => list.slice(0, 5)).sort((a, b) => b.score - a.score);
  if (query.intent === 'recommend')
    return (
      composeRecommendation(query, matched, candidates, knowledge) ??
      abstain(query, matched, candidates, knowledge)
    );
  const hits = matched.filter((one) => one.all);
  if (hits.length === 0) {
    const needed = query.conditions.filter((condition) => !condition.spare);
    if (needed.length > 0 && needed.length < query.conditions.length)
      return findBy({ ...query, conditions: needed }, knowledge);
    if (query.subjects.length > 0) return null;
    return abstain(query, matched, candidates, knowledge);
  }
  return composeList(query, hits, candidates, knowledge);
}

function abstain(
  query: Query,
  matched: readonly SubjectMatch[],
  candidates: readonly Evidence[],
  knowledge: Knowledge,
): Composed {
  const best = [...matched].sort((a, b) => b.score - a.score)[0];
  const reason = `No ${knowledge.lexicon.noun} is said to meet ${conditionText(query.conditions)}${best ? `; the nearest is ${best.subject.id} (${best.score.toFixed(2)})` : ''}.`;
  return composeAbstention(
    query,
    knowledge,
    { answer: false, confidence: 0.4 * (best?.score ?? 0), reason },
    candidates,
  );
}
