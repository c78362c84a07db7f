import { describe, expect, it } from 'vitest';
import { hasMore, SECTION_LENGTH } from '../../../src/answer/compose-section.js';
import { plainText } from '../../../src/answer/plain-text.js';
import { botOf, builtFrom, corpusOf, TEAS } from '../../builders.js';
import { KETTLE } from '../../made-up.js';
import { standsIn } from '../../stands-in.js';

const kettle = botOf(corpusOf([KETTLE]));
/** A place in the article, by its section and a line. */
const at = (section: string, line: number) =>
  ({ document: 'a.md', section, subject: null, lines: [line, line] }) as const;

describe('the section of a citation', () => {
  it('is all that stands under its heading, in the form that it has there', async () => {
    const steps = await kettle.section(at('Descaling the kettle', 5));
    expect(steps && plainText(steps)).toMatch(
      /^Descaling the kettle\n\n1\. Fill .*\n {3}```sh\n {3}kettle --on\n/,
    );
    expect(steps?.blocks).toMatchObject([
      {
        type: 'steps',
        items: [
          { number: 1, level: 0 },
          { number: null, level: 1, content: { type: 'code', text: 'kettle --on', language: 'sh' } },
          { number: 2, level: 0 },
          { number: null, level: 1 },
        ],
      },
    ]);
    const table = await kettle.section(at('Sizes of the kettle', 16));
    expect(table?.blocks).toMatchObject([
      { type: 'table', columns: [{ text: 'Litres' }, { text: 'Minutes' }], rows: [{}, {}] },
    ]);
  });

  it('is found for every citation of an answer, and holds what is cited', async () => {
    const { bot, sources } = await builtFrom(TEAS);
    for (const question of ['compare green tea and rooibos', 'why drink tea?', 'advantages of oolong']) {
      for (const citation of (await bot.ask(question)).citations) {
        const section = await bot.section(citation);
        expect(section && plainText(section)).toContain(citation.quote);
        for (const { quote, document, lines } of section?.citations ?? [])
          expect(standsIn(quote, sources.get(document) ?? '', lines), quote).toBe(true);
      }
    }
  });

  it('is none where the articles have none such any more', async () => {
    expect(await kettle.section(at('Descaling the kettle', 900))).toBeNull();
    expect(await kettle.section(at('Brewing', 5))).toBeNull();
    expect(await kettle.section({ ...at('Descaling the kettle', 5), document: 'b.md' })).toBeNull();
    expect(await kettle.section({ ...at('Descaling the kettle', 5), subject: 'kettle' })).toBeNull();
  });

  it('is put together again where it was cut into passages', async () => {
    const points = Array.from(
      { length: 80 },
      (_, i) => `${i + 1}. Do thing number ${i + 1} of the long list of things.`,
    );
    const { corpus, ...bot } = botOf(corpusOf([`# T\n\n## Steps\n\n${points.join('\n')}\n`]));
    expect(corpus.passages.length).toBeGreaterThan(1);
    const section = await bot.section(at('Steps', 50));
    expect(section?.blocks).toHaveLength(1);
    expect(section?.blocks[0]).toMatchObject({ items: { length: 80 } });
  });

  it('shows the beginning of one that is too long, and says where it ends', async () => {
    const text = Array.from(
      { length: 400 },
      (_, i) => `Paragraph ${i} says a thing about tea, and then some.`,
    );
    const bot = botOf(corpusOf([`# T\n\n## Long\n\n${text.join('\n\n')}\n`]));
    const section = await bot.section(at('Long', 5));
    const shown = section ? plainText(section) : '';
    expect(shown.length).toBeLessThan(SECTION_LENGTH * 1.2);
    expect(shown).toContain('Paragraph 0 says');
    expect(shown).toContain('The section goes on in a.md, to line 803.');
  });
});

describe('what stands in a section', () => {
  it('is more than an answer shows, unless the answer shows all of it', async () => {
    const section = await kettle.section(at('Safety', 23));
    const [first, second] = section?.citations ?? [];
    if (!section || !first || !second) throw new Error('The section has two sentences');
    expect(hasMore(section, { citations: [first] })).toBe(true);
    expect(hasMore(section, { citations: [second, first] })).toBe(false);
    // Two sentences that vie are one quotation.
    const together = { ...first, quote: `${first.quote} ${second.quote}` };
    expect(hasMore(section, { citations: [together] })).toBe(false);
    expect(hasMore(section, { citations: [{ ...together, section: 'Elsewhere' }] })).toBe(true);
  });
});
