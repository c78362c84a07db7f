import type { Whole } from '../chat/split.js';

/** Zero width space: parts the characters of a mark-up and cannot be seen. */
const GAP = '\u200b';

/** Control characters but the line break and the tab, and halves of characters. */
const INVISIBLE = '(?![\\n\\t])\\p{Cc}|\\p{Surrogate}';

/**
 * What Slack's mrkdwn reads as more than text, and what is sent instead; the first rule that fits wins. Only the
 * fallback text and the sources are mrkdwn, because there is no other way to have them there: a link in small text
 * takes it. Slack has no backslash: `&`, `<` and `>` are written as entities, which also ends every mention (`<!channel>`, `<@U1>`,
 * `<#C1>`) and link, and a mark that could open bold, italic, strike-through or code is followed by a gap, which
 * Slack does not document. All else is rich or plain text, which formats nothing.
 * Source: https://docs.slack.dev/messaging/formatting-message-text.
 */
const TABLE: readonly (readonly [pattern: string, instead: (match: string) => string])[] = [
  ['&', () => '&amp;'],
  ['<', () => '&lt;'],
  // At the beginning of a line it would open a quotation, also as an entity.
  ['(?<=^[ \\t]*)>', () => `${GAP}&gt;`],
  ['>', () => '&gt;'],
  ['`', () => `\`${GAP}`],
  // Between letters, as in snake_case, it opens nothing, and stays fit to be copied. What follows the end is not known.
  ['(?<![\\p{L}\\p{N}])[*_~](?=\\S|$)', (mark) => `${mark}${GAP}`],
  // A shortcode of an emoji; of digits alone there are :100: and :1234:, so that a time of day stays as it is.
  [":(?=(?:[\\w+'-]*[a-z+][\\w+'-]*|100|1234):)", () => `:${GAP}`],
  // Slack makes no list or heading of these, but a person's "@channel" should not even look live.
  ['@(?=(?:channel|here|everyone)\\b)', () => `@${GAP}`],
];

const INVISIBLES = new RegExp(INVISIBLE, 'gu');
const PATTERN = new RegExp(TABLE.map(([pattern]) => `(${pattern})`).join('|'), 'gmu');

/** A text without what shows nothing. */
export function visible(text: string): string {
  return text.replace(INVISIBLES, '');
}

/** A text as mrkdwn that shows just that text, mentions nobody and formats nothing. */
export function escapeText(text: string): string {
  // What shows nothing goes first: behind it a mark would stand at the beginning of a line, and not be seen there.
  return visible(text).replace(PATTERN, (match, ...groups: unknown[]) => {
    const rule = TABLE[groups.slice(0, TABLE.length).findIndex((group) => group !== undefined)];
    return rule ? rule[1](match) : match;
  });
}

/** A text for a `plain_text` object, which has no mark-up: only what looks like a mention is parted. */
export function plainText(text: string): string {
  return visible(text).replace(/<(?=[!@#])/g, `<${GAP}`);
}

/** A link. Slack reads the address up to `|` and the whole up to `>`. */
export function link(url: string, text: string): string {
  const address = url.replace(/&/g, '&amp;').replace(/[<>|\s]/g, encodeURIComponent);
  return `<${address}|${escapeText(text).replace(/\s+/g, ' ')}>`;
}

/** The beginning of a part of a text that was cut: what stood inside a line or word would now open something. */
export function mendStart(part: string): string {
  return part.replace(/^[ \t]*(?=&gt;)/, `$&${GAP}`).replace(/^[*_~](?=[^\s\u200b])/, `$&${GAP}`);
}

/** What must not be cut in two: entities, links, a mark and its gap. */
export const WHOLE: Whole = [/&(?:amp|lt|gt);/, /<https?:[^>\s]*(?:\|[^>]*)?>/, /[*_~`:@]\u200b/];

/** Links, channels and mentions, as events have them. */
const MARKS = /<([@#!]?)([^>|]*)(?:\|([^>]*))?>/g;

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * What a person wrote, from the text of an event: links and channels by their names, mentions of the bot left out,
 * those of others as "@someone", entities as characters.
 * @param me user id of the bot
 */
export function readText(text: string, me: string | null): string {
  return text
    .replace(MARKS, (_, kind: string, target: string, name?: string) => {
      if (kind === '@') return target === me ? ' ' : name ? `@${name}` : '@someone';
      if (kind === '#') return name ? `#${name}` : '';
      if (kind === '!') return name ?? `@${target.split('^')[0]}`;
      return name ?? target;
    })
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same as it was written, line by line: links as Markdown, and names in place of mentions. */
export function readWords(text: string, me: string | null): string {
  return text
    .replace(MARKS, (_, kind: string, target: string, name?: string) => {
      if (kind === '@') return target === me ? '' : (name ?? 'someone');
      if (kind === '#') return name ?? '';
      if (kind === '!') return (name ?? target.split('^')[0] ?? '').replace(/^@/, '');
      return name === undefined || name === target ? target : `[${name}](${target})`;
    })
    .replace(/&(?:amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim();
}
