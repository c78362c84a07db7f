import type { Aspect, Passage, Subject } from '../knowledge/corpus.js';
import { type Block, framing, name, type Span } from './answer.js';
import { type Composed, draftFor, type Knowledge } from './context.js';
import type { Draft } from './draft.js';

/** Longest first sentence that is shown with a point's name, in characters; of a longer one only the name is shown. */
const POINT_SENTENCE = 200;

/** Lists what the articles say of one aspect of one or more subjects: every point with its first sentence. */
export function composeAspect(aspect: Aspect, subjects: readonly Subject[], knowledge: Knowledge): Composed {
  const draft = draftFor(knowledge);
  const blocks: Block[] = [];
  const silent: Subject[] = [];
  for (const subject of subjects) {
    const points = aspectPassages(aspect, subject, knowledge);
    if (points.length === 0) {
      silent.push(subject);
      continue;
    }
    blocks.push({ type: 'heading', spans: [name(aspect.name), framing(' of '), name(subject.name)] });
    blocks.push({ type: 'list', items: points.map((passage) => pointItem(passage, draft)) });
  }
  for (const subject of silent)
    blocks.push({
      type: 'paragraph',
      spans: [
        framing('My articles do not list '),
        name(aspect.name.toLowerCase()),
        framing(' of '),
        name(subject.name),
        framing('.'),
      ],
    });
  const answered = draft.citations.length > 0;
  return {
    status: answered ? 'answered' : 'abstained',
    blocks,
    citations: draft.citations,
    confidence: answered ? 0.97 : 0.1,
    subjects: subjects.map(({ id }) => id),
    decision: answered
      ? `The question asks for ${aspect.name.toLowerCase()} as a whole.`
      : `The subject has no section "${aspect.name}".`,
    candidates: [],
  };
}

/** The passages in which an aspect of a subject is told. */
export function aspectPassages(aspect: Aspect, subject: Subject, knowledge: Knowledge): Passage[] {
  return (knowledge.passagesOf.get(subject.id) ?? []).filter(
    (passage) => passage.aspect === aspect.id && passage.kind !== 'code' && passage.kind !== 'fact',
  );
}

function pointItem(passage: Passage, draft: Draft): Span[] {
  const first = passage.sentences[0];
  if (!passage.name) return first ? [draft.sentence(passage, 0)] : [];
  if (!first || first.text.length > POINT_SENTENCE) return [draft.nameOf(passage)];
  return [draft.label(passage), framing(' – '), draft.sentence(passage, 0)];
}
