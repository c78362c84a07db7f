import { describe, expect, it } from 'vitest';
import { importSource } from '../../../src/import/import-source.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';
import { parseArticle } from '../../../src/knowledge/parse-article.js';
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

  it.each([
    ['its own front matter', 'noun: tree\nlabels: { audience: staff, version: 3.10 }', '- "3.10"'],
    ['a foreign one', 'layout: page\nlabels:\n  audience: staff\n  version: 3.10', '- "3.10"'],
    ['a list of them', 'tags: [a]\nlabels: [internal]', 'label:\n    - internal'],
  ])('keeps the labels of %s, and those of its source count', async (_, front, kept) => {
    const text = `---\n${front}\n---\n# Trees\n\nAsh is a tree.\n`;
    const bytes = new TextEncoder().encode(text);
    const given = { labels: { source: ['wiki'] } };
    const { markdown } = await importSource('a.md', bytes, given);
    const labelsIn = (written: string) => parseArticle('a.md', written).frontMatter?.labels;
    expect(markdown).toContain(kept);
    expect(labelsIn(markdown)).toEqual({ ...labelsIn(text), source: ['wiki'] });
    const wider = await importSource('a.md', bytes, { labels: { audience: ['board'] } });
    expect(labelsIn(wider.markdown)?.audience).toEqual(['board']);
  });

  it('reads HTML inside as what it shows', async () => {
    const text =
      '# T\n\n<details><summary>More</summary>\n\n- one\n- two\n\n</details>\n\nWater is <b>wet</b>.\n\n<table><tr><td>a</td><td>b|c</td></tr></table>\n';
    expect(await body('a.md', text)).toEqual([
      '# T',
      ':::details[More]',
      '- one',
      '- two',
      ':::',
      'Water is **wet**.',
      '|   |      |',
      '| - | ---- |',
      '| a | b\\|c |',
    ]);
  });

  it('writes boxes, tabs and folded parts of every dialect in one way', async () => {
    const text =
      '# T\n\n!!! warning "Mind this"\n    Text.\n\n=== "Linux"\n\n    ```sh\n    run {{ x }}\n    ```\n\n=== "Windows"\n\n    > [!NOTE]\n    > Click.\n\n??? "Why?"\n    So.\n';
    const { markdown } = await imported('a.md', text);
    expect(markdown.slice(markdown.indexOf('# T'))).toBe(
      '# T\n\n:::warning[Mind this]\nText.\n:::\n\n:::tab[Linux]\n```sh\nrun {{ x }}\n```\n:::\n\n::::tab[Windows]\n:::note\nClick.\n:::\n::::\n\n:::details[Why?]\nSo.\n:::\n',
    );
  });

  it('keeps code as it is, with its language, inside of its step', async () => {
    const code = 'if (a) {\n\tb\n}\n\n\n  {{ c }}  \n<d>';
    const text = `# T\n\n1. Run:\n\n   \`\`\`c++ title="x"\n${code.replace(/^(?=.)/gm, '   ')}\n   \`\`\`\n\n2. Wait.\n`;
    const article = await imported('a.md', text);
    const { corpus } = loadCorpus([{ path: 'a.md', text: article.markdown }], null);
    expect(corpus.items.find(({ kind }) => kind === 'code')).toMatchObject({
      text: code,
      language: 'c++',
      level: 1,
    });
    expect(
      corpus.items.filter(({ number }) => number !== null).map(({ number, text: said }) => [number, said]),
    ).toEqual([
      [1, 'Run:'],
      [2, 'Wait.'],
    ]);
  });

  it('keeps the numbers of lists that code and pictures interrupt', async () => {
    const text = '# T\n\n1. One\n\n```sh\nrun\n```\n\n2. Two\n\n![](a.png)\n\n3. Three\n5. Five\n';
    expect((await body('a.md', text)).filter((line) => /^\d/.test(line))).toEqual([
      '1. One',
      '2. Two',
      '3. Three',
      '4. Five',
    ]);
  });

  it('keeps tables, lists of terms and breaks', async () => {
    const text =
      '# T\n\n| | A |\n| - | - |\n| `x \\| y` | one<br>two |\n\nAsh\n: A tree\n  of wood.\n\nOne  \ntwo.\n';
    expect(await body('a.md', text)).toEqual([
      '# T',
      '|          | A        |',
      '| -------- | -------- |',
      '| `x \\| y` | one; two |',
      '- **Ash** – A tree',
      '  of wood.',
      'One\\',
      'two.',
    ]);
  });

  it('keeps the address of links that lead outside, and the words of those that lead nowhere', async () => {
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
      'Tea is green, they say.',
      '- done',
      '## Notes',
      '- Or black.',
    ]);
    expect(await dropped('a.md', text)).toEqual([['struck-out text', 'or blue,']]);
  });

  it('drops tables of contents, and their headings', async () => {
    const text =
      '# T\n\n## Table of contents\n\n- [One](#one)\n  - [Two](#two)\n- [Three](#three)\n- [Four](#four)\n\n## One\n\nText.\n\n- [a](#one)\n- [b](#two)\n';
    expect(await body('a.md', text)).toEqual(['# T', '## One', 'Text.', '- a', '- b']);
    expect((await dropped('a.md', text))[0]).toEqual(['table of contents', 'OneTwoThreeFour']);
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

  it('tells what a page does not show', async () => {
    const text =
      'import A from \'./a\'\n\n# T\n\nText {x.y} <Badge c="d" />.\n\n{/* note */}\n\n{% assign x = 1 %}\n';
    const article = await imported('a.mdx', text);
    expect(article.format).toBe('mdx');
    expect(article.dropped.map(({ what }) => what).sort()).toEqual([
      'MDX expression',
      'MDX import or export',
      'comment',
      'component',
      'template tag',
    ]);
    expect(article.markdown).toContain('Text .');
  });

  it('reads MDX that is broken', async () => {
    const { markdown, notes } = await imported('a.mdx', '# T\n\nOne < two {and three.\n');
    expect(markdown).toContain('One < two {and three.');
    expect(notes).toEqual([]);
  });
});

