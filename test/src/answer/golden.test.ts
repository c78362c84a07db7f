import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/answer/answer.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { builtFrom, HANDBOOK, ROOT, TEAS } from '../../builders.js';

/**
 * Whole answers, as a person reads them, each in a file of `test/golden`.
 * After a change that is meant: `npx vitest run golden --update`, then read the difference.
 */
const ANSWERS: readonly [name: string, folder: string, ...turns: string[]][] = [
  ['definition', TEAS, 'What is oolong?'],
  ['definition-general', TEAS, 'what is tea'],
  ['aspect', TEAS, 'advantages of rooibos'],
  ['fact-sentence', TEAS, 'what is earl grey flavoured with'],
  ['fact-table', TEAS, 'is there caffeine in oolong?'],
  ['fact-prose', HANDBOOK, 'How much special leave is there for a wedding?'],
  ['fact-code', HANDBOOK, 'how do i request vacation on the command line'],
  ['why', TEAS, 'why does black tea get bitter'],
  ['list', TEAS, 'which teas are drunk with milk?'],
  ['list-all', TEAS, 'list all teas'],
  ['filter', TEAS, "a tea grown in Sri Lanka that isn't high in caffeine"],
  ['count', TEAS, 'how many of the teas have low caffeine'],
  ['compare', TEAS, 'green tea vs black tea'],
  ['compare-aspect', TEAS, 'oolong or white tea for caffeine?'],
  ['compare-unknown', TEAS, 'compare rooibos with kombucha'],
  ['recommend', TEAS, 'I need a replacement for my morning coffee'],
  ['recommend-no-need', TEAS, 'which tea is best?'],
  ['abstain', TEAS, 'who invented oolong'],
  ['abstain-unknown', TEAS, 'what is kombucha'],
  ['clarify', TEAS, '/compare green tea'],
  ['follow-up-aspect', TEAS, 'what is rooibos', 'does it have caffeine?'],
  ['follow-up-subject', TEAS, 'What water temperature does green tea need?', 'and white tea?'],
  ['help', TEAS, 'help'],
];

describe('the whole answer', () => {
  it.each(ANSWERS)('%s', async (name, folder, ...turns) => {
    const { bot } = await builtFrom(folder);
    let answer: Answer | null = null;
    const lines: string[] = [];
    for (const turn of turns) {
      answer = await bot.ask(turn, { conversation: answer?.conversation ?? null });
      lines.push(`> ${turn}`, '', plainText(answer), '', `(${answer.status})`, '');
    }
    await expect(lines.join('\n')).toMatchFileSnapshot(join(ROOT, 'test/golden', `${name}.txt`));
  });
});
