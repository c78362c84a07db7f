import { beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH } from '../../../src/knowledge/english-thesaurus.js';
import { createLexicon, type Lexicon, plural } from '../../../src/knowledge/lexicon.js';
import { phraseStems } from '../../../src/knowledge/phrase-book.js';
import { BRIDGES, builtFrom, corpusOf, TEAS } from '../../builders.js';

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

  it('knows what subjects of each kind are called', () => {
    expect(teas.kinds.map(({ noun }) => noun)).toEqual(['tea']);
    expect(teas.nouns.get('tea')?.map(({ noun }) => noun)).toEqual(['tea']);
    const crossing =
      '---\ntitle: T\nnoun: [ferry, crossing]\nsubjects:\n  - id: a\n    heading: Alpha\n---\n';
    const both = createLexicon(corpusOf([BRIDGES, `${crossing}# T\n\n## Alpha\n\nX.\n`]), []);
    expect(both.nouns.get('bridg')?.map(({ noun }) => noun)).toEqual(['bridge']);
    expect(both.nouns.get('cross')?.map(({ noun }) => noun)).toEqual(['ferry']);
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
    const lexicon = createLexicon(corpus, [ENGLISH]);
    const alternatives = lexicon.phrases.get('candi')?.[0]?.alternatives.map(({ stems }) => stems);
    expect(alternatives).toContainEqual(['toffe']);
  });

  it('tells what means the same from what only helps to find', () => {
    const corpus = corpusOf(['# T\n\nText.\n'], 'groups:\n  - [quick, swift]\nrelated:\n  - [quick, slow]\n');
    const alternatives = createLexicon(corpus, []).phrases.get('quick')?.[0]?.alternatives ?? [];
    expect(alternatives.map(({ stems, relation }) => [stems.join(' '), relation])).toEqual([
      ['swift', 'synonym'],
      ['slow', 'related'],
    ]);
  });

  it('makes do without subjects', () => {
    const corpus = corpusOf(['# Guide\n\nText.\n']);
    const lexicon = createLexicon(corpus, [ENGLISH]);
    expect([lexicon.kinds.length, lexicon.nouns.size, lexicon.names.size]).toEqual([0, 0, 0]);
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
