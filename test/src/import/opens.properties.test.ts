import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importSource } from '../../../src/import/import-source.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { standsIn } from '../../stands-in.js';
import { dialectMarkdown } from '../knowledge/dialects/random-markdown.js';

const SEED = 20241127;

const value = fc.oneof(
  fc.constantFrom(
    'text',
    'a: b',
    '"quoted',
    '2024-01-01',
    '5',
    'true',
    '[one, two]',
    '[a',
    '{ name: x }',
    '|\n  more\n  text',
    '&a *a',
    'https://example.org/x',
    '"x\\ny"',
    '- a',
    '',
    '!!binary x',
    '<b>',
    "it's",
  ),
  fc.string({ maxLength: 20 }),
);
const key = fc.constantFrom(
  'title',
  'source',
  'subjects',
  'questions',
  'question',
  'noun',
  'licence',
  'license',
  'description',
  'tags',
  'date',
  'author',
  'layout',
  'weight',
  'url',
  'sidebar_position',
  'hero',
  'x y',
);

/** Front matter of other programs, sound and not. */
const front = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom('---', '---', '+++'), fc.array(fc.tuple(key, value), { maxLength: 6 }))
      .map(
        ([sign, entries]) =>
          `${sign}\n${entries.map(([name, said]) => `${name}${sign === '---' ? ':' : ' ='} ${said}`).join('\n')}\n${sign}\n`,
      ),
  },
);

/** Sections that every file of a folder has, with what makes subjects of them. */
const shared = fc
  .subarray(['How it works', 'API', 'Install', 'Ash'], { minLength: 1 })
  .map((headings) =>
    headings
      .map(
        (name) =>
          `## ${name}\n\n${name}, also known as Fraxinus, is it.\n\n### Advantages\n\n- Good.\n\n| Fact | Value |\n| - | - |\n| Span | 5 m |\n`,
      )
      .join('\n'),
  );

/** Signs that Markdown and its dialects are made of, at random. */
const noise = fc
  .array(
    fc.constantFrom(
      ...'#*_`[]()<>!|-+>=~:;,.&%@{}"\'\\/ \n\tab1'.split(''),
      '\n\n',
      ':::',
      ':::note',
      '!!! tip\n    ',
      '=== "A"\n    ',
      '> [!NOTE] ',
      '{% hint %}',
      '{% endhint %}',
      '{{< x >}}',
      '{{ x }}',
      '<Tabs>',
      '<Tab title="x">',
      '</Tab>',
      '<details><summary>',
      '</details>',
      '<!--',
      '-->',
      '```',
      '\n- ',
      '\n1. ',
      '\n: ',
      '[[a|b]]',
      '<table><tr><td>',
      '{#id}',
      '[^1]',
      '[^1]: ',
      'import a from "b"\n',
      'word ',
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));

const file = fc
  .tuple(
    front,
    fc.oneof(dialectMarkdown, noise),
    fc.oneof(fc.constant(''), shared),
    fc.constantFrom('md', 'mdx', 'md'),
  )
  .map(([top, body, rest, extension]) => ({
    text: `${top}${body}\n\nWords that stay.\n\n${rest}`,
    extension,
  }));

describe('whatever import writes', () => {
  it('opens, and every sentence stands in its lines', async () => {
    let sentences = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        const articles = await Promise.all(
          files.map(async ({ text, extension }, i) => {
            const { markdown } = await importSource(`part/${i}.${extension}`, new TextEncoder().encode(text));
            return { path: `part/${i}.md`, text: markdown };
          }),
        );
        const { corpus, problems } = loadCorpus(articles, null);
        expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        for (const item of corpus.items) {
          const source = articles.find(({ path }) => path === item.document)?.text ?? '';
          for (const { text, lines } of item.sentences) {
            sentences++;
            expect(standsIn(text, source, lines), `${lines}: ${text}\n${source}`).toBe(true);
          }
        }
      }),
      { seed: SEED, numRuns: 250 },
    );
    expect(sentences).toBeGreaterThan(5_000);
  }, 120_000);

  it('is what is written when it is imported again', async () => {
    const body = (markdown: string) => markdown.replace(/^---\n[\s\S]*?\n---\n/, '');
    await fc.assert(
      fc.asyncProperty(dialectMarkdown, async (text) => {
        const whole = new TextEncoder().encode(`${text}\nWords that stay.\n`);
        const once = (await importSource('a.md', whole)).markdown;
        const twice = (await importSource('a.md', new TextEncoder().encode(once))).markdown;
        expect(body(twice)).toBe(body(once));
      }),
      { seed: SEED, numRuns: 150 },
    );
  }, 120_000);

  it('says in its text what the text of a page says, whatever marks of dialects that looks like', async () => {
    const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { minLength: 1, maxLength: 4 }), async (texts) => {
        const html = `<html><body><article><h1>T</h1>${texts.map((text) => `<p>${escaped(text)} end</p>`).join('')}</article></body></html>`;
        const { markdown } = await importSource('a.html', new TextEncoder().encode(html));
        const { corpus } = loadCorpus([{ path: 'a.md', text: markdown }], null);
        const said = corpus.items.map(({ name, text }) => `${name ?? ''}${text}`).join(' ');
        const letters = (text: string) => squeezed(text).replace(/[^\p{L}\p{N}{}<>[\]:=%!?+^|]/gu, '');
        expect(letters(said), markdown).toBe(letters(texts.map((text) => `${text} end`).join(' ')));
      }),
      { seed: SEED, numRuns: 300 },
    );
  }, 120_000);
});