describe('foreign front matter', () => {
  const frontOf = async (front: string, name = 'a.md', rest = '# T\n\nText.\n') => {
    const { markdown } = await imported(name, `${front}\n${rest}`);
    return markdown.slice(4, markdown.indexOf('\n---\n'));
  };

  it('gives title, author and address, and keeps what tells a reader something', async () => {
    const front =
      '---\ntitle: Trees\nauthors: [Ann, Ben]\nurl: https://example.org/trees\nlayout: post\nweight: 10\nslug: trees\ndescription: On trees.\ntags: [wood, "leaf: green"]\ndate: 2024-03-12\ncategory: Plants\nnav_order: 3\ncover: /img/a.png\ndraft: false\nhero:\n  name: X\nedition: 2\n---';
    expect(await frontOf(front)).toBe(
      'title: T\nsource:\n  name: a.md\n  url: https://example.org/trees\n  author: Ann, Ben\ndescription: On trees.\ntags:\n  - wood\n  - "leaf: green"\ndate: 2024-03-12\ncategory: Plants\nedition: 2',
    );
  });

  it('may be TOML', async () => {
    const front =
      '+++\ntitle = "Trees"\nweight = 3\ndate = 2024-03-12T10:00:00Z\ntags = [\n  "wood",\n  "leaf",\n]\n[extra]\nx = "y"\n[taxonomies]\nplants = ["ash"]\n+++';
    expect(await frontOf(front, 'a.md', 'Text.\n')).toBe(
      'title: Trees\nsource:\n  name: a.md\ntags:\n  - wood\n  - leaf\ndate: 2024-03-12\nplants:\n  - ash'.replace(
        'tags:\n  - wood\n  - leaf\ndate: 2024-03-12',
        'date: 2024-03-12\ntags:\n  - wood\n  - leaf',
      ),
    );
  });

  it.each<[what: string, front: string, expected: string]>([
    ['subjects that are words', 'subjects: [wood, leaf]', 'topics:\n  - wood\n  - leaf'],
    ['a source that is a text', 'source: The Barn', 'source: The Barn'],
    [
      'a source that is an address',
      'source: https://example.org/x',
      'source:\n  name: a.md\n  url: https://example.org/x',
    ],
    ['questions that are a text', 'questions: What?', 'source:\n  name: a.md'],
    ['a title that is a list', 'title: [Ash, Elm]', 'title: T'],
    ['a noun that is a number', 'noun: 3', 'source:\n  name: a.md'],
    ['a licence under another name', 'license: MIT', 'licence: MIT'],
    ['a slip of an entry', 'titel: Tree', 'source:\n  name: a.md'],
    ['no sound YAML', 'title: Ash: a tree\nauthor: Ann', 'source:\n  name: a.md\n  author: Ann'],
    ['nothing', '', 'title: T'],
  ])('is no error where it has %s', async (_, front, expected) => {
    const { markdown } = await imported('a.md', `---\n${front}\n---\n# T\n\nText.\n`);
    expect(markdown).toContain(expected);
    expect(loadCorpus([{ path: 'a.md', text: markdown }], null).problems).toEqual([]);
  });

  it('is none between two rules', async () => {
    expect(await body('a.md', '---\nOnly text.\n---\n\nMore.\n')).toEqual(['# Only text.', 'More.']);
  });
});

