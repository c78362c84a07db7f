import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../../src/answer/context.js';
import { INTENTS, isChat } from '../../../../src/query/intents/table.js';
import { BRIDGES, corpusOf, knowledgeFrom, knowledgeOf, queryOf, TEAS } from '../../../builders.js';

const KINDS = Object.keys(INTENTS) as (keyof typeof INTENTS)[];
const examplesOf = (kind: keyof typeof INTENTS) => INTENTS[kind].trim().split('\n');
const isPlain = (shape: string) => !/SUBJ|NOUN/.test(shape);

let teas: Knowledge;
const bridges = knowledgeOf(corpusOf([BRIDGES]));
const bare = knowledgeOf(corpusOf(['# Rules\n\n## Fees\n\nA day costs five crowns.\n']));
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});
const intentOf = async (message: string, knowledge: Knowledge) => (await queryOf(message, knowledge)).intent;

/** An example with names of the articles in its places. */
const filled = (shape: string, names: readonly string[], noun: string): string => {
  let at = 0;
  return shape
    .replace(/SUBJ/g, () => names[at++ % names.length] ?? '')
    .replace(/NOUNS/g, `${noun}s`)
    .replace(/NOUN/g, noun);
};

describe('an example as people send it', () => {
  it('is of the same kind in capitals, with marks and blanks around it', async () => {
    for (const kind of KINDS) {
      for (const shape of examplesOf(kind).filter(isPlain)) {
        const plain = await intentOf(shape, bare);
        for (const sent of [shape.toUpperCase(), `  ${shape}  `, `${shape}!`, `${shape}?`, `${shape} .`])
          expect(await intentOf(sent, bare), JSON.stringify(sent)).toBe(plain);
      }
    }
  });

  it('is no chat where it is a question or names a thing', async () => {
    const swallowed: string[] = [];
    for (const kind of KINDS.filter((one) => !isChat(one))) {
      for (const shape of examplesOf(kind)) {
        const message = filled(shape, ['oolong', 'rooibos'], 'tea');
        if (isChat(await intentOf(message, teas))) swallowed.push(message);
      }
    }
    expect(swallowed).toEqual([]);
  });

  it.each(['compare', 'list', 'count', 'recommend'] as const)(
    'of a %s is nearly always one with the names of some article',
    async (kind) => {
      for (const [knowledge, names, noun] of [
        [teas, ['oolong', 'rooibos', 'white tea'], 'tea'],
        [bridges, ['truss', 'arch bridge'], 'bridge'],
      ] as const) {
        const messages = examplesOf(kind).map((shape) => filled(shape, names, noun));
        const missed: string[] = [];
        for (const message of messages)
          if ((await intentOf(message, knowledge)) !== kind) missed.push(message);
        expect(missed.length / messages.length, missed.join('; ')).toBeLessThan(0.1);
      }
    },
  );
});

describe('a message of many sentences', () => {
  it.each([
    ['Hello! I have a question. How is oolong brewed?', /^(?:fact|aspect)$/],
    ['Thanks, that helped. And which teas have no caffeine?', /^list$/],
    ['Hi there. Compare oolong and rooibos please. Bye!', /^compare$/],
  ])('is read by what it asks: %j', async (message, intent) => {
    expect(await intentOf(message, teas)).toMatch(intent);
  });
});
