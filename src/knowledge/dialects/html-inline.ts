import type { Nodes, Paragraph, PhrasingContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { decoded, type HtmlElement, type HtmlNode } from './html-elements.js';
import { isElement, lines, placed } from './html-places.js';
import { WITHOUT_TEXT } from './tag.js';

/** What stands in a line of text. */
export function phrasingOf(nodes: readonly HtmlNode[], base: number): PhrasingContent[] {
  const out = nodes.flatMap((node) => inlineOf(node, base));
  // White space between blocks shows nothing.
  const isSpace = (node: PhrasingContent | undefined) => node?.type === 'text' && node.value.trim() === '';
  while (isSpace(out[0])) out.shift();
  while (isSpace(out.at(-1))) out.pop();
  return out;
}

function inlineOf(node: HtmlNode, base: number): PhrasingContent[] {
  if (!isElement(node)) return textOf(node, base);
  const { name, tag, children } = node;
  if (WITHOUT_TEXT.has(name) || /^(?:select|button|input)$/.test(name)) return [];
  const inner = children.flatMap((child) => inlineOf(child, base));
  const element = inlineElement(name, tag, inner, rawText(children));
  return Array.isArray(element) ? element : [placed(element, node, base)];
}

/** What an element is in a line of Markdown; its content where it is nothing. */
export function inlineElement(
  name: string,
  tag: HtmlElement['tag'],
  inner: PhrasingContent[],
  raw: string,
): PhrasingContent | PhrasingContent[] {
  switch (name) {
    case 'br':
      return { type: 'break' };
    case 'b':
    case 'strong':
      return inner.length > 0 ? { type: 'strong', children: inner } : inner;
    case 'i':
    case 'em':
      return inner.length > 0 ? { type: 'emphasis', children: inner } : inner;
    case 'del':
    case 's':
    case 'strike':
      return inner.length > 0 ? { type: 'delete', children: inner } : inner;
    case 'code':
    case 'samp':
    case 'tt':
      return raw.trim() === '' ? [] : { type: 'inlineCode', value: raw.replace(/\s*\n\s*/g, ' ') };
    case 'a': {
      const url = tag?.named.get('href') ?? '';
      return url !== '' && inner.length > 0 ? { type: 'link', url, children: inner as never } : inner;
    }
    case 'img':
      return { type: 'image', url: tag?.named.get('src') ?? '', alt: decoded(tag?.named.get('alt') ?? '') };
    default:
      return inner;
  }
}

/** Signs of Markdown that many pages write into their HTML. */
const MARKDOWN = /`[^`]+`|\*\*|\]\(/;

function textOf(
  { text, line }: { readonly text: string; readonly line: number },
  base: number,
): PhrasingContent[] {
  const position = lines(base + line, base + line);
  if (MARKDOWN.test(text)) {
    const [only, ...others] = fromMarkdown(text.trim()).children;
    if (only?.type === 'paragraph' && others.length === 0) {
      const spaces = (value: string): PhrasingContent[] =>
        value === '' ? [] : [{ type: 'text', value: ' ', position }];
      const inner = only.children.map((child) => withPosition(child, position));
      return [...spaces(/^\s*/.exec(text)?.[0] ?? ''), ...inner, ...spaces(/\s*$/.exec(text)?.[0] ?? '')];
    }
  }
  // A break between lines is a space: the line is told by the position.
  return [{ type: 'text', value: decoded(text.replace(/\s+/g, ' ')), position }];
}

function withPosition<T extends Nodes>(node: T, position: Paragraph['position']): T {
  const placed = { ...node, position } as T;
  if ('children' in placed)
    placed.children = (placed.children as Nodes[]).map((child) => withPosition(child, position)) as never;
  return placed;
}

/** The letters of HTML, without its tags. */
export function rawText(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) =>
      isElement(node) ? (node.name === 'br' ? '\n' : rawText(node.children)) : decoded(node.text),
    )
    .join('');
}