describe('a title', () => {
  const titleOf = async (name: string, text: string) => (await imported(name, text)).title;
  it.each([
    ['the first heading', 'guide/a.md', '# Ash\n\nText.\n', 'Ash'],
    ['the first heading, though others are as large', 'a.md', '# Ash\n\nText.\n\n# Elm\n\nText.\n', 'Ash'],
    ['the front matter', 'a.md', '---\ntitle: Ash\n---\nText.\n\n## One\n\nText.\n', 'Ash'],
    [
      'the heading where the front matter adds the name of the site',
      'a.md',
      '---\ntitle: Ash | The Barn\n---\n# Ash\n\nText.\n',
      'Ash',
    ],
    [
      'the front matter, not one of several headings',
      'a.md',
      '---\ntitle: Ash\n---\n# Table of contents\n\nText.\n\n# Elm\n\nText.\n',
      'Ash',
    ],
    ['the file, not a release', 'docs/change-log.md', '# v1.2.3 - 2024-01-01\n\nText.\n', 'Change log'],
    ['the file, not what is to be released', 'CHANGES.md', '# Unreleased\n\nText.\n', 'CHANGES'],
    ['the folder of an index', 'guide/first-steps/index.md', 'Text.\n', 'First steps'],
    ['the folder of a README', 'plugins/leaf/README.md', 'Text.\n', 'Leaf'],
    ['the file where it has no folder', 'README.md', 'Text.\n', 'README'],
  ])('is that of %s', async (_, name, text, title) => {
    expect(await titleOf(name, text)).toBe(title);
  });
});

describe('links beside one another', () => {
  const places = new Map([
    ['index.md', 'index.md'],
    ['guide/a.mdx', 'guide/a.md'],
    ['guide/b.md', 'guide/b.md'],
    ['guide/sub/README.md', 'guide/sub/README.md'],
    ['my page.md', 'my page.md'],
  ]);
  const linked = async (url: string, given = {}, front = '') => {
    const bytes = new TextEncoder().encode(`${front}# T\n\nSee [it](<${url}>).\n`);
    const { markdown } = await importSource('guide/b.md', bytes, given, places);
    return /See (.*)\.$/m.exec(markdown)?.[1];
  };

  it.each([
    ['a.mdx', '[it](a.md)'],
    ['./a', '[it](a.md)'],
    ['a.html#part', '[it](a.md)'],
    ['../guide/a/', '[it](a.md)'],
    ['sub/', '[it](sub/README.md)'],
    ['/guide/a', '[it](a.md)'],
    ['/docs/guide/a', '[it](a.md)'],
    ['..', '[it](../index.md)'],
    ['../my%20page.md', '[it](../my%20page.md)'],
    ['gone.md', 'it'],
    ['b.md#part', 'it'],
    ['https://example.org/x', '[it](https://example.org/x)'],
  ])('lead to the article of what is imported too: %s', async (url, expected) => {
    expect(await linked(url)).toBe(expected);
  });

  it('are absolute where the address of the article is known', async () => {
    const front = '---\nurl: https://example.org/guide/b\n---\n';
    expect(await linked('a', {}, front)).toBe('[it](https://example.org/guide/a)');
  });

  it('count on the site alone of an address that several sources share', async () => {
    const given = { url: 'https://example.org/docs/' };
    expect(await linked('a', given)).toBe('[it](a.md)');
    expect(await linked('gone.md', given)).toBe('it');
    expect(await linked('/gone', given)).toBe('[it](https://example.org/gone)');
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
    const { corpus } = loadCorpus([{ path: 'a.md', text: article.markdown }], null);
    expect(corpus.items.find(({ text }) => text === 'It tastes of flowers.')).toMatchObject({
      subject: 'oolong',
      aspect: 'advantages',
    });
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
