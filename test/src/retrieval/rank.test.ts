import { describe, expect, it } from 'vitest';
import { findEvidence, knowledgeOf } from '../../../src/answer/context.js';
import type { Corpus } from '../../../src/knowledge/corpus.js';
import { createLexicon } from '../../../src/knowledge/lexicon.js';
import { buildTermIndex } from '../../../src/knowledge/term-index.js';
import { understand } from '../../../src/query/understand.js';
import type { Evidence } from '../../../src/search/evidence.js';
import { PassageIndex } from '../../../src/search/passage-index.js';
import { WEIGHTS } from '../../../src/search/rank.js';
import { corpusOf } from '../../builders.js';

async function evidence(corpus: Corpus, question: string): Promise<Evidence[]> {
  const terms = buildTermIndex(corpus);
  const lexicon = createLexicon(corpus, terms);
  const query = understand(question, lexicon);
  return findEvidence(query, query.terms, knowledgeOf(corpus, terms, lexicon, PassageIndex.build(corpus)));
}

async function best(markdown: string, question: string, thesaurus?: string): Promise<string | undefined> {
  return (await evidence(corpusOf([markdown], thesaurus), question))[0]?.sentence.text;
}

describe('rank', () => {
  it('puts the sentence first that holds more of the question', async () => {
    const markdown =
      '# T\n\nBergamot grows on trees.\n\nThe oil of bergamot scents the tea.\n\nOil floats on water.\n';
    expect(await best(markdown, 'which oil comes of bergamot')).toBe('The oil of bergamot scents the tea.');
  });

  it('prefers the sentence that answers to the one beside it', async () => {
    const markdown =
      '# T\n\nThe workshop is closed in winter. The reception opens at nine. Badges are blue.\n\nLunch is free.\n';
    expect(await best(markdown, 'when does the reception open')).toBe('The reception opens at nine.');
  });

  it('prefers the very word to a synonym, and finds by the synonym alone', async () => {
    const thesaurus = 'groups:\n  - [licence, permit]\n';
    const markdown = '# T\n\nA permit costs ten coins.\n\nA licence costs nine coins.\n\nSalt is white.\n';
    expect(await best(markdown, 'price of a licence in coins', thesaurus)).toBe(
      'A licence costs nine coins.',
    );
    expect(await best('# T\n\nA permit lasts.\n\nSalt is white.\n', 'licence', thesaurus)).toBe(
      'A permit lasts.',
    );
  });

  it('prefers a sentence with a date where the question is when', async () => {
    const markdown =
      '# T\n\nThe tower was finished by masons.\n\nThe tower was finished in 1887.\n\nBread is brown.\n';
    expect(await best(markdown, 'when was the tower finished')).toBe('The tower was finished in 1887.');
  });

  it('prefers the sentence that says what a word is', async () => {
    const markdown =
      '# T\n\nIn the cabin lies the sextant, beside the sextant case.\n\nA sextant is an instrument that measures angles.\n\nBread is brown.\n';
    expect(await best(markdown, 'what is a sextant')).toMatch(/^A sextant is/);
  });

  it('gives shares between 0 and 1, best first, and says where each term was found', async () => {
    const corpus = corpusOf([
      '# Ships\n\n## Rigging\n\n- **Halyard** – A rope that hoists the sail. It is long.\n\n## Hull\n\nThe keel is oak. Ropes are stowed.\n',
    ]);
    const found = await evidence(corpus, 'which rope hoists the halyard sail of ships');
    expect(found.length).toBeGreaterThan(1);
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    for (const one of found) {
      for (const share of [one.coverage, one.sentenceCoverage, one.passageCoverage]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      for (const feature of Object.values(one.features)) {
        expect(feature).toBeGreaterThanOrEqual(0);
        expect(feature).toBeLessThanOrEqual(1);
      }
      const sum = Object.entries(WEIGHTS).reduce(
        (total, [key, weight]) => total + weight * one.features[key as keyof typeof WEIGHTS],
        0,
      );
      expect(one.score).toBeCloseTo(sum, 10);
      expect(one.passage.sentences[one.position]).toBe(one.sentence);
    }
    const where = Object.fromEntries(found[0]?.matches.map((match) => [match.term.text, match.where]) ?? []);
    expect(where).toMatchObject({ rope: 'sentence', hoists: 'sentence', halyard: 'name', ships: 'heading' });
  });

  it('leaves out sentences in which nothing is found', async () => {
    const corpus = corpusOf(['# T\n\nSalt is white.\n\nBread is brown.\n']);
    expect((await evidence(corpus, 'salt')).map(({ sentence }) => sentence.text)).toEqual(['Salt is white.']);
    expect(await evidence(corpus, 'python')).toEqual([]);
  });

  it('takes the words of a phrase for it only where they stand close together', async () => {
    const thesaurus = 'groups:\n  - [sea mile, knot]\n';
    const near = '# T\n\nA sea mile is long.\n\nBread is brown.\n';
    const far =
      '# T\n\nThe sea is deep where the old and weary captain of the ship walked his last and loneliest mile.\n\nBread is brown.\n';
    const strength = async (markdown: string) =>
      (await evidence(corpusOf([markdown], thesaurus), 'knot'))[0]?.matches[0]?.strength ?? 0;
    expect(await strength(near)).toBeGreaterThan(0.8);
    expect(await strength(far)).toBe(0);
  });
});
