import type { Nodes, Root } from 'mdast';
import { directiveToMarkdown } from 'mdast-util-directive';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { type Options, toMarkdown } from 'mdast-util-to-markdown';

type Unsafe = NonNullable<Options['unsafe']>[number];

/** Text at the beginning of a line that would be the mark of a dialect when the article is read. */
const MARKS: readonly Unsafe[] = [
  { character: ':', after: '[: \\t]' },
  { character: '!', after: '!!|>' },
  { character: '?', after: '\\?\\?|>' },
  { character: '/', after: '//' },
  { character: '{', after: '[*!]' },
  { character: '(', after: '[^\\s()]*\\)=' },
  { character: 'i', after: 'mport\\s(?:[^\\n]*[\'"];?\\s*(?:\\n|$)|[\\w*$\\s,]*\\{)' },
  { character: 'e', after: 'xport\\s(?:const|let|var|function|default|class|async)\\b' },
  { character: '@', after: 'toc|\\[toc' },
  { character: '-', after: '-?8<' },
];

/** Text anywhere that would be one. */
const SIGNS: readonly Unsafe[] = [
  { character: '{', after: '[{%#:/]|\\s*[.#]|\\s*[\\w-]+=|[a-z][\\w:.+-]*\\}`' },
  { character: '=', after: '=[^\\s=][^=\\n]*==' },
  { character: '^', after: '\\^' },
  { before: '\\s', character: '^', after: '[A-Za-z\\d-]{4}' },
  { before: '[^\\w+]', character: '+', after: '\\+' },
  { character: '%', after: '%' },
  { character: ':', after: '(?:material|octicons|fontawesome|simple|twemoji)-' },
  { character: '~', after: '~' },
];

const EMOJI: Unsafe = {
  before: '\\s',
  character: ':',
  after: '[\\w+-]+:(?:\\s|$)',
  inConstruct: ['headingAtx', 'label'],
};

/**
 * Writes a tree as Markdown: tables as GitHub has them, boxes, tabs and folded parts as directives. What is text stays text when
 * it is read again, whatever it looks like.
 */
export function writeMarkdown(tree: Root): string {
  return toMarkdown(tree as Nodes, {
    extensions: [gfmTableToMarkdown(), { handlers: directiveToMarkdown().handlers ?? {} }],
    unsafe: [
      ...MARKS.map((one) => ({ ...one, atBreak: true })),
      ...SIGNS.map(
        (one): Unsafe => ({
          ...one,
          // What stands behind may be such a sign itself.
          after: `(?=${one.after})`,
          inConstruct: 'phrasing',
          notInConstruct: ['autolink', 'destinationLiteral', 'destinationRaw'],
        }),
      ),
      EMOJI,
      { character: '\n', inConstruct: 'containerDirectiveLabel' },
      { character: '\r', inConstruct: 'containerDirectiveLabel' },
    ] as Unsafe[],
    bullet: '-',
    listItemIndent: 'one',
    rule: '-',
    fences: true,
  });
}
