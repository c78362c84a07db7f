import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../../src/answer/context.js';
import { recogniseIntent, recogniseIntents } from '../../../../src/query/intents/recognise.js';
import { INTENTS, type Intent, isAdmissible, isChat } from '../../../../src/query/intents/table.js';
import { BRIDGES, corpusOf, knowledgeFrom, knowledgeOf, queryOf, TEAS } from '../../../builders.js';

const KINDS = Object.keys(INTENTS) as (keyof typeof INTENTS)[];
/** As a message is read: without apostrophes. */
const examplesOf = (kind: keyof typeof INTENTS) => INTENTS[kind].trim().replace(/['’]/g, '').split('\n');

let teas: Knowledge;
const bridges = knowledgeOf(corpusOf([BRIDGES]));
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});
const intentOf = async (message: string, knowledge = teas) => (await queryOf(message, knowledge)).intent;

describe('the examples', () => {
  it.each([
    'compare',
    'list',
    'count',
    'recommend',
    'greeting',
    'thanks',
    'farewell',
    'identity',
    'help',
    'topics',
  ] as const)('of a %s are taken for one, but for one in twenty', (kind) => {
    const missed = examplesOf(kind).filter((shape) => recogniseIntent(shape, true).intent !== kind);
    expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(examplesOf(kind).length / 20);
  });

  it('of what a word means are told from other facts', () => {
    for (const shape of examplesOf('meaning')) expect(recogniseIntent(shape, true).meaning, shape).toBe(true);
    const meant = examplesOf('fact').filter((shape) => recogniseIntent(shape, true).meaning);
    expect(meant.length / examplesOf('fact').length).toBeLessThan(0.02);
  });

  it('are each of one kind', () => {
    const all = KINDS.flatMap((kind) => [...new Set(examplesOf(kind))]);
    expect(all.filter((shape, i) => all.indexOf(shape) !== i)).toEqual([]);
  });
});

describe('a message that is no example', () => {
  it.each<[string, Intent]>([
    ['Good morning!', 'greeting'],
    ['hello there, how are you?', 'greeting'],
    ['ok great, thank you so much', 'thanks'],
    ['bye bye', 'farewell'],
    ['see you later', 'farewell'],
    ['are you an AI?', 'identity'],
    ['topics', 'topics'],
    ['what do you know?', 'topics'],
    ['help me please', 'help'],
  ])('may chat: %j is a %s', async (message, intent) => {
    expect(await intentOf(message)).toBe(intent);
  });

  it.each([
    'hi, what is oolong?',
    'thanks to which tea do I sleep?',
    'help me choose a tea',
    'who are the makers of oolong?',
    'what can you do with old leaves?',
    'how do I use a teapot?',
    'who made the first teapot?',
    'what do you know about pots',
  ])('is answered where it asks: %j', async (message) => {
    expect(isChat(await intentOf(message))).toBe(false);
  });

  it.each<[string, Intent]>([
    ['truss and arch bridge', 'compare'],
    ['how many strengths does the truss have', 'count'],
    ['how many bridges are there', 'count'],
    ['which bridges resemble the truss', 'list'],
    ['a bridge of stone', 'list'],
    ['what is the best bridge for a valley', 'recommend'],
    ['is the viaduct a good bridge', 'fact'],
    ['how is a bridge painted', 'fact'],
    ['what does the truss cost', 'fact'],
  ])('is told by its grammar: %j is a %s', async (message, intent) => {
    expect(await intentOf(message, bridges)).toBe(intent);
  });
});

const words = fc.constantFrom(
  ...new Set(KINDS.flatMap(examplesOf).flatMap((shape) => shape.split(' '))),
  'SUBJ',
  'NOUNS',
  'zyx',
  '7',
);
const shapes = fc.array(words, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(' '));

describe('any message', () => {
  it('has a likelihood for every kind, 1 in all, and none for what it cannot want', () => {
    fc.assert(
      fc.property(
        fc.oneof(shapes, fc.string({ unit: 'binary', maxLength: 60 })),
        fc.boolean(),
        (shape, kinds) => {
          const likelihoods = Object.entries(recogniseIntents(shape, kinds)) as [
            keyof typeof INTENTS,
            number,
          ][];
          expect(likelihoods.map(([kind]) => kind)).toEqual(KINDS);
          expect(likelihoods.reduce((sum, [, likelihood]) => sum + likelihood, 0)).toBeCloseTo(1, 9);
          for (const [kind, likelihood] of likelihoods) {
            expect(likelihood).toBeGreaterThanOrEqual(0);
            if (!isAdmissible(kind, shape, kinds)) expect(likelihood).toBe(0);
          }
        },
      ),
      { seed: 8, numRuns: 400 },
    );
  });

  it('is read the same way whatever was read before', () => {
    fc.assert(
      fc.property(shapes, shapes, (shape, other) => {
        const first = recogniseIntent(shape, true);
        recogniseIntent(other, true);
        expect(recogniseIntent(shape, true)).toEqual(first);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('is no chat where it names a subject', () => {
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, place) => {
        const parts = shape.split(' ');
        parts.splice(place % (parts.length + 1), 0, 'SUBJ');
        expect(isChat(recogniseIntent(parts.join(' '), true).intent)).toBe(false);
      }),
      { seed: 8, numRuns: 400 },
    );
  });

  it('wants no list of things where the articles do not say what they are called', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect(recogniseIntent(shape, false).intent).not.toMatch(/^(?:list|recommend)$/);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('is told by its grammar and not by words that no example has', () => {
    const content = fc.constantFrom('xylophone', 'quokka', 'zeppelin', 'brzeg');
    fc.assert(
      fc.property(shapes, content, content, (shape, one, other) => {
        const [first, second] = [one, other].map((word) => recogniseIntents(`${shape} ${word}`, true));
        expect(first).toEqual(second);
      }),
      { seed: 8, numRuns: 100 },
    );
  });
});

it('never takes a question about a subject for chat, whatever is said before and behind it', async () => {
  for (const kind of KINDS.filter(isChat)) {
    for (const said of examplesOf(kind).filter((_, i) => i % 6 === 0)) {
      expect(isChat(await intentOf(`${said}, what is oolong?`)), said).toBe(false);
      expect(isChat(await intentOf(`where does rooibos grow? ${said}`)), said).toBe(false);
    }
  }
});
