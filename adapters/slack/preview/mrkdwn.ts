import { escapeHtml, link } from '../../process/html.js';

type Rule = readonly [pattern: RegExp, html: (match: RegExpExecArray) => string];

/**
 * A mark opens behind anything but a letter or digit, and closes before it; it encloses no blank at its ends. That a
 * zero width space is such a blank is what the adapter's escaping rests on; Slack does not document it.
 */
const marked = (mark: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${mark}(?![\\s\u200b])([^\\n]*?[^\\s\u200b])${mark}(?![\\p{L}\\p{N}])`,
    'uy',
  );

/** What stands in a line, and its HTML; the first rule that fits wins. */
const INLINE: readonly Rule[] = [
  [/&(amp|lt|gt);/y, ([entity]) => entity],
  [/<([^<>\n]+)>/y, ([, inside = '']) => angleHtml(inside)],
  [/`(?!\u200b)([^`\n]+)`/y, ([, code = '']) => `<code>${codeHtml(code)}</code>`],
  [marked('\\*'), ([, text = '']) => `<strong>${inlineHtml(text)}</strong>`],
  [marked('_'), ([, text = '']) => `<em>${inlineHtml(text)}</em>`],
  [marked('~'), ([, text = '']) => `<s>${inlineHtml(text)}</s>`],
  [
    /:(?:[\w+'-]*[a-z+][\w+'-]*|100|1234):/y,
    ([code]) => `<span class="slack-emoji">${escapeHtml(code)}</span>`,
  ],
];

/**
 * Text in Slack's mrkdwn as HTML, for an element with `white-space: pre-wrap`. What stands between fences is code, a
 * line behind `>` is quoted.
 * Source: https://docs.slack.dev/messaging/formatting-message-text.
 */
export function mrkdwnHtml(text: string): string {
  return text
    .split(/```\n?([\s\S]+?)\n?```\n?/)
    .map((part, i) => (i % 2 === 1 ? `<pre><code>${codeHtml(part)}</code></pre>` : quotesHtml(part)))
    .join('');
}

function quotesHtml(text: string): string {
  return text
    .split(/((?:^(?:>|&gt;).*(?:\n|$))+)/m)
    .map((part, i) => {
      if (i % 2 === 0) return inlineHtml(part);
      return `<blockquote>${inlineHtml(part.replace(/^(?:>|&gt;) ?/gm, '').replace(/\n$/, ''))}</blockquote>`;
    })
    .join('');
}

function inlineHtml(text: string): string {
  let html = '';
  for (let at = 0; at < text.length; ) {
    const [length, shown] = firstAt(text, at);
    html += shown;
    at += length;
  }
  return html;
}

function firstAt(text: string, at: number): [length: number, html: string] {
  for (const [pattern, html] of INLINE) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return [match[0].length, html(match)];
  }
  return [1, escapeHtml(text[at] ?? '')];
}

/** What stands between `<` and `>`: a link, or a mention of a person, a channel or everybody. */
function angleHtml(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  if (!/^[@#!]/.test(target)) return link(unescaped(target), codeHtml(label ?? target));
  const name = label ?? target.replace(/^[#!]|\^.*$/g, '').replace(/^(?!@)/, '@');
  return `<span class="slack-mention">${codeHtml(name)}</span>`;
}

/** Text in which entities alone mean something. */
function codeHtml(text: string): string {
  return escapeHtml(unescaped(text));
}

function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
