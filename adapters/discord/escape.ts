import type { Whole } from '../chat/split.js';

/** Zero width space: parts the characters of a mention and cannot be seen. */
const GAP = '\u200b';

/**
 * What Discord reads as more than text, and what is sent instead; the first rule that fits wins.
 * A backslash before any character that is no letter, digit or blank shows that character.
 * Source: https://support.discord.com, Markdown Text 101; developers/reference, Message Formatting.
 */
const TABLE: readonly (readonly [pattern: string, instead: (match: string) => string])[] = [
  // An address stays as it is, and gets no preview: a backslash in it would be part of it.
  ['https?:\\/\\/[\\w\\-.~:/?#%&=+,;]*[\\w/#=]', (address) => `<${address}>`],
  // No mention, also where none is parsed: @everyone, @here, <@1>, <@&1>, <#1>, </name:1>, <id:home>.
  ['@', () => `@${GAP}`],
  ['[\\\\*_~`|<>\\[\\]()]', (character) => `\\${character}`],
  // A shortcode of an emoji.
  [':(?=\\w+:)', () => '\\:'],
  // A heading, small text, a list or a number at the beginning of a line.
  ['(?<=^[ \\t]*)[#+-]', (character) => `\\${character}`],
  ['(?<=^[ \\t]*\\d+)\\.', () => '\\.'],
];

const PATTERN = new RegExp(TABLE.map(([pattern]) => `(${pattern})`).join('|'), 'gm');

/** A text as Markdown of Discord's that shows just that text, and mentions nobody. */
export function escapeText(text: string): string {
  return text.replace(PATTERN, (match, ...groups: unknown[]) => {
    const rule = TABLE[groups.slice(0, TABLE.length).findIndex((group) => group !== undefined)];
    return rule ? rule[1](match) : match;
  });
}

/** What Discord takes for the language of code; a first line of anything else would be shown. */
const LANGUAGE = /^[\w+#.-]+$/;

/** A text between fences of code. */
export function fenced(text: string, language: string | null = null): string {
  const named = language !== null && LANGUAGE.test(language) ? language : '';
  return `\`\`\`${named}\n${text.replace(/```/g, `\`${GAP}\`${GAP}\``)}\n\`\`\``;
}

/** A fence of code that opens with its language, or that closes. */
export const FENCE = /```[\w+#.-]*/g;

/** Address as it stands in a link: without what would end it. */
export function escapeAddress(url: string): string {
  return url.replace(/[()<>\s\\]/g, (character) => encodeURIComponent(character).replace(/[()]/g, hex));
}

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** What must not be cut in two: escapes, mentions' gaps, code, links, addresses, bold. */
export const WHOLE: Whole = [
  /\\[^A-Za-z0-9\s]/,
  /@\u200b/,
  /`[^`\n]+`/,
  /\[[^\]\n]*\]\([^)\n]*\)/,
  /<https?:[^>\s]*>/,
  /\*\*[^*\n]+\*\*/,
  /[ \u00a0]\[\d+\]/,
];
