import { beforeAll, describe, expect, it } from 'vitest';
import { createBot, type LocalBot, plainText } from '../../src/index.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import { BRIDGES, botOf, builtFrom, corpusOf, spansOf, TEAS } from '../builders.js';

let teas: LocalBot;
beforeAll(async () => {
  teas = (await builtFrom(TEAS)).bot;
});

describe('bot.ask', () => {
  it('keeps to the room it is given, a whole statement at a time', async () => {
    const whole = await teas.ask('what is oolong');
    for (const room of [900, 500, 300, 200]) {
      const answer = await teas.ask('what is oolong', { room });
      expect(plainText(answer).length).toBeLessThanOrEqual(room);
      const sentences = whole.citations.map(({ quote }) => quote);
      for (const { quote } of answer.citations) expect(sentences).toContain(quote);
    }
    expect((await teas.ask('what is oolong', { room: 1 })).citations).toHaveLength(1);
  });

  it('keeps to what a person reads in a chat when it is given none', async () => {
    for (const question of ['what is oolong', 'where does rooibos grow', 'why is white tea called white'])
      expect(plainText(await teas.ask(question)).length).toBeLessThanOrEqual(900);
    for (const question of ['green tea vs black tea', 'list all teas', 'advantages of rooibos', 'help'])
      expect(plainText(await teas.ask(question)).length).toBeLessThanOrEqual(2500);
  });

  it('tells the bot’s own words from those of the article', async () => {
    const answer = await teas.ask('what is oolong');
    for (const span of spansOf(answer.blocks)) {
      if (span.type === 'quoted') expect(answer.citations.map(({ quote }) => quote)).toContain(span.text);
      else expect(span.text.trim()).toBe('');
    }
  });

  it('explains itself', async () => {
    const { explanation } = await teas.ask('does the roobios contain theine');
    expect(explanation).toMatchObject({
      intent: 'fact',
      subjects: [{ id: 'rooibos', written: 'roobios', corrected: true }],
    });
    expect(explanation.terms.find(({ text }) => text === 'theine')?.alternatives).toContain('caffein');
    expect(explanation.decision).not.toBe('');
    expect(explanation.candidates.length).toBeGreaterThan(0);
    expect(explanation.candidates.length).toBeLessThanOrEqual(10);
  });

  it('holds its state in the conversation alone', async () => {
    const alone = await teas.ask('what about its taste?');
    const { conversation } = await teas.ask('what is oolong');
    expect(await teas.ask('what about its taste?')).toEqual(alone);
    const copy = JSON.parse(JSON.stringify(conversation));
    expect(await teas.ask('what about its taste?', { conversation: copy })).toEqual(
      await teas.ask('what about its taste?', { conversation }),
    );
  });

  it('lets through what the engine throws', async () => {
    const corpus = corpusOf([BRIDGES]);
    const bot = createBot(corpus, {
      ...createLocalEngine(corpus, buildIndex(corpus)),
      retriever: { candidates: () => Promise.reject(new Error('engine away')) },
    });
    await expect(bot.ask('what is made of wood')).rejects.toThrow('engine away');
    expect((await bot.ask('hello')).status).toBe('chat');
  });

  it('answers from an article without subjects, tables or front matter', async () => {
    const bot = botOf(
      corpusOf(['# Guide\n\nThe pump is primed with oil.\n\nThe valve opens at nine bar.\n']),
    );
    const answer = await bot.ask('what opens at nine bar');
    expect(answer.citations[0]).toMatchObject({ section: 'Guide', lines: [5, 5], subject: null });
    expect((await bot.ask('which colour has the door')).status).toBe('abstained');
    for (const message of [
      'help',
      'topics',
      'who are you',
      '',
      'compare',
      'list all topics',
      'which is best',
    ])
      expect(plainText(await bot.ask(message))).not.toBe('');
  });

  it('answers from an article of one sentence', async () => {
    const bot = botOf(corpusOf(['Water is wet.\n']));
    expect((await bot.ask('what is water')).citations[0]?.quote).toBe('Water is wet.');
  });
});

describe('how careful the bot is', () => {
  const QUESTIONS = [
    'which oil scents Earl Grey',
    'where does rooibos grow',
    'why is white tea called white',
  ];
  const answeredWith = async (abstainRisk: number) => {
    const { corpus } = teas;
    const bot = createBot(corpus, createLocalEngine(corpus, buildIndex(corpus)), { abstainRisk });
    const answers = await Promise.all(QUESTIONS.map((question) => bot.ask(question)));
    return answers.filter(({ status }) => status === 'answered');
  };

  it('is set by the likelihood of being wrong that is put up with', async () => {
    const all = await answeredWith(1);
    expect(all).toHaveLength(QUESTIONS.length);
    const least = Math.min(...all.map(({ confidence }) => confidence));
    const some = await answeredWith(1 - least - 0.001);
    expect(some.length).toBeLessThan(all.length);
    expect(some.every(({ confidence }) => confidence > least)).toBe(true);
    expect(await answeredWith(0)).toEqual([]);
  });
});
