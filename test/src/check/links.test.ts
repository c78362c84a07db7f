import { describe, expect, it } from 'vitest';
import { brokenLinks, linkedPaths } from '../../../src/check/links.js';
import { markdownTree } from '../../../src/knowledge/markdown-tree.js';

const OTHER = '# Other teas\n\n## How to brew\n\nWith water.\n\n## How to brew\n\nAgain.\n';

function treesOf(files: Readonly<Record<string, string>>) {
  return Object.entries(files).map(([path, text]) => ({ path, tree: markdownTree(text) }));
}

/** Problems of an article beside `other.md`, as `line:column rule`. */
function problemsIn(article: string, existing: readonly string[] = []) {
  return brokenLinks(treesOf({ 'a.md': article, 'other.md': OTHER }), new Set(existing));
}
const placesIn = (article: string, existing: readonly string[] = []) =>
  problemsIn(article, existing).map(({ line, column, rule }) => `${line}:${column} ${rule}`);

describe('brokenLinks', () => {
  it.each([
    ['an article', '[x](other.md)'],
    ['an article in its own folder', '[x](./other.md)'],
    ['a heading of an article', '[x](other.md#how-to-brew)'],
    ['the second heading of that name', '[x](other.md#how-to-brew-1)'],
    ['a heading of its own', '# Green *tea*, `raw`!\n\n[x](#green-tea-raw)'],
    ['a heading further down', '[x](#below)\n\n## Below'],
    ['a heading with letters of other scripts', '## Thé vert\n\n[x](#thé-vert) [y](#th%C3%A9-vert)'],
    ['a heading inside a quotation', '> ## Said\n\n[x](#said)'],
    ['an id written in HTML', '<a name="old"></a>\n\nText <span id=\'new\'></span>.\n\n[x](#old) [y](#new)'],
    ['an id written into a heading', '## Part {#part-1}\n\n[x](#part-1)'],
    ['the top of a page', '[x](#top) [y](#)'],
    ['a line of a source', '[x](other.md?plain=1#L3)'],
    ['words of a page', '[x](other.md#:~:text=water)'],
    ['a web address', '[x](https://example.org/a.md#b) <http://example.org> [y](//example.org/x)'],
    ['a mailbox', '[x](mailto:a@example.org)'],
    ['a path from the root of a site', '[x](/nowhere.md)'],
    ['code that looks like a link', '`[x](gone.md)`\n\n```\n[x](gone.md)\n```'],
  ])('lets a link to %s be', (_, article) => {
    expect(placesIn(article)).toEqual([]);
  });

  it.each([
    ['a file that is not there', 'Text.\n\nSee [x](gone.md).', '3:5 broken-link'],
    ['a heading of a file that is not there', '[x](gone.md#part)', '1:1 broken-link'],
    ['a picture that is not there', 'Text ![a leaf](leaf.png)', '1:6 broken-link'],
    ['a definition', '[x][one]\n\n[one]: gone.md', '3:1 broken-link'],
    ['a file in another folder', '[x](../other.md)', '1:1 broken-link'],
    ['nothing', '[x]()', '1:1 broken-link'],
    ['a heading that another article does not have', '[x](other.md#part)', '1:1 broken-anchor'],
    ['a heading that it does not have itself', '# T\n\n- [x](#part)', '3:3 broken-anchor'],
    ['a heading in capitals', '[x](other.md#How-to-brew)', '1:1 broken-anchor'],
    ['an address with a percent sign', '[x](100%.md)', '1:1 broken-link'],
  ])('names the place of a link to %s', (_, article, place) => {
    expect(placesIn(article)).toEqual([place]);
  });

  it('takes files that are no articles, folders, and what lies outside, as they are said to exist', () => {
    const article = '![x](img/a%20leaf.png) [y](docs/) [z](../LICENSE#part) [w](../gone)';
    const trees = treesOf({ 'sub/a.md': article });
    expect(linkedPaths(trees)).toEqual(['sub/img/a leaf.png', 'sub/docs', 'LICENSE', 'gone']);
    const existing = new Set(['sub/img/a leaf.png', 'sub/docs', 'LICENSE']);
    expect(brokenLinks(trees, existing).map(({ message }) => message)).toEqual([
      'The link leads to "../gone", and there is no such file. Correct the path, or take the link out.',
    ]);
    expect(linkedPaths(treesOf({ 'a.md': '[x](../../b.md) [y](..) [z](.)' }))).toEqual([
      '../../b.md',
      '..',
      '.',
    ]);
  });

  it('says what was probably meant', () => {
    const says = (article: string) => problemsIn(article)[0]?.message;
    expect(says('[x](Othr.md)')).toContain('Did you mean "other.md"?');
    expect(says('[x](other.md#how-to-brw)')).toContain(
      'no heading of "other.md" has that anchor. Did you mean "#how-to-brew"?',
    );
    expect(says('[x](other.md#prices)')).toContain('such as "#other-teas", "#how-to-brew"');
    expect(says('Text [x](#prices)')).toContain('no heading of this article has that anchor');
    for (const target of ['../two/teas.md', 'tea.md', '../../tea.md#part']) {
      const trees = treesOf({ 'one/a.md': `[x](${target})`, 'two/tea.md': OTHER });
      expect(brokenLinks(trees, new Set())[0]?.message).toContain('Did you mean "../two/tea.md"?');
    }
  });
});
