import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../adapters/terminal/chat.js';
import { renderPlain, renderTerminal, wrap } from '../../../adapters/terminal/render.js';
import { name } from '../../../src/answer/answer.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { builtFrom, HANDBOOK, questionsIn, TEAS } from '../../builders.js';
import { closest, code, madeUp, RESERVE, STEPS, TABLE } from '../../made-up.js';

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

  it('puts steps in a column, wraps them below their text, and moves in what stands below them', () => {
    expect(renderTerminal(madeUp({ blocks: [STEPS], citations: [] }), { width: 30, colour: false })).toBe(
      [
        ' 9. Warm the pot *well*. [1]',
        '        boil --to 95',
        '          # wait  [1]',
        '    • Water – Soft water is',
        '      best. [1]',
        '10. Add the leaves. [1]',
        '    • Two spoons. [1]',
        '      • Three for milk. [1]',
        '11.',
        '    pour()  [1]',
        '12. Drink it. [1]',
      ].join('\n'),
    );
    for (const width of [24, 60]) {
      const text = renderTerminal(madeUp({ blocks: [STEPS] }), { width, colour: false });
      for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(width);
    }
  });

  it('shows title, reserve, code, a table of an article, and what to ask next, in this order', () => {
    const answer = closest({
      title: [name('Making tea')],
      blocks: [code('tea()'), TABLE],
      suggestions: { lead: 'Ask next:', questions: ['What is tea?'] },
    });
    const text = renderTerminal(answer, { width: 90, colour: false });
    const parts = [
      'Making tea',
      RESERVE,
      '    tea()  [1]',
      '│ Grams',
      'Ask next:\n› What is tea?',
      'Sources',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toMatch(/Cup +│ 2 \[1\] +│ 3 \[1\] +│ A lid \| helps/);
    const coloured = renderTerminal(answer, { width: 90, colour: true });
    expect(stripVTControlCharacters(coloured)).toBe(text);
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
