import { parse } from 'discord-markdown-parser';
import { escapeHtml, link } from '../../process/html.js';

type Node = ReturnType<typeof parse>[number];

/** A line that is a point of a list, or one with its number; the parser knows neither. */
const POINT = /^( *)(?:[-*]|(\d+)\.) +/;
/** Lines of a list, one after the other. */
const LIST = /((?:^ *(?:[-*]|\d+\.) +.*(?:\n|$))+)/m;
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
    .split(LIST)
    .map((part) => (POINT.test(part) ? listHtml(part) : nodesHtml(parse(part, 'extended'))))
    .join('');
}

/** Lists in lists, each further in by two blanks; one with numbers counts on from its first. */
function listHtml(text: string): string {
  const open: { readonly level: number; readonly tag: 'ol' | 'ul' }[] = [];
  const close = (): string => `</li></${open.pop()?.tag}>`;
  let html = '';
  for (const line of text.replace(/\n$/, '').split('\n')) {
    const [, indent = '', number] = POINT.exec(line) ?? [];
    const level = Math.floor(indent.length / 2);
    const tag = number === undefined ? 'ul' : 'ol';
    while ((open.at(-1)?.level ?? -1) > level) html += close();
    if (open.at(-1)?.level === level && open.at(-1)?.tag !== tag) html += close();
    if (open.at(-1)?.level === level) html += '</li>';
    else {
      open.push({ level, tag });
      html += number === undefined || Number(number) === 1 ? `<${tag}>` : `<ol start="${Number(number)}">`;
    }
    html += `<li>${nodesHtml(parse(line.replace(POINT, ''), 'extended'))}`;
  }
  while (open.length > 0) html += close();
  return html;
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
