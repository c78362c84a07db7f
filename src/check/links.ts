import GithubSlugger from 'github-slugger';
import type { Definition, Image, Link, Root } from 'mdast';
import type { Problem } from '../knowledge/problem.js';
import { type ArticleTree, shownText, warningAt, within } from './article-tree.js';
import { nearest } from './nearest.js';
import { decoded, relativePath, resolvePath } from './path.js';

/** A link, image or link definition that leads to a place in the same folders. */
interface LocalLink {
  readonly node: Link | Image | Definition;
  /** Path below the knowledge folder; begins with `../` when it leads out of it. */
  readonly path: string;
  /** What stands after `#`; empty when nothing does. */
  readonly anchor: string;
}

/** A scheme, another host, or a path from the root of a site, of which it is not known where it is. */
const ELSEWHERE = /^(?:[a-z][a-z\d+.-]*:|\/)/i;

/** Anchors shown when none resembles the one that is missing. */
const MAX_SHOWN = 6;

/** What the links of the articles lead to: paths below the knowledge folder, those that lead out of it with `../`. */
export function linkedPaths(articles: readonly ArticleTree[]): string[] {
  return [...new Set(articles.flatMap((article) => localLinks(article).map(({ path }) => path)))];
}

/**
 * Links that lead nowhere: to a file that is not there, or to a heading that an article does not have.
 * Web addresses and paths that begin with `/` are not looked at.
 * @param existing those of `linkedPaths` at which there is a file or a folder
 */
export function brokenLinks(articles: readonly ArticleTree[], existing: ReadonlySet<string>): Problem[] {
  const trees = new Map(articles.map(({ path, tree }) => [path, tree]));
  const known = new Map<string, ReadonlySet<string>>();
  return articles.flatMap(({ path: file, tree }) =>
    localLinks({ path: file, tree }).flatMap((link) => {
      const target = trees.get(link.path);
      if (link.node.url === '' || !(target || existing.has(link.path)))
        return [warningAt(file, link.node, 'broken-link', noTarget(link, file, [...trees.keys()]))];
      if (!target || link.anchor === '') return [];
      const anchors = known.get(link.path) ?? anchorsOf(target);
      known.set(link.path, anchors);
      if (anchors.has(link.anchor)) return [];
      return [warningAt(file, link.node, 'broken-anchor', noAnchor(link, file, [...anchors]))];
    }),
  );
}

function noTarget({ node: { url }, path }: LocalLink, file: string, articles: readonly string[]): string {
  if (url === '') return 'The link has no target. Write an address between its brackets, or take it out.';
  const name = (one: string) => one.slice(one.lastIndexOf('/') + 1);
  const others = articles.filter((one) => one !== file);
  const meant = others.find((one) => name(one) === name(path)) ?? nearest(path, others);
  const advice = meant
    ? `Did you mean "${relativePath(file, meant)}"?`
    : 'Correct the path, or take the link out.';
  return `The link leads to "${url}", and there is no such file. ${advice}`;
}

function noAnchor(
  { node: { url }, path, anchor }: LocalLink,
  file: string,
  anchors: readonly string[],
): string {
  const meant = nearest(anchor, anchors);
  const shown = anchors.slice(0, MAX_SHOWN).map((one) => `"#${one}"`);
  const such = shown.length > 0 ? `Write one that it has, such as ${shown.join(', ')}, or take` : 'Take';
  const advice = meant ? `Did you mean "#${meant}"?` : `${such} "#${anchor}" away.`;
  const where = path === file ? 'this article' : `"${path}"`;
  return `The link leads to "${url}", and no heading of ${where} has that anchor. ${advice}`;
}

function localLinks({ path: file, tree }: ArticleTree): LocalLink[] {
  const links: LocalLink[] = [];
  for (const node of within(tree)) {
    if (node.type !== 'link' && node.type !== 'image' && node.type !== 'definition') continue;
    if (ELSEWHERE.test(node.url)) continue;
    const [, target = '', query, fragment = ''] = /^([^?#]*)(\?[^#]*)?(?:#(.*))?$/s.exec(node.url) ?? [];
    const path = target === '' ? file : resolvePath(file, decoded(target));
    // With a query an anchor may name a line of the source; browsers know "#top" without help.
    const anchor = query || /^top$/i.test(fragment) ? '' : decoded(fragment).replace(/:~:.*$/s, '');
    links.push({ node, path, anchor });
  }
  return links;
}

/** Where a link into an article may lead: its headings as GitHub names them, and ids written by hand. */
function anchorsOf(tree: Root): Set<string> {
  const slugger = new GithubSlugger();
  const anchors = new Set(tree.data?.ids ?? []);
  for (const node of within(tree)) if (node.type === 'heading') anchors.add(slugger.slug(shownText(node)));
  return anchors;
}
