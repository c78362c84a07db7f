import { Readability } from '@mozilla/readability';
import type { Element, Root as HastRoot, Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { parseHTML } from 'linkedom';
import type { Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import type { Draft, Dropped, Metadata } from './draft.js';
import { hastText, hastToMarkdownTree, INLINE } from './from-hast.js';

/** Below this share of the words outside menus, the extraction has missed the article (a page of short sections). */
const MIN_KEPT_SHARE = 0.7;

/** A main part with fewer words is filled by a script. */
const MIN_MAIN_WORDS = 20;

/** Landmarks of a page that are not its article. */
const AROUND: ReadonlyMap<string, string> = new Map([
  ['nav', 'navigation'],
  ['footer', 'page footer'],
  ['header', 'page header'],
  ['aside', 'side note'],
  ['form', 'form'],
  ['dialog', 'dialog'],
]);

/** Reads the article out of an HTML page; what stands around it is dropped, and told. */
export function readHtml(html: string): Draft {
  const page = fromHtml(/<body\b/i.test(html) ? html : `<body>${html}</body>`);
  const body = find(page, 'body') ?? page;
  const { content, metadata } = extract(html);
  const dropped: Dropped[] = [];
  const notes: string[] = [];
  let tree = content === null ? null : hastToMarkdownTree(fromHtml(content, { fragment: true }), dropped);
  const main = withoutLandmarks(find(body, 'article', true) ?? find(body, 'main', true) ?? body);
  if (tree === null || words(textOf(tree)) < MIN_KEPT_SHARE * words(hastText(main))) {
    dropped.length = 0;
    tree = hastToMarkdownTree({ type: 'root', children: [main as Element] }, dropped);
    notes.push(
      'No one part of the page stood out as the article: everything outside menus and footers was kept.',
    );
  }
  dropped.push(...lost(body, tree, [metadata.title ?? '', ...dropped.map(({ text }) => text)]));
  // Nobody sees the comments of a page.
  return { tree, metadata, dropped: dropped.filter(({ what }) => what !== 'comment'), notes };
}

/** Reads HTML that is nothing but the article. */
export function readFragment(html: string, dropped: Dropped[]): Root {
  return hastToMarkdownTree(fromHtml(html, { fragment: true }), dropped);
}

function extract(html: string): { content: string | null; metadata: Metadata } {
  const whole = /<html\b/i.test(html)
    ? html
    : `<!doctype html><html><head></head><body>${html}</body></html>`;
  const { document } = parseHTML(whole);
  const attribute = (selector: string, name: string) =>
    (document.querySelector(selector)?.getAttribute(name) as string | null | undefined)?.trim() || null;
  const url =
    attribute('link[rel="canonical"]', 'href') ?? attribute('meta[property="og:url"]', 'content') ?? '';
  // What the page itself calls its main part is where to look.
  const [main, ...others] = [...document.querySelectorAll('main')];
  if (main && others.length === 0 && words(main.textContent ?? '') > MIN_MAIN_WORDS)
    document.body.innerHTML = main.outerHTML;
  const headings = [...document.querySelectorAll('h1')].map(({ textContent }) => oneLine(textContent));
  const article = new Readability(
    document as unknown as ConstructorParameters<typeof Readability>[0],
  ).parse();
  const title = headings.length === 1 ? headings[0] : oneLine(article?.title);
  return {
    content: article?.content ?? null,
    metadata: {
      title: title || null,
      author: oneLine(article?.byline).replace(/^by\s+/i, '') || null,
      publisher: oneLine(article?.siteName) || null,
      url: /^https?:\/\/\S+$/.test(url) ? url : null,
    },
  };
}

/** Blocks of the page whose text is not in the article. */
function lost(body: Nodes, tree: Root, told: readonly string[]): Dropped[] {
  const kept = squeeze(textOf(tree));
  const known = new Set(told.map(squeeze));
  const out: Dropped[] = [];
  for (const { text, around } of blocks(body, 'text outside the article')) {
    const key = squeeze(text);
    if (key === '' || known.has(key) || kept.includes(key)) continue;
    known.add(key);
    out.push({ what: around, text });
  }
  return out;
}

/** Texts of the innermost blocks, each with the landmark that it stands in. */
function blocks(node: Nodes, around: string): { text: string; around: string }[] {
  if (!('children' in node)) return [];
  const here = node.type === 'element' ? (AROUND.get(node.tagName) ?? around) : around;
  const parts: { text: string; around: string }[] = [];
  let open = '';
  const close = () => {
    const text = oneLine(open);
    if (text !== '') parts.push({ text, around: here });
    open = '';
  };
  for (const child of node.children) {
    if (child.type === 'text') open += child.value;
    else if (child.type !== 'element') continue;
    else if (INLINE.has(child.tagName) && !hasBlock(child)) open += hastText(child);
    else {
      close();
      parts.push(...blocks(child, here));
    }
  }
  close();
  return /^(?:script|style|template|noscript|head)$/.test(node.type === 'element' ? node.tagName : '')
    ? []
    : parts;
}

function hasBlock(node: Element): boolean {
  return node.children.some(
    (child) => child.type === 'element' && (!INLINE.has(child.tagName) || hasBlock(child)),
  );
}

/** The node without the landmarks inside; a `header` is the article's own. */
function withoutLandmarks(node: Nodes): Nodes {
  if (!('children' in node)) return node;
  const children = (node.children as Nodes[])
    .filter((child) => !(child.type === 'element' && child.tagName !== 'header' && AROUND.has(child.tagName)))
    .map(withoutLandmarks);
  return { ...node, children } as Nodes;
}

/** The first element of a name; with `only`, the one and only. */
function find(node: Nodes, name: string, only = false): Element | null {
  const found: Element[] = [];
  const walk = (at: Nodes) => {
    if (at.type === 'element' && at.tagName === name) found.push(at);
    else if ('children' in at) for (const child of at.children) walk(child);
  };
  walk(node as HastRoot);
  return only && found.length > 1 ? null : (found[0] ?? null);
}

function words(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Letters and digits only: what Markdown makes of blanks and signs does not matter. */
function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function oneLine(text: string | null | undefined): string {
  return (text ?? '').replace(/\s+/g, ' ').trim();
}
