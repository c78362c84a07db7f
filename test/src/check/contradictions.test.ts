import { expect, it } from 'vitest';
import { contradictions } from '../../../src/check/contradictions.js';
import { corpusOf } from '../../builders.js';

const FRONT = '---\ntitle: T\nsubjects:\n  - { id: green, heading: Green tea }\n---\n';
const TWO = '| Fact | Value |\n| --- | --- |\n';
const THREE = '| Harvest | Price | Grade |\n| --- | --- | --- |\n';

/** Lines of the contradictions, counted from the first line below the heading of the subject. */
function linesIn(body: string): number[] {
  const problems = contradictions(corpusOf([`${FRONT}## Green tea\n${body}`]));
  for (const problem of problems)
    expect(problem).toMatchObject({ severity: 'warning', file: 'a.md', rule: 'contradiction' });
  return problems.map(({ line }) => line - 6);
}

it.each<[what: string, body: string, lines: number[]]>([
  ['another value', `${TWO}| Origin | China |\n| origin | Japan |\n`, [4]],
  ['another value in another table', `${TWO}| Origin | China |\n\nText.\n\n${TWO}| Origin | Japan |\n`, [9]],
  ['another number', `${TWO}| Brewing | 1.5 min |\n| Brewing | 15 min |\n`, [4]],
  ['the same values in another order', `${TWO}| Origin | China; Japan |\n| Origin | Japan; China |\n`, []],
  ['a name spelt otherwise', `${TWO}| Also | Gyoku-ro |\n| Also | gyokuro |\n`, []],
  ['labels of signs', `${TWO}| %o | One line |\n| %O | Many lines |\n| + | Once |\n| * | Often |\n`, []],
  ['a kind that a wide table has twice', `${THREE}| Spring | 30 | A |\n| Spring | 20 | B |\n`, []],
  ['columns without a name', '| Harvest | | |\n| --- | --- | --- |\n| Spring | 30 | A |\n', []],
])('knows whether rows contradict each other: %s', (_, body, lines) => {
  expect(linesIn(body)).toEqual(lines);
});

it('quotes both values and says where the first stands', () => {
  const [problem] = contradictions(
    corpusOf([`${FRONT}## Green tea\n${TWO}| Origin | China |\n| Origin | Japan |\n`]),
  );
  expect(problem?.message).toMatch(/"Origin" of "Green tea" is "Japan" here and "China" in line 9\./);
});
