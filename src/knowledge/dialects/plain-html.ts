import type { Html, Nodes, Parents, PhrasingContent, RootContent } from 'mdast';
import { inlineElement } from './html-inline.js';
import { markdownOfHtml } from './html-markdown.js';
import { SEPARATOR } from './page.js';
import { type Tag, tagAt } from './tag.js';

/** Deepest nodes that are gone into: the parser's own limit is far above what people write. */
const MAX_DEPTH = 500;

/** Reads the HTML in a tree as the Markdown that it stands for; what is only a mark goes. */
export function readHtmlIn(parent: Parents, depth = 0): void {
  if (depth > MAX_DEPTH) return;
  const children = parent.children as Nodes[];
  if (children.some(({ type }) => type === 'html'))
    parent.children = (
      isPhrasing(parent) ? withoutTags(children as PhrasingContent[]) : withoutBlocks(children)
    ) as never;
  for (const child of parent.children as Nodes[]) if ('children' in child) readHtmlIn(child, depth + 1);
}

function isPhrasing({ type }: Parents): boolean {
  return /^(?:paragraph|heading|tableCell|emphasis|strong|delete|link|linkReference)$/.test(type);
}

function withoutBlocks(nodes: readonly Nodes[]): Nodes[] {
  return nodes.flatMap((node): Nodes[] => (node.type === 'html' ? blocksOf(node) : [node]));
}

function blocksOf({ value, position }: Html): RootContent[] {
  if (value.trim() === SEPARATOR) return [];
  return markdownOfHtml(value, position?.start.line ?? 1);
}

interface OpenTag {
  readonly tag: Tag;
  readonly node: Html;
  readonly inner: PhrasingContent[];
}

/** Tags in a line of text, with what stands between a beginning and its end. */
function withoutTags(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const open: OpenTag[] = [];
  const top: PhrasingContent[] = [];
  const put = (...more: PhrasingContent[]) => (open.at(-1)?.inner ?? top).push(...more);
  const close = () => {
    const last = open.pop();
    if (last) put(...elementOf(last));
  };
  for (const node of nodes) {
    if (node.type !== 'html') {
      put(node);
      continue;
    }
    const tag = tagAt(node.value, 0);
    if (!tag) continue;
    const name = tag.name.toLowerCase();
    if (tag.kind === 'close') {
      if (!open.some((one) => one.tag.name.toLowerCase() === name)) continue;
      while (open.at(-1)?.tag.name.toLowerCase() !== name) put(...(open.pop()?.inner ?? []));
      close();
    } else if (tag.kind === 'empty' || /^(?:br|img|wbr|input)$/.test(name))
      put(...elementOf({ tag, node, inner: [] }));
    else open.push({ tag, node, inner: [] });
  }
  // What was never ended marks nothing.
  while (open.length > 0) put(...(open.pop()?.inner ?? []));
  return top;
}

function elementOf({ tag, node, inner }: OpenTag): PhrasingContent[] {
  const raw = inner.map((one) => ('value' in one ? one.value : rawOf(one))).join('');
  const element = inlineElement(tag.name.toLowerCase(), tag, inner, raw);
  return Array.isArray(element)
    ? element
    : [{ ...element, ...(node.position && { position: node.position }) }];
}

function rawOf(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? (node.children as Nodes[]).map(rawOf).join('') : '';
}
