import { DocentError } from '../errors.js';
import { markdownTree } from '../knowledge/markdown-tree.js';
import { lineTooDeep, MAX_NESTING } from '../knowledge/nesting.js';
import type { Draft, Dropped } from './draft.js';
import { readFrontMatter } from './foreign-front-matter.js';

/**
 * Reads Markdown as the bot does, dialects included, or MDX. What a reader of the page would not see (comments, imports,
 * code of templates and components) is dropped.
 * @throws {DocentError} `too-deep`
 */
export function readMarkdown(text: string, isMdx: boolean): Draft {
  const line = lineTooDeep(text);
  if (line !== null)
    throw new DocentError(
      'too-deep',
      `has lists and quotations more than ${MAX_NESTING} levels deep in one another on line ${line}. Take levels out.`,
    );
  const tree = markdownTree(text, { isMdx });
  const dropped: Dropped[] = [...(tree.data?.unshown ?? [])];
  return { tree, ...readFrontMatter(tree, dropped), dropped, notes: [] };
}
