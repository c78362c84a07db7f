import { type Marker, markerOf } from './markers.js';

/** A line as it stands in a text or on a page. */
export interface Line {
  readonly text: string;
  /** White space before it, in characters. */
  readonly indent: number;
  /** Whether more room than between lines is above it. */
  readonly gap: boolean;
  /** By the size of its type: 1 is the largest above that of the body, `null` the body's or not known. */
  readonly size: number | null;
}

/** What belongs together: a heading, a paragraph or a list item, its lines joined. */
export interface TextBlock {
  readonly text: string;
  readonly marker: Marker | null;
  readonly indent: number;
  readonly gap: boolean;
  readonly size: number | null;
  /** Lines that it was written in. */
  readonly lines: number;
  /** Signs that underline it: `=` or `-`. */
  readonly underline: string | null;
}

/** Lines longer than this were not broken by hand: each is a paragraph. */
const MAX_WRAP_WIDTH = 130;
/** A text narrower than this is a list of short lines, not wrapped text. */
const MIN_WRAP_WIDTH = 40;
/** A line this full, with the next line's first word, was broken because it was full. */
const FULL_SHARE = 0.88;
/** A line this full that ends no sentence goes on in the next: letters are not all of one width. */
const OPEN_SHARE = 0.6;

const TAB_WIDTH = 4;

/** The lines of a plain text. */
export function linesOf(text: string): Line[] {
  const out: Line[] = [];
  let gap = true;
  for (const raw of text.split('\n')) {
    const [, before = '', rest = ''] = /^([\s\u200b\ufeff]*)(.*?)[\s\u200b]*$/u.exec(raw) ?? [];
    if (rest === '') gap = true;
    else {
      out.push({ text: rest.replace(/\u00a0/g, ' '), indent: columns(before), gap, size: null });
      gap = false;
    }
  }
  return out;
}

function columns(blank: string): number {
  return [...blank].reduce((sum, c) => sum + (c === '\t' ? TAB_WIDTH : 1), 0);
}

/**
 * Joins lines that were broken only because they were full.
 * @param softHyphens whether a hyphen at the end of a line is taken to come from the breaking
 */
export function joinLines(lines: readonly Line[], softHyphens: boolean): TextBlock[] {
  const width = wrapWidth(lines);
  const words = new Set(lines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}][\p{L}-]*/gu) ?? []));
  const blocks: { -readonly [K in keyof TextBlock]: TextBlock[K] }[] = [];
  let previous: Line | null = null;
  for (const line of lines) {
    const last = blocks[blocks.length - 1];
    const underline = /^([=\-~_*])\1{2,}$/.exec(line.text)?.[1];
    if (underline) {
      if (last && last.lines === 1 && !line.gap && /[=\-~]/.test(underline))
        last.underline = underline === '=' ? '=' : '-';
      previous = null;
      continue;
    }
    const marker = markerOf(line.text);
    if (last && previous && !marker && continues(previous, line, width)) {
      last.text = joined(last.text, line.text, words, softHyphens);
      last.lines++;
    } else {
      const { text, indent, gap, size } = line;
      blocks.push({
        text: marker ? marker.rest : text,
        marker,
        indent,
        gap,
        size,
        lines: 1,
        underline: null,
      });
    }
    previous = line;
  }
  return blocks;
}

function continues(previous: Line, line: Line, width: number | null): boolean {
  if (line.gap || line.size !== previous.size || line.text.includes('\t')) return false;
  // Large type fills a line with fewer letters.
  if (line.size !== null) return true;
  if (width === null) return false;
  const firstWord = /^\S+/.exec(line.text)?.[0].length ?? 0;
  const length = previous.indent + previous.text.length;
  const isOpen = length > OPEN_SHARE * width && !/[.!?:]["”’)]*$/.test(previous.text);
  return isOpen || length + 1 + firstWord > FULL_SHARE * width;
}

/** The width at which a text was broken into lines, or `null` when its lines are whole paragraphs. */
function wrapWidth(lines: readonly Line[]): number | null {
  const followed = lines.filter((line, i) => line.size === null && lines[i + 1]?.gap === false);
  const lengths = followed.map(({ indent, text }) => indent + text.length).sort((a, b) => a - b);
  const width = lengths[Math.floor(0.9 * (lengths.length - 1))] ?? 0;
  return width >= MIN_WRAP_WIDTH && width <= MAX_WRAP_WIDTH ? width : null;
}

/** A word broken by a hyphen is joined as it is written elsewhere in the text. */
function joined(before: string, after: string, words: ReadonlySet<string>, softHyphens: boolean): string {
  const broken = /([\p{L}]+)-$/u.exec(before);
  const rest = /^\p{Ll}+/u.exec(after);
  if (!broken || !rest) return `${before} ${after}`;
  const whole = `${broken[1]}${rest[0]}`.toLowerCase();
  const hyphened = `${broken[1]}-${rest[0]}`.toLowerCase();
  const keep = words.has(hyphened) || (!softHyphens && !words.has(whole));
  return keep ? before + after : before.slice(0, -1) + after;
}
