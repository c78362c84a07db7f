import { describe, expect, it } from 'vitest';
import { KIND, sentenceKinds } from '../../../src/text/sentence-kinds.js';

type Kind = keyof typeof KIND;
const kindsOf = (text: string) =>
  (Object.keys(KIND) as Kind[]).filter((kind) => (sentenceKinds(text) & KIND[kind]) !== 0);

describe('what a sentence holds by its form', () => {
  it.each<[string, readonly Kind[]]>([
    ['The mill is made of stone.', []],
    ['The mill was built in 1790.', ['date', 'year', 'number']],
    ['The mill opens every Monday.', ['date']],
    ['Twelve people work there.', ['number', 'count']],
    ['About 40 % of them live near Oakham.', ['number', 'count', 'percent', 'place']],
    ['Entry costs $5.', ['number', 'count', 'money']],
    ['It stands in Oakham.', ['place', 'leans']],
    ['The mill was closed because of the flood.', ['reason']],
    ['The building took three years.', ['number', 'count', 'span']],
    ['People call it “the old lady”.', ['quoted']],
  ])('%j', (text, kinds) => {
    expect(kindsOf(text)).toEqual(kinds);
  });

  it('does not take a year for a count, nor a part of a word for a number', () => {
    expect(sentenceKinds('In 1790 it stood empty.') & KIND.count).toBe(0);
    expect(sentenceKinds('The stone is often wet.') & KIND.number).toBe(0);
  });
});
