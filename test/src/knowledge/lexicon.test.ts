import { beforeAll, describe, expect, it } from 'vitest';
import { createLexicon, type Lexicon, plural } from '../../../src/knowledge/lexicon.js';
import { phraseStems } from '../../../src/knowledge/phrase-book.js';
import { buildTermIndex } from '../../../src/knowledge/term-index.js';
import { builtFrom, corpusOf, TEAS } from '../../builders.js';

let teas: Lexicon;
beforeAll(async () => {
  teas = (await builtFrom(TEAS)).bot.lexicon;
});

describe('createLexicon', () => {
  it('knows every name of a subject, however it is spaced', () => {
    expect([...teas.names.keys()]).toEqual(
      expect.arrayContaining(['greentea', 'ryokucha', 'lucha', 'oolong', 'wulong', 'bluetea', 'redbush']),
    );
    expect(teas.names.get('redbush')?.id).toBe('rooibos');
    expect(teas.subjects.get('oolong')?.name).toBe('Oolong');
  });

  it('knows what subjects are called', () => {
    expect([teas.noun, teas.nounPlural]).toEqual(['tea', 'teas']);
    expect(teas.nounStems.has('tea')).toBe(true);
  });

  it('knows other words for an aspect, from the thesaurus and from plain English', () => {
    const phrases = new Map(
      teas.aspects.map(({ aspect, phrases: all }) => [aspect.id, all.map((one) => one.join(' '))]),
    );
    expect(phrases.get('advantages')).toEqual(
      expect.arrayContaining(['advantag', 'benefit', 'pro', 'good point', 'upsid']),
    );
    expect(phrases.get('brewing')).toEqual(expect.arrayContaining(['brew', 'steep', 'infus']));
  });

  it('lets the words of a group stand for each other, for a little less than themselves', () => {
    const [entry] = teas.phrases.get('thein') ?? [];
    expect(entry?.alternatives.map(({ stems }) => stems)).toContainEqual(['caffein']);
    for (const { strength } of entry?.alternatives ?? []) {
      expect(strength).toBeGreaterThan(0.5);
      expect(strength).toBeLessThan(1);
    }
  });

  it('finds the special cases of a general word, and not the other way round', () => {
    const special = (word: string) =>
      (teas.phrases.get(word) ?? []).flatMap(({ alternatives }) =>
        alternatives.map(({ stems }) => stems.join(' ')),
      );
    expect(special('asia')).toEqual(expect.arrayContaining(['china', 'sri lanka']));
    expect(special('china')).not.toContain('asia');
  });

  it('finds the special cases of another word for the general one', () => {
    const corpus = corpusOf(
      ['# T\n\nText.\n'],
      'groups:\n  - [sweets, candy]\nnarrower:\n  sweets: [toffee]\n',
    );
    const lexicon = createLexicon(corpus, buildTermIndex(corpus));
    const alternatives = lexicon.phrases.get('candi')?.[0]?.alternatives.map(({ stems }) => stems);
    expect(alternatives).toContainEqual(['toffe']);
  });

  it('knows which words stand in the articles, and how rare they are', () => {
    expect(teas.isKnown('caffein')).toBe(true);
    expect(teas.isKnown('python')).toBe(false);
    expect(teas.isOrdinary('tea')).toBe(true);
    expect(teas.isOrdinary('bergamot')).toBe(false);
    expect(teas.rarity('bergamot')).toBeGreaterThan(teas.rarity('caffein'));
    expect(teas.rarity('python')).toBeGreaterThan(0);
  });

  it('offers words of the articles that a misspelt one may mean', () => {
    expect(teas.similar('bergamoot')).toContain('bergamot');
    expect(teas.similar('žluť')).toEqual([]);
  });

  it('makes do without subjects', () => {
    const corpus = corpusOf(['# Guide\n\nText.\n']);
    const lexicon = createLexicon(corpus, buildTermIndex(corpus));
    expect([lexicon.noun, lexicon.nounPlural, lexicon.names.size]).toEqual(['topic', 'topics', 0]);
  });
});

describe('plural', () => {
  it.each([
    ['framework', 'frameworks'],
    ['tea', 'teas'],
    ['library', 'libraries'],
    ['day', 'days'],
    ['box', 'boxes'],
    ['class', 'classes'],
    ['torch', 'torches'],
  ])('makes of %s %s', (noun, many) => {
    expect(plural(noun)).toBe(many);
  });
});

describe('phrases', () => {
  it('are cut into the stems of their words', () => {
    expect(phraseStems('cross-site Scripting')).toEqual(['cross', 'site', 'script']);
    expect(phraseStems('…')).toEqual([]);
  });
});
