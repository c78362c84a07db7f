import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeArticle } from '../../../src/import/article.js';
import { readPlainText } from '../../../src/import/plain-text.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/import');

function imported(text: string) {
  return writeArticle(readPlainText(text), 'source.txt');
}

/** Headings with their depth, points with theirs, tables as rows: the lines that carry the structure. */
function structure(text: string): string[] {
  const body = imported(text).markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
  return body.split('\n').filter((line) => line.trim() !== '');
}

describe('an article of unnumbered sections, wrapped by hand', async () => {
  const article = imported(await readFile(join(FIXTURES, 'six-bicycles.txt'), 'utf8'));
  const { corpus } = loadCorpus([{ path: 'a.md', text: article.markdown }], null);

  it('has its subjects, with what they share and what they are called', () => {
    expect(article.title).toBe('Choosing a bicycle: 6 bicycles for every road');
    expect(article.recognised.subjects).toEqual([
      'Road bike',
      'Mountain bike',
      'Folding bike',
      'Cargo bike',
      'Touring bike',
      'Electric bike',
    ]);
    expect(article.recognised.aspects).toEqual(['Advantages', 'Drawbacks']);
    expect(corpus.subjects.map(({ noun }) => noun)).toEqual(Array(6).fill('bicycle'));
  });

  it('has the other names that the text gives', () => {
    expect(corpus.subjects.find(({ id }) => id === 'mountain-bike')?.names).toEqual(['Mountain bike', 'MTB']);
    expect(corpus.subjects.find(({ id }) => id === 'electric-bike')?.names).toEqual([
      'Electric bike',
      'Pedelec',
    ]);
  });

  it('has cards of facts as tables', () => {
    expect(corpus.subjects[3]?.facts.map(({ label, values }) => [label, ...values])).toEqual([
      ['Frame', 'Steel'],
      ['Gears', '8'],
      ['Weight', '32 kg'],
    ]);
  });

  it('has broken lines joined, and a hyphen that belongs to its word kept', () => {
    const speed = corpus.items.find(({ name, subject }) => name === 'Speed' && subject === 'road-bike');
    expect(speed?.text).toBe(
      'a road bike is the fastest of the six bicycles in this well-stocked shop, its tyres roll with little resistance.',
    );
  });

  it('names its author and drops what is around it, told line by line', () => {
    expect(article.markdown).toContain('author: Nora Feldt');
    expect(article.dropped.map(({ text }) => text)).toEqual([
      'Skip to content',
      'Home',
      'Share this article',
      'Related posts',
      'How to mend a tyre',
      'Winter riding',
      '© 2024 The Spoke House. All rights reserved.',
      'Workshop',
      'Log In',
      '12 March 2024 · 7 min read',
    ]);
  });

  it('has what is told of a subject below it', () => {
    const drawback = corpus.items.find(
      ({ text }) => text === 'Small wheels react to every movement of the hands.',
    );
    expect(drawback).toMatchObject({ subject: 'folding-bike', aspect: 'drawbacks' });
  });
});

describe('a guide of numbered sections, one line a paragraph', async () => {
  const text = await readFile(join(FIXTURES, 'tea-guide.txt'), 'utf8');

  it('keeps its order of sections, steps and tables', () => {
    expect(structure(text)).toEqual([
      '# TEA GUIDE',
      'Tea is made from the leaves of one shrub, and what is done to the leaves decides which tea they become.',
      '## Basics',
      '### What tea is',
      'Tea is a drink of leaves steeped in hot water.',
      '### What a tisane is',
      'A tisane is a drink made from another plant, such as mint or rooibos.',
      '## Brewing',
      '### Water',
      'Green tea wants water of 75 degrees. Black tea wants boiling water.',
      '### Steps',
      '1. Warm the pot.',
      '2. Put in a spoon of leaves for each cup.',
      '   - With broken leaves, half a spoon is enough.',
      '   - With rolled leaves, take a little more.',
      '3. Pour on the water.',
      '4. Wait for three minutes.',
      '### Times at a glance',
      '| Tea       | Water  | Time      |',
      '| --------- | ------ | --------- |',
      '| Green tea | 75 °C  | 2 minutes |',
      '| Oolong    | 90 °C  | 3 minutes |',
      '| Black tea | 100 °C | 4 minutes |',
      '## Storing',
      'Keep tea away from:',
      '- Light',
      '- Moisture',
      '- Spices',
      '- Warm places',
      'Tea that is kept well stays fresh for a year.',
    ]);
  });
});

