import type { Subject } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { type Block, framing, name, type Span } from './answer.js';
import { BARE, type Composed, itemsOf, type Knowledge, type PlacedItem } from './context.js';
import { Draft } from './draft.js';
import { plainQuestions } from './suggest.js';

/** A definition is about this long, in characters: two or three sentences. */
const DEFINITION_LENGTH = 420;

/** Says what a subject is: the sentences that open its section. */
export async function composeDefinition(
  query: Query,
  subject: Subject,
  knowledge: Knowledge,
): Promise<Composed> {
  const draft = new Draft();
  const opening = await openingOf(subject, knowledge);
  if (!opening)
    return {
      ...BARE,
      status: 'abstained',
      blocks: [
        {
          type: 'paragraph',
          spans: [framing('My articles do not say what '), name(subject.name), framing(' is.')],
        },
      ],
      confidence: 0.1,
      subjects: [subject.id],
      decision: 'The section of the subject has no paragraph.',
    };
  const blocks: Block[] = [];
  if (query.foreign)
    blocks.push({
      type: 'paragraph',
      spans: [framing('I read English only. What my articles say about '), name(subject.name), framing(':')],
    });
  const spans: Span[] = [];
  let length = 0;
  for (const [i, sentence] of opening.item.sentences.entries()) {
    if (i > 0 && length + sentence.text.length > DEFINITION_LENGTH) break;
    if (i > 0) spans.push(framing(' '));
    spans.push(draft.sentence(opening.place, opening.item, i));
    length += sentence.text.length;
  }
  blocks.push({ type: 'paragraph', spans });
  const more = plainQuestions(knowledge, [subject]).slice(1, 3);
  return {
    ...BARE,
    status: 'answered',
    blocks,
    suggestions: more.length > 0 ? { lead: 'Ask next:', questions: more } : null,
    citations: draft.citations,
    confidence: 0.97,
    subjects: [subject.id],
    decision: `The question is what ${subject.name} is; its section opens with that.`,
  };
}

/** The paragraph that opens a subject's section; without one, its first item that is a sentence. */
export async function openingOf(subject: Subject, knowledge: Knowledge): Promise<PlacedItem | null> {
  const items = await itemsOf(subject.id, knowledge);
  return (
    items.find(({ item }) => item.section === subject.section && item.kind === 'paragraph') ??
    items.find(({ item }) => item.kind === 'paragraph' || item.kind === 'point') ??
    null
  );
}
