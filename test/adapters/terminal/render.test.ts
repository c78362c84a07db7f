import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../adapters/terminal/chat.js';
import { renderPlain, renderTerminal, wrap } from '../../../adapters/terminal/render.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { builtFrom, HANDBOOK, questionsIn, TEAS } from '../../builders.js';

describe('wrap', () => {
  it.each([
    ['one two three', 7, '', ['one two', 'three']],
    ['one two three', 100, '', ['one two three']],
    ['one two three', 7, '  ', ['one two', '  three']],
    ['abcdefghij', 4, '', ['abcd', 'efgh', 'ij']],
    ['a bcdefghij', 4, '', ['a', 'bcde', 'fghi', 'j']],
    ['one\n\ntwo', 10, '', ['one', '', 'two']],
    ['', 10, '', ['']],
  ])('wraps %j at %i', (text, width, indent, lines) => {
    expect(wrap(text, width, indent)).toBe(lines.join('\n'));
  });
});

describe('renderTerminal', () => {
  it.each([20, 40, 80, 200])('is never wider than %i columns, and loses no word', async (width) => {
    const { bot } = await builtFrom(TEAS);
    for (const { q } of await questionsIn(`${TEAS}/questions.jsonl`)) {
      const answer = await bot.ask(q);
      const text = renderTerminal(answer, { width, colour: false });
      const wide = Math.min(width, 100);
      for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(wide);
      const letters = (from: string) => from.replace(/[^\p{L}\p{N}]/gu, '').length;
      if (!answer.blocks.some(({ type }) => type === 'table'))
        expect(letters(text)).toBe(letters(plainText(answer)));
    }
  });

  it('draws a comparison as a table, and rows one under the other where there is no room', async () => {
    const { bot } = await builtFrom(TEAS);
    const answer = await bot.ask('green tea vs black tea');
    expect(renderTerminal(answer, { width: 100, colour: false })).toMatch(/│ Green tea +│ Black tea/);
    const narrow = renderTerminal(answer, { width: 40, colour: false });
    expect(narrow).not.toContain('│');
    expect(narrow).toContain('Caffeine\n  Green tea: Low [1]\n  Black tea: High [2]');
  });

  it('differs by colour alone when it is coloured', async () => {
    const { bot } = await builtFrom(TEAS);
    for (const question of ['advantages of oolong', 'green tea vs black tea', 'who invented oolong']) {
      const answer = await bot.ask(question);
      const plain = renderTerminal(answer, { width: 80, colour: false });
      expect(plain).not.toContain('\u001b');
      expect(stripVTControlCharacters(renderTerminal(answer, { width: 80, colour: true }))).toBe(plain);
    }
  });

  it('indents code', async () => {
    const { bot } = await builtFrom(HANDBOOK);
    const answer = await bot.ask('almanac request from to note command');
    expect(renderTerminal(answer, { width: 80, colour: false })).toContain('    almanac request --from');
  });
});

describe('renderPlain', () => {
  it('is the plain text', async () => {
    const { bot } = await builtFrom(TEAS);
    const answer = await bot.ask('advantages of oolong');
    expect(renderPlain(answer)).toBe(plainText(answer));
  });
});

describe('complete', () => {
  const names = ['Green tea', 'Oolong', 'Rooibos'];

  it.each([
    ['what is oo', ['Oolong'], 'oo'],
    ['what is Gr', ['Green tea'], 'Gr'],
    ['compare oolong,r', ['Rooibos'], 'r'],
    ['what is x', [], 'x'],
    ['what is ', names, ''],
    ['', names, ''],
  ])('completes %j', (line, hits, word) => {
    expect(complete(line, names)).toEqual([hits, word]);
  });
});
