import type { Condition, Query } from '../query/query.js';
import { coverageOf, type MatchedLine, matchLines } from '../retrieval/line-matches.js';
import type { Engine } from '../retrieval/ports.js';
import { mentions } from './fact-strength.js';

/** How many passages are looked at to find out which subjects meet a condition. */
const LOOKED_AT = 160;

/** A line that may say of a subject that it meets a condition. */
export interface ConditionLine extends MatchedLine {
  /** Share of the condition that it holds, 0 to 1. */
  readonly coverage: number;
}

/** The lines that may say of subjects that they meet a condition, best first, ties in reading order. */
export async function conditionLines(
  query: Query,
  condition: Condition,
  subjects: readonly string[],
  { retriever, store }: Engine,
): Promise<ConditionLine[]> {
  const found = condition.terms.length > 0 && condition.bound === null ? await byTerms() : [];
  const mentioning = condition.mentions.length > 0 ? await byMention() : [];
  return [...found, ...mentioning].sort((a, b) => b.coverage - a.coverage);

  async function byTerms(): Promise<ConditionLine[]> {
    const asked = { ...query, terms: condition.terms };
    const candidates = await retriever.candidates(asked, { limit: LOOKED_AT, subjects });
    const passages = await store.get(candidates.map(({ passage }) => passage));
    return matchLines(asked, passages).map((line) => ({ ...line, coverage: coverageOf(line) }));
  }

  /** A mention of another subject is looked for by its name. */
  async function byMention(): Promise<ConditionLine[]> {
    const others = subjects.filter((id) => !condition.mentions.some((subject) => subject.id === id));
    const passages = (await Promise.all(others.map((id) => store.bySubject(id)))).flat();
    const names = condition.mentions.flatMap((subject) => subject.names);
    const matches = condition.terms.map((term) => ({ term, strength: 0, where: 'none' as const }));
    return passages.flatMap((passage) =>
      passage.blocks.flatMap(({ items }) =>
        items.flatMap((item) =>
          item.kind === 'fact'
            ? []
            : item.sentences.flatMap(({ text }, sentence) =>
                names.some((one) => mentions(text, one))
                  ? [{ passage, item, sentence, matches, coverage: 0.5 }]
                  : [],
              ),
        ),
      ),
    );
  }
}
