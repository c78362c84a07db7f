import { describe, expect, it } from 'vitest';
import { authoredPlace } from '../../../../src/retrieval/local/authored-places.js';
import { buildIndex } from '../../../../src/retrieval/local/build-index.js';
import { searchTerms } from '../../../../src/retrieval/local/retriever.js';
import { botOf, corpusOf, knowledgeOf, queryOf } from '../../../builders.js';

const TEAS = `# Teas

## Green tea

Green tea calms. It is grassy.

## Storage

Keep it so:

- **Dark** – Light spoils it.

## Cups

It is drunk from cups.
`;

describe('buildIndex', () => {
  it('counts in how many passages a word stands, names and headings above included', () => {
    const index = buildIndex(corpusOf([TEAS]));
    const count = (stem: string) => index.count(stem);
    expect(count('calm')).toBe(1);
    expect(count('dark')).toBe(1);
    expect(count('storag')).toBe(1);
    expect(count('it')).toBe(3);
    // The title stands above all of them.
    expect(count('tea')).toBe(3);
    expect(count('python')).toBe(0);
  });

  it('counts a word once in a passage', () => {
    expect(buildIndex(corpusOf(['# T\n\nSalt, salt and salt.\n'])).count('salt')).toBe(1);
  });
});

const GARAGE = `---
title: Garage
questions:
  - How do I change a flat tyre?
  - Where is the spare key?
---
# Garage

## Wheels

Lift the car with the jack and take the wheel off.

## Doors

The second one hangs behind the door.
`;

describe('a question that an author says the article answers', () => {
  it('leads to the passage of the article that holds most of its words', () => {
    const corpus = corpusOf([GARAGE.replace('take the wheel off', 'change the flat tyre')]);
    const index = buildIndex(corpus);
    const [tyre, key] = index.articles[0]?.questions ?? [];
    const placeOf = (question = tyre) =>
      question && authoredPlace(question, (stem) => index.count(stem), index.passages);
    expect([placeOf(tyre), placeOf(key)]).toEqual([0, null]);
  });

  it('helps to find it in words that the article does not have', async () => {
    const corpus = corpusOf([
      GARAGE.replace('take the wheel off', 'change the wheel'),
      '# Attic\n\n## Boxes\n\nBooks lie in boxes.\n',
    ]);
    const [first] = (await botOf(corpus).ask('how do I change a flat tyre')).citations;
    expect(first?.section).toBe('Wheels');
  });
});

describe('what is searched for', () => {
  it('is the rarest of the person’s own words first, and other ways to say them behind those, for less', async () => {
    const corpus = corpusOf(
      ['# T\n\n## A\n\nThe cord and the lamp.\n\n## B\n\nThe rope and the lamp.\n\n## C\n\nThe lamp.\n'],
      'groups:\n  - [rope, cord]\n',
    );
    const { terms } = await queryOf('lamp on a rope', knowledgeOf(corpus));
    const wanted = searchTerms(terms, buildIndex(corpus));
    expect(wanted.map(({ stem }) => stem)).toEqual(['rope', 'lamp', 'cord']);
    const [rope, , cord] = wanted;
    expect(cord?.boost).toBeLessThan(rope?.boost ?? 0);
  });
});
