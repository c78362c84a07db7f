import { escapeHtml, link } from './html.js';

/** Bold or italic text up to the same marks again; an escaped character ends nothing. */
const inside = (mark: string) => `((?:\\\\.|[^\\\\])+?)${mark}`;

/** What stands in a line, and its HTML; the first rule that fits wins. */
const INLINE: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  [/\\([^A-Za-z0-9\s])/y, ([, character = '']) => escapeHtml(character)],
  [/`([^`\n]+)`/y, ([, code = '']) => `<code>${escapeHtml(code)}</code>`],
  [new RegExp(`\\*\\*${inside('\\*\\*')}`, 'y'), ([, text = '']) => `<strong>${inlineHtml(text)}</strong>`],
  [new RegExp(`\\*${inside('\\*')}`, 'y'), ([, text = '']) => `<em>${inlineHtml(text)}</em>`],
  [
    /\[((?:\\.|[^\]\\])+)\]\(<?([^)>\s]+)>?\)/y,
    ([, text = '', address = '']) => link(address, inlineHtml(text)),
  ],
  [/<(https?:[^>\s]+)>/y, ([, address = '']) => link(address, escapeHtml(address))],
];

/** The Markdown that Discord shows inside a line, as HTML. */
export function inlineHtml(text: string): string {
  let html = '';
  for (let at = 0; at < text.length; ) {
    const [match, shown] = firstAt(text, at);
    html += shown;
    at += match;
  }
  return html;
}

function firstAt(text: string, at: number): [number, string] {
  for (const [pattern, shown] of INLINE) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return [match[0].length, shown(match)];
  }
  return [1, escapeHtml(text[at] ?? '')];
}

/** What opens a line: a heading, small text, or a point of a list. */
const LINES: readonly (readonly [RegExp, string])[] = [
  [/^(#{1,3}) +/, 'h'],
  [/^-# +/, 'small'],
  [/^[-*] +/, 'li'],
];

/**
 * Text in Discord's Markdown as HTML. Only what the adapter sends is known: headings, small text, lists, bold,
 * italics, code, links and escapes; the rest is shown as it is.
 */
export function markdownHtml(text: string): string {
  return text
    .split(/^(```[\s\S]*?^```)$/m)
    .map((part) => (part.startsWith('```') ? codeHtml(part) : linesHtml(part)))
    .join('');
}

function codeHtml(fenced: string): string {
  return `<pre><code>${escapeHtml(fenced.replace(/^```\w*\n?|\n?```$/g, ''))}</code></pre>`;
}

function linesHtml(text: string): string {
  const html = text
    .replace(/^\n+|\n+$/g, '')
    .split('\n')
    .map(lineHtml)
    .join('');
  return html.replace(/(?:<li>.*?<\/li>)+/g, (items) => `<ul>${items}</ul>`);
}

function lineHtml(line: string): string {
  if (line === '') return '<br>';
  for (const [pattern, tag] of LINES) {
    const [opening, marks = ''] = pattern.exec(line) ?? [];
    if (opening === undefined) continue;
    const content = inlineHtml(line.slice(opening.length));
    if (tag === 'h') return `<h${marks.length}>${content}</h${marks.length}>`;
    return tag === 'small' ? `<p><small>${content}</small></p>` : `<li>${content}</li>`;
  }
  return `<p>${inlineHtml(line)}</p>`;
}
