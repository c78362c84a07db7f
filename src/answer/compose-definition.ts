import type { Passage, Subject } from '../knowledge/corpus.js';
import type { Query } from '../query/query.js';
import { type Block, framing, name, type Span } from './answer.js';
import { type Composed, draftFor, type Knowledge } from './context.js';
import { plainQuestions } from './suggest.js';

/** A definition is about this long, in characters: two or three sentences. */
const DEFINITION_LENGTH = 420;

/** Says what a subject is: the sentences that open its section. */
export function composeDefinition(query: Query, subject: Subject, knowledge: Knowledge): Composed {
  const draft = draftFor(knowledge);
  const opening = openingOf(subject, knowledge);
  const blocks: Block[] = [];
  if (query.foreign)
    blocks.push({
      type: 'paragraph',
      spans: [framing('I read English only. What my articles say about '), name(subject.name), framing(':')],
    });
  if (opening) {
    const spans: Span[] = [];
    let length = 0;
    for (const [i, sentence] of opening.sentences.entries()) {
      if (i > 0 && length + sentence.text.length > DEFINITION_LENGTH) break;
      if (i > 0) spans.push(framing(' '));
      spans.push(draft.sentence(opening, i));
      length += sentence.text.length;
    }
    blocks.push({ type: 'paragraph', spans });
  }
  const more = plainQuestions(knowledge, [subject]).slice(1, 3);
  if (more.length > 0 && opening) blocks.push({ type: 'suggestions', lead: 'Ask next:', questions: more });
  return {
    status: opening ? 'answered' : 'abstained',
    blocks: opening
      ? blocks
      : [
          {
            type: 'paragraph',
            spans: [framing('My articles do not say what '), name(subject.name), framing(' is.')],
          },
        ],
    citations: draft.citations,
    confidence: opening ? 0.97 : 0.1,
    subjects: [subject.id],
    decision: opening
      ? `The question is what ${subject.name} is; its section opens with that.`
      : 'The section of the subject has no paragraph.',
    candidates: [],
  };
}

/** The paragraph that opens a subject's section; without one, its first passage that is a sentence. */
export function openingOf(subject: Subject, knowledge: Knowledge): Passage | null {
  const passages = knowledge.passagesOf.get(subject.id) ?? [];
  return (
    passages.find((passage) => passage.section === subject.section && passage.kind === 'paragraph') ??
    passages.find((passage) => passage.kind === 'paragraph' || passage.kind === 'point') ??
    null
  );
}
