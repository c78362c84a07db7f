import type { Root } from 'mdast';
import { type Draft, type Dropped, NO_METADATA } from './draft.js';
import { withLevels } from './heading-levels.js';
import { joinLines, type Line, linesOf, type TextBlock } from './lines.js';
import { openingOf, withoutChrome } from './opening.js';
import { partsOf } from './parts.js';
import { treeOf } from './parts-tree.js';

/** Reads plain text, such as a web page copied off a browser: its headings and lists are told by their look. */
export function readPlainText(text: string): Draft {
  return readLines(linesOf(text), false);
}

/**
 * Reads lines of text, wherever they come from.
 * @param softHyphens whether a hyphen at the end of a line is taken to come from the breaking
 */
export function readLines(lines: readonly Line[], softHyphens: boolean): Draft {
  const dropped: Dropped[] = [];
  const notes: string[] = [];
  const blocks: readonly TextBlock[] = withoutChrome(joinLines(lines, softHyphens), dropped);
  const { title, author, rest } = openingOf(blocks, dropped);
  const parts = withLevels(partsOf(rest), notes);
  const tree: Root = treeOf(parts);
  return { tree, metadata: { ...NO_METADATA, title, author }, dropped, notes };
}
