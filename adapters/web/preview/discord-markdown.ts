import { parse } from 'discord-markdown-parser';
import { escapeHtml, link } from './html.js';

type Node = ReturnType<typeof parse>[number];

/** A line that is a point of a list, which the parser does not know. */
const POINT = /^ {0,1}[-*] +/;
/** Discord shows no empty line below a heading. */
const BELOW_HEADING = /^(#{1,3} .*\n)\n+/gm;

/**
 * Text in Discord's Markdown as HTML, for an element with `white-space: pre-wrap`: line breaks stay as they are,
 * but for the one that ends a list, a heading or a block of code.
 */
export function markdownHtml(text: string): string {
  return text
    .replace(BELOW_HEADING, '$1')
    .split(/^(```[\s\S]*?^```$\n?)/m)
    .map((part) => (part.startsWith('```') ? nodesHtml(parse(part.trimEnd(), 'extended')) : linesHtml(part)))
    .join('');
}

function linesHtml(text: string): string {
  return text
    .split(/((?:^ {0,1}[-*] +.*(?:\n|$))+)/m)
    .map((part) => (POINT.test(part) ? listHtml(part) : nodesHtml(parse(part, 'extended'))))
    .join('');
}

function listHtml(text: string): string {
  const points = text.replace(/\n$/, '').split('\n');
  return `<ul>${points.map((line) => `<li>${nodesHtml(parse(line.replace(POINT, ''), 'extended'))}</li>`).join('')}</ul>`;
}

function nodesHtml(nodes: readonly Node[]): string {
  return nodes.map(nodeHtml).join('');
}

/** Elements whose name is all there is to know. */
const ELEMENTS: Readonly<Record<string, string>> = {
  strong: 'strong',
  em: 'em',
  underline: 'u',
  strikethrough: 's',
  subtext: 'small',
  blockQuote: 'blockquote',
};

function nodeHtml(node: Node): string {
  const inside = () => nodesHtml(node.content as Node[]);
  const element = ELEMENTS[node.type];
  if (element) return `<${element}>${inside()}</${element}>`;
  switch (node.type) {
    case 'text':
      return escapeHtml(String(node.content));
    case 'br':
    case 'newline':
      return '\n';
    case 'heading':
      return `<h${node.level}>${inside()}</h${node.level}>`;
    case 'inlineCode':
      return `<code>${escapeHtml(String(node.content))}</code>`;
    case 'codeBlock':
      return `<pre><code>${escapeHtml(String(node.content))}</code></pre>`;
    case 'link':
    case 'autolink':
    case 'url':
      return link(String(node.target), inside());
    case 'twemoji':
      return escapeHtml(String(node.name));
    case 'spoiler':
      return `<span class="discord-spoiler">${inside()}</span>`;
    default:
      // A mention, a time or an emoji of a server. The adapter sends none: should one slip through, it is seen.
      return `<span class="discord-mention">@${escapeHtml(String(node.name ?? node.id ?? node.type))}</span>`;
  }
}
