import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuote } from '../../../src/knowledge/find-quote.js';
import { botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';
import { plannedArticles } from '../../properties/planned-article.js';

const ARTICLE = `# Kettles

A kettle boils water.

## Care

Descale it **every month**. Use vinegar,
then rinse.

- **Vinegar** – It is an acid.
- **C++** has no kettle; C# has 2.5 of them.

\`\`\`sh
kettle --boil
kettle --rinse
\`\`\`

## Models

| Model | Litres |
| --- | --- |
| Small | 0.5 |
`;
const CORPUS = corpusOf([ARTICLE]);
const places = (quote: string) =>
  findQuote(quote, CORPUS).map(({ section, lines, match }) => ({ section, lines, match }));

describe('a quotation', () => {
  it.each([
    ['a sentence', 'A kettle boils water.', 'Kettles', [3, 3]],
    ['a part of one, broken elsewhere', 'Use\n  vinegar, then', 'Care', [7, 8]],
    ['sentences that follow each other', 'Descale it every month. Use vinegar, then rinse.', 'Care', [7, 8]],
    ['a heading', 'Care', 'Care', [5, 5]],
    ['code', 'kettle --boil\nkettle --rinse', 'Care', [13, 16]],
    ['a cell', '0.5', 'Models', [22, 22]],
    ['a column', 'Litres', 'Models', [20, 20]],
  ])('is found: %s', (_, quote, section, lines) => {
    expect(places(quote)).toEqual([{ section, lines, match: 'exact' }]);
  });

  it.each([
    ['with its markup', 'Descale it **every month**.'],
    ['with the mark behind a name', 'Vinegar – It is an acid.'],
    ['in other capital letters', 'use vinegar'],
  ])('is found by its words: %s', (_, quote) => {
    expect(places(quote)).toMatchObject([{ section: 'Care', match: 'words' }]);
  });

  it.each([
    ['one word of it is another', 'A kettle boils wine.'],
    ['it ends inside a word', 'A kettle boils wat'],
    ['it begins inside a word', 'ettle boils water'],
    ['its words stand in two sections', 'kettle --rinse Models'],
    ['a sign makes another word', 'C has no kettle'],
    ['it is another number', '25 of them'],
    ['it has no word', '. –'],
    ['it is empty', ''],
  ])('is not found where %s', (_, quote) => {
    expect(places(quote)).toEqual([]);
  });

  it('is found in every place, up to a limit', () => {
    const corpus = corpusOf([`# Many\n\n${'It boils.\n\n'.repeat(30)}`]);
    expect(findQuote('It boils.', corpus)).toHaveLength(20);
  });

  it('is found wherever an answer quotes it, on the lines that are cited', async () => {
    const asked = plannedArticles.chain((article) =>
      fc.record({ article: fc.constant(article), question: fc.constantFrom(...article.questions) }),
    );
    let met = 0;
    await fc.assert(
      fc.asyncProperty(asked, async ({ article, question }) => {
        const bot = botOf(corpusOf([article.markdown]));
        for (const { quote, lines, section } of (await bot.ask(question)).citations) {
          if (!/[\p{L}\p{N}]/u.test(quote)) continue;
          met++;
          expect(await bot.findQuote(quote), quote).toContainEqual(
            expect.objectContaining({ section, lines: expect.toSatisfy(touches(lines)), match: 'exact' }),
          );
        }
      }),
      { seed: 7, numRuns: 40 },
    );
    expect(met).toBeGreaterThan(50);
  });
});

const touches =
  ([from, to]: readonly [number, number]) =>
  ([first, last]: readonly [number, number]) =>
    first <= to && last >= from;

describe('a search', () => {
  it('gives passages as they stand, the one that answers first', async () => {
    const { bot } = await builtFrom(TEAS);
    const { likelihood, passages } = await bot.search('does rooibos have caffeine');
    expect(likelihood).toBeGreaterThan(0.5);
    expect(passages[0]).toMatchObject({ document: 'teas.md', subject: 'rooibos' });
    for (const { text, quote, lines, section } of passages) {
      expect(text).toContain(quote.text);
      expect(await bot.findQuote(quote.text)).toContainEqual(
        expect.objectContaining({ section, match: 'exact', lines: expect.toSatisfy(touches(lines)) }),
      );
    }
  });

  it('goes on with a word that is half typed, and only then', async () => {
    const { bot } = await builtFrom(TEAS);
    const first = async (text: string, typing: boolean) =>
      (await bot.search(text, { typing })).passages[0]?.section;
    expect(await first('rooibos caff', true)).toBe(await first('rooibos caffeine', true));
    expect((await bot.search('oxidat', { typing: true })).passages.length).toBeGreaterThan(0);
    expect((await bot.search('zzz', { typing: true })).passages).toEqual([]);
    expect((await bot.search('', { typing: true })).passages).toEqual([]);
  });
});
