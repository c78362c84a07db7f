import type { Passage, Subject } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { type Block, framing, name } from './answer.js';
import { type Composed, draftFor, type Knowledge } from './context.js';

/** All subjects, with the sentence of the general part that names most of them. */
export function composeOverview(query: Query, knowledge: Knowledge): Composed {
  const draft = draftFor(knowledge);
  const { subjects } = knowledge.corpus;
  const overview = overviewOf(subjects, knowledge);
  const blocks: Block[] = [];
  const plural = knowledge.lexicon.nounPlural;
  if (query.intent === 'count' || !overview)
    blocks.push({ type: 'paragraph', spans: [framing(`${subjects.length} ${plural}:`)] });
  if (overview)
    blocks.push({ type: 'paragraph', spans: [draft.sentence(overview.passage, overview.position)] });
  if (!overview || overview.named < subjects.length)
    blocks.push({ type: 'list', items: subjects.map((subject) => [name(subject.name)]) });
  return {
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.95,
    subjects: subjects.map(({ id }) => id),
    decision: `The question asks for all ${plural}, without a condition.`,
    candidates: [],
  };
}

function overviewOf(
  subjects: readonly Subject[],
  knowledge: Knowledge,
): { passage: Passage; position: number; named: number } | null {
  let best: { passage: Passage; position: number; named: number } | null = null;
  for (const passage of knowledge.generalPassages) {
    for (const [position, sentence] of passage.sentences.entries()) {
      const text = sentence.text.toLowerCase();
      const named = subjects.filter((subject) => text.includes(subject.name.toLowerCase())).length;
      if (named > (best?.named ?? 1)) best = { passage, position, named };
    }
  }
  return best;
}
