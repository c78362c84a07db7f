import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmTable } from 'micromark-extension-gfm-table';

/**
 * Reads Markdown as articles are written: CommonMark, tables as GitHub has them, YAML front matter.
 * @param markdown without lists and quotations that {@link lineTooDeep} finds: they take minutes
 * @throws {RangeError} when something thousands of levels deep exhausts the parser's stack
 */
export function markdownTree(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [frontmatter(['yaml']), gfmTable()],
    mdastExtensions: [frontmatterFromMarkdown(['yaml']), gfmTableFromMarkdown()],
  });
}
