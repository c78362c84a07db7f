import { describe, expect, it } from 'vitest';
import type { Passage } from '../../../src/knowledge/corpus.js';
import type { AnswerType } from '../../../src/query/query.js';
import { understand } from '../../../src/query/understand.js';
import { holdsType } from '../../../src/search/answer-type.js';
import { definition } from '../../../src/search/defines.js';
import { botOf, corpusOf } from '../../builders.js';

describe('holdsType', () => {
  it.each<[AnswerType, string, boolean]>([
    ['date', 'It was released in 2004.', true],
    ['date', 'Spring is the time of the harvest.', true],
    ['date', 'Come at 9:30.', true],
    ['date', 'Every Tuesday.', true],
    ['date', 'It is old.', false],
    ['number', 'It takes 3 minutes.', true],
    ['number', 'Use two teaspoons.', true],
    ['number', 'Use some.', false],
    ['price', 'It costs 4 euros.', true],
    ['price', 'It is free.', true],
    ['price', '$5', true],
    ['price', 'Inner tube: 6 EUR', true],
    ['price', 'It weighs 6 kg.', false],
    ['price', 'It is cheap.', false],
    ['person', 'Ask Mirela Kovac.', true],
    ['person', 'Ask somebody.', false],
    ['creator', 'It was created by Ada Lovelace.', true],
    ['creator', 'The Koa team designed it.', true],
    ['creator', 'It creates pages.', false],
    ['place', 'It grows in Fujian.', true],
    ['place', 'It is on the table.', true],
    ['place', 'Keep it in an airtight tin.', true],
    ['place', 'It grows slowly.', false],
    ['number', 'It needs no milk.', true],
    ['user', 'It is used by Acme and Zenith.', true],
    ['user', 'Acme and Zenith are companies that rely on it.', true],
    ['user', 'Unlike Acme, software such as Zenith relies on many files.', false],
  ])('looks for a %s in %j: %s', (type, sentence, holds) => {
    expect(holdsType(sentence, type, new Set())).toBe(holds);
  });

  it('knows who uses a thing by the name of the thing', () => {
    const names = new Set(['rails']);
    expect(holdsType('Acme and Zenith are shops built with Rails.', 'user', names)).toBe(true);
    expect(holdsType('Acme and Zenith are shops built with Koa.', 'user', names)).toBe(false);
  });

  it('takes no name for an answer that the question itself gave', () => {
    expect(holdsType('We know that it grows in Oolong.', 'place', new Set(['oolong']))).toBe(false);
    expect(holdsType('We know that it grows in Oolong.', 'place', new Set())).toBe(true);
  });
});

describe('definition', () => {
  const corpus = corpusOf(['# T\n\n- **Rinsing** – Hot water opens the leaf.\n']);
  const { lexicon } = botOf(corpus);
  const defined = (question: string, sentence: string, passage?: Passage) => {
    const { terms } = understand(question, lexicon);
    const base = corpus.passages[0] as Passage;
    const sentences = [{ text: sentence, lines: base.lines }];
    return definition(passage ?? { ...base, kind: 'paragraph', name: null, sentences }, 0, terms);
  };

  it.each([
    ['what is matcha', 'Matcha is a powder.', 1],
    ['what is matcha', 'A matcha bowl is wide.', 1],
    ['what does CRUD mean', 'Create, Read, Update, Delete (CRUD) are actions.', 1],
    ['what is matcha', 'Matcha costs more than sencha does.', 0.5],
    ['what is matcha', 'People whisk matcha.', 0],
    ['what is matcha', 'Sencha is no matcha.', 0],
  ])('says of %j how well %j defines it: %s', (question, sentence, expected) => {
    expect(defined(question, sentence)).toBe(expected);
  });

  it('takes a point for a definition of its name', () => {
    expect(defined('what is rinsing', 'Hot water opens the leaf.', corpus.passages[0])).toBe(1);
    expect(defined('what is water', 'Hot water opens the leaf.', corpus.passages[0])).toBe(0);
  });
});
