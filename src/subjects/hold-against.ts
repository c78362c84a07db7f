import type { Subject } from '../knowledge/corpus.js';
import type { Condition, Query } from '../query/query.js';
import type { Engine } from '../retrieval/ports.js';
import { conditionLines } from './condition-lines.js';
import { matchSubjects, type SubjectMatch } from './match-subjects.js';

/** How the words of subjects meet conditions. @param subjects those of one kind */
export async function holdAgainst(
  conditions: readonly Condition[],
  subjects: readonly Subject[],
  query: Query,
  engine: Engine,
): Promise<SubjectMatch[]> {
  const ids = subjects.map(({ id }) => id);
  const lines = await Promise.all(
    conditions.map((condition) => conditionLines(query, condition, ids, engine)),
  );
  return matchSubjects(conditions, lines, subjects);
}
