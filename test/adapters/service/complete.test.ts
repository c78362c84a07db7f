import { describe, expect, it } from 'vitest';
import { createCompleter } from '../../../adapters/service/complete.js';
import { indexCandidates } from '../../../adapters/service/complete-index.js';
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
    const { contents } = (await builtFrom(TEAS)).bot;
    const offered = (answer: Answer) =>
      createCompleter({ contents, ask: async () => answer }).questions('caffiene in tea', 5);
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

  /** A bot with very many subjects, which counts what it is asked; each question takes ten milliseconds of its clock. */
  async function large(subjects: number) {
    const { contents } = (await builtFrom(TEAS)).bot;
    const [first] = contents.subjects;
    if (!first) throw new Error('The teas have no subject');
    const many = Array.from({ length: subjects }, (_, i) => {
      const name = `Tea ${i.toString(36)}`;
      return { ...first, id: `tea-${i}`, name, names: [name] };
    });
    const counted = { asked: 0, clock: 0, turns: 0 };
    const bot = {
      contents: { ...contents, subjects: many },
      ask: async () => {
        counted.asked++;
        counted.clock += 10;
        return madeUp();
      },
    };
    return { bot, counted, completer: createCompleter(bot, () => counted.clock) };
  }

  it('finds in very many subjects as in few', async () => {
    const { completer } = await large(30_000);
    expect((await completer.questions('what is tea n5', 3))[0]).toBe('What is Tea n5?');
    expect(await completer.questions('n5b', 25)).toEqual(['What is Tea n5b?']);
    expect(completer.subjects('tea n5b', 25)).toEqual(['Tea n5b']);
    expect(completer.subjects('tea n5', 2)).toEqual(['Tea n5', 'Tea n50']);
  });

  it('looks at no more candidates for a keystroke, however many there are', async () => {
    const { bot } = await large(30_000);
    const index = await indexCandidates(bot.contents);
    for (const typed of [[], ['w'], ['what', 'is'], ['tea']])
      expect(index.find(typed).length).toBeLessThanOrEqual(2_000);
    expect(index.find(['tea', 'n5b']).map(({ text }) => text)).toEqual(['What is Tea n5b?']);
  });

  it('offers what it has when it takes long, and more the next time', async () => {
    const { completer, counted } = await large(1_000);
    expect(await completer.questions('tea', 100)).toHaveLength(40);
    expect(counted.asked).toBe(40);
    expect(await completer.questions('tea', 100)).toHaveLength(80);
  });

  it('lets others have their turn after each question that it asks', async () => {
    const { completer, counted } = await large(100);
    await completer.questions('', 1);
    const before = counted.asked;
    let [turns, done] = [0, false];
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    await completer.questions('tea', 25);
    done = true;
    expect(counted.asked - before).toBeGreaterThan(20);
    expect(turns).toBeGreaterThanOrEqual(counted.asked - before);
  });

  it('asks nothing more once the next key was pressed', async () => {
    const { completer, counted } = await large(100);
    await completer.questions('tea', 25, () => counted.asked < 3);
    expect(counted.asked).toBe(3);
  });

  it('asks for two keystrokes at a time, and has for others what it knows', async () => {
    const { bot } = await large(100);
    let [under, most] = [0, 0];
    const ask = async () => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setImmediate(resolve));
      under--;
      return madeUp();
    };
    const completer = createCompleter({ ...bot, ask });
    const known = await completer.questions('tea 1', 5);
    const typed = ['tea 2', 'tea 3', 'tea 4', 'tea 1'].map((one) => completer.questions(one, 5));
    expect((await Promise.all(typed)).map(({ length }) => length)).toEqual([5, 5, 0, 5]);
    expect(await typed[3]).toEqual(known);
    expect(most).toBe(2);
    expect(await completer.questions('tea 4', 5)).toHaveLength(5);
  });

  it('works on a corpus without subjects', async () => {
    const completer = createCompleter((await builtFrom(HANDBOOK)).bot);
    expect(completer.subjects('a', 25)).toEqual([]);
    await expect(completer.questions('how', 25)).resolves.toBeInstanceOf(Array);
  });
});
