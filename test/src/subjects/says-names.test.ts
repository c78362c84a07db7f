import { expect, it } from 'vitest';
import type { Condition } from '../../../src/query/query.js';
import { understand } from '../../../src/query/understand.js';
import { saysNames } from '../../../src/search/is-name.js';
import { botOf, corpusOf } from '../../builders.js';

const { corpus, lexicon } = botOf(
  corpusOf([
    '---\ntitle: Ropes\nnoun: rope\nsubjects:\n  - id: hemp\n    heading: Hemp\n  - id: nylon\n    heading: Nylon\n---\n' +
      '# Ropes\n\n## Hemp\n\nSailors tie it with a Splice, and a Splice holds. A good knot holds as well.\n\n' +
      '## Nylon\n\nIt stretches and a knot slips.\n',
  ]),
);
const conditionOf = (question: string) => understand(question, lexicon).conditions[0] as Condition;

it('wants a name as it is, and a plain word in any form', () => {
  expect(saysNames(conditionOf('which ropes hold a splice'), 'A Splice holds it.', corpus)).toBe(true);
  expect(saysNames(conditionOf('which ropes hold a splice'), 'Sailors like splices.', corpus)).toBe(false);
  expect(saysNames(conditionOf('which ropes hold a knot'), 'Sailors like knots.', corpus)).toBe(true);
});
