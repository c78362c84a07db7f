import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
import type { ParsedItem } from '../../../src/knowledge/parse-blocks.js';
import { botOf, misquotations } from '../../builders.js';
import { standsIn } from '../../stands-in.js';

const SEED = 20240608;

const WORDS =
  'the a of tea Tea leaf leaves water Node.js .NET e.g. Dr. 3.5 2015 U.S. i.e. “quoted” (in brackets) don’t ends. asks? Really! café 茶 C# R&D well-known'.split(
    ' ',
  );
const word = fc.constantFrom(...WORDS);
const marked = fc
  .tuple(word, fc.constantFrom('', '', '', '', '**', '*', '`', 'link', '_'))
  .map(([text, mark]) => {
    if (mark === 'link') return `[${text}](https://example.org/a_b*c)`;
    return mark === '' || /[^\p{L}]/u.test(text) ? text : mark + text + mark;
  });

/** A paragraph as it stands in a file: words with markup, wrapped anywhere. */
const wrapped = (indent: string) =>
  fc
    .array(fc.tuple(marked, fc.constantFrom(' ', ' ', ' ', `\n${indent}`, '  ')), {
      minLength: 1,
      maxLength: 30,
    })
    .map((parts) => `Opening ${parts.map(([text, gap]) => text + gap).join('')}`.trim());

const point = fc
  .tuple(fc.boolean(), wrapped('  '))
  .map(([named, text]) => `- ${named ? '**Name of it** – ' : ''}${text}`);
const block = fc.oneof(
  wrapped(''),
  fc.array(point, { minLength: 1, maxLength: 4 }).map((items) => items.join('\n')),
  fc
    .array(fc.tuple(word, word), { minLength: 1, maxLength: 4 })
    .map((rows) =>
      ['| Fact | Value |', '| --- | --- |', ...rows.map(([a, b]) => `| ${a} | ${b}; ${a} |`)].join('\n'),
    ),
  fc.array(word, { minLength: 1, maxLength: 6 }).map((lines) => `\`\`\`sh\n${lines.join('\n')}\n\`\`\``),
  wrapped('> ').map((text) => `> ${text}`),
);
const heading = fc
  .tuple(fc.integer({ min: 2, max: 4 }), word, fc.integer({ min: 0, max: 99 }))
  .map(([depth, text, n]) => `${'#'.repeat(depth)} ${text} ${n}`);

/** A small article in ordinary Markdown. */
const article = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: block }, { weight: 1, arbitrary: heading }), {
      minLength: 1,
      maxLength: 9,
    }),
    fc.constantFrom('\n', '\r\n'),
    fc.boolean(),
  )
  .map(([blocks, end, front]) =>
    `${front ? '---\ntitle: Words\n---\n' : ''}# Words\n\n${blocks.join('\n\n')}\n`.replaceAll('\n', end),
  );

function itemsOf(markdown: string): ParsedItem[] {
  return parseArticle('a.md', markdown).sections.flatMap(({ blocks }) =>
    blocks.flatMap(({ items }) => items),
  );
}

describe('any small article', () => {
  it('has every sentence of every item in the lines that it names', () => {
    fc.assert(
      fc.property(article, (markdown) => {
        let sentences = 0;
        for (const item of itemsOf(markdown)) {
          for (const { text, lines } of item.sentences) {
            sentences++;
            expect(text).toBe(text.trim());
            expect(text).not.toBe('');
            expect(standsIn(text, markdown, lines), `${lines}: ${text}`).toBe(true);
            expect(lines[0]).toBeGreaterThanOrEqual(item.lines[0]);
            expect(lines[1]).toBeLessThanOrEqual(item.lines[1]);
          }
        }
        expect(sentences).toBeGreaterThanOrEqual(/^(?:- |> )?Opening/m.test(markdown) ? 1 : 0);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('loses no word between the file and the sentences', () => {
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    fc.assert(
      fc.property(wrapped(''), (markdown) => {
        const [paragraph] = itemsOf(markdown);
        const expected = markdown.replace(/\]\([^()]*\)/g, ']');
        expect(letters(paragraph?.sentences.map(({ text }) => text).join('') ?? '')).toBe(letters(expected));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('is cut into passages that hold every item once, in reading order, none across a section', () => {
    fc.assert(
      fc.property(article, (markdown) => {
        const { corpus } = loadCorpus([{ path: 'a.md', text: markdown }], null);
        const { passages, items, blocks, sections } = corpus;
        expect(passages.flatMap((passage) => items.slice(...passage.items))).toEqual(items);
        for (const { section, items: range } of passages)
          for (const item of items.slice(...range)) expect(item.section).toBe(section);
        expect(blocks.flatMap((block) => items.slice(...block.items))).toEqual(items);
        expect(sections.flatMap((section) => blocks.slice(...section.blocks))).toEqual(blocks);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('is quoted rightly in whatever is asked of it', async () => {
    await fc.assert(
      fc.asyncProperty(article, fc.array(word, { minLength: 1, maxLength: 6 }), async (markdown, asked) => {
        const { corpus, problems } = loadCorpus([{ path: 'a.md', text: markdown }], null);
        if (problems.length > 0) return;
        const answer = await botOf(corpus).ask(`what is the ${asked.join(' ')}`);
        expect(misquotations(answer, new Map([['a.md', markdown]]))).toEqual([]);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('any text', () => {
  it.each(['binary', 'grapheme', 'grapheme-ascii'] as const)(
    'of %s is parsed without an exception',
    (unit) => {
      fc.assert(
        fc.property(fc.string({ unit, maxLength: 300 }), fc.boolean(), (text, front) => {
          const { problems } = loadCorpus(
            [{ path: 'a.md', text: front ? `---\n${text}\n---\n# T\n` : text }],
            {
              path: 'thesaurus.yaml',
              text,
            },
          );
          for (const { line, message } of problems) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(message).not.toBe('');
          }
        }),
        { seed: SEED, numRuns: 300 },
      );
    },
  );

  it('of the signs that Markdown and YAML are made of, too', () => {
    const signs = fc.constantFrom(
      ...'#*_`[]()<>!|-+>=~:;,.&%@{}"\'\\/ \n\t01aé'.split(''),
      '---\n',
      '```',
      '\n\n',
      '- ',
      '| - |\n',
    );
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 200 }), (text) => {
        for (const { sentences } of itemsOf(text))
          for (const { lines } of sentences) {
            expect(lines[0]).toBeGreaterThanOrEqual(1);
            expect(lines[1]).toBeGreaterThanOrEqual(lines[0]);
            expect(lines[1]).toBeLessThanOrEqual(text.split('\n').length);
          }
      }),
      { seed: SEED, numRuns: 1000 },
    );
  });
});
