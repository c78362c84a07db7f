import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bot, createBot } from '../../src/bot.js';
import { parseQuestionSet } from '../../src/eval/question-set.js';
import { scoreAll } from '../../src/eval/score.js';
import type { Corpus } from '../../src/knowledge/corpus.js';
import { ENGLISH } from '../../src/knowledge/english-thesaurus.js';
import { createLexicon } from '../../src/knowledge/lexicon.js';
import { withKnownWords } from '../../src/query/known-words.js';
import { understand } from '../../src/query/understand.js';
import { find } from '../../src/retrieval/find.js';
import { buildIndex } from '../../src/retrieval/local/build-index.js';
import { createLocalEngine } from '../../src/retrieval/local/engine.js';
import { LocalIndex } from '../../src/retrieval/local/local-index.js';
import type { Engine } from '../../src/retrieval/ports.js';
import { LEARNED } from '../../src/retrieval/weights/learned.js';
import { askedOf } from '../arbitraries.js';
import { BRIDGES, type Built, builtFrom, converse, corpusOf, queryOf, TEAS } from '../builders.js';
import { KETTLE } from '../made-up.js';
import { brokenPromises } from '../properties/promises.js';
import { itIsAnEngine } from './engine-contract.js';
import { createNaiveEngine } from './naive-engine.js';

const local = (corpus: Corpus): Engine => createLocalEngine(corpus, buildIndex(corpus));

itIsAnEngine('the local engine', local);
itIsAnEngine('the local engine, saved and loaded', (corpus) =>
  createLocalEngine(corpus, LocalIndex.join(structuredClone(buildIndex(corpus).articles))),
);
itIsAnEngine('an engine without an index', createNaiveEngine);

/** Questions that are asked in full and want one thing that the articles say, or do not say. */
const PLAIN: ReadonlySet<string> = new Set([
  'definition',
  'advantages',
  'features',
  'fact',
  'why',
  'list',
  'filter',
  'compare',
  'outside',
]);

/** What is told by the scores of the engine, or by which other passages it found. */
const OF_THE_ENGINE: ReadonlySet<string> = new Set([
  'engine',
  'retrieval',
  'rank',
  'document',
  'section',
  'telling',
]);

describe('a feature', () => {
  it('means the same whatever engine found the passage', async () => {
    const corpus = corpusOf([KETTLE, BRIDGES]);
    const lexicon = createLexicon(corpus, [ENGLISH]);
    const measured = async (engine: Engine, question: string) => {
      const { evidence } = await find(await queryOf(question, { lexicon, engine }), engine, LEARNED);
      return new Map(
        evidence.map(({ passage, features }): [string, object] => [
          passage.id,
          Object.fromEntries(Object.entries(features).filter(([name]) => !OF_THE_ENGINE.has(name))),
        ]),
      );
    };
    for (const question of ['how do I descale the kettle', 'which bridge is of stone', 'how many litres']) {
      const here = await measured(local(corpus), question);
      const there = await measured(createNaiveEngine(corpus), question);
      const both = [...here.keys()].filter((id) => there.has(id));
      expect(both.length).toBeGreaterThan(0);
      for (const id of both) expect(there.get(id), `${question} ${id}`).toEqual(here.get(id));
    }
  });
});

describe('a bot on an engine without an index', () => {
  let naive: Built;
  beforeAll(async () => {
    const { bot, sources } = await builtFrom(TEAS);
    naive = { bot: createBot(bot.corpus, createNaiveEngine(bot.corpus)), sources };
  });

  it('answers nearly all plain questions rightly that one on the local engine does', async () => {
    const file = `${TEAS}/questions.jsonl`;
    const questions = parseQuestionSet(await readFile(file, 'utf8'), file).filter(({ kind }) =>
      PLAIN.has(kind),
    );
    const rightOf = async (bot: Bot) =>
      (await scoreAll(bot, questions)).flatMap(({ question, faults }) =>
        faults.length > 0 ? [] : [question.q],
      );
    const atHome = await rightOf((await builtFrom(TEAS)).bot);
    const here = await rightOf(naive.bot);
    expect(atHome.length).toBeGreaterThan(questions.length / 2);
    expect(here.filter((question) => atHome.includes(question)).length / atHome.length).toBeGreaterThan(0.9);
  });

  it.each([
    ['What is green tea?', /unoxidised/],
    ['where does rooibos grow', /Cederberg/],
    ['how long should rooibos stay in the pot', /5 to 10 minutes|five minutes/],
    ['why is white tea called white', /hairs/],
    ['which antioxidants are in green tea', /catechins/],
  ])('tells what the article says: %j', async (question, says) => {
    const answer = await naive.bot.ask(question);
    expect(answer.status).toMatch(/^(?:answered|closest)$/);
    expect(answer.citations.map(({ quote }) => quote).join('\n')).toMatch(says);
    expect(brokenPromises(answer, naive.sources)).toEqual([]);
  });

  it('lists, counts, compares, recommends and follows up', async () => {
    const { bot } = naive;
    expect((await bot.ask('which teas are grown in Africa')).subjects).toEqual(['black-tea', 'rooibos']);
    expect((await bot.ask('how many teas have low caffeine')).subjects).toEqual(['green-tea', 'white-tea']);
    expect((await bot.ask('compare oolong and rooibos')).blocks.map(({ type }) => type)).toContain('table');
    expect((await bot.ask('something to drink before going to sleep')).subjects[0]).toBe('rooibos');
    const follow = await converse(bot, 'tell me about rooibos', 'how is it brewed?');
    expect(follow.subjects).toEqual(['rooibos']);
    expect(follow.status).toBe('answered');
  });

  it('gives nothing for sure where the articles are silent', async () => {
    for (const question of ['who won the world cup', 'how do I file my taxes', 'where is the post office'])
      expect((await naive.bot.ask(question)).status, question).not.toBe('answered');
  });

  it('shows the section that a citation is of', async () => {
    const { citations } = await naive.bot.ask('where does rooibos grow');
    const section = citations[0] && (await naive.bot.section(citations[0]));
    expect(section?.citations.map(({ quote }) => quote)).toContain(citations[0]?.quote);
  });

  it('survives whatever it is asked, and quotes only what stands in the cited lines', async () => {
    const { messages } = await askedOf(TEAS, `${TEAS}/questions.jsonl`);
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        expect(brokenPromises(await naive.bot.ask(message), naive.sources)).toEqual([]);
      }),
      { seed: 3, numRuns: 60 },
    );
  }, 120_000);

  it('reads a question as it is read where words are at hand', async () => {
    const { messages, built } = await askedOf(TEAS, `${TEAS}/questions.jsonl`);
    const { corpus } = built.bot;
    const lexicon = createLexicon(corpus, [ENGLISH]);
    const { atHand, ...asked } = local(corpus).vocabulary;
    expect(atHand).toBeDefined();
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        const read = (source: Engine['vocabulary']) =>
          withKnownWords(source, (known) => understand(message, lexicon, known));
        expect(await read(asked)).toEqual(await read({ ...asked, ...(atHand ? { atHand } : {}) }));
      }),
      { seed: 4, numRuns: 300 },
    );
  }, 120_000);
});
