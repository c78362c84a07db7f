import type { Query } from '../query/query.js';
import { distinctSubjects } from '../query/understand.js';
import { type Block, framing } from './answer.js';
import { composeAspect } from './compose-aspect.js';
import { composeChat } from './compose-chat.js';
import { composeCompare } from './compose-compare.js';
import { composeCount } from './compose-count.js';
import { composeDefinition } from './compose-definition.js';
import { composeFact } from './compose-fact.js';
import { composeFind } from './compose-find.js';
import { composeSection } from './compose-section.js';
import type { Composed, Knowledge } from './context.js';

/** Writes the answer to a question from the passages of the knowledge. */
export async function compose(query: Query, knowledge: Knowledge): Promise<Composed> {
  const composed = await composeByIntent(query, knowledge);
  if (!query.reading || composed.status === 'chat') return composed;
  const reading: Block = { type: 'paragraph', spans: [framing(`Reading this as: ${query.reading}`)] };
  return { ...composed, blocks: [reading, ...composed.blocks] };
}

async function composeByIntent(query: Query, knowledge: Knowledge): Promise<Composed> {
  const subjects = distinctSubjects(query.subjects);
  const [subject] = subjects;
  switch (query.intent) {
    case 'greeting':
    case 'thanks':
    case 'farewell':
    case 'identity':
    case 'help':
    case 'topics':
    case 'empty':
      return composeChat(query, knowledge);
    case 'compare':
      return composeCompare(query, knowledge);
    case 'list':
    case 'recommend':
      return (await composeFind(query, knowledge)) ?? composeFact(query, knowledge);
    case 'count':
      if (subject && query.aspect) return composeCount(query.aspect, subject, knowledge);
      return (await composeFind(query, knowledge)) ?? composeFact(query, knowledge);
    case 'aspect':
      if (query.aspect && subjects.length > 0) return composeAspect(query.aspect, subjects, knowledge);
      return composeSection(query, knowledge) ?? composeFact(query, knowledge);
    case 'definition':
      if (subjects.length > 1) return composeCompare(query, knowledge);
      if (subject) return composeDefinition(query, subject, knowledge);
      return composeSection(query, knowledge) ?? composeFact(query, knowledge);
    case 'fact':
      return (
        (subjects.length === 0 ? composeSection(query, knowledge) : null) ?? composeFact(query, knowledge)
      );
  }
}
