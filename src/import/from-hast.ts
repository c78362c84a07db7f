import type { Element, ElementContent, Root as HastRoot, Nodes, RootContent } from 'hast';
import { type Handle, toMdast } from 'hast-util-to-mdast';
import type { Root } from 'mdast';
import type { Dropped } from './draft.js';

/** Elements that show no text of the article. */
const WITHOUT_TEXT = new Set(['script', 'style', 'template', 'noscript', 'head', 'link', 'meta', 'base']);
/** Elements that hold text which Markdown cannot show. */
const WITHOUT_MARKDOWN = new Set([
  'svg',
  'canvas',
  'iframe',
  'object',
  'embed',
  'video',
  'audio',
  'map',
  'math',
]);
const FORM = new Set(['button', 'input', 'select', 'textarea', 'option', 'datalist']);

/**
 * HTML to Markdown, as trees.
 * A table without a heading row gets an empty one, so that its first row stays a row; a list of terms
 * becomes a list of named points.
 * @param handlers of elements that are no HTML
 */
export function hastToMarkdownTree(
  html: HastRoot,
  dropped: Dropped[],
  handlers: Readonly<Record<string, Handle>> = {},
): Root {
  const tree: HastRoot = { type: 'root', children: prepared(html.children, dropped) as RootContent[] };
  const markdown = toMdast(tree, { handlers: { ...handlers } });
  return markdown.type === 'root' ? markdown : { type: 'root', children: [markdown as never] };
}

function prepared(nodes: readonly Nodes[], dropped: Dropped[]): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    if (node.type === 'comment') {
      if (node.value.trim() !== '') dropped.push({ what: 'comment', text: node.value.trim() });
      return [];
    }
    if (node.type !== 'element') return node.type === 'doctype' ? [] : [node];
    if (WITHOUT_TEXT.has(node.tagName)) return [];
    const what = WITHOUT_MARKDOWN.has(node.tagName)
      ? node.tagName
      : FORM.has(node.tagName)
        ? 'form field'
        : null;
    if (what !== null) {
      const text = hastText(node) || String(node.properties.title ?? node.properties.src ?? '');
      if (text !== '') dropped.push({ what, text });
      return [];
    }
    if (/^(?:del|s|strike)$/.test(node.tagName)) {
      dropped.push({ what: 'struck-out text', text: hastText(node) });
      return [];
    }
    const children = prepared(node.children, dropped) as ElementContent[];
    if (node.tagName === 'table') return [withHeadingRow({ ...node, children })];
    if (node.tagName === 'dl') return [termList({ ...node, children })];
    return [{ ...node, children }];
  });
}

/** The words below a node, blocks apart. */
export function hastText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node)) return '';
  if (node.type === 'element' && WITHOUT_TEXT.has(node.tagName)) return '';
  return node.children
    .map((child) =>
      child.type === 'element' && !INLINE.has(child.tagName) ? ` ${hastText(child)} ` : hastText(child),
    )
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^ | $/g, node.type === 'element' && INLINE.has(node.tagName) ? ' ' : '');
}

/** Elements that stand inside a line of text. */
export const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code data dfn em font i kbd label mark q rp rt ruby s samp small span strong sub sup time tt u var wbr del ins strike'.split(
    ' ',
  ),
);

function withHeadingRow(table: Element): Element {
  const rows = rowsOf(table);
  const [first] = rows;
  if (!first) return table;
  const cells = first.children.filter((child): child is Element => child.type === 'element');
  if (cells.length === 0 || cells.every((cell) => cell.tagName === 'th') || hasElement(table, 'thead'))
    return table;
  const blank: Element = {
    type: 'element',
    tagName: 'tr',
    properties: {},
    children: cells.map(() => ({ type: 'element', tagName: 'th', properties: {}, children: [] })),
  };
  const head: Element = { type: 'element', tagName: 'thead', properties: {}, children: [blank] };
  return { ...table, children: [head, ...table.children] };
}

function rowsOf(node: Element): Element[] {
  return node.children.flatMap((child) => {
    if (child.type !== 'element') return [];
    if (child.tagName === 'tr') return [child];
    return /^(?:thead|tbody|tfoot)$/.test(child.tagName) ? rowsOf(child) : [];
  });
}

function hasElement(node: Element, name: string): boolean {
  return node.children.some((child) => child.type === 'element' && child.tagName === name);
}

/** `<dt>Name</dt><dd>text</dd>` as a list item "**Name** – text". */
function termList(list: Element): Element {
  const items: Element[] = [];
  let terms: ElementContent[] = [];
  for (const part of list.children.flatMap(unwrapped)) {
    if (part.tagName === 'dt') {
      if (terms.length > 0) terms.push({ type: 'text', value: ', ' });
      terms.push(...part.children);
      continue;
    }
    const name: ElementContent[] =
      terms.length === 0
        ? []
        : [
            { type: 'element', tagName: 'strong', properties: {}, children: terms },
            { type: 'text', value: ' – ' },
          ];
    items.push({ type: 'element', tagName: 'li', properties: {}, children: [...name, ...inlined(part)] });
    terms = [];
  }
  if (terms.length > 0) items.push({ type: 'element', tagName: 'li', properties: {}, children: terms });
  return { type: 'element', tagName: 'ul', properties: {}, children: items };
}

/** The `dt` and `dd` of a list, out of the `div` around them. */
function unwrapped(node: ElementContent): Element[] {
  if (node.type !== 'element') return [];
  return /^d[td]$/.test(node.tagName) ? [node] : node.children.flatMap(unwrapped);
}

/** A description's content, its first paragraph without the tags, so that it stands in the line of its name. */
function inlined(part: Element): ElementContent[] {
  const [first, ...rest] = part.children.filter(
    (child) => child.type !== 'text' || child.value.trim() !== '',
  );
  return first?.type === 'element' && first.tagName === 'p' ? [...first.children, ...rest] : part.children;
}
