import type { Aspect, Subject } from '../knowledge/corpus.js';
import { type Block, framing, name, type Span } from './answer.js';
import { BARE, type Composed, itemsOf, type Knowledge, type PlacedItem } from './context.js';
import { Draft } from './draft.js';

/** Longest first sentence that is shown with a point's name, in characters; of a longer one only the name is shown. */
const POINT_SENTENCE = 200;

/** Lists what the articles say of one aspect of one or more subjects: every point with its first sentence. */
export async function composeAspect(
  aspect: Aspect,
  subjects: readonly Subject[],
  knowledge: Knowledge,
): Promise<Composed> {
  const draft = new Draft();
  const blocks: Block[] = [];
  const silent: Subject[] = [];
  let title: readonly Span[] | null = null;
  for (const subject of subjects) {
    const points = await aspectItems(aspect, subject, knowledge);
    if (points.length === 0) {
      silent.push(subject);
      continue;
    }
    const heading = [name(aspect.name), framing(' of '), name(subject.name)];
    if (title === null) title = heading;
    else blocks.push({ type: 'heading', spans: heading });
    blocks.push({ type: 'list', items: points.map((point) => pointItem(point, draft)) });
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
    ...BARE,
    status: answered ? 'answered' : 'abstained',
    title,
    blocks,
    citations: draft.citations,
    confidence: answered ? 0.97 : 0.1,
    subjects: subjects.map(({ id }) => id),
    decision: answered
      ? `The question asks for ${aspect.name.toLowerCase()} as a whole.`
      : `The subject has no section "${aspect.name}".`,
  };
}

/** What tells an aspect of a subject, code and tables apart. */
export async function aspectItems(
  aspect: Aspect,
  subject: Subject,
  knowledge: Knowledge,
): Promise<PlacedItem[]> {
  const items = await itemsOf(subject.id, knowledge);
  return items.filter(
    ({ item }) =>
      item.aspect === aspect.id && item.kind !== 'code' && item.kind !== 'fact' && item.level === 0,
  );
}

function pointItem({ place, item }: PlacedItem, draft: Draft): Span[] {
  const [first] = item.sentences;
  if (!item.name) return first ? [draft.sentence(place, item, 0)] : [];
  if (!first || first.text.length > POINT_SENTENCE) return [draft.nameOf(place, item)];
  return [draft.label(place, item.name), framing(' – '), draft.sentence(place, item, 0)];
}
