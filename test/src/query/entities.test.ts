import { beforeAll, describe, expect, it } from 'vitest';
import type { Knowledge } from '../../../src/answer/context.js';
import { findAspect, findSubjects, markNouns } from '../../../src/query/entities.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, corpusOf, knowledgeFrom, knowledgeOf, reading, TEAS } from '../../builders.js';

let teas: Knowledge;
const bridges = knowledgeOf(corpusOf([BRIDGES]));
beforeAll(async () => {
  teas = await knowledgeFrom(TEAS);
});

/** The words of a question, and the subjects that they name. */
const read = (question: string, knowledge: Knowledge) =>
  reading(knowledge, (lexicon, known) => {
    const words = wordsOf(question);
    return { words, mentions: findSubjects(words, lexicon, known) };
  });
const named = async (question: string, knowledge: Knowledge) =>
  (await read(question, knowledge)).mentions.map(({ subject }) => subject.id);

describe('findSubjects', () => {
  it.each([
    ['what is green tea', ['green-tea']],
    ['GREEN-TEA!', ['green-tea']],
    ['greentea', ['green-tea']],
    ['green.tea', ['green-tea']],
    ['Is ryokucha bitter?', ['green-tea']],
    ['lu-cha', ['green-tea']],
    ['whats wulong', ['oolong']],
    ['wu long & white tea', ['oolong', 'white-tea']],
    ['rooibos or red bush or redbush', ['rooibos', 'rooibos', 'rooibos']],
    ['oolong, rooibos and bai cha', ['oolong', 'rooibos', 'white-tea']],
    ['black tea’s taste', ['black-tea']],
    ['a red tea', []],
    ['tea', []],
    ['the green bush', []],
    ['long, wu', []],
    ['wu; long', []],
    ['', []],
  ])('finds in %j the subjects %j', async (question, ids) => {
    expect(await named(question, teas)).toEqual(ids);
  });

  it.each([
    ['what is an arch bridge', ['arch']],
    ['cable stayed bridge or cablestayed bridge', ['cable-stayed', 'cable-stayed']],
    ['two trestles', ['truss']],
    ['a bridge of stone', []],
  ])('finds them in an article of another noun: %j', async (question, ids) => {
    expect(await named(question, bridges)).toEqual(ids);
  });

  it.each([
    ['roobios', 'rooibos'],
    ['rooibios', 'rooibos'],
    ['roibos', 'rooibos'],
    ['ooling', 'oolong'],
    ['wullong', 'oolong'],
    ['ryokuhca', 'green-tea'],
    ['greeen tea', 'green-tea'],
    ['wihte tea', 'white-tea'],
  ])('forgives the slip %j', async (written, id) => {
    expect((await read(`what is ${written}`, teas)).mentions).toMatchObject([
      { subject: { id }, written, corrected: true },
    ]);
  });

  it.each(['belong', 'along', 'robots', 'roasted', 'cup', 'long', 'spring', 'ool'])(
    'takes the other word %j for no misspelt name',
    async (word) => {
      expect(await named(`what is ${word}`, teas)).toEqual([]);
    },
  );

  it.each(['grey tea', 'wheat tea', 'which tea', 'mint tea', 'iced tea'])(
    'takes the other thing %j for no misspelt name',
    async (name) => {
      expect(await named(`what is ${name}`, teas)).toEqual([]);
    },
  );

  it('says which words the name takes', async () => {
    const { words, mentions } = await read('does green tea go with fish', teas);
    expect(mentions).toMatchObject([{ from: 1, to: 2, written: 'green tea', corrected: false }]);
    expect(words.map(({ role }) => role)).toEqual([null, 'subject', 'subject', null, null, null]);
  });
});

describe('findAspect', () => {
  it.each([
    ['advantages of it', 'advantages'],
    ['the benefits', 'advantages'],
    ['what are the good points', 'advantages'],
    ['its pros', 'advantages'],
    ['how to brew it', 'brewing'],
    ['how is it steeped', 'brewing'],
    ['where does it come from', null],
    ['', null],
  ])('finds in %j the aspect %j', (question, id) => {
    expect(findAspect(wordsOf(question), teas.lexicon)?.aspect.id ?? null).toBe(id);
  });

  it('finds those of another article', () => {
    expect(findAspect(wordsOf('the benefits'), bridges.lexicon)?.aspect.id).toBe('strengths');
  });
});

describe('markNouns', () => {
  it.each([
    ['a tea of spring', ['tea']],
    ['which ones are sweet', ['ones']],
    ['a sweet one', ['one']],
    ['which one is sweet', []],
    ['oolong and the other ones', []],
  ])('marks in %j the words %j', async (question, marked) => {
    const { words, mentions } = await read(question, teas);
    markNouns(words, mentions, teas.lexicon);
    expect(words.filter(({ role }) => role === 'noun').map(({ text }) => text)).toEqual(marked);
  });
});
