import type { Aspect, Subject } from '../knowledge/corpus.js';
import { framing, name } from './answer.js';
import { aspectItems } from './compose-aspect.js';
import { BARE, type Composed, type Knowledge } from './context.js';
import { Draft } from './draft.js';

/** Counts the points that the articles list of an aspect of a subject, and names them. */
export async function composeCount(
  aspect: Aspect,
  subject: Subject,
  knowledge: Knowledge,
): Promise<Composed> {
  const draft = new Draft();
  const points = await aspectItems(aspect, subject, knowledge);
  const items = points.map(({ place, item }) => [
    item.name ? draft.nameOf(place, item) : draft.sentence(place, item, 0),
  ]);
  return {
    ...BARE,
    status: points.length > 0 ? 'answered' : 'abstained',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          framing(`My articles list ${points.length} under “`),
          name(aspect.name),
          framing('” of '),
          name(subject.name),
          framing(points.length > 0 ? ':' : '.'),
        ],
      },
      ...(items.length > 0 ? [{ type: 'list' as const, items }] : []),
    ],
    citations: draft.citations,
    confidence: points.length > 0 ? 0.95 : 0.1,
    subjects: [subject.id],
    decision: 'The question asks how many points an aspect has.',
  };
}
