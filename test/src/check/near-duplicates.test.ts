import { expect, it } from 'vitest';
import { checkCorpus } from '../../../src/check/check-corpus.js';
import { nearDuplicates } from '../../../src/check/near-duplicates.js';
import { corpusOf } from '../../builders.js';

const SAID = 'Leaves for this tea are picked before they open, early on dry mornings in April';

it.each([
  ['word for word', `${SAID}.`, true],
  ['with words after it', `${SAID}, by hand.`, true],
  [
    'in other words',
    'Pickers gather the closed buds of the plant at dawn in spring when no rain falls.',
    false,
  ],
  ['in another order', `${SAID.split(' ').reverse().join(' ')}.`, false],
])('finds what another article says %s', (_, again, found) => {
  const pairs = nearDuplicates(corpusOf([`# A\n\n${SAID}.\n`, `# B\n\n${again}\n`]));
  expect(pairs.map(([a, b]) => [a.document, b.document])).toEqual(found ? [['a.md', 'b.md']] : []);
});

it('leaves short passages, code and facts alone', () => {
  const article = '# A\n\nIt is a tea.\n\n```\none two three four five six seven eight nine\n```\n';
  expect(nearDuplicates(corpusOf([article, article]))).toEqual([]);
});

it('is told once for each passage that repeats another, however often it was said', () => {
  const article = `# A\n\n${SAID}.\n`;
  const problems = checkCorpus(corpusOf([article, article, article, article]));
  expect(problems.map(({ file, rule }) => `${file} ${rule}`)).toEqual([
    'b.md near-duplicate',
    'c.md near-duplicate',
    'd.md near-duplicate',
  ]);
  expect(problems[2]?.message).toContain('a.md, line 3');
});
