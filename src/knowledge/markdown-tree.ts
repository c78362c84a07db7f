import type { Root, RootContent, RootData } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { frontmatter } from 'micromark-extension-frontmatter';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { readHtmlIn } from './dialects/plain-html.js';
import { plainMarkdown } from './dialects/plain-markdown.js';
import type { Unshown } from './dialects/rewrite.js';
import { withLines } from './dialects/source-lines.js';
import { treesWithBoxes } from './dialects/trees-with-boxes.js';
import { markLimit } from './mark-limit.js';
import { piecesOfTree } from './tree-in-pieces.js';

declare module 'mdast' {
  interface RootData {
    /** Ids written by hand that links may lead to. */
    ids?: readonly string[];
    /** What a reader of the page would not see: comments, code of templates. */
    unshown?: readonly Unshown[];
  }
}

/** What the pages of a folder are written in beside CommonMark. */
export interface TreeOptions {
  /** Whether braces hold code and deep indents do not: MDX. */
  readonly isMdx?: boolean;
}

/** What a page holds beside its tree. */
export type PageData = Required<Pick<RootData, 'ids' | 'unshown'>>;

/**
 * Reads Markdown as the world writes it: CommonMark, tables and footnotes as GitHub has them, front matter, and the dialects of
 * site generators. Boxes, tabs and folded parts are container directives, whatever they were written in; HTML is the Markdown it
 * stands for. Positions are those of the file.
 * @param markdown without lists and quotations that {@link lineTooDeep} finds: they take minutes
 * @throws {RangeError} when something thousands of levels deep exhausts the parser's stack
 */
export function markdownTree(markdown: string, options: TreeOptions = {}): Root {
  const children: RootContent[] = [];
  const parts = markdownParts(markdown, options);
  let part = parts.next();
  for (; !part.done; part = parts.next()) for (const child of part.value) children.push(child);
  return { type: 'root', children, data: { ...part.value } };
}

/**
 * The same in parts, each made when it is asked for: the children of the tree one after the other.
 * @returns what the page holds beside them
 */
export function* markdownParts(
  markdown: string,
  options: TreeOptions = {},
): Generator<readonly RootContent[], PageData> {
  const { text, lines, boxes, ids, unshown, isMdx } = plainMarkdown(markdown, options.isMdx);
  const extended = {
    extensions: [
      frontmatter(['yaml', 'toml']),
      gfmTable(),
      gfmFootnote(),
      gfmStrikethrough({ singleTilde: false }),
      gfmTaskListItem(),
      ...(isMdx ? [{ disable: { null: ['codeIndented'] } }] : []),
      markLimit(),
    ],
    mdastExtensions: [
      frontmatterFromMarkdown(['yaml', 'toml']),
      gfmTableFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
    ],
  };
  const pieces = piecesOfTree(text, (piece) => fromMarkdown(piece, extended));
  for (const tree of treesWithBoxes(pieces, boxes)) {
    readHtmlIn(tree);
    withLines(tree, lines);
    yield tree.children;
  }
  return { ids, unshown };
}