describe('what a line is', () => {
  it.each<[what: string, text: string, expected: string[]]>([
    [
      'a number with a paragraph below it is a heading, also after a list that it counts on from',
      'T\n\n1. Ash\n\nAsh is a tree.\n\nAdvantages of Ash\n\n1. Light – It weighs little.\n\n2. Elm\n\nElm is another tree.',
      [
        '# T',
        '## Ash',
        'Ash is a tree.',
        '### Advantages of Ash',
        '1. **Light** – It weighs little.',
        '## Elm',
        'Elm is another tree.',
      ],
    ],
    [
      'numbers that follow each other are points',
      'T\n\nDo this:\n\n1. Open\n\n2. Close\n\nThen it is done.',
      ['# T', 'Do this:', '1. Open', '2. Close', 'Then it is done.'],
    ],
    [
      'a sentence with a number in front is a point',
      'T\n\n1. This is a whole sentence.\n\nAnd a paragraph follows it.',
      ['# T', '1. This is a whole sentence.', 'And a paragraph follows it.'],
    ],
    [
      'a question on a line of its own is a heading',
      'T\n\nText comes first, as it should.\n\nWhy drink tea?\n\nTea wakes the drinker.',
      ['# T', 'Text comes first, as it should.', '## Why drink tea?', 'Tea wakes the drinker.'],
    ],
    [
      'paragraphs side by side that begin with a name are points',
      'T\n\nGood sides\n\nSpeed: It is quick on any road.\n\nPrice: It costs little to keep.',
      [
        '# T',
        '## Good sides',
        '- **Speed** – It is quick on any road.',
        '- **Price** – It costs little to keep.',
      ],
    ],
    [
      'a sentence with a colon has no name',
      'T\n\n• There is one thing: it floats.\n\n• Note that it is 10:30 now.',
      ['# T', '- There is one thing: it floats.', '- Note that it is 10:30 now.'],
    ],
    [
      'short lines in a row have lost their bullets',
      'T\n\nText comes first, as it should.\n\nGood sides\nFast\nCheap\nPretty\n\nBad sides\nSlow\nDear\nUgly\n\nThat was all of it.',
      [
        '# T',
        'Text comes first, as it should.',
        '## Good sides',
        '- Fast',
        '- Cheap',
        '- Pretty',
        '## Bad sides',
        '- Slow',
        '- Dear',
        '- Ugly',
        'That was all of it.',
      ],
    ],
    [
      'closing words that name others are not about the last',
      'T\n\n1. Ash\n\nA tree.\n\n2. Elm\n\nA tree too.\n\n3. Yew\n\nAn evergreen.\n\n• Dark\n\nHere Ash and Elm were described.',
      [
        '# T',
        '## Ash',
        'A tree.',
        '## Elm',
        'A tree too.',
        '## Yew',
        'An evergreen.',
        '- Dark',
        '## Conclusion',
        'Here Ash and Elm were described.',
      ],
    ],
    [
      'closing sections stand beside the numbered ones',
      'T\n\n1. Ash\n\nA tree.\n\n2. Elm\n\nA tree too.\n\nConclusion\n\nPlant both of them.',
      ['# T', '## Ash', 'A tree.', '## Elm', 'A tree too.', '## Conclusion', 'Plant both of them.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(structure(text)).toEqual(expected);
  });
});
