import { expect, it } from 'vitest';
import type { Item } from '../../../src/knowledge/corpus.js';
import { definition } from '../../../src/retrieval/defines.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const tea = knowledgeOf(corpusOf(['# T\n\nTea is a drink.\n']));

/** How well the first sentence of a text says what is asked. */
async function defined(question: string, markdown: string): Promise<number> {
  const { terms } = await queryOf(question, tea);
  const [item] = corpusOf([`# T\n\n${markdown}\n`]).items;
  return definition(item as Item, 0, terms);
}

it.each([
  ['what is matcha', 'Matcha is a powder.', 1],
  ['what is matcha', 'A matcha bowl is wide.', 1],
  ['what does CRUD mean', 'Create, Read, Update, Delete (CRUD) are actions.', 1],
  ['what is matcha', 'Matcha, a powder of leaves, foams well.', 1],
  ['what is matcha', 'Matcha costs more than sencha does.', 0.5],
  ['what is matcha', 'People whisk matcha.', 0],
  ['what is matcha', 'Sencha is no matcha.', 0],
  ['what is rinsing', '- **Rinsing** – Hot water opens the leaf.', 1],
  ['what is water', '- **Rinsing** – Hot water opens the leaf.', 0],
])('of %j says how well %j defines it: %s', async (question, markdown, expected) => {
  expect(await defined(question, markdown)).toBe(expected);
});
