import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as textOf } from 'mdast-util-to-string';

/**
 * Whether a text stands in lines of a file. Shares no code with the program: the lines are taken from the
 * file as they are and parsed as Markdown of their own, or, where they are cut out of a larger construct
 * (the second line of a link), freed of markup by hand.
 */
export function standsIn(quote: string, source: string, lines: readonly [number, number]): boolean {
  const seen = checked.get(source) ?? new Map<string, boolean>();
  checked.set(source, seen);
  const key = `${lines[0]}-${lines[1]} ${quote}`;
  const known = seen.get(key) ?? lookUp(quote, source, lines);
  seen.set(key, known);
  return known;
}

/** Articles with what was looked up in them: the same sentences are quoted again and again. */
const checked = new Map<string, Map<string, boolean>>();

function lookUp(quote: string, source: string, [from, to]: readonly [number, number]): boolean {
  const cited = source.split(/\r\n|\r|\n/).slice(from - 1, to);
  if (from < 1 || to < from || cited.length !== to - from + 1) return false;
  const text = cited.join('\n');
  return squeeze(textOf(fromMarkdown(text))).includes(squeeze(quote)) || bare(text).includes(bare(quote));
}

const squeeze = (text: string): string => text.replace(/\s+/gu, ' ').trim();

function bare(text: string): string {
  return squeeze(
    text
      .replace(/^[ \t]*(?:> ?)*(?:[-*+] |\d+[.)] )?/gm, '')
      .replace(/\]\([^()\s]*\)/g, ' ')
      .replace(/[*_`[\]|\\>]/g, ' '),
  );
}
