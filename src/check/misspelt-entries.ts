import type { Yaml } from 'mdast';
import { isKnownEntry } from '../knowledge/entries.js';
import { meantEntry } from '../knowledge/front-matter.js';
import type { Problem } from '../knowledge/problem.js';
import type { ArticleTree } from './article-tree.js';

/** Entries of the front matter that mean nothing and are written nearly like one that does: `question` for `questions`. */
export function misspeltEntries({ path: file, tree }: ArticleTree): Problem[] {
  const front = tree.children.find((node): node is Yaml => node.type === 'yaml');
  if (!front) return [];
  const firstLine = (front.position?.start.line ?? 1) + 1;
  const names = front.value.split('\n').map((line) => /^["']?([\w-]+)["']?[ \t]*:/.exec(line)?.[1] ?? '');
  return names.flatMap((name, i): Problem[] => {
    const meant = name === '' || isKnownEntry(name) ? null : meantEntry(name);
    if (meant === null || names.includes(meant)) return [];
    const message = `"${name}" means nothing to Docent. Did you mean "${meant}"?`;
    return [{ severity: 'warning', file, line: firstLine + i, rule: 'misspelt-entry', message }];
  });
}
