import type { Aspect, Subject } from '../knowledge/corpus.js';
import { framing, name } from './answer.js';
import { aspectPassages } from './compose-aspect.js';
import { type Composed, draftFor, type Knowledge } from './context.js';

/** Counts the points that the articles list of an aspect of a subject, and names them. */
export function composeCount(aspect: Aspect, subject: Subject, knowledge: Knowledge): Composed {
  const draft = draftFor(knowledge);
  const points = aspectPassages(aspect, subject, knowledge);
  const items = points.map((passage) => [passage.name ? draft.nameOf(passage) : draft.sentence(passage, 0)]);
  return {
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
    candidates: [],
  };
}
