import { beforeAll, describe, expect, it } from 'vitest';
import type { Lexicon } from '../../../src/knowledge/lexicon.js';
import { findAspect, findSubjects, markNouns } from '../../../src/query/entities.js';
import { wordsOf } from '../../../src/query/words.js';
import { BRIDGES, botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';

let teas: Lexicon;
const bridges = botOf(corpusOf([BRIDGES])).lexicon;
beforeAll(async () => {
  teas = (await builtFrom(TEAS)).bot.lexicon;
});

const named = (question: string, lexicon: Lexicon) =>
  findSubjects(wordsOf(question), lexicon).map(({ subject }) => subject.id);

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
  ])('finds in %j the subjects %j', (question, ids) => {
    expect(named(question, teas)).toEqual(ids);
  });

  it.each([
    ['what is an arch bridge', ['arch']],
    ['cable stayed bridge or cablestayed bridge', ['cable-stayed', 'cable-stayed']],
    ['two trestles', ['truss']],
    ['a bridge of stone', []],
  ])('finds them in an article of another noun: %j', (question, ids) => {
    expect(named(question, bridges)).toEqual(ids);
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
  ])('forgives the slip %j', (written, id) => {
    expect(findSubjects(wordsOf(`what is ${written}`), teas)).toMatchObject([
      { subject: { id }, written, corrected: true },
    ]);
  });

  it.each(['belong', 'along', 'robots', 'roasted', 'cup', 'long', 'spring', 'ool'])(
    'takes the other word %j for no misspelt name',
    (word) => {
      expect(named(`what is ${word}`, teas)).toEqual([]);
    },
  );

  it.each(['grey tea', 'wheat tea', 'which tea', 'mint tea', 'iced tea'])(
    'takes the other thing %j for no misspelt name',
    (name) => {
      expect(named(`what is ${name}`, teas)).toEqual([]);
    },
  );

  it('says which words the name takes', () => {
    const words = wordsOf('does green tea go with fish');
    expect(findSubjects(words, teas)).toMatchObject([
      { from: 1, to: 2, written: 'green tea', corrected: false },
    ]);
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
    expect(findAspect(wordsOf(question), teas)?.aspect.id ?? null).toBe(id);
  });

  it('finds those of another article', () => {
    expect(findAspect(wordsOf('the benefits'), bridges)?.aspect.id).toBe('strengths');
  });
});

describe('markNouns', () => {
  it.each([
    ['a tea of spring', ['tea']],
    ['which ones are sweet', ['ones']],
    ['a sweet one', ['one']],
    ['which one is sweet', []],
    ['oolong and the other ones', []],
  ])('marks in %j the words %j', (question, marked) => {
    const words = wordsOf(question);
    markNouns(words, findSubjects(words, teas), teas);
    expect(words.filter(({ role }) => role === 'noun').map(({ text }) => text)).toEqual(marked);
  });
});
