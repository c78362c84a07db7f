import { expect, it } from 'vitest';
import type { Condition } from '../../../src/query/query.js';
import { conditionLines } from '../../../src/subjects/condition-lines.js';
import { saysNames } from '../../../src/subjects/says-names.js';
import { namesIn } from '../../../src/text/names.js';
import { corpusOf, knowledgeOf, queryOf } from '../../builders.js';

const ropes = knowledgeOf(
  corpusOf([
    '---\ntitle: Ropes\nnoun: rope\nsubjects:\n  - id: hemp\n    heading: Hemp\n  - id: nylon\n    heading: Nylon\n---\n' +
      '# Ropes\n\n## Hemp\n\nSailors tie it with a Splice, and a Splice holds. A good knot holds as well.\n\n' +
      '## Nylon\n\nIt stretches and a knot slips.\n',
  ]),
);

async function says(question: string, text: string): Promise<boolean> {
  const query = await queryOf(question, ropes);
  const condition = query.conditions[0] as Condition;
  const lines = await conditionLines(query, condition, ['hemp', 'nylon'], ropes.engine);
  return saysNames(condition, text, namesIn(lines.map(({ item }) => item.text)));
}

it.each([
  ['which ropes hold a splice', 'A Splice holds it.', true],
  ['which ropes hold a splice', 'Sailors like splices.', false],
  ['which ropes hold a knot', 'Sailors like knots.', true],
])('wants a name as it is, and a plain word in any form: %s %s', async (question, text, holds) => {
  expect(await says(question, text)).toBe(holds);
});
