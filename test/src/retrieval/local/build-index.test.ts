import { describe, expect, it } from 'vitest';
import { buildTermIndex, inverseDocumentFrequency, listAt } from '../../../src/knowledge/term-index.js';
import { terms } from '../../../src/text/tokenize.js';
import { corpusOf } from '../../builders.js';

const corpus = corpusOf([
  '# Teas\n\n## Green tea\n\nGreen tea calms. It is grassy.\n\n## Storage\n\nKeep it so:\n\n- **Dark** – Light spoils it.\n',
]);
const index = buildTermIndex(corpus);
const words = new Map([...index.vocabulary].map(([term, number]) => [number, term]));
const read = (list: Int32Array) => [...list].map((number) => words.get(number));

describe('buildTermIndex', () => {
  it('holds the terms of every sentence, in order', () => {
    for (const passage of corpus.passages) {
      passage.sentences.forEach((sentence, i) => {
        const at = (index.firstSentence[passage.id] ?? 0) + i;
        expect(read(listAt(index.sentences, at))).toEqual(terms(sentence.text));
      });
    }
    expect(index.passageCount).toBe(corpus.passages.length);
  });

  it('holds names, introducing sentences, headings and titles', () => {
    const point = corpus.passages.findIndex(({ kind }) => kind === 'point');
    expect(read(listAt(index.names, point))).toEqual(['dark']);
    expect(read(listAt(index.leads, point))).toEqual(terms('Keep it so:'));
    expect(read(listAt(index.headings, corpus.passages[point]?.section ?? -1))).toEqual(['storag']);
    expect(read(listAt(index.titles, 0))).toEqual(['tea']);
  });

  it('counts in how many passages a term stands, headings included', () => {
    const frequency = (term: string) => index.documentFrequency[index.vocabulary.get(term) ?? -1];
    expect(frequency('green')).toBe(1);
    expect(frequency('storag')).toBe(2);
    expect(frequency('it')).toBe(3);
    expect(frequency('calm')).toBe(1);
  });

  it('gives a rare term more than a common one, and an unknown one most', () => {
    const rarity = (term: string) => inverseDocumentFrequency(index, term);
    expect(rarity('it')).toBeLessThan(rarity('storag'));
    expect(rarity('storag')).toBeLessThan(rarity('calm'));
    expect(rarity('calm')).toBeLessThan(rarity('python'));
    expect(rarity('it')).toBeGreaterThan(0);
  });
});
