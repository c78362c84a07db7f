import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { distinctSubjects } from '../../../src/query/entities.js';
import type { Intent } from '../../../src/query/intents/table.js';
import { BRIDGES, corpusOf, knowledgeFrom, knowledgeOf, queryOf, TEAS } from '../../builders.js';

let teas: Knowledge;
const bridges = knowledgeOf(corpusOf([BRIDGES]));
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});

async function read(question: string, knowledge: Knowledge) {
  const query = await queryOf(question, knowledge);
  return {
    intent: query.intent,
    subjects: distinctSubjects(query.subjects).map(({ id }) => id),
    aspect: query.aspect?.id ?? null,
  };
}

type Row = [question: string, intent: Intent, subjects: string[], aspect?: string];

const TEA_QUESTIONS: readonly Row[] = [
  ['What is green tea?', 'definition', ['green-tea']],
  ['whats wulong', 'definition', ['oolong']],
  ["what's Docent?", 'identity', []],
  ['redbush?', 'definition', ['rooibos']],
  ['tell me about white tea please', 'definition', ['white-tea']],
  ['define oolong', 'definition', ['oolong']],
  ['explain black tea in simple terms', 'definition', ['black-tea']],
  ['benefits of rooibos', 'aspect', ['rooibos'], 'advantages'],
  ['black tea pros', 'aspect', ['black-tea'], 'advantages'],
  ['what are the advantages of bai cha', 'aspect', ['white-tea'], 'advantages'],
  ['how do I brew oolong', 'aspect', ['oolong'], 'brewing'],
  ['brewing white tea', 'aspect', ['white-tea'], 'brewing'],
  ['where does rooibos grow', 'fact', ['rooibos']],
  ['does green tea go with fish', 'fact', ['green-tea']],
  ['who invented oolong', 'fact', ['oolong']],
  ['why is white tea called white', 'fact', ['white-tea']],
  ['how is tea stored', 'fact', []],
  ['what is pu-erh', 'fact', []],
  ['list all teas', 'list', []],
  ['Which teas go with fish?', 'list', []],
  ['which ones are harvested in spring', 'list', []],
  ['teas grown in china that are low in caffeine', 'list', []],
  ['a tea without caffeine', 'list', []],
  ['how many teas are there', 'count', []],
  ['how many of the teas have low caffeine', 'count', []],
  ['how many advantages does oolong have', 'count', ['oolong'], 'advantages'],
  ['green tea vs black tea', 'compare', ['green-tea', 'black-tea']],
  ['/compare oolong rooibos', 'compare', ['oolong', 'rooibos']],
  ['/compare: oolong, rooibos', 'compare', ['oolong', 'rooibos']],
  ['oolong rooibos', 'compare', ['oolong', 'rooibos']],
  ['difference between wu long & white tea', 'compare', ['oolong', 'white-tea']],
  ['is green tea better than oolong', 'compare', ['green-tea', 'oolong']],
  ['oolong, rooibos and white tea', 'compare', ['oolong', 'rooibos', 'white-tea']],
  ['which has more caffeine, black tea or green tea', 'compare', ['black-tea', 'green-tea']],
  ['compare rooibos with coffee', 'compare', ['rooibos']],
  ['I need a replacement for my morning coffee', 'recommend', []],
  ['best tea to drink with sweets?', 'recommend', []],
  ['recommend me a tea', 'recommend', []],
  ['which tea should I drink before sleep', 'recommend', []],
  ['hello', 'greeting', []],
  ['good morning docent', 'greeting', []],
  ['thanks a lot!', 'thanks', []],
  ['ok bye', 'farewell', []],
  ['who are you?', 'identity', []],
  ['are you a bot', 'identity', []],
  ['who made this', 'identity', []],
  ['help', 'help', []],
  ['/help', 'help', []],
  ['what can you do?', 'help', []],
  ['/topics', 'topics', []],
  ['what topics do you know', 'topics', []],
  ['', 'empty', []],
  ['   ', 'empty', []],
  ['🔥🔥🔥', 'empty', []],
  ['???!!!...', 'empty', []],
  ['@everyone', 'empty', []],
];

const BRIDGE_QUESTIONS: readonly Row[] = [
  ['What is an arch bridge?', 'definition', ['arch']],
  ['trestle?', 'definition', ['truss']],
  ['strengths of the truss', 'aspect', ['truss'], 'strengths'],
  ['vaulted bridge benefits', 'aspect', ['arch'], 'strengths'],
  ['what is the span of the fan bridge', 'fact', ['cable-stayed']],
  ['which bridges are made of steel?', 'list', []],
  ['list all bridges', 'list', []],
  ['how many bridges use wood', 'count', []],
  ['compare truss and arch bridge', 'compare', ['truss', 'arch']],
  ['truss vs cable stayed bridge', 'compare', ['truss', 'cable-stayed']],
  ['I need a bridge for a wide river', 'recommend', []],
  ['which bridge is best', 'recommend', []],
  ['what is green tea', 'fact', []],
];

describe('understand', () => {
  it.each(TEA_QUESTIONS)('reads %j as %s', async (question, intent, subjects, aspect) => {
    expect(await read(question, teas)).toEqual({ intent, subjects, aspect: aspect ?? null });
  });

  it.each(BRIDGE_QUESTIONS)(
    'reads %j of another article as %s',
    async (question, intent, subjects, aspect) => {
      expect(await read(question, bridges)).toEqual({ intent, subjects, aspect: aspect ?? null });
    },
  );

  it.each([
    ['was ist oolong', true],
    ['qué es el oolong', true],
    ['qu’est-ce que le rooibos', true],
    ['что такое чай', true],
    ['何ですか 烏龍', true],
    ['what is oolong', false],
    ['oolong', false],
    ['the taste of da hong pao', false],
    ['is it to come', false],
  ])('tells whether %j is another language: %s', async (question, foreign) => {
    expect((await queryOf(question, teas)).foreign).toBe(foreign);
  });

  it('knows what the answer must hold', async () => {
    expect((await queryOf('who invented oolong', teas)).form.asked).toBe('creator');
    expect((await queryOf('what is rooibos made of', teas)).form.asked).toBeNull();
  });

  it('knows a question for a reason, one about subjects in general, and one for a word', async () => {
    expect((await queryOf('why is white tea called white', teas)).why).toBe(true);
    expect((await queryOf('is white tea white', teas)).why).toBe(false);
    expect((await queryOf('is a tea good for the teeth', teas)).general).toBe(true);
    expect((await queryOf('is oolong good for the teeth', teas)).general).toBe(false);
    expect((await queryOf('what is pu-erh', teas)).defines).toBe(true);
    expect((await queryOf('where is pu-erh sold', teas)).defines).toBe(false);
  });

  it('keeps the words that carry a question, and knows which the articles do not', async () => {
    const { terms } = await queryOf('does the green tea of Kyoto contain fluoride', teas);
    expect(terms.filter(({ light }) => !light).map(({ text, known }) => [text, known])).toEqual([
      ['kyoto', false],
      ['fluoride', false],
    ]);
    expect((await queryOf('is there theine in oolong', teas)).terms).toMatchObject([
      { text: 'theine', known: true, alternatives: [{ stems: ['caffein'], strength: 0.85 }] },
    ]);
  });

  it('reads any message the same way twice', async () => {
    for (const [question] of TEA_QUESTIONS)
      expect(await queryOf(question, teas)).toEqual(await queryOf(question, teas));
  });
});
