import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { knowledgeFrom, queryOf, TEAS } from '../../builders.js';

let teas: Knowledge;
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});

describe('conditions', () => {
  const conditions = async (question: string) =>
    (await queryOf(question, teas)).conditions.map(({ text, negated }) => (negated ? `! ${text}` : text));

  it.each([
    ['which teas are grown in Africa?', ['grown africa']],
    ['teas grown in china that are low in caffeine', ['grown china', 'low caffeine']],
    ['a tea from Japan with a fresh taste', ['japan', 'fresh taste']],
    ["a tea grown in Sri Lanka that isn't high in caffeine", ['grown sri lanka', '! high caffeine']],
    ['teas that are not grown in china', ['! grown china']],
    ['which teas are from China but not bitter', ['china', '! bitter']],
    ['list all teas', []],
    ['recommend me a tea', []],
    ['which tea should I use', []],
  ])('cuts %j into %j', async (question, expected) => {
    expect(await conditions(question)).toEqual(expected);
  });

  it('knows the subject that a condition names', async () => {
    const { conditions: found } = await queryOf('which tea follows the ideas of oolong', teas);
    expect(found.flatMap(({ mentions }) => mentions.map(({ id }) => id))).toEqual(['oolong']);
  });

  it('are none where no subject is looked for', async () => {
    expect((await queryOf('does rooibos grow in China', teas)).conditions).toEqual([]);
  });
});
