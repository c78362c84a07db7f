import { describe, expect, it } from 'vitest';
import { importSource } from '../../../src/import/import-source.js';
import { botOf, corpusOf } from '../../builders.js';
import { docxWith } from '../../import-sources/write-docx.js';

const imported = (name: string, text: string) => importSource(name, new TextEncoder().encode(text));

/** The article without its front matter, as lines that say something. */
async function body(name: string, text: string): Promise<string[]> {
  const { markdown } = await imported(name, text);
  return markdown
    .replace(/^---\n[\s\S]*?\n---\n/, '')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

const dropped = async (name: string, text: string) =>
  (await imported(name, text)).dropped.map(({ what, text: said }) => [what, said]);

describe('Markdown', () => {
  it('keeps an article of the knowledge as it is', async () => {
    const article =
      '---\ntitle: Two trees\nsource:\n  name: Me\nsubjects:\n  - id: ash\n    heading: Ash\n---\n# Two trees\n\n## Ash\n\nAsh is a tree.\n';
    expect((await imported('a.md', article)).markdown).toBe(article);
  });

  it('takes title, author and address from foreign front matter, and tells what else there was', async () => {
    const text =
      '---\ntitle: Trees\nauthors: [Ann, Ben]\nurl: https://example.org/trees\nlayout: post\n---\nA tree is a plant.\n';
    const article = await imported('a.md', text);
    expect(article.markdown).toMatch(
      /^---\ntitle: Trees\nsource:\n {2}name: a\.md\n {2}url: https:\/\/example\.org\/trees\n {2}author: Ann, Ben\n---\n# Trees\n/,
    );
    expect(article.dropped).toEqual([{ what: 'front matter entry', text: 'layout: post' }]);
  });

  it('reads HTML inside as what it shows', async () => {
    const text =
      '# T\n\n<details><summary>More</summary>\n\n- one\n- two\n\n</details>\n\nWater is <b>wet</b>.\n';
    expect(await body('a.md', text)).toEqual(['# T', 'More', '- one', '- two', 'Water is **wet**.']);
  });

  it('keeps the words of links, and the address of those that lead outside', async () => {
    const text =
      'See [the site](https://example.org/), [a file](b.md) and [above](#top) and [one][1].\n\n[1]: https://example.com/\n';
    expect((await body('a.md', text))[1]).toBe(
      'See [the site](https://example.org/), a file and above and [one](https://example.com/).',
    );
    expect(await dropped('a.md', text)).toEqual([['link target', 'b.md']]);
  });

  it('puts footnotes at the end and drops what is struck out', async () => {
    const text = '# T\n\nTea is green[^1], ~~or blue,~~ they say.\n\n- [x] done\n\n[^1]: Or black.\n';
    expect(await body('a.md', text)).toEqual([
      '# T',
      'Tea is green,  they say.',
      '- done',
      '## Notes',
      '- Or black.',
    ]);
    expect(await dropped('a.md', text)).toEqual([['struck-out text', 'or blue,']]);
  });

  it('has bold lines as headings and points by name', async () => {
    const text =
      '# T\n\n## Ash\n\nA tree.\n\n**Advantages of Ash**\n\n- Light – It weighs little.\n- It is pale: nobody minds.\n';
    expect(await body('a.md', text)).toEqual([
      '# T',
      '## Ash',
      'A tree.',
      '### Advantages of Ash',
      '- **Light** – It weighs little.',
      '- It is pale: nobody minds.',
    ]);
  });

  it('reads broken MDX as Markdown, and says so', async () => {
    const { format, notes, markdown } = await imported('a.mdx', '# T\n\nOne < two {and three.\n');
    expect(format).toBe('mdx');
    expect(notes).toEqual([
      expect.stringMatching(/^is no valid MDX \(line 3: .+\); it was read as Markdown\.$/),
    ]);
    expect(markdown).toContain('two {and three.');
  });
});

describe('HTML', () => {
  const page = (main: string) =>
    `<html><head><title>Teas | The Barn</title><meta property="og:site_name" content="The Barn"><link rel="canonical" href="https://example.org/teas"></head><body><nav>Menu</nav>${main}<footer>Imprint</footer></body></html>`;
  const prose =
    '<p>Tea is a drink, made of leaves, steeped in water that is hot, and drunk, by many people, every day.</p>'.repeat(
      5,
    );

  it('knows where it was published', async () => {
    const { markdown } = await imported('a.html', page(`<article><h1>Teas</h1>${prose}</article>`));
    expect(markdown).toMatch(
      /^---\ntitle: Teas\nsource:\n {2}name: The Barn\n {2}url: https:\/\/example\.org\/teas\n---\n/,
    );
  });

  it('has numbered headings as subjects, terms as named points, a table without a head row whole', async () => {
    const tea = (n: number, name: string) =>
      `<h2>${n}. ${name}</h2>${prose}<table><tr><td>Origin</td><td>China</td></tr><tr><td>Colour</td><td>Amber</td></tr></table><h3>Advantages of ${name}</h3><dl><dt>Taste</dt><dd>It tastes of flowers.</dd></dl>`;
    const article = await imported(
      'a.html',
      page(`<article><h1>Two teas</h1>${tea(1, 'Oolong')}${tea(2, 'Sencha')}</article>`),
    );
    expect(article.recognised).toMatchObject({
      subjects: ['Oolong', 'Sencha'],
      aspects: ['Advantages'],
      facts: 4,
      named: 2,
    });
    const bot = botOf(corpusOf([article.markdown]));
    expect((await bot.ask('advantages of sencha')).citations[0]?.quote).toBe('It tastes of flowers.');
  });

  it('keeps a page of short sections, where no part stands out', async () => {
    const short = Array.from(
      { length: 6 },
      (_, i) => `<div><h2>Room ${i}</h2><ul><li>Chair ${i}</li></ul></div>`,
    ).join('');
    const { markdown, dropped: told } = await imported('a.html', page(`<div><h1>Rooms</h1>${short}</div>`));
    for (let i = 0; i < 6; i++) expect(markdown).toContain(`## Room ${i}\n\n- Chair ${i}`);
    expect(told.map(({ text }) => text)).toEqual(expect.arrayContaining(['Menu', 'Imprint']));
  });
});

describe('DOCX', () => {
  const document = (paragraphs: string) =>
    docxWith(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${paragraphs}</w:body></w:document>`,
    );

  it('drops text that was deleted under tracked changes, and tells it', async () => {
    const article = await importSource(
      'a.docx',
      document(
        '<w:p><w:r><w:t>Tea is </w:t></w:r><w:del><w:r><w:delText>blue</w:delText></w:r></w:del><w:ins><w:r><w:t>green</w:t></w:r></w:ins></w:p>',
      ),
    );
    expect(article.markdown).toContain('Tea is green');
    expect(article.dropped).toContainEqual({ what: 'deleted text', text: 'blue' });
  });
});

describe('a name', () => {
  it('is given by the file where the text has no title', async () => {
    expect(
      (await imported('docs/opening-hours.v2.txt', 'We open at nine, every day but Sunday.\n')).title,
    ).toBe('Opening hours v2');
  });

  it('of the publisher is what was said, else the file', async () => {
    const content = new TextEncoder().encode('# T\n\nX is y.\n');
    const given = { publisher: 'The Barn', url: 'https://example.org/t' };
    expect((await importSource('a.md', content, given)).markdown).toContain(
      'source:\n  name: The Barn\n  url: https://example.org/t\n',
    );
    expect((await importSource('a.md', content)).markdown).toContain('source:\n  name: a.md\n');
  });
});
