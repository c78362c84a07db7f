import type { Condition, Query } from '../query/query.js';
import type { Evidence } from '../search/evidence.js';
import { findEvidence, type Knowledge } from './context.js';

/** How many passages are looked at to find out which subjects meet a condition. */
const FIND_CANDIDATES = 160;

/** The sentences that may say of a subject that it meets a condition, of all subjects together. */
export async function conditionEvidence(
  query: Query,
  condition: Condition,
  knowledge: Knowledge,
): Promise<readonly Evidence[]> {
  // A mention of another subject is looked for by its name.
  if (condition.mentions.length > 0 && condition.terms.length === 0)
    return mentionEvidence(condition, knowledge);
  const found = await findEvidence(
    { ...query, defines: false, general: false },
    condition.terms,
    knowledge,
    undefined,
    FIND_CANDIDATES,
  );
  return condition.mentions.length > 0 ? [...found, ...mentionEvidence(condition, knowledge)] : found;
}

/** Every sentence of other subjects that names the mentioned one. */
function mentionEvidence(condition: Condition, knowledge: Knowledge): Evidence[] {
  const names = condition.mentions.flatMap((subject) => subject.names.map((one) => one.toLowerCase()));
  const out: Evidence[] = [];
  for (const passage of knowledge.corpus.passages) {
    if (
      passage.subject === null ||
      passage.kind === 'fact' ||
      condition.mentions.some((subject) => subject.id === passage.subject)
    )
      continue;
    passage.sentences.forEach((sentence, position) => {
      const text = ` ${sentence.text.toLowerCase().replace(/[^\p{L}\p{N}.#+]+/gu, ' ')} `;
      if (!names.some((one) => text.includes(` ${one} `))) return;
      const matches = condition.terms.map((term) => ({ term, strength: 0, where: 'none' as const }));
      out.push({
        passage,
        position,
        sentence,
        score: 0.5,
        coverage: 0.5,
        sentenceCoverage: 0.5,
        passageCoverage: 0.5,
        matches,
        features: NO_FEATURES,
      });
    });
  }
  return out;
}

const NO_FEATURES = {
  coverage: 0.5,
  sentenceCoverage: 0.5,
  retrieval: 0,
  bigrams: 0,
  answerType: 0.5,
  defines: 0,
  scope: 0,
  brevity: 1,
};
