import { describe, expect, it } from 'vitest';
import { createCompleter } from '../../../adapters/shared/complete.js';
import type { Answer } from '../../../src/answer/answer.js';
import { builtFrom, HANDBOOK, TEAS } from '../../builders.js';
import { closest, madeUp } from '../../made-up.js';

describe('completing what is typed', () => {
  it('offers only questions that are answered, those that go on with it first', async () => {
    const { bot } = await builtFrom(TEAS);
    const completer = createCompleter(bot);
    for (const typed of ['', 'what', 'compare green', 'advant', 'rooi']) {
      const offered = await completer.questions(typed, 25);
      expect(offered.length).toBeGreaterThan(0);
      expect(offered.length).toBeLessThanOrEqual(25);
      expect(new Set(offered.map((one) => one.toLowerCase())).size).toBe(offered.length);
      for (const one of offered) expect((await bot.ask(one)).status).toBe('answered');
    }
    expect((await completer.questions('what is ool', 5))[0]).toBe('What is Oolong?');
    expect(await completer.questions('who won the world cup', 5)).not.toContain('who won the world cup');
  });

  it('offers what the bot makes of what goes on with nothing, unless it is given with a reserve', async () => {
    const { corpus } = (await builtFrom(TEAS)).bot;
    const offered = (answer: Answer) =>
      createCompleter({ corpus, ask: async () => answer }).questions('caffiene in tea', 5);
    const explanation = { ...madeUp().explanation, question: 'caffeine in tea' };
    const suggestions = { lead: 'Ask:', questions: ['Which tea has most caffeine?'] };
    expect(await offered(madeUp({ explanation, suggestions }))).toEqual([
      'caffeine in tea',
      'Which tea has most caffeine?',
    ]);
    expect(await offered(closest({ explanation, suggestions }))).toEqual(['Which tea has most caffeine?']);
  });

  it('offers subjects by any of their names, without those chosen', async () => {
    const completer = createCompleter((await builtFrom(TEAS)).bot);
    expect(completer.subjects('', 25)).toHaveLength(5);
    expect(completer.subjects('ROO', 25)).toEqual(['Rooibos']);
    expect(completer.subjects('tea', 25, ['green tea'])).not.toContain('Green tea');
    expect(completer.subjects('zzz', 25)).toEqual([]);
  });

  it('works on a corpus without subjects', async () => {
    const completer = createCompleter((await builtFrom(HANDBOOK)).bot);
    expect(completer.subjects('a', 25)).toEqual([]);
    await expect(completer.questions('how', 25)).resolves.toBeInstanceOf(Array);
  });
});
