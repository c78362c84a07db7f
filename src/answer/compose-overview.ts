import type { Kind, Subject } from '../knowledge/corpus.js';
import { plural } from '../knowledge/lexicon.js';
import type { Query } from '../query/query.js';
import { type Block, framing, name } from './answer.js';
import { BARE, type Composed, type Knowledge, type PlacedItem } from './context.js';
import { Draft } from './draft.js';

/** All subjects, with the sentence of the general part that names most of them. */
export async function composeOverview(
  query: Query,
  kind: Kind,
  subjects: readonly Subject[],
  knowledge: Knowledge,
): Promise<Composed> {
  const draft = new Draft();
  const overview = await overviewOf(subjects, knowledge);
  const blocks: Block[] = [];
  const nouns = plural(kind.noun);
  if (query.intent === 'count' || !overview)
    blocks.push({ type: 'paragraph', spans: [framing(`${subjects.length} ${nouns}:`)] });
  if (overview)
    blocks.push({
      type: 'paragraph',
      spans: [draft.sentence(overview.place, overview.item, overview.sentence)],
    });
  if (!overview || overview.named < subjects.length)
    blocks.push({ type: 'list', items: subjects.map((subject) => [name(subject.name)]) });
  return {
    ...BARE,
    status: 'answered',
    blocks,
    citations: draft.citations,
    confidence: 0.95,
    subjects: subjects.map(({ id }) => id),
    decision: `The question asks for all ${nouns}, without a condition.`,
  };
}

/** The sentence of the general part of their articles that names most of them. */
async function overviewOf(
  subjects: readonly Subject[],
  knowledge: Knowledge,
): Promise<(PlacedItem & { readonly sentence: number; readonly named: number }) | null> {
  const documents = new Set(subjects.map(({ document }) => document));
  const general = await Promise.all([...documents].map((id) => knowledge.engine.store.general(id)));
  let best: Awaited<ReturnType<typeof overviewOf>> = null;
  for (const passage of general.flat()) {
    for (const item of passage.blocks.flatMap(({ items }) => items)) {
      for (const [sentence, { text }] of item.sentences.entries()) {
        const lower = text.toLowerCase();
        const named = subjects.filter((subject) => lower.includes(subject.name.toLowerCase())).length;
        if (named > (best?.named ?? 1)) best = { place: passage, item, sentence, named };
      }
    }
  }
  return best;
}
